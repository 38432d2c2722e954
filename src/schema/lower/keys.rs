//! Primary keys.

use super::collisions::Naming;
use super::homes::Plan;
use super::metadata::settings;
use super::{Context, LogicalTableId};
use crate::base::{Name, Span};
use crate::model::{EntityId, Metadata, Step};
use crate::schema::{Key, Settings};

/// Gives a table of entities its primary key: that of the root of the hierarchy.
pub(super) fn primary(cx: &mut Context<'_>, plan: usize) {
    let Plan { table, entity, ref attachment, .. } = cx.homes.plans[plan];
    let is_attached = attachment.is_some();
    let root = cx.homes.root(entity);
    let columns: Vec<Name> =
        cx.identifiers[root.idx()].iter().map(|it| it.name.name.clone()).collect();
    let key = &cx.model.entities[root].key;
    // Without a key an identifier is a unique constraint, and stays one where it is declared.
    if columns.is_empty() || key.is_none() && !is_attached {
        return;
    }
    let (given, settings, span) = if root == entity {
        of_root(cx, root)
    } else {
        let entity = &cx.model.entities[entity];
        (entity.metadata.constraint.clone(), Settings::new(), entity.name_span)
    };
    set(cx, table, given, columns, settings, span);
}

fn of_root(cx: &Context<'_>, root: EntityId) -> (Option<(Name, Span)>, Settings, Span) {
    let entity = &cx.model.entities[root];
    let Some(key) = &entity.key else { return (None, Settings::new(), entity.name_span) };
    let written = key.name.clone().map(|it| (it, key.span));
    let of = |metadata: &Metadata| metadata.constraint.clone();
    let of_attribute = || {
        let first = key.attributes.iter().find_map(|it| match it.steps.as_slice() {
            [Step::Attribute(id)] => Some(&cx.model.attributes[*id]),
            _ => None,
        });
        // On a reference the annotation names the foreign key.
        first.filter(|it| it.is_key && it.reference.is_none()).and_then(|it| of(&it.metadata))
    };
    let given =
        of(&key.metadata).or(written).or_else(|| of(&entity.metadata)).or_else(of_attribute);
    (given, settings(&key.metadata), key.span)
}

/// Sets the primary key of a table; its columns are always there.
pub(super) fn set(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    given: Option<(Name, Span)>,
    columns: Vec<Name>,
    settings: Settings,
    span: Span,
) {
    let item = cx.table(table);
    if !columns.iter().all(|it| item.column(it).is_some()) {
        // There were too many columns, which is reported.
        return;
    }
    for column in &mut cx.schema.tables[table].columns {
        column.is_nullable &= !columns.contains(&column.name);
    }
    let naming = Naming::new(given, &[], "pkey");
    cx.set_key(table, naming, Key { name: Name::default(), columns, settings, span });
}
