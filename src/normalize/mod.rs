//! Normal forms of a model, proven and mended.
//!
//! In comes a model; out go its relations with their dependencies, and for each the keys, normal forms,
//! proofs, counterexamples and decompositions that `theory` finds, in the words of the model. Nothing here
//! has an opinion: what deserves a finding is for `lint` to say.

mod relation;
mod build;

mod study;
mod question;

mod words;
mod example;
mod prover;
mod anomalies;
mod naming;

mod json;
mod text;

mod write;

pub use anomalies::{Anomalies, anomalies};
pub use build::{relations, relations_of_schema};
pub use example::{ExampleRows, example};
pub use json::{explain_json, implication_json, normalize_json};
pub use naming::Names;
pub use prover::Prover;
pub use question::{Misread, Split, read_dependency};
pub use relation::{
    Omission, OmissionCause, Origin, OriginKind, Origins, Owner, Relation, RelationAttribute,
};
pub use study::{Study, StudyOptions, study};
pub use text::{Look, explain_text, implication_text, normalize_text};
pub use words::{Gain, ProofStep, doubt_text};
pub use write::{Refused, Rewrite, Written, complaint, rewrite};
