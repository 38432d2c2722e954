//! The columns that refer to the entities in the roles of a relationship.

use super::columns::{add, alias};
use super::layout::Slot;
use super::metadata::index_wish;
use super::naming::{Aged, fit, referring};
use super::references::{ReferenceUse, Source};
use super::{Context, LogicalTableId};
use crate::base::{DialectSet, Name, snake_case};
use crate::model::{EntityId, RoleId, Step, Steps};
use crate::schema::{Column, Origin};

/// How a role is kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kind {
    /// The relationship has a table of its own.
    pub(super) is_own_table: bool,
    /// Rows may take no part.
    pub(super) is_optional: bool,
    /// Only rows of one kind take part.
    pub(super) is_kind: bool,
    /// The place of the entity among the members of the table.
    pub(super) member: usize,
}

/// Adds the columns that refer to the entity in `role`.
pub(super) fn columns(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    role: RoleId,
    kind: Kind,
) -> Vec<Name> {
    let item = &cx.model.roles[role];
    let relationship = &cx.model.relationships[item.relationship];
    let key = cx.identifiers[cx.homes.root(item.entity).idx()].clone();
    let label = label(cx, role);
    let is_whole_name = item.metadata.physical_name.is_some() && key.len() == 1;
    let only = if kind.is_own_table { DialectSet::NONE } else { relationship.metadata.only };
    let mut names: Vec<Name> = Vec::with_capacity(key.len());
    for it in key {
        let name = if is_whole_name { label.clone() } else { label.join(&it.name, referring) };
        let mut column =
            Column::new(name.name.clone(), it.ty.clone(), Origin::Role(role), item.span);
        column.was = name.was;
        column.is_nullable = kind.is_optional || kind.is_kind;
        column.settings = it.settings.clone();
        column.default = it.default_of_copy().map(Box::new);
        column.only = only;
        if !kind.is_own_table {
            column.comment.clone_from(&relationship.docs);
        }
        let slot = Slot {
            path: std::iter::once(Step::Role(role)).chain(it.path.iter().copied()).collect(),
            column: name.name.clone(),
            optional_until: usize::from(kind.is_optional),
            is_derived: false,
            is_shared: false,
            union: None,
            member: kind.member,
        };
        let others = it.other_paths.iter().map(|path| Slot {
            path: std::iter::once(Step::Role(role)).chain(path.iter().copied()).collect(),
            is_shared: true,
            ..slot.clone()
        });
        let others: Vec<Slot> = others.collect();
        names.push(name.name);
        column.path = slot.path.clone();
        cx.layouts[table.idx()].slots.push(slot);
        cx.layouts[table.idx()].slots.extend(others);
        add(cx, table, column);
    }
    let reference = ReferenceUse {
        source: Source::Role(role),
        path: Steps::One(Step::Role(role)),
        target: Some(item.entity),
        columns: names.clone(),
        n_own: names.len(),
        name: label.name,
        alternative: None,
        is_optional: kind.is_optional,
        cascades: kind.is_own_table,
        index: index_wish(&item.metadata),
        only,
    };
    cx.layouts[table.idx()].references.push(reference);
    names
}

/// Lets the role of the entity whose table it is stand for the key of that table.
pub(super) fn own_key(cx: &mut Context<'_>, table: LogicalTableId, role: RoleId, entity: EntityId) {
    let key = &cx.identifiers[cx.homes.root(entity).idx()];
    for it in key {
        for path in [&it.path].into_iter().chain(&it.other_paths) {
            let path = std::iter::once(Step::Role(role)).chain(path.iter().copied()).collect();
            cx.layouts[table.idx()].slots.push(alias(path, it.name.name.clone()));
        }
    }
}

/// What the columns of a role are named after: the role, else its entity.
fn label(cx: &Context<'_>, role: RoleId) -> Aged {
    let item = &cx.model.roles[role];
    let label = match &item.name {
        Some(name) => Aged::new(fit(&snake_case(name)), Vec::new()),
        None => cx.entity_stem(item.entity),
    };
    match &item.metadata.physical_name {
        Some((name, _)) => Aged::new(name.clone(), vec![label.name]),
        None => label,
    }
}
