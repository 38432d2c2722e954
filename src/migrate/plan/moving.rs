//! Rows move before what had them goes, and nothing goes whose values are not where they should be.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Stage;
use super::context::{Context, NativeTable};
use super::release::type_name;
use crate::base::{BinaryOp, ExprKind, Name};
use crate::dialect::{Alteration, RowMove, Statement};
use crate::schema::QualifiedName;

/// The columns whose values are in another place afterwards, and those that refer to what goes when all of it has moved.
pub(super) fn moved(
    moves: &[RowMove],
    stays: impl Fn(&QualifiedName) -> bool,
) -> FxHashSet<(QualifiedName, Name)> {
    let mut res = FxHashSet::default();
    for it in moves {
        let columns = it.columns.iter().chain(&it.link).map(|(_, from)| from);
        let told = it.filter.iter().map(|(column, _)| column);
        res.extend(columns.chain(told).map(|column| (it.from.clone(), column.clone())));
        if !it.is_insert && !stays(&it.from) {
            res.extend(it.link.iter().map(|(to, _)| (it.to.clone(), to.clone())));
        }
    }
    res
}

/// Whether a check lets a column say one thing alone.
pub(super) fn is_constant(table: &NativeTable, column: &Name) -> bool {
    table.checks.iter().any(|check| {
        if let ExprKind::Binary { op: BinaryOp::Equal, left, right } = &check.expr.kind {
            let is_column = matches!(&left.kind, ExprKind::Reference(it) if it == column);
            return is_column && matches!(right.kind, ExprKind::String(_) | ExprKind::Number(_));
        }
        false
    })
}

/// Adds what fills tables and columns, in a database that alters in place.
pub(super) fn moves(cx: &mut Context<'_>) {
    for it in &cx.difference.moves {
        let it = exchanged(cx, it);
        step(cx, &it, Stage::Move);
    }
}

/// A move whose values have a type that was put aside for another of its name.
fn exchanged<'a>(cx: &Context<'_>, it: &'a RowMove) -> Cow<'a, RowMove> {
    let Some(table) = cx.tables_after.get(&it.to).filter(|_| !cx.exchanged.is_empty()) else {
        return Cow::Borrowed(it);
    };
    let is_cast = |name: &Name| it.casts.iter().any(|(cast, _)| cast == name);
    let columns = it.columns.iter().filter(|(to, _)| !is_cast(to));
    let columns = columns.filter_map(|(to, _)| table.column(to));
    let casts: Vec<_> = columns
        .filter(|it| cx.exchanged.contains(&type_name(&it.ty)))
        .map(|it| (it.name.clone(), it.ty.clone()))
        .collect();
    match casts.is_empty() {
        true => Cow::Borrowed(it),
        false => {
            let casts = it.casts.iter().cloned().chain(casts).collect();
            Cow::Owned(RowMove { casts, ..it.clone() })
        }
    }
}

/// Adds one move, and before it what stops where its rows do not agree.
pub(super) fn step(cx: &mut Context<'_>, it: &RowMove, stage: Stage) {
    agree(cx, it, stage);
    let note = format!("rows of `{}` move to `{}`", it.from, it.to);
    let alteration = match it.is_insert {
        true => Alteration::InsertRows(it),
        false => Alteration::UpdateRows(it),
    };
    cx.push_noted(stage, &Statement::Alter(alteration), Some(&note));
}

/// Adds what stops where rows that become one do not agree.
pub(super) fn agree(cx: &mut Context<'_>, it: &RowMove, stage: Stage) {
    if it.is_many && !it.is_by_value {
        let note = "stops here, with nothing done, where rows that become one do not agree";
        let statement = Statement::Alter(Alteration::RefuseUnlike(it));
        cx.push_noted(stage, &statement, Some(note));
    }
}

/// Adds what stops before anything goes whose values are nowhere else.
pub(super) fn keep(cx: &mut Context<'_>) {
    for table in sources(cx) {
        keep_table(cx, table, Stage::Removal);
    }
}

/// The same for one table, at a stage.
pub(super) fn keep_table(cx: &mut Context<'_>, table: &NativeTable, stage: Stage) {
    let difference = cx.difference;
    let is_from = |it: &&RowMove| it.from == table.name && it.to != table.name;
    let moves = difference.moves.iter().filter(is_from);
    let moves: Vec<Cow<'_, RowMove>> = moves.map(|it| exchanged(cx, it)).collect();
    let stays = cx.tables_after.get(&table.name);
    let goes = |column: &Name| stays.is_none_or(|it| it.column(column).is_none());
    let mut groups: Vec<(Vec<&Name>, Vec<&RowMove>)> = Vec::new();
    for it in moves.iter().map(Cow::as_ref) {
        let is_link = |column: &Name| it.link.iter().any(|(_, from)| from == column);
        let is_kept = |column: &&Name| goes(column) && (it.is_by_value || !is_link(column));
        let going: Vec<&Name> = it.columns.iter().map(|(_, from)| from).filter(is_kept).collect();
        // What moves to several places is kept when it is in one of them.
        match groups.iter_mut().find(|(columns, _)| columns.iter().any(|it| going.contains(it))) {
            Some((columns, moves)) => {
                columns.extend(going);
                moves.push(it);
            }
            None if going.is_empty() && stays.is_some() => {}
            None => groups.push((going, vec![it])),
        }
    }
    let is_whole = stays.is_none() && groups.len() == 1;
    for (columns, moves) in groups {
        let note = format!(
            "stops here, before anything of `{}` goes, if a value is nowhere else",
            table.name
        );
        let statement = Statement::Alter(Alteration::RefuseLost { moves, columns, is_whole });
        cx.push_together(stage, &statement, Some(&note));
    }
}

/// Where a table is made anew, the columns by which its rows have found others may be gone when those go: whether each of
/// them was found is looked at before.
pub(super) fn keep_early(cx: &mut Context<'_>) {
    let moves = &cx.difference.moves;
    for it in moves.iter().filter(|it| loses_link(cx, it)).collect::<Vec<_>>() {
        let found = RowMove { columns: Vec::new(), ..it.clone() };
        let note = format!("stops here, with nothing done, if a row of `{}` has no place", it.from);
        let (moves, columns) = (vec![&found], Vec::new());
        let statement = Statement::Alter(Alteration::RefuseLost { moves, columns, is_whole: true });
        cx.push_noted(Stage::Column, &statement, Some(&note));
    }
}

/// Whether rows of a table that goes are found by columns that go as well.
fn loses_link(cx: &Context<'_>, it: &RowMove) -> bool {
    let goes = !cx.tables_after.contains_key(&it.from) && cx.tables_before.contains_key(&it.from);
    let to = cx.tables_after.get(&it.to);
    goes && !it.is_insert
        && to.is_some_and(|to| it.link.iter().any(|(own, _)| to.column(own).is_none()))
}

/// Whether rows of this table were looked at before.
pub(super) fn is_kept_early(cx: &Context<'_>, table: &QualifiedName) -> bool {
    cx.difference.moves.iter().any(|it| it.from == *table && loses_link(cx, it))
}

/// The tables whose rows move and that lose something, in order.
fn sources<'a>(cx: &Context<'a>) -> Vec<&'a NativeTable> {
    let mut seen = FxHashSet::default();
    let names = cx.difference.moves.iter().map(|it| &it.from);
    names.filter(|it| seen.insert(*it)).filter_map(|it| cx.tables_before.get(it).copied()).collect()
}

/// Whether rows move from a table or to it: what goes from it goes afterwards.
pub(super) fn is_involved(cx: &Context<'_>, table: &QualifiedName) -> bool {
    cx.difference.moves.iter().any(|it| it.from == *table || it.to == *table)
}

/// The tables that change, those that get values before those that have them.
pub(super) fn fed_first<'a, T>(
    cx: &Context<'_>,
    items: Vec<T>,
    name: impl Fn(&T) -> &'a QualifiedName,
) -> Vec<T> {
    if cx.difference.moves.is_empty() {
        return items;
    }
    let mut feeds: FxHashMap<&QualifiedName, Vec<&QualifiedName>> = FxHashMap::default();
    for it in cx.difference.moves.iter().filter(|it| !it.is_insert && it.from != it.to) {
        feeds.entry(&it.from).or_default().push(&it.to);
    }
    let mut waiting = items;
    let mut res = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let names: FxHashSet<&QualifiedName> = waiting.iter().map(&name).collect();
        let waits =
            |it: &T| feeds.get(name(it)).is_some_and(|to| to.iter().any(|it| names.contains(it)));
        let (later, now): (Vec<T>, Vec<T>) = waiting.into_iter().partition(|it| waits(it));
        let is_stuck = now.is_empty();
        res.extend(now);
        if is_stuck {
            res.extend(later);
            break;
        }
        waiting = later;
    }
    res
}

/// What fills the new columns of a table that stays.
pub(super) fn into<'a>(cx: &Context<'a>, table: &QualifiedName) -> Vec<&'a RowMove> {
    cx.difference.moves.iter().filter(|it| !it.is_insert && it.to == *table).collect()
}
