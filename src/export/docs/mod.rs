//! Documentation of a model: one HTML page that needs nothing else, Markdown, and dictionaries.
//!
//! In comes what was compiled; out goes text. Everything is collected once into [`Documentation`], which
//! every format prints. No address but those inside the page is ever written.

mod collect;
mod data;
mod dictionary;
mod markdown;
mod page;
mod tables;
mod types;

use crate::dialect::Dialect;
use crate::model::EntityGraph;
use crate::schema::{LogicalSchema, NativeSchema};

pub use collect::collect;
pub use data::Documentation;
pub use dictionary::{dictionary_csv, dictionary_json};
pub use markdown::markdown;
pub use page::html;

/// What documentation is written of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What the author meant.
    pub model: &'a EntityGraph,
    /// Its tables.
    pub logical: &'a LogicalSchema,
    /// What each database holds.
    pub native: &'a [(&'a dyn Dialect, &'a NativeSchema)],
}
