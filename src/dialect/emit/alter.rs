//! Words of altering statements that databases share.

use super::super::alteration::{Action, Alteration, ConstraintKind, RowValue};
use super::Sql;
use super::moves::{insert_rows, looked_up, refuse_lost, refuse_unlike, told, update_rows};
use crate::base::Name;
use crate::schema::{Column, NativeType, QualifiedName};
use std::borrow::Cow;

/// Writes `alter table name` and its actions, each on a line of its own where there are several.
pub(in crate::dialect) fn alter_table<'s>(
    sql: &mut Sql<'s>,
    table: &QualifiedName,
    actions: &[Action<'_>],
    mut write: impl FnMut(&mut Sql<'s>, &Action<'_>),
) {
    sql.push("alter table ");
    sql.qualified(table);
    let separator = if actions.len() > 1 { "\n  " } else { " " };
    for (idx, action) in actions.iter().enumerate() {
        if idx > 0 {
            sql.push(",");
        }
        sql.push(separator);
        write(sql, action);
    }
    sql.push(";\n");
}

/// Writes `words name;`.
pub(in crate::dialect) fn simple(sql: &mut Sql<'_>, words: &str, name: &QualifiedName) {
    sql.push(words);
    sql.qualified(name);
    sql.push(";\n");
}

/// Writes `words from to_words to;`
pub(in crate::dialect) fn renamed(sql: &mut Sql<'_>, words: &str, from: &QualifiedName, to: &Name) {
    sql.push(words);
    sql.qualified(from);
    sql.push(" rename to ");
    sql.name(to);
    sql.push(";\n");
}

/// Writes `alter table … rename column … to …`.
pub(in crate::dialect) fn rename_column(
    sql: &mut Sql<'_>,
    table: &QualifiedName,
    from: &Name,
    to: &Name,
) {
    sql.push("alter table ");
    sql.qualified(table);
    sql.push(" rename column ");
    sql.name(from);
    sql.push(" to ");
    sql.name(to);
    sql.push(";\n");
}

/// A column as it is added: one that gets its values afterwards may be null until then.
pub(in crate::dialect) fn as_added(
    column: &Column<NativeType>,
    is_filled_later: bool,
) -> Cow<'_, Column<NativeType>> {
    match is_filled_later && !column.is_nullable {
        true => Cow::Owned(Column { is_nullable: true, ..column.clone() }),
        false => Cow::Borrowed(column),
    }
}

/// Writes what moves rows, which all databases say alike.
pub(in crate::dialect) fn move_rows(sql: &mut Sql<'_>, alteration: &Alteration<'_>) {
    if let Alteration::InsertRows(it) = alteration {
        insert_rows(sql, it);
    } else if let Alteration::UpdateRows(it) = alteration {
        update_rows(sql, it);
    } else if let Alteration::RefuseUnlike(it) = alteration {
        refuse_unlike(sql, it);
    } else if let Alteration::RefuseLost { moves, columns, is_whole } = alteration {
        refuse_lost(sql, moves, if *is_whole { &[] } else { columns });
    }
}

/// Writes `insert into … select … from …`.
pub(in crate::dialect) fn copy_rows(sql: &mut Sql<'_>, alteration: &Alteration<'_>) {
    let Alteration::CopyRows { to, columns, from, distinct } = alteration else { return };
    sql.push("insert into ");
    sql.qualified(to);
    sql.push(" (");
    sql.list(columns, |sql, (name, _)| sql.name(name));
    sql.push(")\nselect ");
    if *distinct {
        sql.push("distinct ");
    }
    sql.list(columns, |sql, (_, value)| match value {
        RowValue::Column(name) => sql.name(name),
        RowValue::Expr(expr) => sql.expr(expr),
        RowValue::LookedUp { by, column, otherwise: None } => looked_up(sql, by, column),
        RowValue::LookedUp { by, column, otherwise: Some(otherwise) } => {
            sql.push("coalesce(");
            looked_up(sql, by, column);
            sql.push(", ");
            sql.expr(otherwise);
            sql.push(")");
        }
        RowValue::Told { by, otherwise } => told(sql, by, *otherwise),
    });
    sql.push("\nfrom ");
    sql.qualified(from);
    sql.push(";\n");
}

/// The word of a constraint in `drop …` where the database wants to be told.
pub(in crate::dialect) fn drop_words(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Key => "drop primary key",
        ConstraintKind::Unique => "drop index ",
        ConstraintKind::ForeignKey => "drop foreign key ",
        ConstraintKind::Check | ConstraintKind::Exclusion => "drop constraint ",
    }
}

/// `create function …` as `create or replace function …`.
pub(in crate::dialect) fn replacing(text: &str) -> String {
    let start = text.len() - text.trim_start().len();
    let (space, rest) = text.split_at(start);
    match rest.get(..7) {
        Some(create) if create.eq_ignore_ascii_case("create ") => {
            let tail = &rest[7..];
            let is_replacing = tail.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("or "));
            let words = if is_replacing { "" } else { "or replace " };
            format!("{space}{create}{words}{tail}")
        }
        _ => text.to_owned(),
    }
}
