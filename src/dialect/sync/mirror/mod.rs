//! Triggers that keep two tables in step which hold the same columns for a while, and the statements that fill the
//! one from the other.

mod mysql;
mod postgres;
mod rows;
mod sqlite;
mod words;

pub use rows::{fill_mirror, refuse_unlike_mirror};

use super::super::contract::Dialect;
use super::free_name;
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, Object, QualifiedName, Table};
use words::Words;

/// Columns that two tables hold for a while: one table, and another whose key is the reference to it. A row of the
/// first for which the other has none says null in all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    /// The table that is referred to.
    pub whole: QualifiedName,
    /// The table whose key is the reference.
    pub part: QualifiedName,
    /// What finds one row by the other: a column of the whole, and that of the part.
    pub key: Vec<(Name, Name)>,
    /// What both hold: a column of the whole, and that of the part.
    pub values: Vec<(Name, Name)>,
    /// Whether the part comes and the columns of the whole go, or the other way round.
    pub part_comes: bool,
}

/// The triggers, and what they call, that keep both tables in step: made in this order. `is_taken` knows the names of
/// routines and triggers that are there.
pub fn mirror_objects(
    dialect: &dyn Dialect,
    mirror: &Mirror,
    whole: &Table<NativeType>,
    is_taken: impl Fn(&Name) -> bool,
) -> Vec<Object> {
    let rules = &dialect.capabilities().names;
    let stem = |table: &QualifiedName| free_name(&format!("erc_{}", table.name), rules, &is_taken);
    let stems = [stem(&mirror.whole), stem(&mirror.part)];
    let words = Words::of(dialect, mirror, whole);
    match dialect.id() {
        DialectId::Postgres => postgres::objects(dialect, mirror, &words, stems),
        DialectId::Mysql | DialectId::Mariadb => mysql::objects(dialect, mirror, &words, &stems),
        DialectId::Sqlite => sqlite::objects(dialect, mirror, &words, &stems),
    }
}
