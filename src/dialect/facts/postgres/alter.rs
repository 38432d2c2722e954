//! `alter table` in PostgreSQL.

use super::super::operation::{Action, Bound, ColumnSpec, DefaultKind, GeneratedKind};
use super::super::{Facts, Surroundings, Work};
use super::{
    ACCESS_EXCLUSIVE, ROW_EXCLUSIVE, ROW_SHARE, SHARE, SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE,
    constraints, made, one, types,
};
use crate::dialect::Version;
use crate::schema::QualifiedName;

pub(super) fn facts(
    table: &QualifiedName,
    action: &Action,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let strong = |work| one(table, ACCESS_EXCLUSIVE, work);
    match action {
        Action::AddColumn(column) => add_column(table, column, version, around),
        Action::DropColumn { name, .. } => {
            let mut res = strong(Work::Catalog);
            // The foreign keys that have the column go with it.
            let partners = around.partners(table, name).into_iter();
            res.locks.extend(partners.map(|it| (it, ACCESS_EXCLUSIVE)));
            res
        }
        Action::SetType { .. } => types::facts(table, action, version, around),
        Action::SetNotNull(name) => {
            let is_proved = version.major >= 12 && around.is_proved_not_null(table, name);
            let is_so = around.is_not_null(table, name) == Some(true);
            strong(if is_proved || is_so { Work::Catalog } else { Work::Scan })
        }
        Action::AddConstraint(it) => constraints::add(table, it, version, around),
        Action::Validate(name) => constraints::validate(table, name, around),
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
        Action::SetExpression(_) | Action::Rewrite | Action::Convert | Action::CopyAll => {
            strong(Work::Rewrite)
        }
        Action::SetWeak => one(table, SHARE_UPDATE_EXCLUSIVE, Work::Catalog),
        Action::SetTrigger => one(table, SHARE_ROW_EXCLUSIVE, Work::Catalog),
        Action::Attach(part, bound) => attach(table, part, bound, version, around),
        Action::Detach(part, is_concurrent) => detach(table, part, *is_concurrent, version),
        Action::Inherit(parent) => made(
            vec![(table.clone(), ACCESS_EXCLUSIVE), (parent.clone(), SHARE_UPDATE_EXCLUSIVE)],
            Work::Catalog,
        ),
        Action::AddIndex { .. } => one(table, SHARE, Work::IndexBuild),
        Action::Since(_, action) => facts(table, action, version, around),
        Action::RenameColumn(..)
        | Action::RenameTable(_)
        | Action::SetSchema(_)
        | Action::Default(..)
        | Action::DropNotNull(_)
        | Action::Identity(_)
        | Action::RenameConstraint(..)
        | Action::DropIndex(_)
        | Action::RenameIndex(..)
        | Action::Modify { .. }
        | Action::SetStrong
        | Action::Partition
        | Action::ChangePartitions(_)
        | Action::Metadata
        | Action::Algorithm(_)
        | Action::Lock(_) => strong(Work::Catalog),
        // What is not known is taken for the worst.
        Action::Unknown => strong(Work::Rewrite),
    }
}

fn add_column(
    table: &QualifiedName,
    column: &ColumnSpec,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let mut res = one(table, ACCESS_EXCLUSIVE, Work::Catalog);
    if column.if_not_exists && around.has_column(table, &column.name) {
        return res;
    }
    let has_value = matches!(column.default, Some(DefaultKind::Constant | DefaultKind::Stable));
    let is_constrained = column.ty.as_ref().is_some_and(|it| around.is_constrained_domain(it));
    let is_stored = match column.generated {
        Some(GeneratedKind::Stored) => true,
        Some(GeneratedKind::Unsaid) => version.major < 18,
        Some(GeneratedKind::Virtual) | None => false,
    };
    if column.default == Some(DefaultKind::Volatile)
        || is_stored
        || column.is_identity
        || is_constrained
        || has_value && version.major < 11
    {
        res.work.push(Work::Rewrite);
    } else if column.has_check || column.references.is_some() && has_value {
        res.work.push(Work::Scan);
    }
    if column.is_unique || column.is_key {
        res.work.push(Work::IndexBuild);
    }
    res.locks.extend(column.references.iter().map(|it| (it.clone(), SHARE_ROW_EXCLUSIVE)));
    res.locks.extend(column.sequences.iter().map(|it| (it.clone(), ROW_EXCLUSIVE)));
    res
}

fn attach(
    table: &QualifiedName,
    part: &QualifiedName,
    bound: &Bound,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let mode = if version.major >= 12 { SHARE_UPDATE_EXCLUSIVE } else { ACCESS_EXCLUSIVE };
    let is_read = !around.is_new(part) && !around.is_within(part, bound);
    let work = if is_read { Work::Scan } else { Work::Catalog };
    let mut res = made(vec![(table.clone(), mode), (part.clone(), ACCESS_EXCLUSIVE)], work);
    let rest = around.default_partition(table).filter(|_| *bound != Bound::Default);
    if let Some(rest) = rest {
        res.locks.push((rest, ACCESS_EXCLUSIVE));
        res.work.push(Work::Scan);
    }
    // Foreign keys of the whole are made for the part.
    let references = around.references(table).into_iter();
    res.locks.extend(references.map(|it| (it, SHARE_ROW_EXCLUSIVE)));
    res
}

/// Concurrently it is two transactions; the second one has the partition for itself.
fn detach(
    table: &QualifiedName,
    part: &QualifiedName,
    is_concurrent: bool,
    version: Version,
) -> Facts {
    let (whole, own) = match is_concurrent {
        true => (SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE),
        false if version.major < 14 => (ACCESS_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE),
        false => (ACCESS_EXCLUSIVE, ACCESS_EXCLUSIVE),
    };
    let res = made(vec![(table.clone(), whole), (part.clone(), own)], Work::Catalog);
    Facts { is_transactional: !is_concurrent, ..res }
}

/// The lock of a foreign key that is checked without keeping anybody out.
pub(super) const VALIDATED_TARGET: &str = ROW_SHARE;
