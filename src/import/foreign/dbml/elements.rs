//! Projects, groups and enums.

use super::super::scan::TokenKind;
use super::super::sketch::EnumSketch;
use super::Context;
use crate::base::{DialectId, Name};

impl Context<'_, '_> {
    /// `Project name { database_type: '…' Note: '…' }`
    pub(super) fn project(&mut self) {
        self.reading.sketch.title = self.name().map(|it| it.to_string());
        let settings = self.settings();
        for it in settings {
            self.reading.lose(it.span, format!("the setting `{}` of a project", it.name));
        }
        let opened_at = self.tokens.span(self.reading);
        if !self.opened("project") {
            return;
        }
        while !self.is_body_end(opened_at, "project") {
            let start = self.tokens.peek().map_or(0, |it| it.start);
            if self.tokens.take_word("note") {
                self.reading.sketch.docs = self.note();
                continue;
            }
            let Some(name) = self.name() else {
                self.expected("a setting of the project", "write `database_type: 'PostgreSQL'`");
                continue;
            };
            self.tokens.take_sign(':');
            let value = self.tokens.take_text().unwrap_or_default();
            let span = self.tokens.span_from(self.reading, start);
            if name.eq_ignore_ascii_case("database_type") {
                self.reading.sketch.dialect = database(&value);
                if self.reading.sketch.dialect.is_none() {
                    self.reading
                        .lose(span, format!("the database `{value}`, which erc does not know"));
                }
            } else {
                self.reading.lose(span, format!("the setting `{name}` of the project"));
                self.tokens.skip_line();
            }
        }
    }

    /// `TableGroup name [settings] { a b }`
    pub(super) fn group(&mut self) {
        let Some((name, _)) = self.qualified() else {
            self.expected("the name of a group", "write `TableGroup name { … }`");
            return self.skip_declaration();
        };
        let mut color = None;
        for it in self.settings() {
            match (it.name.as_str(), it.value) {
                ("color", Some(value)) => color = Some(value.text().to_owned()),
                ("note", Some(_)) => self.reading.lose(it.span, "what a group is about"),
                (name, _) => self.reading.lose(it.span, format!("the setting `{name}` of a group")),
            }
        }
        let opened_at = self.tokens.span(self.reading);
        if !self.opened("group") {
            return;
        }
        let mut members = Vec::new();
        while !self.is_body_end(opened_at, "group") {
            let start = self.tokens.peek().map_or(0, |it| it.start);
            let is_note = self.tokens.is_word("note")
                && self.tokens.ahead(1).is_some_and(|it| {
                    matches!(it.kind, TokenKind::Sign(':') | TokenKind::Sign('{'))
                });
            if is_note {
                self.tokens.next();
                self.note();
                let span = self.tokens.span_from(self.reading, start);
                self.reading.lose(span, "what a group is about");
                continue;
            }
            match self.qualified() {
                Some(member) => members.push(member),
                None => self.expected("a table", "write one table on each line"),
            }
        }
        self.groups.push((name.name.to_string(), color, members));
    }

    /// `Enum schema.name { a [note: '…'] "b c" }`
    pub(super) fn enumeration(&mut self, start: usize) {
        let Some((name, span)) = self.qualified() else {
            self.expected("the name of an enum", "write `Enum name { … }`");
            return self.skip_declaration();
        };
        for it in self.settings() {
            self.reading.lose(it.span, format!("the setting `{}` of an enum", it.name));
        }
        let opened_at = self.tokens.span_from(self.reading, start);
        let mut res = EnumSketch { name, labels: Vec::new(), docs: None, span };
        if !self.opened("enum") {
            return;
        }
        while !self.is_body_end(opened_at, "enum") {
            let is_note = self.tokens.is_word("note")
                && self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign(':'));
            if is_note {
                self.tokens.next();
                res.docs = self.note();
                continue;
            }
            let start = self.tokens.peek().map_or(0, |it| it.start);
            let Some(label) = self.tokens.take_text() else {
                self.expected("a value", "write one value on each line");
                continue;
            };
            let span = self.tokens.span_from(self.reading, start);
            let mut docs = None;
            for it in self.settings() {
                match (it.name.as_str(), it.value) {
                    ("note", Some(value)) => docs = Some(value.text().to_owned()),
                    (name, _) => {
                        self.reading.lose(it.span, format!("the setting `{name}` of a value"));
                    }
                }
            }
            let label = Name::new(label);
            if res.labels.iter().any(|(it, _)| *it == label) {
                let message = format!("`{}` has a value `{label}` already", res.name);
                self.reading.mistake(span, message, "take one of them away");
            } else {
                res.labels.push((label, docs));
            }
        }
        self.reading.sketch.enums.push(res);
    }
}

/// The database of this name.
fn database(name: &str) -> Option<DialectId> {
    match name.to_lowercase().replace([' ', '-', '_'], "").as_str() {
        "postgresql" | "postgres" | "pg" | "cockroachdb" | "redshift" => Some(DialectId::Postgres),
        "mysql" => Some(DialectId::Mysql),
        "mariadb" => Some(DialectId::Mariadb),
        "sqlite" | "sqlite3" => Some(DialectId::Sqlite),
        _ => None,
    }
}
