//! What can be wrong with the spelling of a model.

mod codes;
mod messages;

pub use codes::CODES;
pub(super) use messages::*;
