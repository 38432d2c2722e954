//! Views, rows of lookup tables, and what is carried word for word.

use super::{Sql, comment_lines};
use crate::base::DialectId;
use crate::schema::{Enum, NativeType, Object, View};

/// Writes `create view`.
pub(in crate::dialect) fn create_view(sql: &mut Sql<'_>, view: &View<NativeType>, words: &str) {
    sql.push(words);
    sql.push(" ");
    sql.qualified(&view.name);
    if !view.columns.is_empty() {
        sql.push(" (");
        sql.list(&view.columns, |sql, column| sql.name(&column.name));
        sql.push(")");
    }
    let id = sql.dialect().id();
    let query = view.body.text(id).unwrap_or("select null");
    let options = view.settings.iter().filter(|(name, _)| is_view_option(name));
    let options: Vec<String> = options.map(|(name, value)| format!("{name} = {value}")).collect();
    if !options.is_empty() && id == DialectId::Postgres {
        sql.push(&format!(" with ({})", options.join(", ")));
    }
    sql.push(" as\n");
    match view.settings.get("check_option").filter(|_| id != DialectId::Postgres) {
        Some(kind) => {
            let query = query.trim_end().trim_end_matches(';').trim_end();
            body(sql, &format!("{query}\nwith {kind} check option"));
        }
        None => body(sql, query),
    }
}

/// What PostgreSQL has in parentheses behind the name of a view.
fn is_view_option(name: &str) -> bool {
    matches!(name, "check_option" | "security_barrier" | "security_invoker")
}

/// Writes the statement that was given, and nothing when it was given for another dialect.
pub(in crate::dialect) fn create_object(sql: &mut Sql<'_>, object: &Object, with_comment: bool) {
    let Some(text) = object.body.text(sql.dialect().id()) else { return };
    if let (Some(comment), true) = (&object.comment, with_comment) {
        comment_lines(sql, comment, "");
    }
    body(sql, text);
}

/// Writes SQL as it was given, without the indentation that all its lines share and with one `;` at its end.
fn body(sql: &mut Sql<'_>, text: &str) {
    let text = text.trim_matches(['\n', '\r']).trim_end();
    let text = text.trim_end_matches(|c: char| c == ';' || c.is_whitespace());
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = || text.lines().filter(|it| !it.trim().is_empty());
    let shared = lines().map(indentation).min().unwrap_or(0);
    // Inside a quoted body the spaces at the start of a line may matter; there is no telling without parsing
    // it, so only what stands before every line goes.
    for (idx, line) in text.lines().enumerate() {
        if idx > 0 {
            sql.push("\n");
        }
        sql.push(line.get(shared..).unwrap_or_default());
    }
    // A comment at the end would swallow the semicolon.
    let last = text.lines().last().unwrap_or_default();
    sql.push(if last.contains("--") || last.contains('#') { "\n;\n" } else { ";\n" });
}

/// Writes the labels of an enum into its lookup table.
pub(in crate::dialect) fn insert_labels(sql: &mut Sql<'_>, item: &Enum) {
    let has_comments = item.label_comments.iter().any(Option::is_some);
    sql.push("insert into ");
    sql.qualified(&item.name);
    sql.push(if has_comments {
        " (position, label, description) values\n"
    } else {
        " (position, label) values\n"
    });
    for (idx, label) in item.labels.iter().enumerate() {
        sql.push(if idx > 0 { ",\n  (" } else { "  (" });
        sql.push(&(idx + 1).to_string());
        sql.push(", ");
        sql.string(label);
        if has_comments {
            sql.push(", ");
            match item.label_comments.get(idx).and_then(Option::as_deref) {
                Some(comment) => sql.string(comment),
                None => sql.push("null"),
            }
        }
        sql.push(")");
    }
    sql.push(";\n");
}
