//! Indexes: `(a, b) [unique, name: '…']`.

use super::super::scan::TokenKind;
use super::super::sketch::{IndexSketch, ItemSketch, TableSketch};
use super::Context;
use crate::base::Name;

impl Context<'_, '_> {
    /// `{ … }` behind `indexes`.
    pub(super) fn indexes(&mut self, table: &mut TableSketch) {
        let opened_at = self.tokens.span(self.reading);
        self.tokens.take_sign('{');
        while !self.is_body_end(opened_at, "list of indexes") {
            self.index(table);
        }
    }

    fn index(&mut self, table: &mut TableSketch) {
        let start = self.tokens.peek().map_or(0, |it| it.start);
        let mut items = Vec::new();
        let is_list = self.tokens.take_sign('(');
        loop {
            let Some(item) = self.item() else {
                let help = "write a column, several in `( )`, or an expression in backticks";
                return self.expected("what is indexed", help);
            };
            items.push(item);
            if !is_list || self.tokens.take_sign(')') {
                break;
            }
            if !self.tokens.take_sign(',') {
                return self.expected("`,` or `)`", "close the list");
            }
        }
        let span = self.tokens.span_from(self.reading, start);
        let mut index = IndexSketch { items, ..IndexSketch::over(&[], false, span) };
        let mut is_key = false;
        for it in self.settings() {
            let text = it.value.as_ref().map(|it| it.text().to_owned());
            match (it.name.as_str(), text) {
                ("pk" | "primary key", _) => is_key = true,
                ("unique", _) => index.is_unique = true,
                ("name", Some(name)) => index.name = Some(Name::new(name)),
                ("type", Some(method)) => index.method = Some(Name::new(method.to_lowercase())),
                ("note", note) => index.docs = note,
                (name, _) => {
                    self.reading.lose(it.span, format!("the setting `{name}` of an index"));
                }
            }
        }
        if is_key {
            table.key = Some((index.name.clone(), index.columns()));
        } else {
            table.indexes.push(index);
        }
    }

    fn item(&mut self) -> Option<ItemSketch> {
        let token = self.tokens.peek()?.clone();
        match token.kind {
            TokenKind::Quoted('`') => {
                self.tokens.next();
                Some(ItemSketch::code(&self.nested_code(token.text)))
            }
            TokenKind::Word | TokenKind::Number | TokenKind::Quoted(_) => {
                self.tokens.next();
                Some(ItemSketch::column(Name::new(token.text)))
            }
            TokenKind::Long | TokenKind::Doc | TokenKind::Sign(_) => None,
        }
    }
}
