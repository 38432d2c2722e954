//! Attributes, and the options in braces behind things.

use super::super::picture::column;
use super::super::reading::Reading;
use super::super::scan::{TokenKind, Tokens};
use super::Context;
use crate::base::Span;

impl Context<'_, '_> {
    /// `*+name {label: "type, not null"}`
    pub(super) fn attribute(&mut self, tokens: &mut Tokens, at: usize, end: usize) {
        let start = tokens.peek().map_or(at, |it| it.start);
        let span = self.reading.span(start, end);
        let (mut is_key, mut is_reference) = (false, false);
        loop {
            if tokens.take_sign('*') {
                is_key = true;
            } else if tokens.take_sign('+') {
                is_reference = true;
            } else {
                break;
            }
        }
        let mut words = Vec::new();
        while tokens.peek().is_some_and(|it| it.kind != TokenKind::Sign('{')) {
            words.extend(tokens.next().map(|it| it.text));
        }
        let name = words.join(" ");
        let options = options(self.reading, tokens);
        let is_plain =
            name.chars().any(char::is_alphanumeric) && !name.contains(['[', ']', '{', '}']);
        let Some(current) = self.current.clone().filter(|_| is_plain) else {
            let message = if is_plain {
                "this attribute belongs to no entity"
            } else {
                "this is no attribute"
            };
            return self.reading.mistake(
                span,
                message,
                "write `[Entity]`, and its attributes below",
            );
        };
        let label = options.into_iter().find(|(name, _)| name == "label");
        let mut res = self.typed(&name, label.map(|(_, it)| it).unwrap_or_default().as_str(), span);
        res.is_key = is_key;
        res.is_nullable &= !is_key;
        res.is_reference = is_reference;
        let entity = self.picture.entity(&current, span);
        if entity.table.columns.iter().any(|it| it.name == res.name) {
            let message = format!("`{current}` has an attribute `{name}` already");
            self.reading.mistake(span, message, "give it another name");
        } else {
            entity.table.columns.push(res);
        }
    }

    /// `varchar, not null`: a type, and whether it may be missing; anything else is said in words.
    fn typed(&mut self, name: &str, label: &str, span: Span) -> super::super::sketch::ColumnSketch {
        let mut parts: Vec<&str> = Vec::new();
        let (mut depth, mut start) = (0_usize, 0);
        for (idx, c) in label.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    parts.push(&label[start..idx]);
                    start = idx + 1;
                }
                _ => {}
            }
        }
        parts.push(&label[start..]);
        let mut parts = parts.into_iter().map(str::trim);
        let mut res = column(name, parts.next().unwrap_or_default(), span);
        let mut remarks = Vec::new();
        for part in parts {
            match part.to_lowercase().as_str() {
                "not null" | "" => res.is_nullable = false,
                "null" | "nullable" | "optional" => res.is_nullable = true,
                _ => remarks.push(part.to_owned()),
            }
        }
        res.docs = Some(remarks.join(", ")).filter(|it| !it.is_empty());
        res
    }
}

/// `{name: "value", name: "value"}`; nothing where there are none.
pub(super) fn options(reading: &mut Reading<'_>, tokens: &mut Tokens) -> Vec<(String, String)> {
    let mut res = Vec::new();
    if tokens.peek().is_none() {
        return res;
    }
    let span = tokens.span(reading);
    if tokens.take_sign('{') {
        loop {
            if tokens.take_sign('}') {
                return res;
            }
            if tokens.take_sign(',') {
                continue;
            }
            let Some(name) = tokens.take_text() else { break };
            if !tokens.take_sign(':') {
                break;
            }
            let Some(value) = tokens.take_text() else { break };
            res.push((name, value));
        }
    }
    let help = "write options as `{label: \"text\"}`";
    reading.mistake(span, "these options are not understood", help);
    res
}
