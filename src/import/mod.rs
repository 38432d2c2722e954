//! What exists already: SQL text, catalogs and snapshots, as schemas.
//!
//! In come texts and rows; out go native schemas in the one form that compares. Nothing here opens a file or a
//! connection.

mod foreign;
mod infer;
mod lift;
mod live;
mod rows;
mod settle;
mod snapshot;
mod sql;
mod text;

pub use foreign::{CODES, Foreign, Format, Loss, dialect_of_foreign, read_foreign};
pub use infer::{Proposal, infer};
pub use lift::{Beside, Level, LiftOptions, Lifted, lift};
pub use live::{Live, read_database};
pub use rows::RowFilter;
pub use settle::{kept, settled};
pub use snapshot::read_snapshot;
pub use sql::{Skipped, TablePlace, read_expr, renamed_right, table_places};
pub use text::{SqlRead, guess_dialect, read_sql};
