//! Names and strings: quotes off, escapes read.

use super::{Context, Node};
use crate::base::{FileId, Name, Span, is_name_continue, is_name_start};
use crate::syntax::ast::{Ident, Path, Text};
use crate::syntax::grammar::Rule;
use crate::syntax::{diags, spelling};

/// A `name` node, or another that is one plain word.
pub(super) fn ident(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Ident {
    ident_at(cx, node.as_str(), node.as_span().start())
}

/// The name inside the first `name` node of `node`.
pub(super) fn inner_ident(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Ident> {
    let name = node.into_inner().find(|it| it.as_rule() == Rule::name)?;
    Some(ident(cx, &name))
}

/// A name that is written `text` at `start` of the piece.
pub(super) fn ident_at(cx: &mut Context<'_, '_>, text: &str, start: usize) -> Ident {
    let span = cx.piece_span(start, start + text.len());
    let name = match text.strip_prefix('`') {
        Some(inner) => {
            let inner = inner.strip_suffix('`').unwrap_or(inner);
            Name::new(unescape(cx, inner, start + 1))
        }
        None => Name::new(text),
    };
    Ident { name, span }
}

/// A `path` node.
pub(super) fn path(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Path {
    let (text, start) = (node.as_str(), node.as_span().start());
    let mut parts = split_at_dots(text);
    let first = parts.next().unwrap_or_default();
    let first = ident_at(cx, first, start);
    let mut res = Path { first, rest: Vec::new() };
    let mut at = start + res.first.span.range().len() + 1;
    for part in parts {
        res.rest.push(ident_at(cx, part, at));
        at += part.len() + 1;
    }
    res
}

/// The parts of `a.b.c`; a dot between backticks belongs to the name.
pub(super) fn split_at_dots(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    text.split(move |c| {
        let was_escaped = is_escaped;
        is_escaped = c == '\\' && is_quoted && !was_escaped;
        is_quoted ^= c == '`' && !was_escaped;
        c == '.' && !is_quoted
    })
}

/// The paths inside a `paths` or `path_list` node.
pub(super) fn paths(cx: &mut Context<'_, '_>, node: Node<'_>) -> Vec<Path> {
    node.into_inner().map(|it| path(cx, &it)).collect()
}

/// A `text` node.
pub(super) fn text(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Text {
    let span = cx.span(node);
    let source = node.as_str();
    let inner = |n: usize| source.get(n..source.len() - n).unwrap_or_default();
    let value = if source.starts_with("\"\"\"") {
        // A line end says the same whichever system wrote the file.
        inner(3).replace("\r\n", "\n")
    } else if source.starts_with('\'') {
        let value = inner(1).replace("''", "'");
        let fixed = spelling::string(&value);
        cx.report(diags::single_quotes(span, fixed));
        value
    } else {
        unescape(cx, inner(1), node.as_span().start() + 1)
    };
    Text { value, span }
}

/// `text`, which starts at `start` of the piece, with its escapes read.
fn unescape(cx: &mut Context<'_, '_>, text: &str, start: usize) -> String {
    let mut res = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(idx) = rest.find('\\') {
        res.push_str(&rest[..idx]);
        let at = start + text.len() - rest.len() + idx;
        let (c, len) = escape(&rest[idx..]);
        match c {
            Some(c) => res.push(c),
            None => {
                let escape = &rest[idx..idx + len];
                let span = cx.piece_span(at, at + len);
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
        Some('u') => unicode_escape(text).unwrap_or((None, 2)),
        Some(other) => (None, 1 + other.len_utf8()),
        None => (None, 1),
    }
}

/// `\u{…}` with one to six hexadecimal digits.
fn unicode_escape(text: &str) -> Option<(Option<char>, usize)> {
    let (digits, _) = text[2..].strip_prefix('{')?.split_once('}')?;
    let is_hexadecimal =
        (1..=6).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_hexdigit());
    if !is_hexadecimal {
        return None;
    }
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    Some((c, digits.len() + 4))
}

/// How many names are looked for in a text that could not be read.
const MAX_SALVAGED: usize = 64;

/// The first names in `text`, which stands at `offset` in its file; keywords are not told from names.
pub(super) fn idents_in(
    file: FileId,
    text: &str,
    offset: usize,
) -> impl Iterator<Item = Ident> + '_ {
    let mut position = 0;
    let all = std::iter::from_fn(move || {
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
    });
    all.take(MAX_SALVAGED)
}
