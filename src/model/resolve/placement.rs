//! Where a relationship is kept: in columns of one participant, or in a table of its own.

use super::context::Context;
use crate::model::{RelationshipId, Role, RoleId};

/// Where a relationship is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// A table with a foreign key for every role; none of them is null.
    Table,
    /// A foreign key beside another participant, that refers to the entity in this role.
    Column(RoleId),
}

/// Where `relationship` is kept. Quantifiers are read look-across: how many of this one for one of the other.
pub(super) fn of(cx: &Context<'_>, relationship: RelationshipId) -> Placement {
    let item = &cx.model.relationships[relationship];
    let &[first, second] = item.roles.as_slice() else { return Placement::Table };
    let is_one = |id: RoleId| role(cx, id).quantifier.max() == Some(1);
    let is_total = |id: RoleId| role(cx, id).quantifier.min() > 0;
    let target = match (is_one(first), is_one(second)) {
        (true, false) => first,
        (false, true) => second,
        (false, false) => return Placement::Table,
        // Of two that have one of the other, the key is kept at the one that must have it: at the first
        // named where both must or neither. Each of the second has `first.quantifier` of the first.
        (true, true) if is_total(first) && !is_total(second) => first,
        (true, true) => second,
    };
    let has_key = item.attributes.iter().any(|&it| cx.model.attributes[it].is_key);
    let would_be_null = !item.attributes.is_empty() && !is_total(target);
    if has_key || would_be_null { Placement::Table } else { Placement::Column(target) }
}

fn role<'m>(cx: &'m Context<'_>, id: RoleId) -> &'m Role {
    &cx.model.roles[id]
}
