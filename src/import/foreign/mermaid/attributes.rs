//! Attributes: `type name PK, FK "comment"`.

use super::super::picture::{Picture, column};
use super::super::reading::Reading;
use super::super::sketch::IndexSketch;
use crate::base::Span;

/// Reads attributes up to `}` and gives the place behind it.
pub(super) fn attributes(
    reading: &mut Reading<'_>,
    picture: &mut Picture,
    id: &str,
    text: &str,
    start: usize,
    opened_at: Span,
) -> usize {
    let mut at = start;
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        let mut words = Words { text: &text[..line_end], at };
        while let Some(word) = words.next() {
            if word.text == "}" {
                return after(text, words.at);
            }
            if word.text.starts_with("%%") {
                break;
            }
            if !attribute(reading, picture, id, &mut words, &word) {
                // The rest of the line is of the same mistake; only the end of the block counts.
                let rest = text[words.at..line_end].trim_end();
                if rest.ends_with('}') {
                    return after(text, line_end);
                }
                break;
            }
        }
        at = (line_end + 1).min(text.len());
        if line_end == text.len() {
            break;
        }
    }
    reading.mistake(
        opened_at,
        format!("the attributes of `{id}` do not end"),
        "close them with `}`",
    );
    text.len()
}

/// The place behind a block: that of the next line where nothing else stands on this one.
fn after(text: &str, at: usize) -> usize {
    let line_end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    let is_rest_empty = text[at..line_end].trim().is_empty();
    if is_rest_empty { (line_end + 1).min(text.len()) } else { at }
}

fn attribute(
    reading: &mut Reading<'_>,
    picture: &mut Picture,
    id: &str,
    words: &mut Words<'_>,
    ty: &Word<'_>,
) -> bool {
    let help = "write `type name`, and behind it `PK`, `FK` or `UK` and a comment in quotes";
    let mut name = words.next();
    let mut ty_text = ty.text.to_owned();
    if name.as_ref().is_some_and(|it| it.text == "?") {
        ty_text.push('?');
        name = words.next();
    }
    let name = name.filter(|it| it.text != "}" && !it.is_quoted && it.text != ",");
    let Some(name) = name.filter(|_| !ty.is_quoted) else {
        let span = reading.span(ty.start, ty.start + ty.text.len());
        let message = match ty.is_quoted {
            true => "a text in quotes stands alone".to_owned(),
            false => format!("`{}` is a type without a name", ty.text),
        };
        reading.mistake(span, message, help);
        return false;
    };
    let span = reading.span(ty.start, words.at);
    let (bare, has_star) = match name.text.strip_prefix('*') {
        Some(bare) => (bare, true),
        None => (name.text, false),
    };
    let mut res = column(bare.trim_matches('`'), &with_commas(&ty_text.replace('~', "<")), span);
    res.is_key = has_star;
    let mut is_unique = false;
    loop {
        let before = words.at;
        let Some(word) = words.next() else { break };
        let keys: Vec<&str> = word.text.split(',').filter(|it| !it.is_empty()).collect();
        if word.is_quoted {
            comment(reading, &mut res, word.text, span);
            break;
        }
        if !keys.iter().all(|it| ["PK", "FK", "UK"].contains(it)) {
            words.at = before;
            break;
        }
        res.is_key |= keys.contains(&"PK");
        res.is_reference |= keys.contains(&"FK");
        is_unique |= keys.contains(&"UK");
    }
    let entity = picture.entity(id, span);
    if entity.table.columns.iter().any(|it| it.name == res.name) {
        // Mermaid's diagrams may say an entity several times.
        return true;
    }
    if is_unique {
        let columns = [crate::base::Name::new(super::super::picture::plain(&res.name))];
        entity.table.indexes.push(IndexSketch::over(&columns, true, span));
    }
    entity.table.columns.push(res);
    true
}

/// `decimal(10_2)`, as it is written where a comma is none of the signs of a type.
fn with_commas(ty: &str) -> String {
    let Some((head, rest)) = ty.split_once('(') else { return ty.to_owned() };
    let is_number = |it: char| it.is_ascii_digit() || it == '_' || it == ')' || it == '?';
    match rest.chars().all(is_number) {
        true => format!("{head}({}", rest.replace('_', ",")),
        false => ty.to_owned(),
    }
}

/// A comment, and what it says of nulls.
fn comment(
    reading: &mut Reading<'_>,
    column: &mut super::super::sketch::ColumnSketch,
    text: &str,
    span: Span,
) {
    let mut rest = text.trim();
    for mark in ["optional", "nullable", "null", "derived", "not null"] {
        let Some(behind) = rest.get(..mark.len()).filter(|it| it.eq_ignore_ascii_case(mark)) else {
            continue;
        };
        let behind = &rest[behind.len()..];
        if !behind.is_empty() && !behind.starts_with([':', ',', ';']) {
            continue;
        }
        column.is_nullable |= matches!(mark, "optional" | "nullable" | "null");
        if mark == "derived" {
            column.is_nullable = true;
            reading.lose(span, "how a derived attribute is computed");
        }
        rest = behind.trim_start_matches([':', ',', ';']).trim_start();
    }
    column.docs = Some(rest.to_owned()).filter(|it| !it.is_empty());
}

/// A word of a line.
struct Word<'a> {
    text: &'a str,
    start: usize,
    is_quoted: bool,
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        let start = self.at + rest.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let (text, end, is_quoted) = match first {
            '"' => {
                let end = trimmed[1..].find('"').map_or(trimmed.len(), |it| it + 1);
                (&trimmed[1..end], (end + 1).min(trimmed.len()), true)
            }
            '`' => {
                let end = trimmed[1..].find('`').map_or(trimmed.len(), |it| it + 2);
                (&trimmed[..end], end, false)
            }
            '}' | '?' => (&trimmed[..1], 1, false),
            _ => {
                let is_end = |c: char| c.is_whitespace() || c == '"' || c == '}' || c == '?';
                let end = trimmed.find(is_end).unwrap_or(trimmed.len());
                (&trimmed[..end], end, false)
            }
        };
        self.at = start + end;
        Some(Word { text, start, is_quoted })
    }
}
