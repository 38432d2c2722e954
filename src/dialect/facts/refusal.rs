//! What a server refuses whatever rows there are.

use super::Surroundings;
use super::operation::{
    Action, ColumnSpec, ConstraintKindSpec, DefaultKind, GeneratedKind, Operation,
};
use crate::base::{DialectId, Name};
use crate::dialect::Version;
use crate::schema::QualifiedName;

/// Why a server refuses an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The version is too old; the first that can do it.
    Version(Version),
    /// Something uses what goes or changes: what, in words.
    InUse(String),
    /// It cannot be done like this, for the reason in words.
    Impossible(String),
}

fn impossible(reason: impl Into<String>) -> Option<Refusal> {
    Some(Refusal::Impossible(reason.into()))
}

pub(super) fn refusal(
    operation: &Operation,
    dialect: DialectId,
    version: Option<Version>,
    around: &dyn Surroundings,
) -> Option<Refusal> {
    match dialect {
        DialectId::Postgres => {
            let needed = needed(operation);
            match needed.filter(|it| version.is_some_and(|version| version.major < *it)) {
                Some(it) => Some(Refusal::Version(Version::new(it, 0))),
                None => postgres(operation, version, around),
            }
        }
        DialectId::Mysql | DialectId::Mariadb => mysql(operation, dialect, around),
        DialectId::Sqlite => sqlite(operation, version, around),
    }
}

/// The first version of PostgreSQL that has such a statement.
#[allow(clippy::wildcard_enum_match_arm)]
pub(super) fn needed(operation: &Operation) -> Option<u16> {
    match operation {
        Operation::Reindex { concurrently: true, .. } => Some(12),
        Operation::CreateIndex { index, .. } if index.nulls_not_distinct => Some(15),
        Operation::CreateTable(spec) => {
            let generated = spec.columns.iter().filter_map(needed_of_column).max();
            let is_new = spec.constraints.iter().any(|it| it.nulls_not_distinct);
            generated.max(is_new.then_some(15))
        }
        Operation::Alter(_, action) => match action {
            Action::Since(version, _) => Some(*version),
            Action::AddColumn(it) => needed_of_column(it),
            Action::SetExpression(_) => Some(17),
            Action::Detach(_, true) => Some(14),
            Action::AlterConstraint { enforces: true, .. } => Some(18),
            Action::AddConstraint(it)
                if it.not_enforced || it.kind == ConstraintKindSpec::NotNull =>
            {
                Some(18)
            }
            Action::AddConstraint(it) if it.nulls_not_distinct => Some(15),
            _ => None,
        },
        _ => None,
    }
}

fn needed_of_column(column: &ColumnSpec) -> Option<u16> {
    match column.generated? {
        GeneratedKind::Stored => Some(12),
        GeneratedKind::Virtual | GeneratedKind::Unsaid => Some(18),
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn postgres(
    operation: &Operation,
    version: Option<Version>,
    around: &dyn Surroundings,
) -> Option<Refusal> {
    match operation {
        Operation::CreateIndex { table, concurrently: true, .. }
            if around.is_partitioned(table) =>
        {
            impossible(format!(
                "`{table}` has partitions: make the index `on only` it, one on each partition concurrently, and attach these"
            ))
        }
        Operation::DropTable { table, cascade: false, .. } => {
            let referrers = around.referrers(table).into_iter().next();
            let referrer = referrers.map(|it| format!("a foreign key of `{it}`"));
            let viewer = || around.viewer(table, None).map(|it| format!("the view `{it}`"));
            referrer.or_else(viewer).map(Refusal::InUse)
        }
        Operation::ChangeAttributes { name, alters_type: true } => {
            let user = around.users_of_type(name).into_iter().next();
            user.map(|it| Refusal::InUse(format!("a column of `{it}`")))
        }
        Operation::Alter(table, action) => postgres_alter(table, action, version, around),
        _ => None,
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn postgres_alter(
    table: &QualifiedName,
    action: &Action,
    version: Option<Version>,
    around: &dyn Surroundings,
) -> Option<Refusal> {
    match action {
        Action::SetType { name, ty, .. } => {
            let before = around.column_type(table, name);
            let is_same = before.is_some() && before.as_ref() == ty.as_ref();
            let computed = around.computed_of(table, name);
            let computed = computed.map(|it| format!("the computed column `{it}`"));
            let holder = computed.or_else(|| around.holder(table, name));
            holder.filter(|_| !is_same).map(Refusal::InUse)
        }
        Action::DropColumn { name, cascade: false, .. } => {
            let viewer = around.viewer(table, Some(name));
            viewer.map(|it| Refusal::InUse(format!("the view `{it}`")))
        }
        Action::AddConstraint(it)
            if it.kind == ConstraintKindSpec::ForeignKey
                && it.not_valid
                && version.is_some_and(|it| it.major < 18)
                && around.is_partitioned(table) =>
        {
            impossible(
                "a table with partitions takes no foreign key that is `not valid` before version 18",
            )
        }
        _ => None,
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn mysql(operation: &Operation, dialect: DialectId, around: &dyn Surroundings) -> Option<Refusal> {
    match operation {
        Operation::Alter(table, Action::Modify { from, column, .. }) => {
            let before = around.column_type(table, from)?;
            let changes = column.ty.as_ref().is_some_and(|it| it.name != before.name);
            let other = around.partners(table, from).into_iter().next()?;
            let is_held = changes && around.checks_foreign_keys();
            is_held
                .then(|| Refusal::InUse(format!("the foreign key between `{table}` and `{other}`")))
        }
        Operation::CreateIndex { index, .. } if index.predicate.is_some() => {
            impossible(format!("{} has no indexes with a condition", dialect.title()))
        }
        _ => None,
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn sqlite(
    operation: &Operation,
    version: Option<Version>,
    around: &dyn Surroundings,
) -> Option<Refusal> {
    let Operation::Alter(table, action) = operation else { return None };
    let newer = version.is_none_or(|it| it < Version::new(3, 53));
    match action {
        Action::AddColumn(column) => sqlite_column(column, around),
        Action::DropColumn { name, .. } => sqlite_drop(table, name, around),
        Action::RenameColumn(..) | Action::RenameTable(_) => None,
        Action::SetNotNull(_) | Action::DropNotNull(_) | Action::DropConstraint { .. }
            if !newer =>
        {
            None
        }
        Action::AddConstraint(it) if it.kind == ConstraintKindSpec::Check && !newer => None,
        _ => impossible("SQLite has no such statement"),
    }
}

fn sqlite_column(column: &ColumnSpec, around: &dyn Surroundings) -> Option<Refusal> {
    let has_value = column.default.is_some_and(|it| it != DefaultKind::Null);
    if column.is_key {
        return impossible("SQLite adds no column that is a key");
    }
    if column.is_unique {
        return impossible("SQLite adds no column that is unique; add it, and make a unique index");
    }
    if column.generated == Some(GeneratedKind::Stored) {
        return impossible("SQLite adds no computed column that is kept; a `virtual` one it does");
    }
    if column.if_not_exists {
        return impossible("SQLite has no `if not exists` for columns");
    }
    if column.references.is_some() && has_value && around.checks_foreign_keys() {
        return impossible("SQLite adds no column that refers to something and has a default");
    }
    None
}

fn sqlite_drop(table: &QualifiedName, name: &Name, around: &dyn Surroundings) -> Option<Refusal> {
    if let Some(view) = around.viewer(table, Some(name)) {
        return Some(Refusal::InUse(format!("the view `{view}`")));
    }
    if around.is_indexed(table, name) || around.is_in_predicate(table, name) {
        return Some(Refusal::InUse("an index or a key".to_owned()));
    }
    if around.is_checked(table, name) {
        return Some(Refusal::InUse("a check of the table".to_owned()));
    }
    let computed = around.computed_of(table, name);
    computed.map(|it| Refusal::InUse(format!("the computed column `{it}`")))
}
