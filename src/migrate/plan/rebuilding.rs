//! Plans for databases that change a table by making it anew and moving its rows.

use rustc_hash::FxHashSet;

use super::super::change::{Change, Edit, Part, TableChange};
use super::super::permission::Permission;
use super::context::{Context, NativeTable};
use super::fate::fate;
use super::release::Touched;
use super::{Stage, altering, columns, moving, objects, releasing, renaming};
use crate::base::{ExprKind, Name, Storage};
use crate::dialect::{Action, Alteration, RowMove, RowValue, Statement};
use crate::schema::{Column, Index, NativeType, QualifiedName, creation_order};

pub(super) fn plan(cx: &mut Context<'_>) {
    renaming::renames(cx);
    let changes: Vec<TableChange<'_>> = cx
        .changes
        .iter()
        .filter_map(|it| {
            let Change::Table(change) = it else { return None };
            Some(change.clone())
        })
        .collect();
    let moves = cx.difference.moves.iter().filter(|it| !it.is_insert);
    let fed: FxHashSet<&QualifiedName> = moves.map(|it| &it.to).collect();
    let is_fed = |it: &TableChange<'_>| fed.contains(&it.after.name);
    let is_rebuilt = |it: &&TableChange<'_>| needs_rebuild(it) || is_fed(it);
    let rebuilt: FxHashSet<&QualifiedName> =
        changes.iter().filter(is_rebuilt).map(|it| &it.after.name).collect();
    let mut remade = objects::release(cx, &Touched::default());
    objects::release_triggers(cx, &rebuilt, &mut remade);
    let made_anew = changes.iter().filter(is_rebuilt).map(|it| it.before);
    releasing::release_going(cx, &Touched::default(), &made_anew.collect::<Vec<_>>());
    moving::keep_early(cx);
    let changes = moving::fed_first(cx, changes, |it| &it.after.name);
    for change in &changes {
        if rebuilt.contains(&change.after.name) {
            moving::keep_table(cx, change.before, Stage::Column);
            rebuild(cx, change);
        } else {
            alter(cx, change);
        }
    }
    drop_tables(cx);
    objects::make(cx, &remade);
    for it in cx.difference.moves.iter().filter(|it| it.is_insert) {
        moving::step(cx, it, Stage::Table);
    }
}

/// Whether a change is beyond what can be added or taken away in place.
fn needs_rebuild(change: &TableChange<'_>) -> bool {
    change.parts.iter().any(|part| match part {
        Part::Column(Edit::Add(column)) => !can_be_added(column),
        Part::Column(Edit::Drop(_)) => true,
        Part::Column(Edit::Change { before, after }) => {
            // A comment is no part of what the database knows.
            Column { comment: None, ..(*before).clone() }
                != Column { comment: None, ..(*after).clone() }
        }
        Part::Key(_) | Part::Setting(_) => true,
        Part::Unique(edit) => {
            differs(*edit, |it| crate::schema::Unique { comment: None, ..it.clone() })
        }
        Part::ForeignKey(edit) => {
            differs(*edit, |it| crate::schema::ForeignKey { comment: None, ..it.clone() })
        }
        Part::Check(edit) => {
            differs(*edit, |it| crate::schema::Check { comment: None, ..it.clone() })
        }
        Part::Exclusion(_) | Part::Index(_) | Part::Comment => false,
    })
}

fn differs<T: PartialEq>(edit: Edit<'_, T>, bare: impl Fn(&T) -> T) -> bool {
    match edit {
        Edit::Add(_) | Edit::Drop(_) => true,
        Edit::Change { before, after } => bare(before) != bare(after),
    }
}

/// Whether `alter table … add column` takes it: with a constant, or null, for the rows that are there.
fn can_be_added(column: &Column<NativeType>) -> bool {
    if column.generated.as_ref().is_some_and(|it| it.storage == Some(Storage::Stored)) {
        return false;
    }
    let is_constant = column.default.as_ref().is_some_and(|it| {
        matches!(it.kind, ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Bool(_))
    });
    let has_value = column.is_nullable && column.default.is_none() || is_constant;
    let is_computed = column.generated.is_some() && column.is_nullable;
    column.identity.is_none() && (has_value || is_computed)
}

/// Columns are added and indexes exchanged, and nothing else is needed.
fn alter<'a>(cx: &mut Context<'a>, change: &TableChange<'a>) {
    let after = change.after;
    let coming = change
        .parts
        .iter()
        .filter_map(|it| if let Part::Column(Edit::Add(it)) = it { Some(*it) } else { None });
    for column in columns::computed_last(coming.collect()) {
        let actions =
            vec![Action::AddColumn { table: after, column, place: None, is_filled_later: false }];
        cx.alter(Stage::Column, Alteration::Table { table: &after.name, actions });
    }
    let indexes = fate(&change.before.indexes, &after.indexes, false, |_| false);
    let renamed = indexes.rename.iter();
    let going: Vec<&Index> =
        indexes.drop.into_iter().chain(renamed.clone().map(|(it, _)| *it)).collect();
    for index in going {
        let (table, index) = (&after.name, &index.name);
        let alteration = Alteration::DropIndex { table, index, concurrently: false };
        cx.alter(Stage::Release, alteration);
    }
    for index in indexes.add.iter().copied().chain(renamed.map(|(_, it)| *it)) {
        cx.push(Stage::Constraint, &Statement::CreateIndex { table: &after.name, index });
    }
}

/// The manual's twelve steps, for one table: make the new one, move the rows, take the old one away, and give the
/// new one its name. References to it by name hold all along.
fn rebuild<'a>(cx: &mut Context<'a>, change: &TableChange<'a>) {
    let (before, after) = (change.before, change.after);
    let name = &after.name;
    let mut made: NativeTable = after.clone();
    made.name = QualifiedName::plain(format!("_erc_new_{}", name.name));
    made.columns.extend(held_columns(cx, change).into_iter().cloned());
    let foreign_keys = made.foreign_keys.iter().collect();
    let note = format!("`{}` is made anew and its rows are moved", name.name);
    let create = Statement::CreateTable { table: &made, foreign_keys };
    cx.push_noted(Stage::Column, &create, Some(&note));
    let fed = moving::into(cx, name);
    fed.iter().for_each(|it| moving::agree(cx, it, Stage::Column));
    let columns: Vec<(&Name, RowValue<'_>)> = made
        .columns
        .iter()
        .filter(|it| it.generated.is_none())
        .filter_map(|it| Some((&it.name, value(before, it, &fed)?)))
        .collect();
    if !columns.is_empty() {
        let copy = Alteration::CopyRows { to: &made.name, columns, from: name, distinct: false };
        cx.alter(Stage::Column, copy);
    }
    let counts = |table: &NativeTable| table.columns.iter().any(|it| it.identity.is_some());
    if counts(before) && counts(after) {
        cx.alter(Stage::Column, Alteration::CopyCounter { to: &made.name, from: name });
    }
    cx.alter(Stage::Column, Alteration::DropTable(name));
    cx.alter(Stage::Column, Alteration::RenameTable { from: &made.name, to: name });
    for index in &after.indexes {
        cx.push(Stage::Constraint, &Statement::CreateIndex { table: name, index });
    }
}

/// What a column of the new table gets.
fn value<'a>(
    before: &NativeTable,
    column: &'a Column<NativeType>,
    fed: &[&'a RowMove],
) -> Option<RowValue<'a>> {
    if before.column(&column.name).is_some() {
        return Some(RowValue::Column(&column.name));
    }
    let told = fed.iter().flat_map(|by| by.constants.iter().map(|(to, value)| (*by, to, value)));
    let told: Vec<_> = told.filter(|(_, to, _)| **to == column.name).collect();
    if !told.is_empty() {
        let by = told.into_iter().map(|(by, _, value)| (by, value)).collect();
        return Some(RowValue::Told { by, otherwise: column.default.as_deref() });
    }
    let found = fed.iter().find_map(|by| {
        let (_, from) = by.columns.iter().find(|(to, _)| *to == column.name)?;
        Some((*by, from))
    });
    let (by, from) = found?;
    if by.link.is_empty() {
        return Some(RowValue::Column(from));
    }
    let otherwise = column.default.as_deref().filter(|_| !column.is_nullable);
    Some(RowValue::LookedUp { by, column: from, otherwise })
}

/// Columns that are not wanted and may not go: the new table has them as well.
fn held_columns<'a>(cx: &mut Context<'_>, change: &TableChange<'a>) -> Vec<&'a Column<NativeType>> {
    let mut res = Vec::new();
    for part in &change.parts {
        let Part::Column(Edit::Drop(column)) = part else { continue };
        let table = &change.after.name;
        let name = format!("{table}.{}", column.name);
        if !cx.may_drop_column(table, &column.name) {
            let actions = vec![Action::DropColumn(&column.name)];
            let alteration = Alteration::Table { table, actions };
            cx.take_away(Permission::DropColumn, &name, Stage::Removal, alteration);
            res.push(*column);
        }
    }
    res
}

fn drop_tables(cx: &mut Context<'_>) {
    let going = cx.changes.iter().filter_map(|it| {
        let Change::DropTable(table) = it else { return None };
        Some(&table.name)
    });
    let going: FxHashSet<&QualifiedName> = going.collect();
    if going.is_empty() {
        return;
    }
    let before = cx.before;
    for id in creation_order(before).tables.into_iter().rev() {
        let table = &before.tables[id];
        if going.contains(&table.name) {
            if !moving::is_kept_early(cx, &table.name) {
                moving::keep_table(cx, table, Stage::Data);
            }
            altering::take_table(cx, table);
        }
    }
}
