//! Keys, foreign keys, checks, exclusions and indexes.

use super::super::super::catalog::Values;
use super::super::super::emit::Sql;
use super::super::Postgres;
use super::relations::options;
use super::{Context, qualified};
use crate::base::{Deferrable, DialectSet, ExprKind, Name, NullsOrder, ReferentialAction, Span};
use crate::schema::{
    Check, Exclusion, ExclusionItem, Expr, ForeignKey, Index, IndexItem, Key, Settings, Unique,
};

pub(super) fn constraint(cx: &mut Context<'_>, mut row: Values) {
    let id = row.text();
    let name = row.name();
    let kind = row.text();
    let columns = row.names();
    let target = qualified(row.name(), row.name());
    let target_columns = row.names();
    let match_full = row.text() == "f";
    let (on_delete, on_update) = (action(&row.text()), action(&row.text()));
    let deferrable = match (row.flag(), row.flag()) {
        (false, _) => None,
        (true, false) => Some(Deferrable::InitiallyImmediate),
        (true, true) => Some(Deferrable::InitiallyDeferred),
    };
    let is_validated = row.flag();
    let expr = row.filled().map(|it| cx.words.expr(&it));
    let comment = row.filled();
    let nulls_not_distinct = row.flag();
    let mut settings = Settings::new();
    options(&mut settings, row.list());
    if let Some(tablespace) = row.filled() {
        settings.set("tablespace", tablespace);
    }
    let _index_id = row.text();
    let operators = row.names();
    let included = row.names();
    let mut listed = |setting: &'static str, names: &[Name]| {
        if !names.is_empty() {
            let mut sql = Sql::new(&Postgres);
            sql.list(names, |sql, name| sql.name(name));
            settings.set(setting, sql.into_string());
        }
    };
    listed("include", &included);
    let is_own = row.flag();
    listed("delete_columns", &row.names());
    if is_own {
        settings.set("no_inherit", "true");
    }
    let (only, span) = (DialectSet::NONE, Span::nowhere());
    let Some(table) = cx.tables.get_mut(&id) else { return };
    match kind.as_str() {
        "p" => table.primary_key = Some(Key { name, columns, settings, span }),
        "u" => table.uniques.push(Unique {
            name,
            columns,
            nulls_not_distinct,
            deferrable,
            comment,
            settings,
            only,
            span,
        }),
        "f" => table.foreign_keys.push(ForeignKey {
            name,
            columns,
            target,
            target_columns,
            match_full,
            on_delete,
            on_update,
            deferrable,
            is_validated,
            comment,
            settings,
            only,
            span,
        }),
        "c" => {
            let expr = expr.unwrap_or_else(|| Expr::made(ExprKind::Bool(true)));
            table.checks.push(Check {
                name,
                column: None,
                expr,
                is_validated,
                comment,
                settings,
                only,
                span,
            });
        }
        _ => {
            let item = |operator| ExclusionItem { item: IndexItem::column(""), operator };
            table.exclusions.push(Exclusion {
                name,
                items: operators.into_iter().map(item).collect(),
                method: None,
                predicate: None,
                deferrable,
                comment,
                settings,
                only,
                span,
            });
        }
    }
}

fn action(letter: &str) -> ReferentialAction {
    match letter {
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}

pub(super) fn index(cx: &mut Context<'_>, mut row: Values) {
    let id = row.text();
    let name = row.name();
    let method = Some(row.name()).filter(|it| it != "btree");
    let is_unique = row.flag();
    let nulls_not_distinct = row.flag();
    let predicate = row.filled().map(|it| cx.words.expr(&it));
    let texts = row.list();
    let n_keys = usize::try_from(row.number()).unwrap_or_default();
    let (collations, classes) = (row.list(), row.list());
    let (bits, are_columns) = (row.list(), row.list());
    let mut settings = Settings::new();
    options(&mut settings, row.list());
    if let Some(tablespace) = row.filled() {
        settings.set("tablespace", tablespace);
    }
    let comment = row.filled();
    let exclusion = row.filled();
    let at = |list: &[Option<String>], place: usize| list.get(place).cloned().flatten();
    let item = |place: usize| {
        let text = at(&texts, place).unwrap_or_default();
        let is_column = at(&are_columns, place).as_deref() == Some("true");
        let bits: u8 = at(&bits, place).and_then(|it| it.parse().ok()).unwrap_or_default();
        let expr = if is_column { Expr::reference(unquoted(&text)) } else { cx.words.expr(&text) };
        let descending = bits & 1 != 0;
        let nulls = match (descending, bits & 2 != 0) {
            (false, true) => Some(NullsOrder::First),
            (true, false) => Some(NullsOrder::Last),
            (false, false) | (true, true) => None,
        };
        IndexItem {
            expr,
            collation: at(&collations, place).filter(|it| it != "default").map(Name::from),
            operator_class: at(&classes, place).map(Name::from),
            descending,
            nulls,
            prefix_length: None,
        }
    };
    let items: Vec<IndexItem> = (0..n_keys).map(item).collect();
    let include = texts.iter().skip(n_keys).flatten().map(|it| unquoted(it)).collect();
    let Some(table) = cx.tables.get_mut(&id) else { return };
    if let Some(exclusion) = exclusion {
        let held = table.exclusions.iter_mut().find(|it| it.name == exclusion);
        if let Some(held) = held {
            held.method = method;
            held.predicate = predicate;
            held.items.iter_mut().zip(items).for_each(|(held, item)| held.item = item);
        }
        return;
    }
    table.indexes.push(Index {
        name,
        items,
        is_unique,
        nulls_not_distinct,
        method,
        include,
        predicate,
        comment,
        settings,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    });
}

/// A name as `quote_ident` prints it, without the quotes.
fn unquoted(text: &str) -> Name {
    match text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(inner) => Name::new(inner.replace("\"\"", "\"")),
        None => Name::new(text),
    }
}
