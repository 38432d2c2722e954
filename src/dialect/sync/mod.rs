//! Triggers that keep columns in step while one takes the place of another, and the statements that fill old rows.

mod mirror;
mod mysql;
mod postgres;
mod ranges;
mod rows;
mod sqlite;

pub use mirror::{Mirror, fill_mirror, mirror_objects, refuse_unlike_mirror};
pub use ranges::{behind, ends_of_key, last_of_batch, up_to};
pub use rows::{Batch, fill_rows, refuse_unfilled};

use super::capabilities::Names;
use super::contract::{self, Dialect};
use super::emit::Sql;
use super::names;
use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::schema::{Expr, NativeType, Object, QualifiedName, Table};

/// What is kept true of every row that is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Sync {
    /// One column says what the other says.
    Copy {
        /// The column that was there first.
        from: Name,
        /// The column that takes its place.
        to: Name,
        /// How a value of the one becomes a value of the other where old rows are filled; nothing where that needs no words.
        cast: Option<super::Conversion>,
        /// Whether what is written to the new column goes to the old one as well.
        both_ways: bool,
        /// Whether one of them has to be given.
        is_mandatory: bool,
    },
    /// A column has a value.
    Fill {
        /// The column.
        column: Name,
        /// What it gets where it is given none.
        value: Box<Expr>,
    },
}

impl Sync {
    /// The column that gets its values by this.
    pub fn column(&self) -> &Name {
        match self {
            Sync::Copy { to, .. } => to,
            Sync::Fill { column, .. } => column,
        }
    }

    /// What fills the old column from the new one; nothing where there is but one column.
    #[must_use]
    pub fn turned(&self) -> Option<Sync> {
        let Sync::Copy { from, to, cast, both_ways, is_mandatory } = self else { return None };
        let (cast, both_ways, is_mandatory) = (*cast, *both_ways, *is_mandatory);
        Some(Sync::Copy { from: to.clone(), to: from.clone(), cast, both_ways, is_mandatory })
    }
}

/// The triggers, and what they call, that keep a table in step: made in this order. `is_taken` knows the names of
/// routines and triggers that are there.
pub fn sync_objects(
    dialect: &dyn Dialect,
    table: &Table<NativeType>,
    syncs: &[Sync],
    is_taken: impl Fn(&Name) -> bool,
) -> Vec<Object> {
    let rules = &dialect.capabilities().names;
    let stem = free_name(&format!("erc_{}", table.name.name), rules, &is_taken);
    match dialect.id() {
        DialectId::Postgres => postgres::objects(dialect, table, syncs, stem),
        DialectId::Mysql | DialectId::Mariadb => mysql::objects(dialect, table, syncs, &stem),
        DialectId::Sqlite => sqlite::objects(dialect, table, syncs, &stem),
    }
}

/// A name that the database takes and that is not taken: cut where it is too long, counted on where it is there.
pub fn free_name(text: &str, rules: &Names, is_taken: impl Fn(&Name) -> bool) -> Name {
    let first = names::cut(text, rules);
    let later = (2..).map(|it| names::cut(&format!("{text}_{it}"), rules));
    let mut all = std::iter::once(first.clone()).chain(later);
    all.find(|it| !is_taken(it)).unwrap_or(first)
}

/// A free name in this database.
pub fn free_name_in(id: DialectId, text: &str, is_taken: impl Fn(&Name) -> bool) -> Name {
    free_name(text, &contract::of(id).capabilities().names, is_taken)
}

fn object(
    dialect: &dyn Dialect,
    kind: &'static str,
    name: QualifiedName,
    on: Option<&QualifiedName>,
    body: String,
) -> Object {
    Object {
        kind: Name::new_static(kind),
        name,
        on: on.cloned(),
        body: SqlText::one(dialect.id(), body),
        comment: None,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// `new.column`
fn of_row(sql: &mut Sql<'_>, row: &str, column: &Name) {
    sql.push(row);
    sql.push(".");
    sql.name(column);
}
