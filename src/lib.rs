//! erc, the compiler for data models.
//!
//! The rooms in reading order; a room uses only rooms above it.

pub mod base;
pub mod theory;
pub mod syntax;
pub mod model;
pub mod schema;
pub mod dialect;
pub mod import;
pub mod normalize;
pub mod migrate;
pub mod lint;
pub mod export;
pub mod project;
pub mod report;
pub mod io;
pub mod cli;
