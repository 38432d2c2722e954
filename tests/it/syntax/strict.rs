//! A second opinion on what is a model: the whole language as one grammar, written without a look at the first.

use pest::Parser as _;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../tests/it/syntax/strict.pest"]
struct Strict;

/// Whether the strict grammar takes `text` for a model.
pub(crate) fn accepts(text: &str) -> bool {
    let is_forbidden = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\r' | '\n')
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    !text.contains(is_forbidden) && Strict::parse(Rule::file, &joined(text)).is_ok()
}

/// The text with a blank for every line end and comment behind which a line may go on below: between brackets,
/// where the next line is deeper than the one on which the member starts or closes a bracket; and behind what
/// joins the parts of a header, where it is deeper.
fn joined(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut rest = text;
    let mut depth = 0_usize;
    let mut start = text;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '(' | '[' => {
                depth += 1;
                1
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                1
            }
            '"' | '`' => quoted_len(rest),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '\n' => 1,
            c => c.len_utf8(),
        };
        let token = &rest[..len];
        rest = &rest[len..];
        let at_joint = depth == 0 && is_header(start) && res.trim_end().ends_with(['-', '|', '=']);
        if c == '\n' {
            let next = rest.trim_start();
            let is_deeper = indent_of(rest) > indent_of(start);
            let goes_on = is_deeper || depth > 0 && next.starts_with([')', ']']);
            if (depth > 0 || at_joint) && goes_on && !next.is_empty() {
                rest = next;
                res.push(' ');
                continue;
            }
            depth = 0;
            start = rest;
        }
        if depth == 0 && !at_joint || !token.starts_with("//") {
            res.push_str(token);
        }
    }
    res
}

/// Whether the line at the start of `text` starts a header that may go on below, or what stands behind a body.
fn is_header(text: &str) -> bool {
    let line = text.trim_start();
    let words = ["relationship ", "type ", "union ", "native ", "view ", "}"];
    words.iter().any(|it| line.starts_with(it))
}

/// How deep the first line of `text` is indented that holds something.
fn indent_of(text: &str) -> usize {
    let line = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    line.len() - line.trim_start().len()
}

/// The length of the string or quoted name at the start of `text`.
fn quoted_len(text: &str) -> usize {
    if let Some(inner) = text.strip_prefix("\"\"\"") {
        return inner.find("\"\"\"").map_or(text.len(), |it| it + 6);
    }
    let quote = text.as_bytes()[0];
    let mut is_escaped = false;
    for (idx, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return idx,
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            byte if byte == quote => return idx + 1,
            _ => {}
        }
    }
    text.len()
}
