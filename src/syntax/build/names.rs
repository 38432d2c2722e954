//! Names and strings: quotes off, escapes read.

use super::{Context, Node};
use crate::base::{FileId, Name, Span, is_name_continue, is_name_start};
use crate::syntax::ast::{Ident, Path, Text};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// A `name` node, or a `plain_name` or `quoted_name` alone.
pub(super) fn ident(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Ident {
    let span = cx.span(node);
    let text = node.as_str();
    let name = match text.strip_prefix('`') {
        Some(inner) => {
            let inner = inner.strip_suffix('`').unwrap_or(inner);
            Name::new(unescape(cx, inner, span.start as usize + 1))
        }
        None => Name::new(text),
    };
    Ident { name, span }
}

/// A `path` node.
pub(super) fn path(cx: &mut Context<'_, '_>, node: Node<'_>) -> Path {
    let mut names = node.into_inner();
    let first = names.next().expect("the grammar gives a path one name at least");
    let first = ident(cx, &first);
    Path { first, rest: names.map(|it| ident(cx, &it)).collect() }
}

/// The paths inside a `paths` or `path_list` node.
pub(super) fn paths(cx: &mut Context<'_, '_>, node: Node<'_>) -> Vec<Path> {
    node.into_inner().map(|it| path(cx, it)).collect()
}

/// A `text` node.
pub(super) fn text(cx: &mut Context<'_, '_>, node: Node<'_>) -> Text {
    let span = cx.span(&node);
    let inner = node.into_inner().next().expect("the grammar gives a text one spelling");
    let source = inner.as_str();
    let value = match inner.as_rule() {
        Rule::raw_string => source[3..source.len() - 3].to_owned(),
        Rule::quote_string => {
            let value = source[1..source.len() - 1].replace("''", "'");
            cx.report(diags::single_quotes(span, quoted(&value)));
            value
        }
        _ => unescape(cx, &source[1..source.len() - 1], span.start as usize + 1),
    };
    Text { value, span }
}

/// A string as it is written in a model.
pub(in crate::syntax) fn quoted(value: &str) -> String {
    format!("\"{}\"", escaped(value, '"'))
}

/// `value` with everything escaped that cannot stand between two `quote`s.
pub(in crate::syntax) fn escaped(value: &str, quote: char) -> String {
    let mut res = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' => res.push_str("\\\\"),
            '\n' => res.push_str("\\n"),
            '\t' => res.push_str("\\t"),
            '\r' => res.push_str("\\r"),
            c if c == quote => {
                res.push('\\');
                res.push(c);
            }
            c if c.is_control() || is_invisible(c) => {
                res.push_str(&format!("\\u{{{:x}}}", c as u32))
            }
            c => res.push(c),
        }
    }
    res
}

/// Marks that change how text around them is shown.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn unescape(cx: &mut Context<'_, '_>, text: &str, start: usize) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut res = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(idx) = rest.find('\\') {
        res.push_str(&rest[..idx]);
        let at = start + text.len() - rest.len() + idx;
        let (c, len) = escape(&rest[idx..]);
        match c {
            Some(c) => res.push(c),
            None => {
                let span = Span::new(cx.file, at, at + len);
                let escape = &rest[idx..idx + len];
                cx.report(diags::unknown_escape(span, escape));
                res.push_str(escape);
            }
        }
        rest = &rest[idx + len..];
    }
    res.push_str(rest);
    res
}

/// What the escape at the start of `text` stands for, and its length in bytes.
fn escape(text: &str) -> (Option<char>, usize) {
    let simple = |c| (Some(c), 2);
    match text[1..].chars().next() {
        Some('"') => simple('"'),
        Some('`') => simple('`'),
        Some('\\') => simple('\\'),
        Some('n') => simple('\n'),
        Some('t') => simple('\t'),
        Some('r') => simple('\r'),
        Some('u') => {
            let digits = text[2..].strip_prefix('{').and_then(|it| it.split_once('}'));
            let Some((digits, _)) = digits.filter(|(it, _)| it.len() <= 6) else {
                return (None, 2);
            };
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            (c, digits.len() + 4)
        }
        Some(other) => (None, 1 + other.len_utf8()),
        None => (None, 1),
    }
}

/// All names in `text`, which stands at `offset` in its file; keywords are not told from names.
pub(super) fn idents_in(
    file: FileId,
    text: &str,
    offset: usize,
) -> impl Iterator<Item = Ident> + '_ {
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = position + text[position..].find(|c: char| is_name_start(c) || c == '`')?;
        let rest = &text[start..];
        let (name, len) = match rest.strip_prefix('`') {
            Some(inner) => {
                let end = inner.find('`').unwrap_or(inner.len());
                (&inner[..end], (end + 2).min(rest.len()))
            }
            None => {
                let end = rest.find(|c: char| !is_name_continue(c)).unwrap_or(rest.len());
                (&rest[..end], end)
            }
        };
        position = start + len;
        let span = Span::new(file, offset + start, offset + start + len);
        Some(Ident { name: Name::new(name), span })
    })
}
