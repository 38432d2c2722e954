//! Circles of mandatory references that only checking at the end of a transaction would open.

use rustc_hash::FxHashSet;

use super::super::diags;
use super::context::Context;
use super::foreign_keys::places;
use crate::base::graph::order;
use crate::schema::ForeignKey;

/// Reports circles in which no row can be the first, because the database checks each row at once where the
/// model does not.
pub(super) fn impossible(cx: &mut Context<'_>) {
    if cx.can(cx.capabilities.deferrable_foreign_keys) {
        return;
    }
    let is_put_off = |it: &ForeignKey| it.deferrable.is_some();
    if !cx.logical.tables.values().any(|it| it.foreign_keys.iter().any(is_put_off)) {
        return;
    }
    let places = places(cx);
    let mut needs = Vec::new();
    for (id, table) in cx.res.tables.iter() {
        for item in &table.foreign_keys {
            let mandatory =
                item.columns.iter().all(|it| table.column(it).is_some_and(|it| !it.is_nullable));
            let target = places.get(&item.target).filter(|it| **it != id && mandatory);
            needs.extend(target.map(|target| (id.idx(), target.idx())));
        }
    }
    for circle in order(cx.res.tables.len(), &needs).cycles {
        report(cx, &circle);
    }
}

/// Reports a circle that the model opens; one that it does not was reported with the model.
fn report(cx: &mut Context<'_>, circle: &[usize]) {
    let members: FxHashSet<usize> = circle.iter().copied().collect();
    let is_inside = |idx: usize| members.contains(&idx);
    let mut tables: Vec<_> =
        cx.tables.values().filter(|(_, id)| is_inside(id.idx())).copied().collect();
    tables.sort_by_key(|(_, id)| *id);
    let items = tables.iter().flat_map(|(logical, _)| &logical.foreign_keys);
    let opening = items
        .filter(|it| it.deferrable.is_some())
        .find(|it| cx.tables.get(&it.target).is_some_and(|(_, id)| is_inside(id.idx())));
    if let Some(opening) = opening {
        let names: Vec<String> = tables.iter().map(|(it, _)| format!("`{}`", it.name)).collect();
        let title = cx.title();
        cx.report(diags::closed_circle(opening.span, title, &names.join(", ")));
    }
}
