//! `create table`: one line for each column and constraint.

use super::{Constraint, Sql, comment_lines};
use crate::schema::{Column, Index, NativeType, Table};

/// What stands between the parentheses of `create table`, in the words of a dialect.
pub(in crate::dialect) trait Items {
    /// Writes a column.
    fn column(&self, sql: &mut Sql<'_>, table: &Table<NativeType>, column: &Column<NativeType>);

    /// Writes a constraint; `false` when it stands elsewhere.
    fn constraint(&self, sql: &mut Sql<'_>, table: &Table<NativeType>, constraint: Constraint<'_>);

    /// Whether the constraint is said with a column or behind the table.
    fn is_elsewhere(&self, table: &Table<NativeType>, constraint: Constraint<'_>) -> bool;

    /// Writes an index, where indexes stand inside.
    fn index(&self, sql: &mut Sql<'_>, index: &Index);

    /// What is a comment in the text: of a table, a column, a constraint.
    fn text_comment<'c>(&self, part: Part, comment: Option<&'c str>) -> Option<&'c str>;
}

/// What a comment belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::dialect) enum Part {
    Table,
    Column,
    Unique,
    Constraint,
}

/// Writes `create table name (…)` without what stands behind the parentheses.
///
/// A comment on the table stands first, apart from that on its first column by an empty line.
pub(in crate::dialect) fn create_table(
    sql: &mut Sql<'_>,
    table: &Table<NativeType>,
    constraints: &[Constraint<'_>],
    words: &str,
    items: &dyn Items,
) {
    sql.push(words);
    sql.push(" ");
    sql.qualified(&table.name);
    sql.push(" (\n");
    if let Some(comment) = items.text_comment(Part::Table, table.comment.as_deref()) {
        comment_lines(sql, comment, "  ");
        sql.push("\n");
    }
    let mut is_first = true;
    let mut start = |sql: &mut Sql<'_>, part: Part, comment: Option<&str>| {
        if !is_first {
            sql.push(",\n");
        }
        is_first = false;
        if let Some(comment) = items.text_comment(part, comment) {
            comment_lines(sql, comment, "  ");
        }
        sql.push("  ");
    };
    for column in &table.columns {
        start(sql, Part::Column, column.comment.as_deref());
        items.column(sql, table, column);
    }
    for &constraint in constraints {
        if !items.is_elsewhere(table, constraint) {
            let part = match constraint {
                Constraint::Unique(_) => Part::Unique,
                Constraint::Key(_)
                | Constraint::Check(_)
                | Constraint::Exclusion(_)
                | Constraint::ForeignKey(_) => Part::Constraint,
            };
            start(sql, part, constraint.comment());
            items.constraint(sql, table, constraint);
        }
    }
    if sql.dialect().capabilities().indexes.inline {
        for index in &table.indexes {
            start(sql, Part::Constraint, None);
            items.index(sql, index);
        }
    }
    sql.push("\n)");
}
