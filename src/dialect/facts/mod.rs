//! What a statement locks, reads and writes, per database and version, as measured on real servers.
//!
//! PostgreSQL's rows were measured on 11 to 18, MariaDB's on 10.11, SQLite's on 3.40; MySQL's are from its manual.
//! A version that is newer than these is taken for the newest known.

mod mysql;
mod operation;
mod postgres;
mod sqlite;
mod type_change;

pub use operation::{
    Action as TableAction, ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind, Operation,
};
pub use type_change::{TypeChange, type_change};

use super::capabilities::Version;
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, QualifiedName};

/// What an operation costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The tables that are locked, and how, in the words of the database.
    pub locks: Vec<(QualifiedName, &'static str)>,
    /// What is done beside the catalog.
    pub work: Vec<Work>,
    /// Whether it can stand in a transaction and be taken back.
    pub is_transactional: bool,
}

/// What is done to do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// The catalog is changed, however large the table is.
    Catalog,
    /// Every row is read.
    Scan,
    /// An index is built.
    IndexBuild,
    /// Every row is written anew, and every index built.
    Rewrite,
    /// The table is copied, row by row, while nobody may write.
    Copy,
}

impl Work {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Work::Catalog => "catalog",
            Work::Scan => "scan",
            Work::IndexBuild => "index-build",
            Work::Rewrite => "rewrite",
            Work::Copy => "copy",
        }
    }
}

/// What is known of the schema as it stands before a statement.
pub trait Surroundings {
    /// Whether a table was made by this very script, so that nobody else can see it, or its rows.
    fn is_new(&self, table: &QualifiedName) -> bool;
    /// The type of a column, where it is known.
    fn column_type(&self, table: &QualifiedName, column: &Name) -> Option<NativeType>;
    /// Whether a column refuses null, where that is known.
    fn is_not_null(&self, table: &QualifiedName, column: &Name) -> Option<bool>;
    /// Whether a valid check says that a column is not null.
    fn is_proved_not_null(&self, table: &QualifiedName, column: &Name) -> bool;
    /// Whether an index has the column.
    fn is_indexed(&self, table: &QualifiedName, column: &Name) -> bool;
    /// Whether a check uses the column.
    fn is_checked(&self, table: &QualifiedName, column: &Name) -> bool;
    /// The tables at the other ends of the foreign keys that have the column at either end.
    fn partners(&self, table: &QualifiedName, column: &Name) -> Vec<QualifiedName>;
    /// What a constraint is, and what it refers to.
    fn constraint(
        &self,
        table: &QualifiedName,
        name: &Name,
    ) -> Option<(ConstraintKindSpec, Option<QualifiedName>)>;
    /// The tables that a table refers to.
    fn references(&self, table: &QualifiedName) -> Vec<QualifiedName>;
    /// Whether a type is a domain that has checks; nothing where it is not known.
    fn is_constrained_domain(&self, ty: &NativeType) -> bool;
    /// Whether the time zone of the session is known to be UTC.
    fn is_utc(&self) -> bool;
}

/// What an operation costs in a database of this version.
pub fn facts(
    operation: &Operation,
    dialect: DialectId,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let mut res = match dialect {
        DialectId::Postgres => postgres::facts(operation, version, around),
        DialectId::Mysql | DialectId::Mariadb => mysql::facts(operation, dialect, version, around),
        DialectId::Sqlite => sqlite::facts(operation),
    };
    // Nobody waits for a table that nobody can see, and it has no rows that would take time.
    res.locks.retain(|(table, _)| !around.is_new(table));
    if table_of(operation).is_some_and(|it| around.is_new(it)) {
        res.work = vec![Work::Catalog];
    }
    res.work.sort_unstable();
    res.work.dedup();
    if res.work.len() > 1 {
        res.work.retain(|it| *it != Work::Catalog);
    }
    res
}

/// The table that an operation is about.
pub fn table_of(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::CreateTable { table, .. }
        | Operation::Alter(table, _)
        | Operation::DropTable { table, .. }
        | Operation::CreateIndex { table, .. }
        | Operation::Truncate { table, .. }
        | Operation::CreateTrigger(table)
        | Operation::DropOfTable(table)
        | Operation::CreatePolicy(table)
        | Operation::Analyze(table)
        | Operation::Insert(table)
        | Operation::Update { table, .. }
        | Operation::Delete { table, .. } => Some(table),
        Operation::DropIndex { table, .. }
        | Operation::Reindex { table, .. }
        | Operation::RenameIndex { table }
        | Operation::Cluster(table)
        | Operation::Comment(table) => table.as_ref(),
        Operation::CreateView { .. }
        | Operation::DropView(_)
        | Operation::Refresh { .. }
        | Operation::AddLabel { .. }
        | Operation::ChangeType(_)
        | Operation::CheckDomain(_)
        | Operation::Create
        | Operation::DropOther { .. }
        | Operation::RenameNamespace(_)
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Unknown => None,
    }
}
