//! Plans for databases that alter tables in place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::change::{Change, Edit, Part, TableChange};
use super::super::permission::Permission;
use super::columns::{self, ColumnActions};
use super::context::{Context, NativeTable};
use super::fate::{Fate, fate};
use super::release::{Touched, type_name};
use super::types::Swapped;
use super::{
    Stage, comments, exchange, moving, names, objects, online, releasing, renaming, types,
};
use crate::base::Name;
use crate::dialect::{
    Action, Alteration, CommentForm, Constraint, ConstraintKind, Statement, alter_rules,
};
use crate::schema::{
    Check, Column, Exclusion, ForeignKey, Index, Key, NativeType, QualifiedName, Unique,
    creation_order,
};

pub(super) fn plan(cx: &mut Context<'_>) {
    renaming::renames(cx);
    let swapped = types::types(cx);
    let touched = Touched::find(cx, &swapped.keys().cloned().collect());
    let remade = objects::release(cx, &touched);
    let fates = fates(cx, &touched);
    for table in &fates {
        release_foreign_keys(cx, table);
    }
    releasing::release_going(cx, &touched, &[]);
    moving::moves(cx);
    moving::keep(cx);
    cx.taken_over = names::TakenOver::of(&fates, cx.dialect.id());
    for table in &fates {
        alter(cx, table, &touched, &swapped);
    }
    names::rename_parts(cx, &fates);
    drop_tables(cx);
    objects::make(cx, &remade);
    comments::comments(cx, &remade);
}

/// What becomes of the parts of one table that stays.
pub(super) struct TableFate<'a> {
    pub(super) before: &'a NativeTable,
    pub(super) after: &'a NativeTable,
    change: Option<TableChange<'a>>,
    pub(super) keys: Fate<'a, Key>,
    pub(super) uniques: Fate<'a, Unique>,
    pub(super) foreign_keys: Fate<'a, ForeignKey>,
    pub(super) checks: Fate<'a, Check>,
    pub(super) exclusions: Fate<'a, Exclusion>,
    pub(super) indexes: Fate<'a, Index>,
}

/// What becomes of every table that changes, or refers to one that does.
fn fates<'a>(cx: &Context<'a>, touched: &Touched) -> Vec<TableFate<'a>> {
    let mut changes: FxHashMap<&QualifiedName, TableChange<'a>> = FxHashMap::default();
    for change in &cx.changes {
        if let Change::Table(change) = change {
            changes.insert(&change.after.name, change.clone());
        }
    }
    let mut res = Vec::new();
    for after in cx.after.tables.values() {
        let Some(before) = cx.tables_before.get(&after.name).copied() else { continue };
        let change = changes.remove(&after.name);
        if change.is_some() || !touched.is_empty() && is_involved(before, touched) {
            res.push(table_fate(cx, before, after, change, touched));
        }
    }
    res
}

fn is_involved(table: &NativeTable, touched: &Touched) -> bool {
    table.foreign_keys.iter().any(|it| touched.takes_foreign_key(table, it))
        || table.columns.iter().any(|it| touched.of(&table.name, &it.name).is_some())
}

fn table_fate<'a>(
    cx: &Context<'a>,
    before: &'a NativeTable,
    after: &'a NativeTable,
    change: Option<TableChange<'a>>,
    touched: &Touched,
) -> TableFate<'a> {
    let clauses = matches!(cx.dialect.capabilities().comments, CommentForm::Clauses { .. });
    let anew = alter_rules(cx.dialect.id()).says_columns_anew;
    let holds = |is_held: bool| is_held && !anew;
    let parts: &[Part<'_>] = change.as_ref().map_or(&[], |it| &it.parts);
    // A check that is part of the definition of a column goes when the column is said anew.
    let is_said_anew = |it: &Check| {
        let is_it = |part: &Part<'_>| {
            matches!(part, Part::Column(Edit::Change { after, .. })
                if it.column.as_ref() == Some(&after.name))
        };
        it.column.is_some() && parts.iter().any(is_it)
    };
    TableFate {
        before,
        after,
        keys: fate(before.primary_key.as_slice(), after.primary_key.as_slice(), false, |it| {
            touched.takes_key(before, &it.columns)
        }),
        uniques: fate(&before.uniques, &after.uniques, clauses, |it| {
            touched.takes_key(before, &it.columns)
        }),
        foreign_keys: fate(&before.foreign_keys, &after.foreign_keys, false, |it| {
            touched.takes_foreign_key(before, it)
        }),
        checks: fate(&before.checks, &after.checks, false, |it| {
            holds(touched.takes_check(before, it)) || is_said_anew(it)
        }),
        exclusions: fate(&before.exclusions, &after.exclusions, false, |it| {
            holds(touched.takes_exclusion(before, it))
        }),
        indexes: fate(&before.indexes, &after.indexes, clauses, |it| {
            touched.takes_index(before, it, !anew)
        }),
        change,
    }
}

/// References go before the keys that they stand on.
fn release_foreign_keys(cx: &mut Context<'_>, table: &TableFate<'_>) {
    let name = &table.after.name;
    let mut going: Vec<&ForeignKey> = table.foreign_keys.drop.clone();
    if !alter_rules(cx.dialect.id()).renames_constraints {
        going.extend(table.foreign_keys.rename.iter().map(|(before, _)| *before));
    }
    if !going.is_empty() {
        let going = going.into_iter();
        let actions = going.map(|it| Action::Drop(ConstraintKind::ForeignKey, &it.name)).collect();
        cx.alter(Stage::Release, Alteration::Table { table: name, actions });
    }
}

fn alter<'a>(cx: &mut Context<'a>, table: &TableFate<'a>, touched: &Touched, swapped: &Swapped) {
    let mut actions = match &table.change {
        Some(change) => columns::of_table(cx, change, touched),
        None => {
            let mut res = ColumnActions::default();
            columns::regenerate(table.before, table.after, &[], touched, &mut res);
            res
        }
    };
    swap(table, swapped, &mut actions);
    remember_remade(cx, table, &actions);
    let settings = settings(cx, table);
    let name = &table.after.name;
    if let Some(setting) = table.change.as_ref().and_then(|it| it.old_rows()) {
        let actions = vec![Action::Set(setting, None)];
        let old_rows = format!("{name} (its old rows)");
        let alteration = Alteration::Table { table: name, actions };
        cx.take_away(Permission::DropTable, &old_rows, Stage::Removal, alteration);
    }
    for column in &actions.count {
        cx.alter(Stage::Data, Alteration::SyncCounter { table: name, column });
    }
    let rules = alter_rules(cx.dialect.id());
    if rules.says_columns_anew {
        at_once(cx, table, actions, settings);
    } else {
        step_by_step(cx, table, actions, settings, touched);
    }
    let mut coming = table.foreign_keys.add.clone();
    if !rules.renames_constraints {
        coming.extend(table.foreign_keys.rename.iter().map(|(_, after)| *after));
    }
    for foreign_key in coming {
        online::add_foreign_key(cx, name, foreign_key);
    }
}

/// Columns whose type is made anew get the new one.
fn swap<'a>(table: &TableFate<'a>, swapped: &Swapped, actions: &mut ColumnActions<'a>) {
    if swapped.is_empty() {
        return;
    }
    for column in &table.after.columns {
        let Some(before) = table.before.column(&column.name) else { continue };
        let Some(using) = swapped.get(&type_name(&column.ty)) else { continue };
        let is_retyped = |it: &Action<'_>| {
            matches!(it, Action::SetType { column: it, .. } | Action::AddColumn { column: it, .. }
                if it.name == column.name)
        };
        if actions.change.iter().any(is_retyped) {
            continue;
        }
        let is_default = |it: &Action<'_>| {
            matches!(it, Action::SetDefault(name, _) | Action::DropDefault(name)
                if **name == column.name)
        };
        actions.change.retain(|it| !is_default(it));
        if before.default.is_some() {
            actions.change.push(Action::DropDefault(&column.name));
        }
        actions.change.push(Action::SetType { column, using: *using });
        if let Some(default) = &column.default {
            actions.change.push(Action::SetDefault(&column.name, default));
        }
    }
}

/// Comments go with what they are about.
fn remember_remade(cx: &mut Context<'_>, table: &TableFate<'_>, actions: &ColumnActions<'_>) {
    let mut names: Vec<Name> = Vec::new();
    names.extend(table.uniques.add.iter().map(|it| it.name.clone()));
    names.extend(table.foreign_keys.add.iter().map(|it| it.name.clone()));
    names.extend(table.checks.add.iter().map(|it| it.name.clone()));
    names.extend(table.exclusions.add.iter().map(|it| it.name.clone()));
    names.extend(table.indexes.add.iter().map(|it| it.name.clone()));
    for action in &actions.change {
        if let Action::AddColumn { column, .. } = action {
            names.push(column.name.clone());
        }
    }
    let table = &table.after.name;
    cx.remade.extend(names.into_iter().map(|it| (table.clone(), it)));
}

/// Settings of the table and its comment, where that is a clause.
fn settings<'a>(cx: &Context<'_>, table: &TableFate<'a>) -> Vec<Action<'a>> {
    let clauses = matches!(cx.dialect.capabilities().comments, CommentForm::Clauses { .. });
    let after = table.after;
    let mut res = Vec::new();
    let said_apart = table.change.as_ref().and_then(|it| it.old_rows());
    for part in table.change.iter().flat_map(|it| &it.parts) {
        if let Part::Setting(name) = part {
            if said_apart == Some(*name) {
                continue;
            }
            res.push(Action::Set(name, after.settings.get(name)));
        } else if matches!(part, Part::Comment) && clauses {
            res.push(Action::Comment(after.comment.as_deref()));
        }
    }
    res
}

/// All changes of a table in one statement, which the server makes whole or not at all.
fn at_once<'a>(
    cx: &mut Context<'a>,
    table: &TableFate<'a>,
    columns: ColumnActions<'a>,
    settings: Vec<Action<'a>>,
) {
    let name = &table.after.name;
    let whole = table.after;
    let checks_going = table.checks.drop.iter().copied();
    let checks_going = checks_going.chain(table.checks.rename.iter().map(|(it, _)| *it));
    let drops: Vec<Action<'a>> = checks_going.map(|it| drop_check(table.before, it)).collect();
    if !drops.is_empty() {
        cx.alter(Stage::Release, Alteration::Table { table: name, actions: drops });
    }
    let stays_for_now = moving::is_involved(cx, name);
    let stopped = if stays_for_now { stopped(table, &columns.remove) } else { Vec::new() };
    let mut actions: Vec<Action<'_>> = Vec::new();
    let keys = table.keys.drop.iter();
    actions.extend(keys.map(|it| Action::Drop(ConstraintKind::Key, &it.name)));
    let uniques = table.uniques.drop.iter();
    actions.extend(uniques.map(|it| Action::Drop(ConstraintKind::Unique, &it.name)));
    actions.extend(table.indexes.drop.iter().map(|it| Action::DropIndex(&it.name)));
    actions.extend(stopped.iter().map(|column| Action::Modify { table: table.before, column }));
    // What is counted on for a move goes after it.
    match stays_for_now {
        true => push_table(cx, Stage::Removal, name, columns.remove),
        false => actions.extend(columns.remove),
    }
    let (going, changing) = coming_back(columns.change);
    if !going.is_empty() {
        actions.extend(going);
        cx.alter(Stage::Release, Alteration::Table { table: name, actions });
        actions = Vec::new();
    }
    actions.extend(changing);
    let add = |constraint| Action::Add { table: whole, constraint, not_valid: false };
    actions.extend(table.keys.add.iter().map(|it| add(Constraint::Key(it))));
    actions.extend(table.uniques.add.iter().map(|it| add(Constraint::Unique(it))));
    actions.extend(table.indexes.add.iter().map(|it| Action::AddIndex(it)));
    actions.extend(settings);
    if !actions.is_empty() {
        cx.alter(Stage::Column, Alteration::Table { table: name, actions });
    }
    for column in columns.require {
        let actions = vec![Action::Modify { table: whole, column }];
        cx.alter(Stage::Move, Alteration::Table { table: name, actions });
    }
    let checks_coming = table.checks.add.iter().copied();
    let checks_coming = checks_coming.chain(table.checks.rename.iter().map(|(_, it)| *it));
    let adds: Vec<Action<'a>> = checks_coming.map(|it| add(Constraint::Check(it))).collect();
    if !adds.is_empty() {
        cx.alter(Stage::Constraint, Alteration::Table { table: name, actions: adds });
    }
}

/// Columns that go later than a key or index of theirs, which count no more without it.
fn stopped(table: &TableFate<'_>, removed: &[Action<'_>]) -> Vec<Column<NativeType>> {
    let keys = table.keys.drop.iter().map(|it| &it.columns);
    let keys = keys.chain(table.uniques.drop.iter().map(|it| &it.columns));
    let mut first: Vec<&Name> = keys.filter_map(|it| it.first()).collect();
    let items = table.indexes.drop.iter().filter_map(|it| it.items.first());
    first.extend(items.filter_map(|it| it.as_column()));
    let removed = removed.iter().filter_map(|it| {
        let Action::DropColumn(name) = it else { return None };
        table.before.column(name)
    });
    let counting = removed.filter(|it| it.identity.is_some() && first.contains(&&it.name));
    counting.map(|it| Column { identity: None, ..it.clone() }).collect()
}

/// A check that is part of the definition of a column has no name by which it could go: the column is said without it.
fn drop_check<'a>(table: &'a NativeTable, check: &'a Check) -> Action<'a> {
    match check.column.as_ref().and_then(|it| table.column(it)) {
        Some(column) => Action::Modify { table, column },
        None => Action::Drop(ConstraintKind::Check, &check.name),
    }
}

/// What is in the way goes, columns change, constraints come, columns go.
fn step_by_step<'a>(
    cx: &mut Context<'a>,
    table: &TableFate<'a>,
    columns: ColumnActions<'a>,
    settings: Vec<Action<'a>>,
    touched: &Touched,
) {
    let whole = table.after;
    let name = &whole.name;
    let (early, late) = exchange::parted(cx, table, touched);
    let mut actions: Vec<Action<'a>> = Vec::new();
    let exclusions = table.exclusions.drop.iter();
    actions.extend(exclusions.map(|it| Action::Drop(ConstraintKind::Exclusion, &it.name)));
    let checks = table.checks.drop.iter();
    actions.extend(checks.map(|it| Action::Drop(ConstraintKind::Check, &it.name)));
    let uniques = early.uniques.iter();
    actions.extend(uniques.map(|it| Action::Drop(ConstraintKind::Unique, &it.name)));
    let keys = early.keys.iter();
    actions.extend(keys.map(|it| Action::Drop(ConstraintKind::Key, &it.name)));
    push_table(cx, Stage::Release, name, actions);
    for index in &early.indexes {
        let (index, concurrently) = (&index.name, cx.is_online());
        cx.alter(Stage::Release, Alteration::DropIndex { table: name, index, concurrently });
    }
    let changes = columns.change.into_iter().chain(settings).collect();
    let changes = online::take_not_nulls(cx, name, Stage::Column, changes);
    let (going, changes) = coming_back(changes);
    // What is computed from values that move is computed when they are there.
    let waits = moving::is_involved(cx, name);
    let (computed, changes): (Vec<_>, Vec<_>) = changes.into_iter().partition(|it| {
        waits && matches!(it, Action::AddColumn { column, .. } if column.generated.is_some())
    });
    push_table(cx, Stage::Release, name, going);
    push_table(cx, Stage::Column, name, changes);
    let required = columns.require.iter().map(|it| Action::SetNotNull(&it.name)).collect();
    let required = online::take_not_nulls(cx, name, Stage::Move, required);
    push_table(cx, Stage::Move, name, required);
    push_table(cx, Stage::Move, name, computed);
    let add = |constraint| Action::Add { table: whole, constraint, not_valid: false };
    let mut actions: Vec<Action<'a>> = Vec::new();
    let mut checks: Vec<&Check> = table.checks.add.clone();
    if cx.is_online() {
        exchange::constraints(cx, table, &late);
        checks.iter().for_each(|it| online::add_check(cx, whole, it));
        checks.clear();
    } else {
        actions.extend(table.keys.add.iter().map(|it| add(Constraint::Key(it))));
        actions.extend(table.uniques.add.iter().map(|it| add(Constraint::Unique(it))));
    }
    actions.extend(checks.iter().map(|it| {
        let (constraint, not_valid) = (Constraint::Check(it), !it.is_validated);
        Action::Add { table: whole, constraint, not_valid }
    }));
    actions.extend(table.exclusions.add.iter().map(|it| add(Constraint::Exclusion(it))));
    push_table(cx, Stage::Constraint, name, actions);
    match cx.is_online() {
        true => exchange::indexes(cx, table, &late),
        false => {
            for index in &table.indexes.add {
                cx.push(Stage::Constraint, &Statement::CreateIndex { table: name, index });
            }
        }
    }
    // What is computed from a column that changes holds it fast, until it goes; unless its values move.
    let (going, actions): (Vec<_>, Vec<_>) = columns
        .remove
        .into_iter()
        .partition(|it| !waits && is_computed_from(table.before, it, touched));
    push_table(cx, Stage::Release, name, going);
    if actions.is_empty() {
        return;
    }
    let statement = Statement::Alter(Alteration::Table { table: name, actions });
    match moving::is_involved(cx, name) {
        // In the transaction that has looked whether all values have moved.
        true => cx.push_together(Stage::Removal, &statement, None),
        false => cx.push(Stage::Removal, &statement),
    }
}

/// Whether an action takes away a column that is computed from one that is touched.
fn is_computed_from(table: &NativeTable, action: &Action<'_>, touched: &Touched) -> bool {
    let Action::DropColumn(name) = action else { return false };
    let generated = table.column(name).and_then(|it| it.generated.as_ref());
    generated.is_some_and(|it| touched.mentions(table, &it.expr))
}

/// Parts actions into those by which a column goes that comes back, which needs a statement of its own, and all others.
fn coming_back(actions: Vec<Action<'_>>) -> (Vec<Action<'_>>, Vec<Action<'_>>) {
    let mut coming: FxHashSet<Name> = FxHashSet::default();
    for action in &actions {
        if let Action::AddColumn { column, .. } = action {
            coming.insert(column.name.clone());
        }
    }
    let is_back =
        |it: &Action<'_>| matches!(it, Action::DropColumn(name) if coming.contains(*name));
    actions.into_iter().partition(is_back)
}

fn push_table<'a>(
    cx: &mut Context<'a>,
    stage: Stage,
    table: &'a QualifiedName,
    actions: Vec<Action<'a>>,
) {
    if !actions.is_empty() {
        cx.alter(stage, Alteration::Table { table, actions });
    }
}

/// Tables go in the reverse of the order in which they could be made.
fn drop_tables(cx: &mut Context<'_>) {
    let going = cx.changes.iter().filter_map(|it| {
        let Change::DropTable(table) = it else { return None };
        Some(&table.name)
    });
    let going: FxHashSet<&QualifiedName> = going.collect();
    if going.is_empty() {
        return;
    }
    let (before, order) = (cx.before, creation_order(cx.before));
    for (table, foreign_key) in &order.deferred {
        let table = &before.tables[*table];
        let foreign_key = &table.foreign_keys[*foreign_key];
        let is_released = cx.released.contains(&(table.name.clone(), foreign_key.name.clone()));
        let is_going = going.contains(&table.name) && !is_released;
        if is_going && cx.may_drop_table(table) {
            let actions = vec![Action::Drop(ConstraintKind::ForeignKey, &foreign_key.name)];
            cx.alter(Stage::Removal, Alteration::Table { table: &table.name, actions });
        }
    }
    for table in order.tables.iter().rev().map(|it| &before.tables[*it]) {
        if going.contains(&table.name) {
            take_table(cx, table);
        }
    }
}

/// A table goes, if it may.
pub(super) fn take_table(cx: &mut Context<'_>, table: &NativeTable) {
    let alteration = Alteration::DropTable(&table.name);
    match cx.has_moved(table) {
        true => cx.push_together(Stage::Removal, &Statement::Alter(alteration), None),
        false => {
            let name = table.name.to_string();
            cx.take_away(Permission::DropTable, &name, Stage::Removal, alteration);
        }
    }
}
