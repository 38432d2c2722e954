//! Names: `schema.name`, `catalog.schema.name`, and places of attributes.

use super::super::scan::{TokenKind, Tokens};
use super::Context;
use crate::base::Name;
use crate::schema::QualifiedName;

/// A word, or a text in double quotes.
pub(super) fn name(tokens: &mut Tokens) -> Option<Name> {
    let is_name = tokens.peek().is_some_and(|it| it.is_name() || it.kind == TokenKind::Number);
    if is_name { tokens.next().map(|it| Name::new(it.text)) } else { None }
}

/// The parts between dots; empty ones are there for what is left out.
pub(super) fn parts(tokens: &mut Tokens) -> Vec<Name> {
    let mut res = Vec::new();
    loop {
        match name(tokens) {
            Some(part) => res.push(part),
            None if tokens.is_sign('.') && !res.is_empty() => res.push(Name::default()),
            None => return res,
        }
        if !tokens.take_sign('.') {
            return res;
        }
    }
}

impl Context<'_, '_> {
    /// The name of an entity or a type, in the schema that is given or that of this place.
    pub(super) fn qualified(&mut self, tokens: &mut Tokens) -> Option<QualifiedName> {
        let span = tokens.span(self.reading);
        let mut parts = parts(tokens);
        let name = parts.pop().filter(|it| !it.is_empty())?;
        let namespace = match parts.pop() {
            Some(given) => Some(given).filter(|it| !it.is_empty()),
            None => self.namespace.clone(),
        };
        if parts.iter().any(|it| !it.is_empty()) {
            self.reading.lose(span, "databases and catalogs above schemas");
        }
        Some(QualifiedName { namespace: namespace.filter(|it| it != "public"), name })
    }
}
