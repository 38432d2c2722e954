//! What exists already: SQL text, catalogs and snapshots, as schemas.
//!
//! In come texts and rows; out go native schemas in the one form that compares. Nothing here opens a file or a
//! connection.

mod settle;
mod snapshot;
mod sql;

pub use settle::settled;
pub use snapshot::read_snapshot;
pub use sql::read_expr;
