//! MariaDB as measured on 10.11, MySQL as its manual says (sections 17.12.1 of 8.0 and 8.4).
// Of some forty operations each place here cares about a few, and a new one concerns none of them by itself.
#![allow(clippy::wildcard_enum_match_arm)]

use super::operation::{Action, ColumnSpec, ConstraintKindSpec, DefaultKind, Operation};
use super::{Facts, Surroundings, Work, table_of};
use crate::base::{DialectId, Name};
use crate::dialect::Version;
use crate::schema::{NativeType, QualifiedName, TypeArgument};

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

pub(super) fn facts(
    operation: &Operation,
    dialect: DialectId,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    match operation {
        Operation::Alter(table, action) => {
            let mut res = way(table, action, dialect, version, around).facts(table);
            if matches!(action, Action::RenameTable(_)) {
                res.locks = vec![(table.clone(), "EXCLUSIVE")];
            }
            res
        }
        Operation::CreateIndex { table, kind, .. } => index(kind.as_ref()).facts(table),
        Operation::DropIndex { table: Some(table), .. } => Way::Instant.facts(table),
        Operation::DropTable { table, .. } | Operation::Truncate { table, .. } => {
            Facts { locks: vec![(table.clone(), "EXCLUSIVE")], ..Way::Instant.facts(table) }
        }
        Operation::Insert(_) | Operation::Update { .. } | Operation::Delete { .. } => {
            let locks = table_of(operation).map(|it| (it.clone(), "ROW")).into_iter().collect();
            Facts { locks, work: vec![Work::Scan], is_transactional: true }
        }
        Operation::Set(..) | Operation::Nothing | Operation::Begin | Operation::Commit => {
            Facts { work: vec![Work::Catalog], is_transactional: true, ..Facts::default() }
        }
        _ => Facts { work: vec![Work::Catalog], is_transactional: false, ..Facts::default() },
    }
}

fn index(kind: Option<&Name>) -> Way {
    match kind.map(Name::as_str) {
        Some("fulltext") => Way::SharedRebuild,
        Some("spatial") => Way::SharedIndex,
        _ => Way::Index,
    }
}

fn way(
    table: &QualifiedName,
    action: &Action,
    dialect: DialectId,
    version: Version,
    around: &dyn Surroundings,
) -> Way {
    let is_mysql = dialect == DialectId::Mysql;
    let before = |major, minor, patch| is_mysql && version < Version::patch(major, minor, patch);
    match action {
        Action::AddColumn(column) => add_column(column, is_mysql, version),
        Action::DropColumn { name, .. } => match around.is_indexed(table, name) {
            true => Way::Index,
            false if before(8, 0, 29) => Way::Rebuild,
            false => Way::Instant,
        },
        Action::Modify { from, column, is_placed } => {
            modify(table, from, column, *is_placed, is_mysql, around)
        }
        Action::SetNotNull(_) | Action::DropNotNull(_) => Way::Rebuild,
        Action::AddConstraint(it) => match it.kind {
            ConstraintKindSpec::Key => Way::Rebuild,
            ConstraintKindSpec::Unique => Way::Index,
            ConstraintKindSpec::ForeignKey
            | ConstraintKindSpec::Check
            | ConstraintKindSpec::Exclusion
            | ConstraintKindSpec::NotNull => Way::Copy,
        },
        Action::AddIndex { kind, .. } => index(kind.as_ref()),
        Action::DropConstraint { kind: Some(ConstraintKindSpec::Key), .. } => Way::Copy,
        Action::Rewrite => Way::Rebuild,
        Action::Convert | Action::Partition => Way::Copy,
        Action::SetType { .. } | Action::SetExpression(_) => Way::Copy,
        Action::RenameColumn(..)
        | Action::RenameTable(_)
        | Action::SetSchema(_)
        | Action::Default(_)
        | Action::Identity(_)
        | Action::Validate(_)
        | Action::DropConstraint { .. }
        | Action::RenameConstraint
        | Action::AlterConstraint { .. }
        | Action::DropIndex(_)
        | Action::RenameIndex
        | Action::SetWeak
        | Action::SetStrong
        | Action::SetTrigger
        | Action::Attach(_)
        | Action::Detach(..)
        | Action::Inherit(_)
        | Action::Metadata
        | Action::Algorithm(_)
        | Action::Lock(_)
        | Action::Unknown => Way::Instant,
    }
}

fn add_column(column: &ColumnSpec, is_mysql: bool, version: Version) -> Way {
    if column.generated == Some(true) || column.default == Some(DefaultKind::Volatile) {
        return Way::Copy;
    }
    if column.is_identity {
        return Way::SharedRebuild;
    }
    if is_mysql && (column.has_check || column.default == Some(DefaultKind::Stable)) {
        return Way::Copy;
    }
    if column.is_unique || column.is_key {
        return Way::Index;
    }
    if is_mysql && column.is_placed && version < Version::patch(8, 0, 29) {
        return Way::Rebuild;
    }
    Way::Instant
}

/// What saying a column anew costs: that depends on what it was.
fn modify(
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    is_placed: bool,
    is_mysql: bool,
    around: &dyn Surroundings,
) -> Way {
    let (Some(before), Some(after)) = (around.column_type(table, from), &column.ty) else {
        return Way::Copy;
    };
    if before != *after && !keeps_rows(&before, after) {
        return Way::Copy;
    }
    if around.is_not_null(table, from).is_some_and(|it| it != column.is_not_null) {
        return Way::Rebuild;
    }
    if is_placed && is_mysql { Way::Rebuild } else { Way::Instant }
}

/// Whether rows stay as they are: a longer text whose length takes as many bytes as before, more values at the end.
fn keeps_rows(before: &NativeType, after: &NativeType) -> bool {
    if before.name != after.name {
        return false;
    }
    let number = |ty: &NativeType| match ty.arguments.first() {
        Some(TypeArgument::Number(it)) => Some(*it),
        Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => None,
    };
    match after.name.as_str() {
        "varchar" => match (number(before), number(after)) {
            // Four bytes a character; up to 255 bytes the length takes one byte.
            (Some(from), Some(to)) => to >= from && (from * 4 > 255) == (to * 4 > 255),
            _ => false,
        },
        "enum" | "set" => {
            let is_kept = after.arguments.starts_with(&before.arguments);
            let step = |n: usize| if after.name == "enum" { n > 255 } else { n > 8 };
            is_kept && step(before.arguments.len()) == step(after.arguments.len())
        }
        _ => false,
    }
}
