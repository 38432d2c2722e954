//! `nulls not distinct` where the database cannot say it: unique indexes over the rows that have nulls.

use super::super::diags;
use super::super::expression::{ValueType, all};
use super::context::{Context, NativeTable};
use super::indexes;
use super::keys::plain_index;
use crate::base::{Name, ScalarType, Span};
use crate::schema::{Expr, Index, IndexItem};

/// With so many nullable columns there are 2^n ways to be null.
const MOST_NULLABLE: usize = 4;

/// Makes rows unique that have nulls in some of the columns: for each set of columns that can be null together
/// a unique index over the others, for the rows in which exactly these are null.
pub(super) fn equal_nulls(
    cx: &mut Context<'_>,
    columns: &[Name],
    name: &Name,
    span: Span,
    table: &mut NativeTable,
) {
    for index in null_indexes(cx, columns, name, span, table) {
        // Columns tell their own types; the one item that is none says whether a column is null.
        let types = vec![ValueType::Scalar(ScalarType::Bool); index.items.len()];
        indexes::held(cx, index, &types, table);
    }
}

fn null_indexes(
    cx: &mut Context<'_>,
    columns: &[Name],
    name: &Name,
    span: Span,
    table: &NativeTable,
) -> Vec<Index> {
    let is_nullable = |it: &&Name| table.column(it).is_some_and(|it| it.is_nullable);
    let nullable: Vec<&Name> = columns.iter().filter(is_nullable).collect();
    let title = cx.title();
    if nullable.len() > MOST_NULLABLE {
        cx.report(diags::too_many_nullable(span, title, name, MOST_NULLABLE));
        return Vec::new();
    }
    cx.report(diags::equal_nulls(span, title, name));
    let is_in = |set: usize, column: &Name| {
        nullable.iter().position(|it| *it == column).is_some_and(|it| set & (1 << it) != 0)
    };
    let index = |set: usize| {
        let name = cx.made_index(&table.name, &["nulls", &set.to_string()]);
        let rest: Vec<Name> = columns.iter().filter(|it| !is_in(set, it)).cloned().collect();
        let condition =
            |column: &Name, is_null: bool| Expr::is_null(Expr::reference(column.clone()), !is_null);
        let predicate = nullable.iter().map(|it| condition(it, is_in(set, it))).collect();
        let mut res = plain_index(name, &rest, span);
        if rest.is_empty() {
            res.items.push(IndexItem::expr(condition(nullable[0], true)));
        }
        Index { is_unique: true, predicate: Some(all(predicate)), ..res }
    };
    (1..1 << nullable.len()).map(index).collect()
}
