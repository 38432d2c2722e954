//! PostgreSQL: measured on 11.22, 12.22, 13.23, 14.23, 15.18, 16.14, 17.10 and 18.4.

use super::operation::{
    Action, ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind, Operation,
};
use super::type_change::{TypeChange, type_change};
use super::{Facts, Surroundings, Work};
use crate::dialect::Version;
use crate::schema::QualifiedName;

const ACCESS_SHARE: &str = "ACCESS SHARE";
const ROW_SHARE: &str = "ROW SHARE";
const ROW_EXCLUSIVE: &str = "ROW EXCLUSIVE";
const SHARE_UPDATE_EXCLUSIVE: &str = "SHARE UPDATE EXCLUSIVE";
const SHARE: &str = "SHARE";
const SHARE_ROW_EXCLUSIVE: &str = "SHARE ROW EXCLUSIVE";
const EXCLUSIVE: &str = "EXCLUSIVE";
const ACCESS_EXCLUSIVE: &str = "ACCESS EXCLUSIVE";

pub(super) fn facts(operation: &Operation, version: Version, around: &dyn Surroundings) -> Facts {
    match operation {
        Operation::CreateTable { references, partition_of, .. } => {
            let mut locks: Vec<_> =
                references.iter().map(|it| (it.clone(), SHARE_ROW_EXCLUSIVE)).collect();
            locks.extend(partition_of.iter().map(|it| (it.clone(), ACCESS_EXCLUSIVE)));
            made(locks, Work::Catalog)
        }
        Operation::Alter(table, action) => alter(table, action, version, around),
        Operation::DropTable { table, .. } => {
            let mut locks = vec![(table.clone(), ACCESS_EXCLUSIVE)];
            let others = around.references(table).into_iter();
            locks.extend(others.map(|it| (it, ACCESS_EXCLUSIVE)));
            made(locks, Work::Catalog)
        }
        Operation::CreateIndex { table, concurrently: true, .. } => {
            let res = one(table, SHARE_UPDATE_EXCLUSIVE, Work::IndexBuild);
            Facts { is_transactional: false, ..res }
        }
        Operation::CreateIndex { table, .. } => one(table, SHARE, Work::IndexBuild),
        Operation::DropIndex { table, concurrently, .. } => {
            let mode = if *concurrently { SHARE_UPDATE_EXCLUSIVE } else { ACCESS_EXCLUSIVE };
            let locks = table.iter().map(|it| (it.clone(), mode)).collect();
            Facts { is_transactional: !concurrently, ..made(locks, Work::Catalog) }
        }
        Operation::Reindex { table, concurrently } => {
            let mode = if *concurrently { SHARE_UPDATE_EXCLUSIVE } else { SHARE };
            let locks = table.iter().map(|it| (it.clone(), mode)).collect();
            Facts { is_transactional: !concurrently, ..made(locks, Work::IndexBuild) }
        }
        Operation::Truncate { table, .. } => one(table, ACCESS_EXCLUSIVE, Work::Rewrite),
        Operation::CreateTrigger(table) => one(table, SHARE_ROW_EXCLUSIVE, Work::Catalog),
        Operation::DropOfTable(table) | Operation::CreatePolicy(table) => {
            one(table, ACCESS_EXCLUSIVE, Work::Catalog)
        }
        Operation::Comment(table) => {
            let locks = table.iter().map(|it| (it.clone(), SHARE_UPDATE_EXCLUSIVE)).collect();
            made(locks, Work::Catalog)
        }
        Operation::CreateView { view, reads, is_materialized, replaces } => {
            let mut locks: Vec<_> = reads.iter().map(|it| (it.clone(), ACCESS_SHARE)).collect();
            locks.extend(replaces.then(|| (view.clone(), ACCESS_EXCLUSIVE)));
            made(locks, if *is_materialized { Work::Scan } else { Work::Catalog })
        }
        Operation::DropView(view) => one(view, ACCESS_EXCLUSIVE, Work::Catalog),
        Operation::Refresh { view, concurrently: true } => one(view, EXCLUSIVE, Work::Scan),
        Operation::Refresh { view, .. } => one(view, ACCESS_EXCLUSIVE, Work::Rewrite),
        Operation::Analyze(table) => one(table, SHARE_UPDATE_EXCLUSIVE, Work::Catalog),
        Operation::Cluster(table) => {
            let locks = table.iter().map(|it| (it.clone(), ACCESS_EXCLUSIVE)).collect();
            Facts { is_transactional: false, ..made(locks, Work::Rewrite) }
        }
        Operation::AddLabel { .. } => {
            Facts { is_transactional: version.major >= 12, ..made(Vec::new(), Work::Catalog) }
        }
        Operation::CheckDomain(_) => made(Vec::new(), Work::Scan),
        Operation::Insert(table) => one(table, ROW_EXCLUSIVE, Work::Catalog),
        Operation::Update { table, .. } | Operation::Delete { table, .. } => {
            one(table, ROW_EXCLUSIVE, Work::Scan)
        }
        Operation::DropOther { kind, .. } => {
            let is_transactional = kind != "database";
            Facts { is_transactional, ..made(Vec::new(), Work::Catalog) }
        }
        Operation::RenameIndex { .. }
        | Operation::ChangeType(_)
        | Operation::Create
        | Operation::RenameNamespace(_)
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Unknown => made(Vec::new(), Work::Catalog),
    }
}

fn made(locks: Vec<(QualifiedName, &'static str)>, work: Work) -> Facts {
    Facts { locks, work: vec![work], is_transactional: true }
}

fn one(table: &QualifiedName, mode: &'static str, work: Work) -> Facts {
    made(vec![(table.clone(), mode)], work)
}

fn alter(
    table: &QualifiedName,
    action: &Action,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let strong = |work| one(table, ACCESS_EXCLUSIVE, work);
    match action {
        Action::AddColumn(column) => add_column(table, column, around),
        Action::SetType { name, ty, is_computed, has_collation } => {
            let mut res = strong(Work::Catalog);
            let before = around.column_type(table, name);
            let change = match (&before, ty) {
                _ if *is_computed => TypeChange::Rewrite,
                (Some(_), Some(to)) if around.is_constrained_domain(to) => TypeChange::Rewrite,
                (Some(from), Some(to)) => type_change(from, to, around.is_utc(), version),
                _ => TypeChange::Rewrite,
            };
            let is_indexed = around.is_indexed(table, name);
            match change {
                TypeChange::Rewrite => res.work = vec![Work::Rewrite],
                TypeChange::Indexes if is_indexed => res.work = vec![Work::IndexBuild],
                TypeChange::Catalog | TypeChange::Indexes => {
                    if *has_collation && is_indexed {
                        res.work.push(Work::IndexBuild);
                    }
                    // What is checked is checked again, though nothing is written.
                    if around.is_checked(table, name) && before.as_ref() != ty.as_ref() {
                        res.work.push(Work::Scan);
                    }
                }
            }
            if before.as_ref() != ty.as_ref() {
                let partners = around.partners(table, name).into_iter();
                res.locks.extend(partners.map(|it| (it, ACCESS_EXCLUSIVE)));
            }
            res
        }
        Action::SetNotNull(name) => {
            let is_proved = version.major >= 12 && around.is_proved_not_null(table, name);
            let is_so = around.is_not_null(table, name) == Some(true);
            strong(if is_proved || is_so { Work::Catalog } else { Work::Scan })
        }
        Action::AddConstraint(it) => add_constraint(table, it, version, around),
        Action::Validate(name) => {
            let mut res = one(table, SHARE_UPDATE_EXCLUSIVE, Work::Scan);
            if let Some((_, Some(target))) = around.constraint(table, name) {
                res.locks.push((target, ROW_SHARE));
            }
            res
        }
        Action::DropConstraint { name, .. } => {
            let mut res = strong(Work::Catalog);
            let known = name.as_ref().and_then(|it| around.constraint(table, it));
            if let Some((_, Some(target))) = known {
                res.locks.push((target, ACCESS_EXCLUSIVE));
            }
            res
        }
        Action::AlterConstraint { name, enforces } => {
            let mut res = strong(if *enforces { Work::Scan } else { Work::Catalog });
            if let (true, Some((_, Some(target)))) = (enforces, around.constraint(table, name)) {
                res.locks.push((target, SHARE_ROW_EXCLUSIVE));
            }
            res
        }
        Action::SetExpression(_) | Action::Rewrite | Action::Convert => strong(Work::Rewrite),
        Action::SetWeak => one(table, SHARE_UPDATE_EXCLUSIVE, Work::Catalog),
        Action::SetTrigger => one(table, SHARE_ROW_EXCLUSIVE, Work::Catalog),
        Action::Attach(part) => {
            let mode = if version.major >= 12 { SHARE_UPDATE_EXCLUSIVE } else { ACCESS_EXCLUSIVE };
            made(vec![(table.clone(), mode), (part.clone(), ACCESS_EXCLUSIVE)], Work::Scan)
        }
        Action::Detach(part, true) => Facts {
            is_transactional: false,
            ..made(
                vec![(table.clone(), SHARE_UPDATE_EXCLUSIVE), (part.clone(), ACCESS_EXCLUSIVE)],
                Work::Catalog,
            )
        },
        Action::Detach(part, false) => {
            let locks = vec![(table.clone(), ACCESS_EXCLUSIVE), (part.clone(), ACCESS_EXCLUSIVE)];
            made(locks, Work::Catalog)
        }
        Action::Inherit(parent) => made(
            vec![(table.clone(), ACCESS_EXCLUSIVE), (parent.clone(), SHARE_UPDATE_EXCLUSIVE)],
            Work::Catalog,
        ),
        Action::AddIndex { .. } => one(table, SHARE, Work::IndexBuild),
        Action::DropColumn { .. }
        | Action::RenameColumn(..)
        | Action::RenameTable(_)
        | Action::SetSchema(_)
        | Action::Default(_)
        | Action::DropNotNull(_)
        | Action::Identity(_)
        | Action::RenameConstraint
        | Action::DropIndex(_)
        | Action::RenameIndex
        | Action::Modify { .. }
        | Action::SetStrong
        | Action::Partition
        | Action::Metadata
        | Action::Algorithm(_)
        | Action::Lock(_)
        | Action::Unknown => strong(Work::Catalog),
    }
}

fn add_column(table: &QualifiedName, column: &ColumnSpec, around: &dyn Surroundings) -> Facts {
    let mut res = one(table, ACCESS_EXCLUSIVE, Work::Catalog);
    let ty = column.type_text.to_lowercase();
    let is_serial = ty.starts_with("serial") || ty.ends_with("serial");
    let has_value = matches!(column.default, Some(DefaultKind::Constant | DefaultKind::Stable));
    let is_constrained = column.ty.as_ref().is_some_and(|it| around.is_constrained_domain(it));
    if column.default == Some(DefaultKind::Volatile)
        || column.generated == Some(true)
        || column.is_identity
        || is_serial
        || is_constrained
    {
        res.work.push(Work::Rewrite);
    } else if column.has_check || column.references.is_some() && has_value {
        res.work.push(Work::Scan);
    }
    if column.is_unique || column.is_key {
        res.work.push(Work::IndexBuild);
    }
    res.locks.extend(column.references.iter().map(|it| (it.clone(), SHARE_ROW_EXCLUSIVE)));
    res
}

fn add_constraint(
    table: &QualifiedName,
    it: &ConstraintSpec,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let is_later = it.not_valid || it.not_enforced;
    let nullable = || {
        let is_nullable = |name| around.is_not_null(table, name) == Some(false);
        let is_proved = |name| version.major >= 12 && around.is_proved_not_null(table, name);
        it.columns.iter().any(|name| is_nullable(name) && !is_proved(name))
    };
    match it.kind {
        ConstraintKindSpec::ForeignKey => {
            let work = if is_later { Work::Catalog } else { Work::Scan };
            let mut res = one(table, SHARE_ROW_EXCLUSIVE, work);
            res.locks.extend(it.target.iter().map(|it| (it.clone(), SHARE_ROW_EXCLUSIVE)));
            res
        }
        ConstraintKindSpec::Check | ConstraintKindSpec::NotNull => {
            let work = if is_later { Work::Catalog } else { Work::Scan };
            one(table, ACCESS_EXCLUSIVE, work)
        }
        ConstraintKindSpec::Unique if it.using_index.is_some() => {
            one(table, ACCESS_EXCLUSIVE, Work::Catalog)
        }
        ConstraintKindSpec::Key if it.using_index.is_some() => {
            one(table, ACCESS_EXCLUSIVE, if nullable() { Work::Scan } else { Work::Catalog })
        }
        ConstraintKindSpec::Key => {
            let mut res = one(table, ACCESS_EXCLUSIVE, Work::IndexBuild);
            res.work.extend(nullable().then_some(Work::Scan));
            res
        }
        ConstraintKindSpec::Unique | ConstraintKindSpec::Exclusion => {
            one(table, ACCESS_EXCLUSIVE, Work::IndexBuild)
        }
    }
}
