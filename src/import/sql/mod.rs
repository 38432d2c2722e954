//! SQL text: expressions, and scripts of statements.

// Tokens are those of the SQL parser: each place knows a few, and takes all others alike.
#![allow(clippy::wildcard_enum_match_arm)]

mod accounts;
mod alter;
mod alter_columns;
mod apply;
mod calls;
mod columns;
mod comments;
mod constraints;
mod cursor;
mod domains;
mod drops;
mod expression;
mod held;
mod indexes;
mod likeness;
mod mysql_columns;
mod mysql_options;
mod mysql_partitions;
mod names;
mod objects;
mod operators;
mod path;
mod places;
mod postgres_partitions;
mod renames;
mod rights;
mod scheduled;
mod script;
mod split;
mod tables;
mod tokens;
mod tuning;
mod typed;
mod types;
mod view_names;
mod words;

pub use expression::read_expr;
pub(super) use expression::unescaped;
pub(super) use objects::routine_name;
pub use places::{TablePlace, table_places};
pub(super) use postgres_partitions::{key as partition_items, read_bound as partition_bound};
pub use rights::renamed_right;
pub use script::Skipped;
pub(super) use script::{absorb, read_script};
pub(super) use view_names::{named_column, names_beside};
