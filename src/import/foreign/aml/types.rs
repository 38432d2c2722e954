//! Types: `type name (a, b)`, `type name varchar`, `type name {a int}`.

use super::super::scan::{TokenKind, Tokens};
use super::super::sketch::{EnumSketch, TableSketch};
use super::lines::LogicalLine;
use super::{Context, names};
use crate::base::{Name, Span};
use crate::schema::QualifiedName;

impl Context<'_, '_> {
    pub(super) fn declared_type(&mut self, line: &LogicalLine, tokens: &mut Tokens) {
        let span = self.reading.span(line.head.start, line.head.end);
        let Some(name) = self.qualified(tokens) else {
            return self.expected(tokens, "the name of a type", "write `type name (a, b)`");
        };
        let Some(token) = tokens.peek().cloned() else {
            let what =
                format!("the type `{name}`, of which nothing but the name is said: it is text");
            self.reading.lose(span, what);
            return self.reading.sketch.aliases.push((name, "text".to_owned()));
        };
        match token.kind {
            TokenKind::Sign('(') => {
                let labels = self.list(tokens);
                self.add_enum(name, &labels, line.docs.clone(), span);
            }
            TokenKind::Sign('{') => {
                self.reading
                    .lose(span, format!("what the type `{name}` is made of: it is held as JSON"));
                self.reading.sketch.aliases.push((name, "json".to_owned()));
                while tokens.next().is_some() {}
            }
            TokenKind::Quoted('`') => {
                self.reading
                    .lose(span, format!("how the type `{name}` is made: it is held as text"));
                self.reading.sketch.aliases.push((name, "text".to_owned()));
                tokens.next();
            }
            _ => self.alias(name, tokens, span),
        }
        for (property, _) in self.properties(tokens) {
            self.reading.lose(span, format!("the property `{property}` of a type"));
        }
        self.line_end(tokens);
    }

    /// `type id int`: the name of the type is not kept, what it means is.
    fn alias(&mut self, name: QualifiedName, tokens: &mut Tokens, span: Span) {
        let parts = names::parts(tokens);
        let mut words = parts.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
        if words.is_empty() {
            return self.expected(tokens, "a type", "write `type name varchar`");
        }
        if tokens.is_sign('(') {
            let arguments = self.list(tokens);
            words = format!("{words}({})", arguments.join(","));
        }
        self.reading.lose(span, format!("the name `{name}` of a type: `{words}` stands for it"));
        self.reading.sketch.aliases.push((name, words));
    }

    /// An enum that is said at an attribute.
    pub(super) fn inline_enum(
        &mut self,
        table: &TableSketch,
        name: &str,
        labels: &[String],
        span: Span,
    ) {
        let (namespace, name) = match name.rsplit_once('.') {
            Some((namespace, name)) => (Some(Name::new(namespace)), name),
            None => (table.name.namespace.clone(), name),
        };
        let name = QualifiedName { namespace, name: Name::new(name) };
        self.add_enum(name, labels, None, span);
    }

    fn add_enum(
        &mut self,
        name: QualifiedName,
        labels: &[String],
        docs: Option<String>,
        span: Span,
    ) {
        let mut found: Vec<(Name, Option<String>)> = Vec::new();
        for label in labels.iter().map(Name::new) {
            if !found.iter().any(|(it, _)| *it == label) {
                found.push((label, None));
            }
        }
        let known = self.reading.sketch.enums.iter().find(|it| it.name == name);
        match known {
            Some(known) if known.labels != found => {
                let message = format!("the type `{name}` has other values elsewhere");
                let help = "declare it once: `type name (a, b)`".to_owned();
                self.reading.unknown(span, message, Some(help));
            }
            Some(_) => {}
            None => self.reading.sketch.enums.push(EnumSketch { name, labels: found, docs, span }),
        }
    }
}
