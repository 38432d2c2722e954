//! Circles of mandatory references that only checking at the end of a transaction would open.

use rustc_hash::FxHashSet;

use super::super::diags;
use super::context::{Context, LogicalTable, NativeTable};
use crate::base::Name;
use crate::base::graph::order;
use crate::schema::ForeignKey;

/// Decides whether needs are noted: where the model puts checks off that this database makes at once.
pub(super) fn prepare(cx: &mut Context<'_>) {
    let is_put_off = |it: &ForeignKey| it.deferrable.is_some();
    let mut tables = cx.logical.tables.values();
    let is_early = !cx.can(cx.capabilities.deferrable_foreign_keys);
    if is_early && tables.any(|it| it.foreign_keys.iter().any(is_put_off)) {
        cx.needs = Some(Vec::new());
    }
}

/// Notes which tables must have rows before `table` can.
pub(super) fn needs(cx: &mut Context<'_>, logical: &LogicalTable, table: &NativeTable) {
    if cx.needs.is_none() {
        return;
    }
    let Some(&(id, _)) = cx.tables.get(&logical.name) else { return };
    let Some(mut needs) = cx.needs.take() else { return };
    let is_mandatory = |name: &Name| table.column(name).is_some_and(|it| !it.is_nullable);
    for item in logical.foreign_keys.iter().filter(|it| cx.admits(it.only)) {
        let target = cx.tables.get(&item.target).map(|(target, _)| *target);
        let other = target.filter(|it| *it != id && item.columns.iter().all(is_mandatory));
        needs.extend(other.map(|it| (id.idx(), it.idx())));
    }
    cx.needs = Some(needs);
}

/// Reports circles in which no row can be the first, because the database checks each row at once where the
/// model does not.
pub(super) fn impossible(cx: &mut Context<'_>) {
    let Some(needs) = cx.needs.take() else { return };
    for circle in order(cx.logical.tables.len(), &needs).cycles {
        report(cx, &circle);
    }
}

/// Reports a circle that the model opens; one that it does not was reported with the model.
fn report(cx: &mut Context<'_>, circle: &[usize]) {
    let members: FxHashSet<usize> = circle.iter().copied().collect();
    let is_inside = |idx: usize| members.contains(&idx);
    let mut tables: Vec<_> =
        cx.tables.values().filter(|(id, _)| is_inside(id.idx())).copied().collect();
    tables.sort_by_key(|(id, _)| *id);
    let items = tables.iter().flat_map(|(_, logical)| &logical.foreign_keys);
    let opening = items
        .filter(|it| it.deferrable.is_some())
        .find(|it| cx.tables.get(&it.target).is_some_and(|(id, _)| is_inside(id.idx())));
    if let Some(opening) = opening {
        let names: Vec<String> = tables.iter().map(|(_, it)| format!("`{}`", it.name)).collect();
        let title = cx.title();
        cx.report(diags::closed_circle(opening.span, title, &names.join(", ")));
    }
}
