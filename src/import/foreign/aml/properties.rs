//! Properties: `{color: red, tags: [pii, "a b"], deprecated}`.

use super::super::scan::{TokenKind, Tokens};
use super::Context;

impl Context<'_, '_> {
    /// The properties that stand here, none where there is no `{`.
    pub(super) fn properties(&mut self, tokens: &mut Tokens) -> Vec<(String, Option<String>)> {
        let mut res = Vec::new();
        let open = tokens.span(self.reading);
        if !tokens.take_sign('{') {
            return res;
        }
        loop {
            if tokens.take_sign('}') {
                return res;
            }
            if tokens.take_sign(',') {
                continue;
            }
            let Some(name) = tokens.take_text() else { break };
            let value = if tokens.take_sign(':') { Some(value(tokens)) } else { None };
            res.push((name, value));
        }
        self.reading.mistake(open, "these properties do not end", "close them with `}`");
        while tokens.next().is_some() {}
        res
    }
}

/// Words up to the `,` or `}` that ends a value.
fn value(tokens: &mut Tokens) -> String {
    let mut res = String::new();
    let mut depth = 0_usize;
    while let Some(token) = tokens.peek().cloned() {
        match token.kind {
            TokenKind::Sign('[') => depth += 1,
            TokenKind::Sign(']') => depth = depth.saturating_sub(1),
            TokenKind::Sign(',' | '}') if depth == 0 => break,
            _ => {}
        }
        tokens.next();
        if !res.is_empty() && !token.is_close {
            res.push(' ');
        }
        res.push_str(&token.text);
    }
    res
}
