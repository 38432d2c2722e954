//! Keys, foreign keys, checks and indexes.

use rustc_hash::FxHashMap;

use super::super::super::catalog::Values;
use super::super::super::session::Row;
use super::super::is_in_memory;
use super::Context;
use crate::base::{BinaryOp, DialectSet, ExprKind, Name, ReferentialAction, Span};
use crate::schema::{
    Check, Expr, ForeignKey, Index, IndexItem, Key, NativeSchema, NativeType, QualifiedName,
    Settings, Table, Unique, directions, prefix_lengths,
};

/// One column of an index; the first of them makes the index.
pub(super) fn index_column(cx: &mut Context<'_>, mut row: Values) {
    let table = row.text();
    let name = row.name();
    let is_unique = !row.flag();
    let column = row.filled();
    let expr = row.filled().map(|it| cx.words.expr(&it));
    let descending = row.text() == "D";
    let prefix_length = row.filled().and_then(|it| it.parse().ok());
    let kind = row.text().to_lowercase();
    let comment = row.filled();
    let is_ignored = row.flag();
    let expr = match (column, expr) {
        (Some(column), _) => Expr::reference(Name::from(column)),
        (None, Some(expr)) => expr,
        (None, None) => return,
    };
    let is_whole = matches!(kind.as_str(), "fulltext" | "spatial");
    let prefix_length = prefix_length.filter(|_| !is_whole);
    let item = IndexItem { descending, prefix_length, ..IndexItem::expr(expr) };
    let Some(table) = cx.tables.get_mut(&table) else { return };
    // The usual method is not said; tables in memory hash.
    let usual = if is_in_memory(&table.settings) { "hash" } else { "btree" };
    if let Some(index) = table.indexes.last_mut().filter(|it| it.name == name) {
        index.items.push(item);
        return;
    }
    let mut settings = Settings::new();
    if is_ignored {
        let word = if cx.id == crate::base::DialectId::Mysql { "invisible" } else { "ignored" };
        settings.set(word, "true");
    }
    table.indexes.push(Index {
        name,
        items: vec![item],
        is_unique,
        nulls_not_distinct: false,
        method: Some(Name::from(kind)).filter(|it| it != usual && it != "rtree"),
        include: Vec::new(),
        predicate: None,
        comment,
        settings,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    });
}

/// The primary key is an index of that name; a unique index over plain columns is a unique constraint.
pub(super) fn keys_from_indexes(schema: &mut NativeSchema) {
    for table in schema.tables.values_mut() {
        for index in std::mem::take(&mut table.indexes) {
            let columns: Option<Vec<Name>> =
                index.items.iter().map(|it| it.as_column().cloned()).collect();
            let is_plain =
                index.items.iter().all(|it| !it.descending && it.prefix_length.is_none())
                    && index.method.is_none()
                    && index.settings.is_empty();
            let is_key = index.name == "PRIMARY";
            match columns.filter(|_| index.is_unique && (is_plain || is_key)) {
                Some(columns) if index.name == "PRIMARY" => {
                    let mut settings = index.settings;
                    if let Some(lengths) = prefix_lengths(&index.items) {
                        settings.set("lengths", lengths);
                    }
                    if let Some(directions) = directions(&index.items) {
                        settings.set("directions", directions);
                    }
                    if let Some(method) = index.method {
                        settings.set("using", method.as_str());
                    }
                    let name = index.name;
                    table.primary_key =
                        Some(Key { name, columns, settings, span: Span::nowhere() });
                }
                Some(columns) => table.uniques.push(Unique {
                    name: index.name,
                    columns,
                    nulls_not_distinct: false,
                    deferrable: None,
                    comment: index.comment,
                    settings: index.settings,
                    only: DialectSet::NONE,
                    span: Span::nowhere(),
                }),
                None => table.indexes.push(index),
            }
        }
    }
}

/// What happens on a delete and on an update, by the table and name of the foreign key.
pub(super) type Actions = FxHashMap<(String, Name), (ReferentialAction, ReferentialAction)>;

/// Reads the actions of all foreign keys.
pub(super) fn actions(rows: Vec<Row>) -> Actions {
    let read = |row| {
        let mut row = Values::of(row);
        ((row.text(), row.name()), (action(&row.text()), action(&row.text())))
    };
    rows.into_iter().map(read).collect()
}

/// One column of a foreign key; the first of them makes it.
pub(super) fn foreign_key_column(cx: &mut Context<'_>, mut row: Values, actions: &Actions) {
    let table = row.text();
    let name = row.name();
    let column = row.name();
    let (schema, target) = (row.text(), row.name());
    let target_column = row.name();
    let is_here = row.text() == schema;
    let usual = (ReferentialAction::NoAction, ReferentialAction::NoAction);
    let key = (table, name.clone());
    let (on_delete, on_update) = actions.get(&key).copied().unwrap_or(usual);
    let Some(table) = cx.tables.get_mut(&key.0) else { return };
    if let Some(last) = table.foreign_keys.last_mut().filter(|it| it.name == name) {
        last.columns.push(column);
        last.target_columns.push(target_column);
        return;
    }
    let namespace = (!is_here).then(|| Name::from(schema));
    table.foreign_keys.push(ForeignKey {
        name,
        columns: vec![column],
        target: QualifiedName { namespace, name: target },
        target_columns: vec![target_column],
        match_full: false,
        on_delete,
        on_update,
        deferrable: None,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    });
}

/// InnoDB checks `no action` at once as well: the two are one.
fn action(words: &str) -> ReferentialAction {
    match words {
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}

pub(super) fn check(cx: &mut Context<'_>, mut row: Values) {
    let table = row.text();
    let name = row.name();
    let expr = cx.words.expr(&row.text());
    let is_validated = row.flag();
    let level = row.text();
    let Some(table) = cx.tables.get_mut(&table) else { return };
    let column = column_of(table, &name, &expr, &level);
    table.checks.push(Check {
        name,
        column,
        expr,
        is_validated,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    });
}

/// Tables of MariaDB with a check that may belong to a period: nothing but the statement that makes the table tells.
pub(super) fn maybe_with_period(cx: &Context<'_>) -> Vec<String> {
    let tables = cx.tables.iter().filter(|_| cx.id == crate::base::DialectId::Mariadb);
    let found = tables.filter(|(_, table)| table.checks.iter().any(|it| period(it).is_some()));
    found.map(|(name, _)| name.clone()).collect()
}

/// The two columns of `since < till`.
pub(super) fn period(check: &Check) -> Option<[&Name; 2]> {
    let ExprKind::Binary { op: BinaryOp::Less, left, right } = &check.expr.kind else {
        return None;
    };
    let (ExprKind::Reference(start), ExprKind::Reference(end)) = (&left.kind, &right.kind) else {
        return None;
    };
    Some([start, end])
}

/// The column that a check is a part of. Its name is that of the column, or was when the column was made.
fn column_of(table: &Table<NativeType>, name: &Name, expr: &Expr, level: &str) -> Option<Name> {
    let column = table.column(name).map(|it| it.name.clone());
    let mentioned = expr.references();
    let only = || match mentioned.as_slice() {
        [first, others @ ..] if others.iter().all(|it| it == first) => Some((*first).clone()),
        _ => None,
    };
    match level {
        "Column" => only().or(column),
        "" => column.filter(|it| only().as_ref() == Some(it)),
        _ => None,
    }
}
