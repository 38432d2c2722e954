//! Constraints that come and are proved in PostgreSQL.

use super::super::operation::{ConstraintKindSpec, ConstraintSpec};
use super::super::{Facts, Surroundings, Work};
use super::alter::VALIDATED_TARGET;
use super::{ACCESS_EXCLUSIVE, SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, one};
use crate::base::Name;
use crate::dialect::Version;
use crate::schema::QualifiedName;

pub(super) fn add(
    table: &QualifiedName,
    it: &ConstraintSpec,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let checked = match it.not_valid || it.not_enforced {
        true => Work::Catalog,
        false => Work::Scan,
    };
    match it.kind {
        ConstraintKindSpec::ForeignKey => {
            let mut res = one(table, SHARE_ROW_EXCLUSIVE, checked);
            if let Some(target) = &it.target {
                res.locks.push((target.clone(), SHARE_ROW_EXCLUSIVE));
                let parts = around.partitions(target).into_iter();
                res.locks.extend(parts.map(|it| (it, SHARE_ROW_EXCLUSIVE)));
            }
            res
        }
        ConstraintKindSpec::Check => one(table, ACCESS_EXCLUSIVE, checked),
        ConstraintKindSpec::NotNull => {
            let is_so = !it.columns.is_empty() && !may_be_null(table, &it.columns, version, around);
            one(table, ACCESS_EXCLUSIVE, if is_so { Work::Catalog } else { checked })
        }
        ConstraintKindSpec::Unique if it.using_index.is_some() => {
            one(table, ACCESS_EXCLUSIVE, Work::Catalog)
        }
        ConstraintKindSpec::Key => {
            let index = it.using_index.as_ref();
            let of_index = index.and_then(|it| around.index_columns(table, it));
            let columns = of_index.unwrap_or_else(|| it.columns.clone());
            let mut res = one(table, ACCESS_EXCLUSIVE, Work::Catalog);
            res.work.extend(index.is_none().then_some(Work::IndexBuild));
            res.work.extend(may_be_null(table, &columns, version, around).then_some(Work::Scan));
            res
        }
        ConstraintKindSpec::Unique | ConstraintKindSpec::Exclusion => {
            one(table, ACCESS_EXCLUSIVE, Work::IndexBuild)
        }
    }
}

/// Whether all rows have to be read to know that none of the columns is null.
fn may_be_null(
    table: &QualifiedName,
    columns: &[Name],
    version: Version,
    around: &dyn Surroundings,
) -> bool {
    columns.iter().any(|name| {
        let is_proved = version.major >= 12 && around.is_proved_not_null(table, name);
        around.is_not_null(table, name) == Some(false) && !is_proved
    })
}

pub(super) fn validate(table: &QualifiedName, name: &Name, around: &dyn Surroundings) -> Facts {
    let known = around.constraint(table, name);
    // One that is valid already is left alone.
    let is_done = known.is_some() && !around.is_unvalidated(table, name);
    let work = if is_done { Work::Catalog } else { Work::Scan };
    let mut res = one(table, SHARE_UPDATE_EXCLUSIVE, work);
    if let Some((_, Some(target))) = known.filter(|_| !is_done) {
        res.locks.push((target, VALIDATED_TARGET));
    }
    res
}
