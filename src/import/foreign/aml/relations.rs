//! Relations: `rel a(b) -> c(d)`, or `-> c(d)` behind an attribute.

use super::super::scan::{TokenKind, Tokens};
use super::super::sketch::{ColumnSketch, EndSketch, Joins, ReferenceSketch, TableSketch};
use super::lines::LogicalLine;
use super::{Context, names};
use crate::base::{Name, ReferentialAction, Span};

/// What stands between the two sides.
enum Arrow {
    Plain(Joins),
    /// The attribute that says which entity is meant, and its value.
    Polymorphic(String),
}

impl Context<'_, '_> {
    /// `rel a(b) -> c(d) {onDelete: cascade}`, behind the word.
    pub(super) fn relation(&mut self, line: &LogicalLine, tokens: &mut Tokens) {
        let span = self.reading.span(line.head.start, line.head.end);
        let help = "write `rel entity(attribute) -> other(attribute)`";
        let Some(from) = self.end(tokens) else {
            return self.expected(tokens, "an entity", help);
        };
        let Some(arrow) = arrow(tokens) else {
            return self.expected(tokens, "`->`, `--` or `<>`", help);
        };
        let Some(to) = self.end(tokens) else {
            return self.expected(tokens, "an entity", help);
        };
        let mut res = ReferenceSketch::new(Joins::ManyToOne, from, to, span);
        for (property, value) in self.properties(tokens) {
            let action = value.as_deref().and_then(action);
            match (property.as_str(), action) {
                ("onDelete", Some(action)) => res.on_delete = action,
                ("onUpdate", Some(action)) => res.on_update = action,
                (name, _) => {
                    self.reading.lose(span, format!("the property `{name}` of a relation"));
                }
            }
        }
        if line.docs.is_some() {
            self.reading.lose(span, "what a relation is about");
        }
        self.line_end(tokens);
        self.add(res, arrow);
    }

    /// `fk a.b -> c.d`, of version 1.
    pub(super) fn old_relation(&mut self, line: &LogicalLine, tokens: &mut Tokens) {
        let span = self.reading.span(line.head.start, line.head.end);
        let help = "write `rel entity(attribute) -> other(attribute)`";
        let from = self.old_end(tokens);
        let Some(arrow) = arrow(tokens) else {
            return self.expected(tokens, "`->`", help);
        };
        let (Some(from), Some(to)) = (from, self.old_end(tokens)) else {
            return self.expected(tokens, "`entity.attribute`", help);
        };
        self.line_end(tokens);
        self.add(ReferenceSketch::new(Joins::ManyToOne, from, to, span), arrow);
    }

    /// `-> users(id)` behind an attribute; nothing where there is none.
    pub(super) fn inline_relation(
        &mut self,
        tokens: &mut Tokens,
        table: &TableSketch,
        column: &ColumnSketch,
        span: Span,
    ) {
        let own = EndSketch { table: table.name.clone(), columns: vec![column.name.clone()], span };
        if tokens.take_word("fk") {
            match self.old_end(tokens) {
                Some(to) => self.add(
                    ReferenceSketch::new(Joins::ManyToOne, own, to, span),
                    Arrow::Plain(Joins::ManyToOne),
                ),
                None => self.expected(tokens, "`entity.attribute`", "write `-> entity(attribute)`"),
            }
            return;
        }
        let begins =
            tokens.peek().is_some_and(|it| matches!(it.kind, TokenKind::Sign('-' | '<' | '>')));
        if !begins {
            return;
        }
        let Some(arrow) = arrow(tokens) else {
            return self.expected(tokens, "`->`, `--` or `<>`", "write `-> entity(attribute)`");
        };
        let Some(to) = self.end(tokens) else {
            return self.expected(tokens, "an entity", "write `-> entity(attribute)`");
        };
        self.add(ReferenceSketch::new(Joins::ManyToOne, own, to, span), arrow);
    }

    fn add(&mut self, mut it: ReferenceSketch, arrow: Arrow) {
        match arrow {
            Arrow::Polymorphic(value) => {
                let what = format!(
                    "that `{}` refers to `{}` where `{value}`: no foreign key can say that",
                    it.from.table, it.to.table
                );
                self.reading.lose(it.span, what);
            }
            Arrow::Plain(_)
                if it.from.columns.iter().chain(&it.to.columns).any(|it| it.contains('.')) =>
            {
                self.reading.lose(it.span, "a relation of a part of an attribute");
            }
            Arrow::Plain(many) => {
                it.many = many;
                self.reading.sketch.references.push(it);
            }
        }
    }

    /// `schema.entity(a, b.c)`
    fn end(&mut self, tokens: &mut Tokens) -> Option<EndSketch> {
        let start = tokens.peek()?.start;
        let table = self.qualified(tokens)?;
        let mut columns = Vec::new();
        if tokens.take_sign('(') {
            loop {
                let path = names::parts(tokens);
                if path.is_empty() {
                    return None;
                }
                columns
                    .push(Name::new(path.iter().map(Name::as_str).collect::<Vec<_>>().join(".")));
                if tokens.take_sign(')') {
                    break;
                }
                if !tokens.take_sign(',') {
                    return None;
                }
            }
        }
        Some(EndSketch { table, columns, span: tokens.span_from(self.reading, start) })
    }

    /// `schema.entity.attribute`
    fn old_end(&mut self, tokens: &mut Tokens) -> Option<EndSketch> {
        let start = tokens.peek()?.start;
        let mut parts = names::parts(tokens);
        let column = parts.pop().filter(|it| !it.is_empty())?;
        let name = parts.pop().filter(|it| !it.is_empty())?;
        let namespace = parts.pop().or_else(|| self.namespace.clone()).filter(|it| it != "public");
        let table = crate::schema::QualifiedName { namespace, name };
        let span = tokens.span_from(self.reading, start);
        Some(EndSketch { table, columns: vec![column], span })
    }
}

/// `->`, `--`, `<>`, `-kind=value>`
fn arrow(tokens: &mut Tokens) -> Option<Arrow> {
    if tokens.take_sign('<') {
        return tokens.take_sign('>').then_some(Arrow::Plain(Joins::ManyToMany));
    }
    // `-1>` begins with a number.
    if !tokens.take_sign('-') {
        return None;
    }
    if tokens.take_sign('>') {
        return Some(Arrow::Plain(Joins::ManyToOne));
    }
    if tokens.take_sign('-') {
        return Some(Arrow::Plain(Joins::OneToOne));
    }
    let attribute = names::parts(tokens);
    if attribute.is_empty() || !tokens.take_sign('=') {
        return None;
    }
    let value = tokens.take_text()?;
    let attribute = attribute.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
    let is_end = tokens.take_sign('>') || tokens.take_sign('-');
    is_end.then(|| Arrow::Polymorphic(format!("{attribute} = {value}")))
}

fn action(text: &str) -> Option<ReferentialAction> {
    let words = text.to_lowercase().replace(['_', '-'], " ");
    let known = ReferentialAction::ALL.into_iter();
    known.into_iter().find(|it| it.words() == words || it.words().replace(' ', "") == words)
}
