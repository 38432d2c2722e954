//! Columns: `name type [settings]`.

use super::super::scan::TokenKind;
use super::super::sketch::{ColumnSketch, DefaultSketch, IndexSketch, TableSketch, TypeSketch};
use super::Context;
use super::settings::{Setting, Value};
use crate::base::closest;

/// The settings of a column.
const SETTINGS: [&str; 10] = [
    "pk",
    "primary key",
    "null",
    "not null",
    "unique",
    "increment",
    "default",
    "note",
    "ref",
    "check",
];

impl Context<'_, '_> {
    pub(super) fn column(&mut self, table: &mut TableSketch) {
        let start = self.tokens.peek().map_or(0, |it| it.start);
        let Some(name) = self.name() else {
            self.expected("a column", "write `name type [settings]`");
            if self.tokens.before().is_some_and(|it| it.kind == TokenKind::Sign('{')) {
                self.tokens.skip_block();
            }
            return;
        };
        let ty = self.column_type();
        let span = self.tokens.span_from(self.reading, start);
        let Some(ty) = ty else {
            self.expected("a type", "write `name type`");
            return;
        };
        let mut column = ColumnSketch { is_nullable: true, ..ColumnSketch::new(name, ty, span) };
        for it in self.settings() {
            self.column_setting(table, &mut column, it);
        }
        if !self.tokens.is_line_end() && !self.tokens.is_sign('}') {
            self.expected("the end of the line", "write one column on each line");
        }
        table.columns.push(column);
    }

    /// `varchar(80)`, `"double precision"`, `core.status`, `int[]`.
    fn column_type(&mut self) -> Option<TypeSketch> {
        let token = self.tokens.peek().filter(|it| it.is_name() && !it.is_first)?.clone();
        let start = token.start;
        self.tokens.next();
        let mut words = token.text;
        let mut depth = 0_usize;
        while let Some(it) = self.tokens.peek().filter(|it| !it.is_first).cloned() {
            let is_list = it.kind == TokenKind::Sign('[')
                && it.is_close
                && self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign(']'));
            match it.kind {
                TokenKind::Sign('(') => depth += 1,
                TokenKind::Sign(')') if depth > 0 => depth -= 1,
                TokenKind::Sign('.') if it.is_close && depth == 0 => {}
                _ if depth > 0 => {}
                TokenKind::Word | TokenKind::Quoted('"') if words.ends_with('.') => {}
                _ if is_list => {
                    self.tokens.next();
                    self.tokens.next();
                    words.push_str("[]");
                    continue;
                }
                _ => break,
            }
            self.tokens.next();
            match it.kind {
                TokenKind::Quoted(quote) if quote != '"' => {
                    words.push_str(&format!("'{}'", it.text));
                }
                _ => words.push_str(&it.text),
            }
        }
        if depth > 0 {
            let span = self.tokens.span_from(self.reading, start);
            self.reading.mistake(span, "this type does not end", "close it with `)`");
        }
        Some(TypeSketch::Words(words))
    }

    fn column_setting(&mut self, table: &mut TableSketch, column: &mut ColumnSketch, it: Setting) {
        let text = it.value.as_ref().map(|it| it.text().to_owned());
        match (it.name.as_str(), it.value) {
            ("pk" | "primary key", _) => {
                column.is_key = true;
                column.is_nullable = false;
            }
            ("null", _) => column.is_nullable = true,
            ("not null", _) => column.is_nullable = false,
            ("increment", _) => column.counts_up = true,
            ("unique", _) => {
                let columns = [column.name.clone()];
                table.indexes.push(IndexSketch::over(&columns, true, it.span));
            }
            ("default", Some(value)) => column.default = default(value),
            ("note", Some(_)) => column.docs = text.filter(|it| !it.trim().is_empty()),
            ("check", Some(value)) => {
                let text = value.text().to_owned();
                self.add_check(table, None, text, it.span);
            }
            ("ref", _) => match it.reference {
                Some(reference) => self.add_inline(table, column, reference, it.span),
                None => {
                    let help = "write `ref: > table.column`";
                    self.reading.mistake(it.span, "this refers to nothing", help);
                }
            },
            (name, Some(_)) => {
                self.reading.lose(it.span, format!("the setting `{name}` of a column"));
            }
            // It was said that there is no value.
            ("default" | "note" | "check", None) => {}
            (name, None) => {
                let help = match closest(name, SETTINGS) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "the settings of a column are `pk`, `not null`, `unique`, `default` and others".to_owned(),
                };
                self.reading.mistake(it.span, format!("`{name}` is no setting of a column"), help);
            }
        }
    }
}

fn default(value: Value) -> Option<DefaultSketch> {
    Some(match value {
        Value::Text(text) => DefaultSketch::Text(text),
        Value::Code(text) => DefaultSketch::Code(text),
        Value::Number(text) => DefaultSketch::Number(text),
        Value::Words(word) => match word.to_lowercase().as_str() {
            "true" => DefaultSketch::Bool(true),
            "false" => DefaultSketch::Bool(false),
            "null" => return None,
            // A value of an enum.
            _ => DefaultSketch::Text(word.rsplit('.').next().unwrap_or(&word).to_owned()),
        },
    })
}
