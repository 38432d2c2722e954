//! What a statement locks, reads and writes, per database and version, as measured on real servers.
//!
//! PostgreSQL's rows were measured on 11 to 18, MariaDB's on 10.11, SQLite's on 3.40 and 3.54; MySQL's are from its
//! manual. Of a version that was not measured the dearest answer of all measured ones is taken.

mod mysql;
mod operation;
mod postgres;
mod reach;
mod refusal;
mod sqlite;
mod surroundings;
mod type_change;
mod versions;

pub use mysql::Together;
pub use operation::{
    Action as TableAction, Bound, ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind,
    GeneratedKind, IndexSpec, Operation, TableSpec,
};
pub use refusal::Refusal;
pub use surroundings::Surroundings;
pub use type_change::{TypeChange, type_change};
pub use versions::{judged_versions, measured};

use super::capabilities::Version;
use crate::base::DialectId;
use crate::schema::QualifiedName;

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

impl Facts {
    /// Takes in what another part of the same statement costs: the strictest lock on a table counts.
    pub fn add(&mut self, other: Facts, dialect: DialectId) {
        self.is_transactional &= other.is_transactional;
        for (table, mode) in other.locks {
            match self.locks.iter_mut().find(|(it, _)| *it == table) {
                Some(there) if strength(mode, dialect) > strength(there.1, dialect) => {
                    there.1 = mode;
                }
                Some(_) => {}
                None => self.locks.push((table, mode)),
            }
        }
        self.work.extend(other.work);
        self.settle();
    }

    /// Each kind of work once, and the catalog alone where there is nothing else. Who writes every row has read it.
    fn settle(&mut self) {
        self.work.sort_unstable();
        self.work.dedup();
        if self.work.len() > 1 {
            self.work.retain(|it| *it != Work::Catalog);
        }
        if self.work.contains(&Work::Rewrite) || self.work.contains(&Work::Copy) {
            self.work.retain(|it| matches!(it, Work::Rewrite | Work::Copy));
        }
    }
}

/// How much a lock is in the way of others.
pub fn strength(mode: &str, dialect: DialectId) -> usize {
    let order: &[&str] = match dialect {
        DialectId::Postgres => &[
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE",
        ],
        DialectId::Mysql | DialectId::Mariadb => &["NONE", "ROW", "SHARED", "EXCLUSIVE"],
        DialectId::Sqlite => &["RESERVED"],
    };
    order.iter().position(|it| *it == mode).unwrap_or_default()
}

/// What an operation costs in a database of one of these versions: the dearest answer. `only` leaves the partitions
/// of a table alone.
pub fn facts(
    operation: &Operation,
    only: bool,
    dialect: DialectId,
    versions: &[Version],
    around: &dyn Surroundings,
) -> Facts {
    let mut res: Option<Facts> = None;
    for version in versions {
        let own = in_version(operation, only, dialect, *version, around);
        match &mut res {
            Some(res) => res.add(own, dialect),
            None => res = Some(own),
        }
    }
    res.unwrap_or_default()
}

fn in_version(
    operation: &Operation,
    only: bool,
    dialect: DialectId,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let mut res = match dialect {
        DialectId::Postgres => postgres::facts(operation, only, version, around),
        DialectId::Mysql | DialectId::Mariadb => mysql::facts(operation, dialect, version, around),
        DialectId::Sqlite => sqlite::facts(operation),
    };
    if !only {
        reach::add_partitions(operation, &mut res, around);
    }
    // Nobody waits for a table that nobody can see, and it has no rows that would take time.
    res.locks.retain(|(table, _)| !around.is_new(table));
    if table_of(operation).is_some_and(|it| around.is_new(it)) {
        res.work = vec![Work::Catalog];
    }
    let locks = std::mem::take(&mut res.locks);
    let res_of = Facts { locks, work: Vec::new(), is_transactional: true };
    res.add(res_of, dialect);
    res
}

/// Why the server refuses an operation whatever rows there are, where that is known.
pub fn refusal(
    operation: &Operation,
    dialect: DialectId,
    version: Option<Version>,
    around: &dyn Surroundings,
) -> Option<Refusal> {
    refusal::refusal(operation, dialect, version, around)
}

/// The first version that has such a statement, where older ones that are supported have not.
pub fn since(operation: &Operation, dialect: DialectId) -> Option<Version> {
    match dialect {
        DialectId::Postgres => refusal::needed(operation).map(|it| Version::new(it, 0)),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => None,
    }
}

/// Whom a lock keeps waiting.
pub fn blocks(mode: &str) -> Blocks {
    match mode {
        "ACCESS EXCLUSIVE" => Blocks::Reads,
        "SHARE" | "SHARE ROW EXCLUSIVE" | "EXCLUSIVE" | "SHARED" | "RESERVED" => Blocks::Writes,
        _ => Blocks::Nobody,
    }
}

/// Whom a lock keeps waiting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocks {
    /// Nobody who reads or writes.
    #[default]
    Nobody,
    /// Those who write.
    Writes,
    /// Those who write and those who read.
    Reads,
}

impl Blocks {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Blocks::Nobody => "nobody",
            Blocks::Writes => "writes",
            Blocks::Reads => "reads",
        }
    }
}

/// The table that an operation is about.
pub fn table_of(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::CreateTable(it) => Some(&it.table),
        Operation::Alter(table, _)
        | Operation::DropTable { table, .. }
        | Operation::CreateIndex { table, .. }
        | Operation::Truncate { table, .. }
        | Operation::CreateTrigger { table, .. }
        | Operation::DropOfTable(table)
        | Operation::CreatePolicy { table, .. }
        | Operation::Analyze(table)
        | Operation::Insert { table, .. }
        | Operation::Update { table, .. }
        | Operation::Delete { table, .. }
        | Operation::Lock { table, .. } => Some(table),
        Operation::DropIndex { table, .. }
        | Operation::Reindex { table, .. }
        | Operation::AlterIndex { table, .. }
        | Operation::Cluster { table, .. }
        | Operation::Vacuum(table)
        | Operation::Comment(table) => table.as_ref(),
        Operation::CreateView { .. }
        | Operation::DropView { .. }
        | Operation::Refresh { .. }
        | Operation::CreateType(_)
        | Operation::AddLabel { .. }
        | Operation::ChangeType(_)
        | Operation::ChangeAttributes { .. }
        | Operation::CreateDomain { .. }
        | Operation::CheckDomain { .. }
        | Operation::AlterSequence { .. }
        | Operation::Create
        | Operation::DropOther { .. }
        | Operation::RenameNamespace(_)
        | Operation::Grant(_)
        | Operation::Read { .. }
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Unknown => None,
    }
}
