//! Statements as SQL text: one layout for all dialects, their own words where they differ.
//!
//! SQL text is born here and in the `emit.rs` of each dialect, nowhere else. What cannot be held was judged
//! before; every statement that comes in has a text.

mod alter;
mod bounded;
mod comments;
mod constraints;
mod drops;
mod expressions;
mod indexes;
mod literals;
mod moves;
mod objects;
mod script;
mod tables;
mod types;

pub(super) use alter::{
    alter_table, as_added, copy_rows, drop_words, move_rows, rename_column, renamed, replacing,
    simple,
};
pub use bounded::bounded;
pub(super) use comments::comment_lines;
pub use constraints::Constraint;
pub(super) use constraints::{common, constraints, deferrable, exclude, foreign_key, named};
pub use drops::goes_with_table;
pub(super) use drops::{drop_object, routine, words};
pub(super) use indexes::{IndexStyle, index_items, key_item};
pub(super) use literals::{backtick_quoted, double_quoted, postgres_string, sqlite_string};
pub(super) use moves::{query_text, refuse};
pub(super) use objects::{create_object, create_view, insert_labels};
pub use script::{Reader, ScriptOptions, script, statement_text, write_script};
pub(super) use tables::{Items, Part, create_table};

use super::contract::Dialect;
use crate::base::{ExprKind, Name, UnaryOp};
use crate::schema::{Expr, NativeType, QualifiedName};

/// Text in the words of one dialect, while it is written.
pub struct Sql<'a> {
    dialect: &'a dyn Dialect,
    text: String,
}

impl<'a> Sql<'a> {
    /// Nothing yet.
    pub fn new(dialect: &'a dyn Dialect) -> Sql<'a> {
        Sql { dialect, text: String::new() }
    }

    /// The dialect it is written in.
    pub fn dialect(&self) -> &'a dyn Dialect {
        self.dialect
    }

    /// Writes items with something between them.
    pub fn list_by<T>(&mut self, between: &str, items: &[T], write: impl Fn(&mut Self, &T)) {
        for (idx, item) in items.iter().enumerate() {
            self.push(if idx > 0 { between } else { "" });
            write(self, item);
        }
    }

    /// Writes text as it is.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a name in quotes.
    pub fn quoted(&mut self, name: &str) {
        self.dialect.write_quoted(name, &mut self.text);
    }

    /// Writes a name, in quotes when it needs them.
    pub fn name(&mut self, name: &str) {
        if is_plain(name) && !self.dialect.reserved_words().contains(name) {
            self.text.push_str(name);
        } else {
            self.dialect.write_quoted(name, &mut self.text);
        }
    }

    /// Writes the name of something in a schema.
    pub fn qualified(&mut self, name: &QualifiedName) {
        if let Some(namespace) = &name.namespace {
            self.name(namespace);
            self.push(".");
        }
        self.name(&name.name);
    }

    /// Writes names with commas between them, in parentheses.
    pub fn names(&mut self, names: &[Name]) {
        self.push("(");
        self.list(names, |sql, name| sql.name(name));
        self.push(")");
    }

    /// Writes items with commas between them.
    pub fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Sql<'a>, T),
    ) {
        for (idx, item) in items.into_iter().enumerate() {
            if idx > 0 {
                self.push(", ");
            }
            write(self, item);
        }
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.dialect.write_string(value, &mut self.text);
    }

    /// Writes a type.
    pub fn ty(&mut self, ty: &NativeType) {
        let text = self.dialect.type_words().written_text(ty);
        self.push(&text);
    }

    /// Writes a line end, unless the text ends in one.
    pub fn end_line(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Writes an expression in parentheses of its own.
    pub fn parenthesised(&mut self, expr: &Expr) {
        self.push("(");
        self.expr(expr);
        self.push(")");
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The whole text.
    pub fn into_string(self) -> String {
        self.text
    }
}

/// An expression as text.
pub fn expr_text(expr: &Expr, dialect: &dyn Dialect) -> String {
    let mut sql = Sql::new(dialect);
    sql.expr(expr);
    sql.into_string()
}

/// Whether it is written out: a number, a text, a truth value, null.
pub(super) fn is_literal(expr: &Expr) -> bool {
    if let ExprKind::Unary { op: UnaryOp::Minus, operand } = &expr.kind {
        return matches!(operand.kind, ExprKind::Number(_));
    }
    matches!(
        expr.kind,
        ExprKind::Null | ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::String(_)
    )
}

/// Whether no dialect needs quotes for it, reserved words aside: they fold upper case, each in its own way.
fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|it| it == b'_' || it.is_ascii_lowercase())
        && bytes.all(|it| it == b'_' || it.is_ascii_lowercase() || it.is_ascii_digit())
}
