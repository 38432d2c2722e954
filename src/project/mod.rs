//! The façade: from a project to everything that can be known of it. This is the public API.
//!
//! In come a configuration and a [`Loader`]; out go sources, diagnostics, the entity graph and a schema per
//! dialect. Files are reached through the loader alone.

mod artifacts;
mod baseline;
mod compile;
mod config;
mod diags;
mod lint;
mod lint_config;
mod load;
mod loader;
mod settings;
mod source;
mod target;

pub use artifacts::{TakeFile, artifacts, documentation};
pub use baseline::{read_baseline, write_baseline};
pub use compile::{Compiled, compile, judge};
pub use config::{Config, Naming, Output, read_config};
pub use diags::CODES;
pub use lint::lint;
pub use lint_config::LintConfig;
pub use load::{Entry, Loaded, decode, load};
pub use loader::{LoadError, Loader};
pub use source::{SourceKind, named_kind, source_kind};
pub use target::{Target, targets};
