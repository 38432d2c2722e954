//! What tables that go hold fast, or have the name of, goes before them.

use rustc_hash::FxHashSet;

use super::super::change::{Change, Edit, Part};
use super::Stage;
use super::context::{Context, NativeTable};
use super::release::Touched;
use crate::base::Name;
use crate::dialect::{Action, Alteration, ConstraintKind, alter_rules};
use crate::schema::{ForeignKey, NativeType, Table};

/// Names of constraints and indexes that come, by schema: where the database has each once.
type Coming<'a> = FxHashSet<(Option<&'a Name>, &'a Name)>;

/// Releases what tables that go are in the way of: references to keys that change, names that come elsewhere. Of
/// tables that are made anew, which keep their indexes until then, the names alone.
pub(super) fn release_going(cx: &mut Context<'_>, touched: &Touched, rebuilt: &[&NativeTable]) {
    let going: Vec<&NativeTable> = cx
        .changes
        .iter()
        .filter_map(|it| match it {
            Change::DropTable(table) => Some(*table),
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(_)
            | Change::Sequence(_)
            | Change::AddTable(_)
            | Change::Table(_)
            | Change::View(_)
            | Change::Object(_) => None,
        })
        .collect();
    if going.is_empty() && rebuilt.is_empty() {
        return;
    }
    let changes = cx.changes.clone();
    let coming = coming(&changes);
    for table in going {
        release(cx, table, touched, &coming);
    }
    for table in rebuilt {
        release_indexes(cx, table, &coming);
    }
}

fn release_indexes(cx: &mut Context<'_>, table: &NativeTable, coming: &Coming<'_>) {
    if alter_rules(cx.dialect.id()).names_indexes_by_table {
        return;
    }
    let is_taken = |name: &Name| coming.contains(&(table.name.namespace.as_ref(), name));
    for index in table.indexes.iter().filter(|it| is_taken(&it.name)) {
        let (table, index) = (&table.name, &index.name);
        let alteration = Alteration::DropIndex { table, index, concurrently: false };
        cx.alter(Stage::Release, alteration);
    }
}

fn release(cx: &mut Context<'_>, table: &NativeTable, touched: &Touched, coming: &Coming<'_>) {
    let is_taken = |name: &Name| coming.contains(&(table.name.namespace.as_ref(), name));
    let is_in_the_way = |it: &ForeignKey| {
        let stays = cx.tables_after.contains_key(&it.target);
        stays && touched.takes_end(&it.target, &it.target_columns) || is_taken(&it.name)
    };
    let can_alter = cx.dialect.capabilities().foreign_keys.by_alter;
    let mut actions: Vec<Action<'_>> = Vec::new();
    let mut released = Vec::new();
    for it in table.foreign_keys.iter().filter(|it| can_alter && is_in_the_way(it)) {
        actions.push(Action::Drop(ConstraintKind::ForeignKey, &it.name));
        released.push((table.name.clone(), it.name.clone()));
    }
    let is_shared = can_alter && !alter_rules(cx.dialect.id()).names_indexes_by_table;
    let uniques = table.uniques.iter().filter(|it| is_shared && is_taken(&it.name));
    actions.extend(uniques.map(|it| Action::Drop(ConstraintKind::Unique, &it.name)));
    if !actions.is_empty() {
        cx.alter(Stage::Release, Alteration::Table { table: &table.name, actions });
    }
    cx.released.extend(released);
    release_indexes(cx, table, coming);
}

fn coming<'a>(changes: &[Change<'a>]) -> Coming<'a> {
    let mut res = Coming::default();
    for change in changes {
        match change {
            Change::AddTable(table) => names(table, &mut res),
            Change::Table(change) => {
                let namespace = change.after.name.namespace.as_ref();
                let names = change.parts.iter().filter_map(|it| coming_name(it));
                res.extend(names.map(|it| (namespace, it)));
            }
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(_)
            | Change::Sequence(_)
            | Change::DropTable(_)
            | Change::View(_)
            | Change::Object(_) => {}
        }
    }
    res
}

fn names<'a>(table: &'a Table<NativeType>, res: &mut Coming<'a>) {
    let namespace = table.name.namespace.as_ref();
    res.extend(table.uniques.iter().map(|it| (namespace, &it.name)));
    res.extend(table.foreign_keys.iter().map(|it| (namespace, &it.name)));
    res.extend(table.indexes.iter().map(|it| (namespace, &it.name)));
}

/// The name of a constraint or index that comes or gets this name.
fn coming_name<'a>(part: &Part<'a>) -> Option<&'a Name> {
    match part {
        Part::Unique(Edit::Add(it) | Edit::Change { after: it, .. }) => Some(&it.name),
        Part::ForeignKey(Edit::Add(it) | Edit::Change { after: it, .. }) => Some(&it.name),
        Part::Index(Edit::Add(it) | Edit::Change { after: it, .. }) => Some(&it.name),
        Part::Key(_)
        | Part::Unique(Edit::Drop(_))
        | Part::ForeignKey(Edit::Drop(_))
        | Part::Index(Edit::Drop(_))
        | Part::Column(_)
        | Part::Check(_)
        | Part::Exclusion(_)
        | Part::Comment
        | Part::Setting(_) => None,
    }
}
