//! Texts of a model as Markdown that says just them.

use crate::base::TextWriter;

/// The paragraphs of a documentation.
pub(super) fn paragraphs(out: &mut TextWriter, docs: Option<&str>) {
    let Some(docs) = docs else { return };
    for paragraph in docs.split("\n\n").map(str::trim).filter(|it| !it.is_empty()) {
        out.gap();
        out.line(plain(paragraph));
    }
}

pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// A name as a heading. One that ends like a sentence is code.
pub(super) fn heading(name: &str) -> String {
    let res = plain(name);
    match res.ends_with(['.', ',', ';', ':', '!', '。', ',', ';', ':', '!']) || res.is_empty() {
        true => code(name),
        false => res,
    }
}

/// Text that Markdown takes as it is, on one line. What stands between backticks stays code.
pub(super) fn plain(text: &str) -> String {
    spans(text, escape, code)
}

/// The same in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    spans(text, escape, cell_code)
}

/// Texts and codes, each in its way.
fn spans(text: &str, escape: impl Fn(&str) -> String, code: impl Fn(&str) -> String) -> String {
    let text = one_line(text);
    let mut res = String::with_capacity(text.len() + 16);
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('`') {
        let Some((inside, after)) = behind.split_once('`') else { break };
        if inside.trim().is_empty() {
            break;
        }
        res.push_str(&escape(before));
        res.push_str(&code(inside));
        rest = after;
    }
    res.push_str(&escape(rest));
    unlisted(res.trim())
}

/// A line that would be an item of a list, or a rule under a heading, made a line again.
fn unlisted(line: &str) -> String {
    if line.starts_with(['-', '+', '=']) {
        return format!("\\{line}");
    }
    match line.find(|c: char| !c.is_ascii_digit()) {
        Some(end) if end > 0 && line[end..].starts_with(['.', ')']) => {
            format!("{}\\{}", &line[..end], &line[end..])
        }
        Some(_) | None => line.to_owned(),
    }
}

/// The text with one blank for every run of blanks and line ends.
fn one_line(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }) {
        if c != ' ' || !res.ends_with(' ') {
            res.push(c);
        }
    }
    res
}

fn escape(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for (nth, word) in text.split(' ').enumerate() {
        if nth > 0 {
            res.push(' ');
        }
        match address(word) {
            Some((address, rest)) => {
                res.push_str(&format!("<{address}>"));
                escape_word(&mut res, rest);
            }
            None => escape_word(&mut res, word),
        }
    }
    res
}

/// An address at the start of a word, and what stands behind it.
fn address(word: &str) -> Option<(&str, &str)> {
    let is_address = word.starts_with("https://") || word.starts_with("http://");
    let is_safe = |it: &str| !it.contains(['<', '>', '|', '\\', '"']);
    let end = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    (is_address && is_safe(end)).then(|| word.split_at(end.len()))
}

fn escape_word(out: &mut String, word: &str) {
    // What looks like an address becomes one, but for this.
    let word = word.replacen("www.", "www\u{0}.", 1);
    for c in word.chars() {
        if c == '\u{0}' {
            out.push('\\');
            continue;
        }
        if matches!(
            c,
            '\\' | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '`'
                | '~'
                | '&'
                | '$'
                | '@'
                | ':'
        ) {
            // Colons make addresses and signs of faces of what stands around them.
            if c != ':' || word.contains("://") || word.starts_with(':') {
                out.push('\\');
            }
        }
        out.push(c);
    }
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    match text.is_empty() {
        true => "(empty)".to_owned(),
        false => format!("{fence}{space}{text}{space}{fence}"),
    }
}

/// Text as code in a cell of a table, where a bar ends the cell even there.
pub(super) fn cell_code(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Lines of code as a block, whatever is in them.
pub(super) fn block(out: &mut TextWriter, language: &str, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.line(format!("{fence}{language}"));
    for line in text.trim().lines() {
        out.line(line);
    }
    out.line(fence);
}
