//! Indexes and keys that take the place of others: the new one is there before the old one goes.

use super::Stage;
use super::altering::TableFate;
use super::context::Context;
use super::online;
use super::release::Touched;
use crate::base::Name;
use crate::dialect::{Alteration, ConstraintKind, free_name_in};
use crate::schema::{Index, Key, Unique};

/// What goes, before anything else or when what takes its place is there.
#[derive(Default)]
pub(super) struct Going<'a> {
    pub(super) keys: Vec<&'a Key>,
    pub(super) uniques: Vec<&'a Unique>,
    pub(super) indexes: Vec<&'a Index>,
}

/// Parts what goes into what is in the way, and what can wait. Where nobody is spared everything goes first.
pub(super) fn parted<'a>(
    cx: &Context<'_>,
    table: &TableFate<'a>,
    touched: &Touched,
) -> (Going<'a>, Going<'a>) {
    let (mut early, mut late) = (Going::default(), Going::default());
    let before = table.before;
    let waits = |name: &Name| cx.is_online() && !cx.taken_over.has(&before.name, name);
    for it in &table.keys.drop {
        // A key that nothing replaces goes with the columns that it is on.
        let stays = waits(&it.name)
            && !table.keys.add.is_empty()
            && !touched.takes_key(before, &it.columns);
        if stays { &mut late } else { &mut early }.keys.push(*it);
    }
    for it in &table.uniques.drop {
        let stays = waits(&it.name) && !touched.takes_key(before, &it.columns);
        if stays { &mut late } else { &mut early }.uniques.push(*it);
    }
    for it in &table.indexes.drop {
        let mut coming = table.uniques.add.iter().map(|it| &it.name);
        let is_taken = coming.any(|name| *name == it.name)
            || table.keys.add.iter().any(|key| key.name == it.name);
        let stays = waits(&it.name) && !is_taken && !touched.takes_index(before, it, true);
        if stays { &mut late } else { &mut early }.indexes.push(*it);
    }
    (early, late)
}

/// Adds keys and unique constraints; one of the same name goes in the statement by which the new one comes.
pub(super) fn constraints(cx: &mut Context<'_>, table: &TableFate<'_>, going: &Going<'_>) {
    let name = &table.after.name;
    for it in &table.keys.add {
        let old = going.keys.first().map(|it| (ConstraintKind::Key, &it.name));
        let beside = beside(cx, &it.name, old.is_some_and(|(_, old)| *old == it.name));
        online::add_key(cx, name, it, old, &beside);
    }
    let mut replaced: Vec<&Name> = Vec::new();
    for it in &table.uniques.add {
        let old = going.uniques.iter().find(|old| old.name == it.name);
        replaced.extend(old.map(|it| &it.name));
        let old = old.map(|it| (ConstraintKind::Unique, &it.name));
        let beside = beside(cx, &it.name, old.is_some());
        online::add_unique(cx, name, it, old, &beside);
    }
    for it in going.uniques.iter().filter(|it| !replaced.contains(&&it.name)) {
        let actions = vec![crate::dialect::Action::Drop(ConstraintKind::Unique, &it.name)];
        cx.alter(Stage::Constraint, Alteration::Table { table: name, actions });
    }
}

/// Adds indexes; one of the same name goes when the new one is whole, which then gets its name.
pub(super) fn indexes(cx: &mut Context<'_>, table: &TableFate<'_>, going: &Going<'_>) {
    let name = &table.after.name;
    let drop = |cx: &mut Context<'_>, index: &Name| {
        let alteration = Alteration::DropIndex { table: name, index, concurrently: true };
        cx.alter(Stage::Constraint, alteration);
    };
    let mut replaced: Vec<&Name> = Vec::new();
    for index in &table.indexes.add {
        let is_there = going.indexes.iter().any(|it| it.name == index.name);
        let beside = beside(cx, &index.name, is_there);
        let made = Index { name: beside.clone(), ..(*index).clone() };
        let create = Alteration::CreateIndexConcurrently { table: name, index: &made };
        cx.alter(Stage::Constraint, create);
        if beside != index.name {
            replaced.push(&index.name);
            drop(cx, &index.name);
            let (from, to) = (&beside, &index.name);
            cx.alter(Stage::Constraint, Alteration::RenameIndex { table: name, from, to });
        }
    }
    for it in going.indexes.iter().filter(|it| !replaced.contains(&&it.name)) {
        drop(cx, &it.name);
    }
}

/// The name under which an index is made: its own, unless what it replaces still has that.
fn beside(cx: &Context<'_>, wanted: &Name, is_taken: bool) -> Name {
    if !is_taken {
        return wanted.clone();
    }
    free_name_in(cx.dialect.id(), &format!("erc_{wanted}"), |name| {
        let mut tables = cx.before.tables.values().chain(cx.after.tables.values());
        tables.any(|it| it.indexes.iter().any(|it| it.name == *name))
    })
}
