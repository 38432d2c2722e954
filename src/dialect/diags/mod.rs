//! What a database cannot hold, or holds in another way.

mod codes;
mod constraints;
mod expressions;
mod indexes;
mod names;
mod types;

pub use codes::CODES;
pub(super) use constraints::*;
pub(super) use expressions::*;
pub(super) use indexes::*;
pub(super) use names::*;
pub(super) use types::*;
