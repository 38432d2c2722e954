//! The columns of an index.

use super::Sql;
use crate::base::{ExprKind, NullsOrder};
use crate::schema::{Index, IndexItem};

/// Which expressions stand in an index without parentheses of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::dialect) enum IndexStyle {
    /// All.
    Bare,
    /// Calls.
    Calls,
    /// None.
    Never,
}

/// Writes `(a, lower(b) desc)`.
pub(in crate::dialect) fn index_items(sql: &mut Sql<'_>, index: &Index, style: IndexStyle) {
    sql.push("(");
    sql.list(&index.items, |sql, it| item(sql, it, style));
    sql.push(")");
}

/// Writes what a partitioned table is divided by.
pub(in crate::dialect) fn key_item(sql: &mut Sql<'_>, it: &IndexItem) {
    item(sql, it, IndexStyle::Calls);
}

pub(super) fn item(sql: &mut Sql<'_>, item: &IndexItem, style: IndexStyle) {
    let is_bare = match (&item.expr.kind, style) {
        (ExprKind::Reference(_), _) | (_, IndexStyle::Bare) => true,
        (ExprKind::Call { .. }, IndexStyle::Calls) => true,
        (_, IndexStyle::Calls | IndexStyle::Never) => false,
    };
    if let (ExprKind::Reference(name), Some(_)) = (&item.expr.kind, item.prefix_length) {
        // `rank(255)` would call a function.
        sql.quoted(name);
    } else if is_bare {
        sql.expr(&item.expr);
    } else {
        sql.push("(");
        sql.expr(&item.expr);
        sql.push(")");
    }
    if let Some(length) = item.prefix_length {
        sql.push(&format!("({length})"));
    }
    if let Some(collation) = &item.collation {
        sql.push(" collate ");
        sql.name(collation);
    }
    if let Some(class) = &item.operator_class {
        sql.push(" ");
        sql.name(class);
    }
    if item.descending {
        sql.push(" desc");
    }
    sql.push(match item.nulls {
        None => "",
        Some(NullsOrder::First) => " nulls first",
        Some(NullsOrder::Last) => " nulls last",
    });
}
