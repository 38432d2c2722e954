//! Puts what attributes become into a table.

use super::collisions::Pending;
use super::expansion::{Draft, Expansion, MOST_COLUMNS};
use super::identifiers::KeyColumn;
use super::layout::Slot;
use super::{Context, LogicalTableId, diags};
use crate::base::Name;
use crate::model::{Step, Steps};
use crate::schema::{Column, Generated, LogicalType};

/// More columns than a model of ten thousand entities has. Deep hierarchies that are stored separately
/// could otherwise grow with the square of their size.
const MOST_IN_ALL: usize = 1_000_000;

/// Takes over columns, and what is known of them.
pub(super) fn install(cx: &mut Context<'_>, table: LogicalTableId, expansion: Expansion) {
    let n_new = expansion.drafts.iter().filter(|it| !it.slot.is_shared).count();
    if !has_room(cx, table, n_new) {
        return;
    }
    let first_union = cx.layout(table).unions.len();
    let derived: Vec<Slot> =
        expansion.drafts.iter().filter(|it| it.slot.is_derived).map(|it| it.slot.clone()).collect();
    cx.schema.tables[table].columns.reserve_exact(n_new);
    cx.layouts[table.idx()].slots.reserve_exact(expansion.drafts.len());
    for Draft { mut column, mut slot } in expansion.drafts {
        slot.union = slot.union.map(|it| it + first_union);
        let is_shared = slot.is_shared;
        column.path = slot.path.clone();
        cx.layouts[table.idx()].slots.push(slot);
        if !is_shared {
            add(cx, table, column);
        }
    }
    let layout = &mut cx.layouts[table.idx()];
    layout.references.extend(expansion.references);
    layout.unions.extend(expansion.unions);
    layout.composites.extend(expansion.composites);
    layout.checked.extend(expansion.checked);
    layout.many.extend(expansion.many);
    expansion.problems.into_iter().for_each(|it| cx.report_once(it));
    derived.iter().for_each(|it| derive(cx, table, it));
}

/// Whether so many columns more can be taken; what cannot is reported and left out as a whole.
fn has_room(cx: &mut Context<'_>, table: LogicalTableId, n_new: usize) -> bool {
    let item = cx.table(table);
    if item.columns.len() + n_new > MOST_COLUMNS {
        let diagnostic = diags::too_many_columns(item.span, &item.name.name);
        cx.report_once(diagnostic);
        return false;
    }
    if cx.n_columns + n_new > MOST_IN_ALL {
        if cx.n_columns <= MOST_IN_ALL {
            cx.diagnostics.push(diags::too_many_columns_in_all(item.span, MOST_IN_ALL));
        }
        cx.n_columns = MOST_IN_ALL + 1;
        return false;
    }
    true
}

/// Takes back all constraints and indexes when a model has more columns than can be taken: what they are
/// about may be missing.
pub(super) fn is_exhausted(cx: &mut Context<'_>) -> bool {
    if cx.n_columns <= MOST_IN_ALL {
        return false;
    }
    cx.layouts.iter_mut().for_each(|it| it.pending = Pending::default());
    for table in cx.schema.tables.values_mut() {
        table.primary_key = None;
        table.uniques.clear();
        table.foreign_keys.clear();
        table.checks.clear();
        table.indexes.clear();
        table.dependencies.clear();
    }
    true
}

/// Adds a column.
pub(super) fn add(cx: &mut Context<'_>, table: LogicalTableId, column: Column<LogicalType>) {
    cx.n_columns += 1;
    cx.schema.tables[table].columns.push(column);
}

/// Adds a column that is known to hold what `key` holds.
pub(super) fn add_key_copy(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    mut column: Column<LogicalType>,
    key: &KeyColumn,
) {
    column.path = key.path.clone();
    for path in [&key.path].into_iter().chain(&key.other_paths) {
        let slot = alias(path.clone(), column.name.clone());
        cx.layouts[table.idx()].slots.push(slot);
    }
    add(cx, table, column);
}

/// A slot for a column that no attribute of the table owns.
pub(super) fn alias(path: Steps, column: Name) -> Slot {
    Slot {
        path,
        column,
        optional_until: 0,
        is_derived: false,
        is_shared: true,
        union: None,
        member: 0,
    }
}

/// Gives a derived column its expression, now that the columns it may use are there.
fn derive(cx: &mut Context<'_>, table: LogicalTableId, slot: &Slot) {
    let Some(last) = slot.path.iter().rposition(|it| match it {
        Step::Attribute(id) => cx.model.attributes[*id].derived.is_some(),
        Step::Role(_) => false,
    }) else {
        return;
    };
    let Step::Attribute(id) = slot.path[last] else { return };
    let attribute = &cx.model.attributes[id];
    let Some(derived) = &attribute.derived else { return };
    let prefix = &slot.path[..last];
    match cx.expression(table, prefix, &derived.expr) {
        Ok(expr) => {
            let storage = derived.storage;
            let columns = &mut cx.schema.tables[table].columns;
            if let Some(column) = columns.iter_mut().rev().find(|it| it.name == slot.column) {
                column.generated = Some(Box::new(Generated { expr, storage }));
                cx.layouts[table.idx()].has_generated = true;
            }
        }
        Err(unheld) => {
            unheld.report(cx, attribute.span, "derived attribute", true);
        }
    }
}
