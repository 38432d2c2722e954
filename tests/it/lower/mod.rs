//! Lowering: each file in `fixtures/lower` is a model with its tables and findings as a comment at its end.

mod fixtures;
pub(crate) mod invariants;
mod provenance;
