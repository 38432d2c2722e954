//! What can be wrong with the meaning of a model.

mod codes;
mod members;
mod names;
mod structure;
mod types;

pub use codes::CODES;
pub(super) use members::*;
pub(super) use names::*;
pub(super) use structure::*;
pub(super) use types::*;
