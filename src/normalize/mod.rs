//! Normal forms of a model, proven and mended.
//!
//! In comes a model; out go its relations with their dependencies, and for each the keys, normal forms,
//! proofs, counterexamples and decompositions that `theory` finds, in the words of the model. Nothing here
//! has an opinion: what deserves a finding is for `lint` to say.

mod relation;
mod build;

pub use build::relations;
pub use relation::{
    Omission, OmissionCause, Origin, OriginKind, Owner, Relation, RelationAttribute,
};
