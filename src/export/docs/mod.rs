//! Documentation of a model: one HTML page that needs nothing else, Markdown, and dictionaries.
//!
//! In comes what was compiled; out goes text. Everything is collected once into [`Documentation`], which
//! every format prints. No address but those inside the page is ever written.

mod data;
mod collect;
mod rules;
mod tables;
mod types;
mod objects;
mod proofs;
mod findings;
mod history;
mod page;
mod markdown;
mod dictionary;

use crate::base::{Diagnostic, Sources};
use crate::dialect::Dialect;
use crate::model::EntityGraph;
use crate::schema::{LogicalSchema, NativeSchema};

pub use collect::collect;
pub use data::Documentation;
pub use dictionary::{dictionary_csv, dictionary_json};
pub use history::Earlier;
pub use markdown::{MARK, markdown, markdown_files};
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
    /// What else is known.
    pub remarks: Remarks<'a>,
}

/// What is known beside the model: what was found out about it, and what it was before.
#[derive(Clone, Copy, Default)]
pub struct Remarks<'a> {
    /// What `erc check` says.
    pub findings: &'a [Diagnostic],
    /// The texts that findings point into; without them no finding has a place.
    pub sources: Option<&'a Sources>,
    /// What the paths of the texts begin with before the folder of the project.
    pub prefix: &'a str,
    /// An earlier state; without it nothing is said of changes.
    pub earlier: Option<Earlier<'a>>,
}
