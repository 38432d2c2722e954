//! MariaDB as measured on 10.11, MySQL as its manual says (sections 17.12.1 of 8.0 and 8.4).
// Of some fifty operations each place here cares about a few, and a new one concerns none of them by itself.
#![allow(clippy::wildcard_enum_match_arm)]

mod columns;
mod together;

pub use together::Together;

use super::operation::{Action, ConstraintKindSpec, ConstraintSpec, IndexSpec, Operation};
use super::{Facts, Surroundings, Work, table_of};
use crate::base::DialectId;
use crate::dialect::Version;
use crate::schema::QualifiedName;

/// How a table is changed, dearest last, with the weakest lock that goes with it.
#[derive(Clone, Copy)]
enum Way {
    Instant,
    Index,
    /// An index that keeps writers out while it is built.
    SharedIndex,
    Rebuild,
    SharedRebuild,
    Copy,
}

impl Way {
    fn facts(self, table: &QualifiedName) -> Facts {
        let (lock, work) = match self {
            Way::Instant => ("NONE", Work::Catalog),
            Way::Index => ("NONE", Work::IndexBuild),
            Way::SharedIndex => ("SHARED", Work::IndexBuild),
            Way::Rebuild => ("NONE", Work::Rewrite),
            Way::SharedRebuild => ("SHARED", Work::Rewrite),
            Way::Copy => ("SHARED", Work::Copy),
        };
        Facts { locks: vec![(table.clone(), lock)], work: vec![work], is_transactional: false }
    }
}

/// Which of the two it is, how old, and what is there.
struct Server<'a> {
    is_mysql: bool,
    version: Version,
    around: &'a dyn Surroundings,
}

impl Server<'_> {
    /// Whether this is a MySQL that is older.
    fn is_before(&self, patch: u16) -> bool {
        self.is_mysql && self.version < Version::patch(8, 0, patch)
    }

    /// Whether no column can be added without the table being made anew.
    fn has_no_instant(&self) -> bool {
        self.is_before(12) || !self.is_mysql && self.version < Version::new(10, 3)
    }
}

pub(super) fn facts(
    operation: &Operation,
    dialect: DialectId,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let server = Server { is_mysql: dialect == DialectId::Mysql, version, around };
    let strong = |table: &QualifiedName| Facts {
        locks: vec![(table.clone(), "EXCLUSIVE")],
        ..Way::Instant.facts(table)
    };
    match operation {
        Operation::Alter(table, Action::RenameTable(_) | Action::SetSchema(_)) => strong(table),
        Operation::Alter(table, action) => way(table, action, &server).facts(table),
        Operation::CreateIndex { table, index, .. } => {
            index_way(table, index, &server).facts(table)
        }
        Operation::DropIndex { table: Some(table), .. } => Way::Instant.facts(table),
        Operation::DropTable { table, .. }
        | Operation::Truncate { table, .. }
        | Operation::CreateTrigger { table, .. } => strong(table),
        Operation::Cluster { table: Some(table), .. } => Way::Rebuild.facts(table),
        Operation::Lock { table, mode } => {
            let mode = if mode.starts_with("READ") { "SHARED" } else { "EXCLUSIVE" };
            Facts { locks: vec![(table.clone(), mode)], ..Way::Instant.facts(table) }
        }
        Operation::Insert { .. } | Operation::Update { .. } | Operation::Delete { .. } => {
            let locks = table_of(operation).map(|it| (it.clone(), "ROW")).into_iter().collect();
            let work = match operation {
                Operation::Insert { .. } => Work::Catalog,
                _ => Work::Scan,
            };
            Facts { locks, work: vec![work], is_transactional: true }
        }
        Operation::Read { .. }
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback => {
            Facts { work: vec![Work::Catalog], is_transactional: true, ..Facts::default() }
        }
        _ => Facts { work: vec![Work::Catalog], is_transactional: false, ..Facts::default() },
    }
}

fn index_way(table: &QualifiedName, index: &IndexSpec, server: &Server<'_>) -> Way {
    match index.kind.as_deref() {
        // The first one brings along a hidden column.
        Some("fulltext") if !server.around.has_index_of(table, "fulltext") => Way::SharedRebuild,
        Some("fulltext" | "spatial") => Way::SharedIndex,
        _ => Way::Index,
    }
}

fn way(table: &QualifiedName, action: &Action, server: &Server<'_>) -> Way {
    match action {
        Action::AddColumn(column) => columns::add(table, column, server),
        Action::DropColumn { name, .. } => columns::drop(table, name, server),
        Action::Modify { from, column, is_placed } => {
            columns::modify(table, from, column, *is_placed, server)
        }
        Action::SetNotNull(_) | Action::DropNotNull(_) => Way::Rebuild,
        Action::AddConstraint(it) => constraint(table, it, server),
        Action::AddIndex { index, .. } => index_way(table, index, server),
        Action::DropConstraint { kind: Some(ConstraintKindSpec::Key), .. } => Way::Copy,
        Action::Rewrite => Way::Rebuild,
        Action::Convert if server.is_mysql => Way::SharedRebuild,
        Action::Convert | Action::Partition | Action::CopyAll => Way::Copy,
        Action::SetType { .. } | Action::SetExpression(_) => Way::Copy,
        // What is not known is taken for the worst.
        Action::Unknown => Way::Copy,
        Action::Since(_, action) => way(table, action, server),
        Action::RenameColumn(..)
        | Action::RenameTable(_)
        | Action::SetSchema(_)
        | Action::Default(..)
        | Action::Identity(_)
        | Action::Validate(_)
        | Action::DropConstraint { .. }
        | Action::RenameConstraint(..)
        | Action::AlterConstraint { .. }
        | Action::DropIndex(_)
        | Action::RenameIndex(..)
        | Action::SetWeak
        | Action::SetStrong
        | Action::SetTrigger
        | Action::ChangePartitions(_)
        | Action::Attach(..)
        | Action::Detach(..)
        | Action::Inherit(_)
        | Action::Metadata
        | Action::Algorithm(_)
        | Action::Lock(_) => Way::Instant,
    }
}

fn constraint(table: &QualifiedName, it: &ConstraintSpec, server: &Server<'_>) -> Way {
    match it.kind {
        ConstraintKindSpec::Key => Way::Rebuild,
        ConstraintKindSpec::Unique => Way::Index,
        // Without a look at the rows only the index is made that it wants, where there is none.
        ConstraintKindSpec::ForeignKey if !server.around.checks_foreign_keys() => {
            let is_indexed = it.columns.iter().all(|it| server.around.is_indexed(table, it));
            if is_indexed { Way::Instant } else { Way::Index }
        }
        ConstraintKindSpec::Check if it.not_enforced => Way::Instant,
        ConstraintKindSpec::ForeignKey
        | ConstraintKindSpec::Check
        | ConstraintKindSpec::Exclusion
        | ConstraintKindSpec::NotNull => Way::Copy,
    }
}
