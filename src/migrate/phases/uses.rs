//! What stands on a column and has no form in phases.

use super::super::plan::mentions;
use crate::base::{DialectId, ExprKind, Name};
use crate::dialect::names_in_sql;
use crate::schema::{Expr, Index, NativeSchema, NativeType, QualifiedName, Table};

/// Why a column cannot be there twice for a while; nothing where it can.
pub(super) fn obstacle(
    schema: &NativeSchema,
    table: &Table<NativeType>,
    column: &Name,
    id: DialectId,
) -> Option<String> {
    let own = table.column(column)?;
    if own.generated.is_some() {
        return Some("it is computed".to_owned());
    }
    if own.identity.is_some() {
        return Some("it counts up".to_owned());
    }
    if table.primary_key.iter().any(|it| it.columns.contains(column)) {
        return Some("it belongs to the primary key".to_owned());
    }
    let refers = |it: &&Table<NativeType>| {
        let mut keys = it.foreign_keys.iter();
        keys.any(|key| key.target == table.name && key.target_columns.contains(column))
    };
    if let Some(other) = schema.tables.values().find(refers) {
        return Some(format!("`{}` refers to it", other.name));
    }
    let computed = table.columns.iter().filter_map(|it| Some((it, it.generated.as_ref()?)));
    for (other, generated) in computed {
        if involves(&generated.expr, column, id) {
            return Some(format!("`{}` is computed from it", other.name));
        }
    }
    let mut items = table.exclusions.iter().flat_map(|it| &it.items);
    if items.any(|it| involves(&it.item.expr, column, id)) {
        return Some("an exclusion constraint is on it".to_owned());
    }
    let is_spread = |text: &str| names_in_sql(text).contains(column);
    if table.settings.iter().any(|(_, text)| is_spread(text)) {
        return Some("a setting of the table speaks of it".to_owned());
    }
    let has_raw = table.checks.iter().any(|it| is_raw(&it.expr, column, id))
        || table.indexes.iter().any(|it| expressions(it).any(|it| is_raw(it, column, id)));
    if has_raw {
        return Some("a condition in the words of the database speaks of it".to_owned());
    }
    spoken_of(schema, &table.name, column, id)
}

/// A trigger, policy or partition of the table that speaks of the column.
fn spoken_of(
    schema: &NativeSchema,
    table: &QualifiedName,
    column: &Name,
    id: DialectId,
) -> Option<String> {
    let of_table = schema.objects.iter().filter(|it| it.on.as_ref() == Some(table));
    for object in of_table {
        if names_in_sql(object.body.text(id).unwrap_or_default()).contains(column) {
            return Some(format!("the {} `{}` speaks of it", object.kind, object.name.name));
        }
    }
    None
}

/// Whether an expression uses a column.
pub(super) fn involves(expr: &Expr, column: &Name, id: DialectId) -> bool {
    mentions(expr, column) || is_raw(expr, column, id)
}

/// Whether a piece of the database's own words in an expression names a column.
fn is_raw(expr: &Expr, column: &Name, id: DialectId) -> bool {
    let mut res = false;
    expr.walk(&mut |it| {
        if let ExprKind::Sql(text) = &it.kind {
            res |= names_in_sql(text.text(id).unwrap_or_default()).contains(column);
        }
    });
    res
}

/// What an index is made of.
pub(super) fn expressions(index: &Index) -> impl Iterator<Item = &Expr> {
    index.items.iter().map(|it| &it.expr).chain(&index.predicate)
}

/// Whether an index uses a column.
pub(super) fn index_uses(index: &Index, column: &Name) -> bool {
    index.include.contains(column) || expressions(index).any(|it| mentions(it, column))
}
