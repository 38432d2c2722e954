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
    let columns = cx.named(&id, &row.numbers());
    let target_id = row.text();
    let target = qualified(row.name(), row.name());
    let target_columns = cx.named(&target_id, &row.numbers());
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
    let operators = row.names();
    let in_index = row.numbers();
    let n_keys = usize::try_from(row.number()).unwrap_or_default();
    let included = cx.named(&id, in_index.get(n_keys..).unwrap_or_default());
    let mut listed = |setting: &'static str, names: &[Name]| {
        if !names.is_empty() {
            let mut sql = Sql::new(&Postgres);
            sql.list(names, |sql, name| sql.name(name));
            settings.set(setting, sql.into_string());
        }
    };
    listed("include", &included);
    let is_own = row.flag();
    listed("delete_columns", &cx.named(&id, &row.numbers()));
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
    let columns = row.numbers();
    let n_keys = usize::try_from(row.number()).unwrap_or_default();
    let places = Places {
        collations: row.numbers(),
        classes: row.numbers(),
        options: row.numbers(),
        exprs: row.list().into_iter().flatten().map(|it| cx.words.expr(&it)).collect(),
        says_collations: row.flag(),
    };
    let mut settings = Settings::new();
    options(&mut settings, row.list());
    if let Some(tablespace) = row.filled() {
        settings.set("tablespace", tablespace);
    }
    let comment = row.filled();
    let exclusion = row.filled();
    let (keys, rest) = columns.split_at(n_keys.min(columns.len()));
    let items = places.items(cx, &id, keys);
    let include = cx.named(&id, rest);
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

/// What the catalog says of an index place by place.
struct Places {
    /// By number; nothing of that number where the type has none.
    collations: Vec<usize>,
    /// Likewise.
    classes: Vec<usize>,
    /// 1 for descending, 2 for nulls first.
    options: Vec<usize>,
    /// Of those places that are no columns, in order.
    exprs: Vec<Expr>,
    /// Whether the collation of an expression has to be said.
    says_collations: bool,
}

impl Places {
    fn items(self, cx: &Context<'_>, table: &str, keys: &[usize]) -> Vec<IndexItem> {
        let mut exprs = self.exprs.into_iter();
        let mut res = Vec::with_capacity(keys.len());
        for (place, &number) in keys.iter().enumerate() {
            let at = |list: &[usize]| list.get(place).copied().unwrap_or_default();
            let column = cx.column(table, number);
            let collation = at(&self.collations);
            let says_collation = match column {
                Some(column) => collation != column.collation,
                None => self.says_collations,
            };
            let collation = cx.collations.get(&collation).filter(|_| says_collation);
            let options = at(&self.options);
            let descending = options & 1 != 0;
            let nulls = match (descending, options & 2 != 0) {
                (false, true) => Some(NullsOrder::First),
                (true, false) => Some(NullsOrder::Last),
                (false, false) | (true, true) => None,
            };
            let expr = match column {
                Some(column) => Expr::reference(column.name.clone()),
                None => exprs.next().unwrap_or_else(|| Expr::made(ExprKind::Null)),
            };
            res.push(IndexItem {
                expr,
                collation: collation.filter(|it| *it != "default").cloned(),
                operator_class: cx.operator_classes.get(&at(&self.classes)).cloned(),
                descending,
                nulls,
                prefix_length: None,
            });
        }
        res
    }
}
