//! Tables: their columns, checks, indexes and notes.

use super::super::scan::TokenKind;
use super::super::sketch::{CheckSketch, TableSketch};
use super::Context;
use super::partials::Injection;
use super::settings::Setting;
use crate::base::{Name, Span};
use crate::schema::QualifiedName;

impl Context<'_, '_> {
    /// `Table schema.name as alias [settings] { … }`
    pub(super) fn table(&mut self, start: usize) {
        let Some((name, span)) = self.qualified() else {
            self.expected("the name of a table", "write `Table name { … }`");
            return self.skip_declaration();
        };
        if self.tokens.take_word("as")
            && let Some(alias) = self.name()
        {
            self.aliases.insert(alias, name.clone());
        }
        let mut table = TableSketch::new(name, span);
        let settings = self.settings();
        table_settings(self, &mut table, settings);
        let whole = self.tokens.span_from(self.reading, start);
        if self.opened("table") {
            let injected = self.body(&mut table, whole, "table");
            if !injected.is_empty() {
                self.injections.push((self.reading.sketch.tables.len(), injected));
            }
        }
        self.reading.sketch.tables.push(table);
    }

    /// `TablePartial name [settings] { … }`
    pub(super) fn partial(&mut self, start: usize) {
        let Some(name) = self.name() else {
            self.expected("the name of a partial", "write `TablePartial name { … }`");
            return self.skip_declaration();
        };
        let span = self.tokens.span_from(self.reading, start);
        let mut table = TableSketch::new(QualifiedName::plain(name.clone()), span);
        let settings = self.settings();
        table_settings(self, &mut table, settings);
        let n_before = self.reading.sketch.references.len();
        if self.opened("partial") {
            for it in self.body(&mut table, span, "partial") {
                self.reading.lose(it.span, "a partial in a partial");
            }
        }
        let own = self.reading.sketch.references.split_off(n_before);
        self.partial_references.extend(own);
        self.partials.insert(name, table);
    }

    /// What stands between the braces, the last one included.
    fn body(&mut self, table: &mut TableSketch, opened_at: Span, of: &str) -> Vec<Injection> {
        let mut injected = Vec::new();
        while !self.is_body_end(opened_at, of) {
            self.member(table, &mut injected);
        }
        injected
    }

    fn member(&mut self, table: &mut TableSketch, injected: &mut Vec<Injection>) {
        let start = self.tokens.peek().map_or(0, |it| it.start);
        if self.tokens.take_sign('~') {
            let name = self.name();
            let span = self.tokens.span_from(self.reading, start);
            match name {
                Some(name) => injected.push(Injection { place: table.columns.len(), name, span }),
                None => self.expected("the name of a partial", "write `~name`"),
            }
            return;
        }
        let opens = |cx: &Context<'_, '_>, n| {
            cx.tokens.ahead(n).is_some_and(|it| it.kind == TokenKind::Sign('{'))
        };
        let is_block = opens(self, 1);
        let says = self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign(':'));
        if self.tokens.is_word("note") && (is_block || says) {
            self.tokens.next();
            table.docs = self.note().or(table.docs.take());
        } else if self.tokens.is_word("indexes") && is_block {
            self.tokens.next();
            self.indexes(table);
        } else if self.tokens.is_word("checks") && is_block {
            self.tokens.next();
            self.checks(table);
        } else if self.tokens.is_word("records") && (is_block || opens_after_list(self)) {
            self.tokens.next();
            self.passed_over(start, "sample rows");
        } else {
            self.column(table);
        }
    }

    /// `: 'text'` or `{ 'text' }`
    pub(super) fn note(&mut self) -> Option<String> {
        let is_block = self.tokens.take_sign('{');
        if !is_block {
            self.tokens.take_sign(':');
        }
        let is_text = self
            .tokens
            .peek()
            .is_some_and(|it| matches!(it.kind, TokenKind::Quoted(_) | TokenKind::Long));
        if !is_text {
            self.expected("a text", "write the note in quotes: `Note: 'text'`");
            if is_block {
                self.tokens.skip_block();
            }
            return None;
        }
        let res = self.tokens.take_text();
        if is_block && !self.tokens.take_sign('}') {
            self.expected("`}`", "close the note");
        }
        res.filter(|it| !it.trim().is_empty())
    }

    fn checks(&mut self, table: &mut TableSketch) {
        let opened_at = self.tokens.span(self.reading);
        self.tokens.take_sign('{');
        while !self.is_body_end(opened_at, "list of checks") {
            let token = self.tokens.peek().cloned();
            let Some(token) = token.filter(|it| it.kind == TokenKind::Quoted('`')) else {
                self.expected("a condition", "write it in backticks: `` `price > 0` ``");
                continue;
            };
            self.tokens.next();
            let text = self.nested_code(token.text);
            let span = self.tokens.span_from(self.reading, token.start);
            let settings = self.settings();
            let name = settings.iter().find(|it| it.name == "name");
            let name = name.and_then(|it| it.value.as_ref()).map(|it| Name::new(it.text()));
            self.add_check(table, name, text, span);
        }
    }

    pub(super) fn add_check(
        &mut self,
        table: &mut TableSketch,
        name: Option<Name>,
        text: String,
        span: Span,
    ) {
        if text.trim().is_empty() {
            self.reading.mistake(span, "this condition is empty", "say what has to hold");
        } else {
            table.checks.push(CheckSketch { name, text, span });
        }
    }
}

/// `(a, b) {` behind the next word.
fn opens_after_list(cx: &Context<'_, '_>) -> bool {
    cx.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign('('))
        && (2..200)
            .map_while(|n| cx.tokens.ahead(n))
            .take_while(|it| !it.is_first)
            .any(|it| it.kind == TokenKind::Sign('{'))
}

fn table_settings(cx: &mut Context<'_, '_>, table: &mut TableSketch, settings: Vec<Setting>) {
    for it in settings {
        match (it.name.as_str(), &it.value) {
            ("headercolor", Some(value)) => table.color = Some(value.text().to_owned()),
            ("note", Some(value)) => table.docs = Some(value.text().to_owned()),
            (name, _) => cx.reading.lose(it.span, format!("the setting `{name}` of a table")),
        }
    }
}
