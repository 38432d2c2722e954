//! References: `Ref name: a.b > c.d [delete: cascade]`, or inside the settings of a column.

use super::super::scan::TokenKind;
use super::super::sketch::{ColumnSketch, EndSketch, Joins, ReferenceSketch, TableSketch};
use super::Context;
use super::settings::Setting;
use crate::base::{Name, ReferentialAction, Span};
use crate::schema::QualifiedName;

/// What a column says that it refers to.
#[derive(Debug)]
pub(super) struct Inline {
    sign: Sign,
    end: EndSketch,
}

/// How many of each side, as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    ManyToOne,
    OneToMany,
    OneToOne,
    ManyToMany,
}

impl Context<'_, '_> {
    /// `Ref name: …` or `Ref name { … }`, behind the word.
    pub(super) fn declared_reference(&mut self, start: usize) {
        let name = match self.tokens.is_sign(':') || self.tokens.is_sign('{') {
            true => None,
            false => self.qualified().map(|(it, _)| it.name),
        };
        let settings = self.settings();
        if self.tokens.take_sign(':') {
            if let Some(it) = self.reference(name, start) {
                self.add(it, settings);
            }
            return;
        }
        let opened_at = self.tokens.span_from(self.reading, start);
        if !self.opened("reference") {
            return;
        }
        let mut first = Some(settings);
        while !self.is_body_end(opened_at, "reference") {
            let start = self.tokens.peek().map_or(start, |it| it.start);
            if let Some(it) = self.reference(name.clone(), start) {
                self.add(it, first.take().unwrap_or_default());
            }
        }
    }

    /// `a.b > c.d [settings]`
    fn reference(&mut self, name: Option<Name>, start: usize) -> Option<ReferenceSketch> {
        let help = "write `Ref: table.column > other.column`";
        let Some(left) = self.end() else {
            self.expected("a column", help);
            return None;
        };
        let Some(sign) = self.sign() else {
            self.expected("`>`, `<`, `-` or `<>`", help);
            return None;
        };
        let Some(right) = self.end() else {
            self.expected("a column", help);
            return None;
        };
        let span = self.tokens.span_from(self.reading, start);
        let (many, from, to) = match sign {
            Sign::ManyToOne => (Joins::ManyToOne, left, right),
            Sign::OneToMany => (Joins::ManyToOne, right, left),
            // The second has the foreign key.
            Sign::OneToOne => (Joins::OneToOne, right, left),
            Sign::ManyToMany => (Joins::ManyToMany, left, right),
        };
        let mut res = ReferenceSketch { name, ..ReferenceSketch::new(many, from, to, span) };
        let settings = self.settings();
        self.actions(&mut res, settings);
        if !self.tokens.is_line_end() && !self.tokens.is_sign('}') {
            self.expected("the end of the line", "write one reference on each line");
        }
        Some(res)
    }

    fn add(&mut self, mut it: ReferenceSketch, settings: Vec<Setting>) {
        self.actions(&mut it, settings);
        self.reading.sketch.references.push(it);
    }

    fn actions(&mut self, res: &mut ReferenceSketch, settings: Vec<Setting>) {
        for it in settings {
            let text = it.value.as_ref().map(|it| it.text().to_lowercase()).unwrap_or_default();
            let action = ReferentialAction::ALL.into_iter().find(|action| action.words() == text);
            match (it.name.as_str(), action) {
                ("delete", Some(action)) => res.on_delete = action,
                ("update", Some(action)) => res.on_update = action,
                ("delete" | "update", None) => {
                    let help =
                        "write `cascade`, `restrict`, `set null`, `set default` or `no action`";
                    self.reading.mistake(it.span, format!("`{text}` is no action"), help);
                }
                ("inactive", _) => {
                    self.reading
                        .lose(it.span, "that a reference is inactive: it is one like others");
                }
                (name, _) => {
                    self.reading.lose(it.span, format!("the setting `{name}` of a reference"));
                }
            }
        }
    }

    /// `schema.table.column`, `table.(a, b)`
    fn end(&mut self) -> Option<EndSketch> {
        let start = self.tokens.peek()?.start;
        let mut parts = vec![self.name()?];
        let mut columns = Vec::new();
        while self.tokens.take_sign('.') {
            if self.tokens.take_sign('(') {
                loop {
                    columns.push(self.name()?);
                    if self.tokens.take_sign(')') {
                        break;
                    }
                    if !self.tokens.take_sign(',') {
                        return None;
                    }
                }
                break;
            }
            parts.push(self.name()?);
        }
        if columns.is_empty() {
            columns.push(parts.pop()?);
        }
        let name = parts.pop()?;
        let namespace = parts.pop().filter(|it| it != "public");
        let span = self.tokens.span_from(self.reading, start);
        Some(EndSketch { table: QualifiedName { namespace, name }, columns, span })
    }

    /// `>`, `<`, `-`, `<>`, each side with a `?` where it is optional.
    fn sign(&mut self) -> Option<Sign> {
        self.tokens.take_sign('?');
        let TokenKind::Sign(sign) = self.tokens.peek()?.kind else { return None };
        self.tokens.next();
        let res = match sign {
            '<' if self.tokens.take_sign('>') => Sign::ManyToMany,
            '<' => {
                let is_both = self.tokens.is_sign('?')
                    && self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign('>'));
                if is_both {
                    self.tokens.next();
                    self.tokens.next();
                    Sign::ManyToMany
                } else {
                    Sign::OneToMany
                }
            }
            '>' => Sign::ManyToOne,
            '-' => Sign::OneToOne,
            _ => return None,
        };
        self.tokens.take_sign('?');
        Some(res)
    }

    /// `> table.column`, behind `ref:`.
    pub(super) fn inline_reference(&mut self) -> Option<Inline> {
        Some(Inline { sign: self.sign()?, end: self.end()? })
    }

    pub(super) fn add_inline(
        &mut self,
        table: &TableSketch,
        column: &ColumnSketch,
        it: Inline,
        span: Span,
    ) {
        let own = EndSketch { table: table.name.clone(), columns: vec![column.name.clone()], span };
        let (many, from, to) = match it.sign {
            Sign::ManyToOne => (Joins::ManyToOne, own, it.end),
            Sign::OneToMany => (Joins::ManyToOne, it.end, own),
            Sign::OneToOne => (Joins::OneToOne, own, it.end),
            Sign::ManyToMany => (Joins::ManyToMany, own, it.end),
        };
        self.reading.sketch.references.push(ReferenceSketch::new(many, from, to, span));
    }
}
