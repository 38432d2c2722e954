//! Models and schemas as pictures, pages and other tools' files.
//!
//! In comes a model or a schema, out goes text. Nothing here writes a file or asks a database.

pub mod diagram;
