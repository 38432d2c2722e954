//! What can be wrong with the meaning of a model.

mod annotations;
mod attributes;
mod circles;
mod codes;
mod declarations;
mod expressions;
mod hierarchies;
mod keys;
mod names;
mod references;
mod relationships;
mod types;
mod unknown;

pub use codes::CODES;

pub(super) use annotations::*;
pub(super) use attributes::*;
pub(super) use circles::*;
pub(super) use declarations::*;
pub(super) use expressions::*;
pub(super) use hierarchies::*;
pub(super) use keys::*;
pub(super) use names::*;
pub(super) use references::*;
pub(super) use relationships::*;
pub(super) use types::*;
pub(super) use unknown::*;
