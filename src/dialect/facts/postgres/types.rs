//! Columns that get another type in PostgreSQL.

use super::super::operation::Action;
use super::super::type_change::{TypeChange, type_change};
use super::super::{Facts, Surroundings, Work};
use super::{ACCESS_EXCLUSIVE, one};
use crate::dialect::Version;
use crate::schema::{NativeType, QualifiedName};

pub(super) fn facts(
    table: &QualifiedName,
    action: &Action,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    let mut res = one(table, ACCESS_EXCLUSIVE, Work::Catalog);
    let Action::SetType { name, ty, is_computed, has_collation, .. } = action else { return res };
    let before = around.column_type(table, name);
    let is_same = before.is_some() && before.as_ref() == ty.as_ref();
    let is_indexed = around.is_indexed(table, name);
    match change(before.as_ref(), ty.as_ref(), *is_computed, version, around) {
        TypeChange::Rewrite => res.work = vec![Work::Rewrite],
        TypeChange::Indexes if is_indexed => res.work = vec![Work::IndexBuild],
        // A condition over the column is taken for another one, and the whole table for a new one.
        TypeChange::Catalog | TypeChange::Indexes
            if around.is_in_predicate(table, name) && !is_same =>
        {
            res.work = vec![Work::IndexBuild];
        }
        TypeChange::Catalog | TypeChange::Indexes => {
            if *has_collation && is_indexed {
                res.work.push(Work::IndexBuild);
            }
            // What is checked is checked again, though nothing is written.
            if around.is_checked(table, name) && !is_same {
                res.work.push(Work::Scan);
            }
        }
    }
    if !is_same {
        let partners = around.partners(table, name).into_iter();
        res.locks.extend(partners.map(|it| (it, ACCESS_EXCLUSIVE)));
    }
    res
}

fn change(
    before: Option<&NativeType>,
    to: Option<&NativeType>,
    is_computed: bool,
    version: Version,
    around: &dyn Surroundings,
) -> TypeChange {
    let (Some(from), Some(to)) = (before, to) else { return TypeChange::Rewrite };
    if is_computed {
        return TypeChange::Rewrite;
    }
    if from == to {
        return TypeChange::Catalog;
    }
    if around.is_constrained_domain(to) {
        return TypeChange::Rewrite;
    }
    type_change(&around.base_type(from), &around.base_type(to), around.is_utc(), version)
}
