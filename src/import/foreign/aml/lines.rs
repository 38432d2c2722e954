//! Lines: what stands before `|` and `#`, and the documentation behind `|`, which may go over several lines.

use std::ops::Range;

use super::super::reading::Reading;
use super::super::scan::outdented;

/// A line with its documentation.
#[derive(Debug)]
pub(super) struct LogicalLine {
    /// How far it is indented.
    pub(super) indent: usize,
    /// The bytes before documentation and remarks.
    pub(super) head: Range<usize>,
    pub(super) docs: Option<String>,
}

/// The sign of documentation over several lines.
const LONG: &str = "|||";

/// All lines that say something.
pub(super) fn lines(reading: &mut Reading<'_>) -> Vec<LogicalLine> {
    let text = reading.text;
    let mut res = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        let line = &text[at..end];
        let indent = line.len() - line.trim_start().len();
        let head_end = at + head(line);
        let behind = &text[head_end..end];
        let mut next = end + 1;
        let mut docs = None;
        if behind.starts_with(LONG) {
            let body = head_end + LONG.len();
            match text[body..].find(LONG) {
                Some(found) => {
                    docs = Some(outdented(&text[body..body + found]));
                    let close = body + found + LONG.len();
                    next = text[close..].find('\n').map_or(text.len(), |it| close + it + 1);
                }
                None => {
                    let span = reading.span(head_end, end);
                    reading.mistake(span, "this documentation does not end", "close it with `|||`");
                    docs = Some(text[body..end].trim().to_owned());
                }
            }
        } else if let Some(rest) = behind.strip_prefix('|') {
            docs = Some(documentation(rest));
        }
        let trimmed = text[at..head_end].trim();
        let start = (at + indent).min(head_end);
        if !trimmed.is_empty() || docs.is_some() {
            let head = start..start + trimmed.len();
            res.push(LogicalLine { indent, head, docs: docs.filter(|it| !it.is_empty()) });
        }
        at = next;
    }
    res
}

/// Where documentation or a remark begins: outside of quotes and braces, `#` where a space stands before it.
fn head(line: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (idx, c) in line.char_indices() {
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            Some(_) => {}
            // A quote without an end is no quote.
            None if (c == '"' || c == '`') && line[idx + 1..].contains(c) => quote = Some(c),
            None if c == '"' || c == '`' => {}
            None if c == '#' || c == '|' => return idx,
            None => {}
        }
        before = c;
    }
    line.len()
}

/// The text up to a remark, `\#` as `#`.
fn documentation(text: &str) -> String {
    let text = text.trim();
    if let Some(quoted) = text.strip_prefix('"').and_then(|it| it.split_once('"')) {
        return quoted.0.to_owned();
    }
    let mut end = text.len();
    let mut before = ' ';
    for (idx, c) in text.char_indices() {
        if c == '#' && before != '\\' {
            end = idx;
            break;
        }
        before = c;
    }
    text[..end].trim().replace("\\#", "#")
}
