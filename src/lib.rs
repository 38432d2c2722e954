//! erc, the compiler for data models.
//!
//! The rooms in reading order; a room uses only rooms above it.

pub mod base;
pub mod cli;
pub mod export;
pub mod io;
pub mod model;
pub mod project;
pub mod report;
pub mod schema;
pub mod syntax;
