//! Models and schemas as texts that others read: diagrams, documentation, interchange.
//!
//! In come the entity graph or a schema; out goes text. No file is written here.

pub mod diagram;
pub mod docs;
pub mod interchange;
mod words;
