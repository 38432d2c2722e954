//! Relational dependency theory on small integers.
//!
//! In come the dependencies of one relation, its attributes as numbers; out go closures, keys,
//! covers, normal forms, decompositions, each with its proof or its counterexample. No name, no
//! file and no other room appears here.

mod attribute_set;
mod dependencies;
mod work;

mod closure;
mod basis;
mod reasoner;
mod derivation;

mod instance;
mod natural_join;
mod tableau;
mod chase;
mod implication;

mod cover;
mod irreducible;
mod project;
mod keys;
mod primality;

mod normal_form;
mod part;
mod analysis;
mod anomaly;
mod armstrong;

mod decomposition;

pub use analysis::{Analysis, analyse};
pub use anomaly::{Anomaly, Redundant, anomaly};
pub use armstrong::armstrong;
pub use attribute_set::{Attribute, AttributeSet};
pub use basis::{DependencyBasis, Step};
pub use chase::chase_join;
pub use closure::ClosureIndex;
pub use cover::{Cover, CoverDependency, minimal_cover, minimum_cover, redundant_dependencies};
pub use decomposition::{
    Decomposition, Inclusion, Lossless, Lost, Part, Preservation, PreservingBoyceCodd, Target,
    decompose, judge, preserving_boyce_codd, propose,
};
pub use dependencies::{
    Dependencies, Dependency, DependencyId, FunctionalDependency, JoinDependency, Malformed,
    MultivaluedDependency,
};
pub use derivation::{Derivation, derive_functional};
pub use implication::{Implication, implies};
pub use instance::Instance;
pub use keys::{CandidateKeys, candidate_keys, one_key};
pub use normal_form::{Doubt, DoubtCause, Evidence, NormalForm, Reason, Verdict, Violation};
pub use primality::Primality;
pub use reasoner::Reasoner;
pub use tableau::{ChaseOutcome, ChaseStep, Tableau};
pub use work::WorkLimit;
