//! The text of a model, cut into its declarations.

use std::ops::Range;

/// A declaration: its first and last line, and what it declares.
#[derive(Debug, Clone)]
pub struct Block {
    pub start: usize,
    pub end: usize,
    pub indent: String,
    /// `entity`, `enum`, …
    pub kind: String,
    /// Its name as it is written.
    pub name: String,
    pub schema: Option<String>,
}

impl Block {
    /// The lines between its braces.
    pub fn members(&self) -> Range<usize> {
        self.start + 1..self.end.max(self.start + 1)
    }

    /// Its name as it is written from anywhere.
    pub fn outside(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.name),
            None => self.name.clone(),
        }
    }
}

const KINDS: [&str; 7] = ["enum", "type", "union", "mixin", "entity", "relationship", "view"];

/// The declarations of a model, those inside schemas as well.
pub fn blocks(lines: &[String]) -> Vec<Block> {
    let mut res: Vec<Block> = Vec::new();
    let mut schema = None;
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let bare = line.trim_start();
        let indent = line[..line.len() - bare.len()].to_owned();
        if indent.is_empty() && bare.starts_with("schema ") {
            schema = Some(first_word(&bare[7..]).to_owned());
        } else if indent.is_empty() && bare == "}" {
            schema = None;
        } else if let Some(block) = block(lines, at, &indent, schema.as_ref()) {
            at = block.end;
            res.push(block);
        }
        at += 1;
    }
    res
}

fn block(lines: &[String], at: usize, indent: &str, schema: Option<&String>) -> Option<Block> {
    if indent.is_empty() == schema.is_some() {
        return None;
    }
    let bare = lines[at].trim_start();
    let head = bare.strip_prefix("abstract ").unwrap_or(bare);
    let kind = KINDS.into_iter().find(|it| head.starts_with(&format!("{it} ")))?;
    let name = first_word(&head[kind.len() + 1..]).trim_end_matches(':').to_owned();
    let is_open = bare.ends_with('{');
    let closing = format!("{indent}}}");
    let end = match is_open {
        true => (at + 1..lines.len()).find(|it| lines[*it].starts_with(&closing))?,
        false => at,
    };
    let (kind, indent, schema) = (kind.to_owned(), indent.to_owned(), schema.cloned());
    Some(Block { start: at, end, indent, kind, name, schema })
}

fn first_word(text: &str) -> &str {
    let end = match text.strip_prefix('`') {
        Some(rest) => rest.find('`').map_or(text.len(), |it| it + 2),
        None => text.find([' ', ':']).unwrap_or(text.len()),
    };
    &text[..end]
}

/// Whether a name stands in a text by itself.
pub fn word_in(text: &str, word: &str) -> bool {
    replace_word(text, word, "\u{1}") != text
}

/// A text with one name for another, outside strings and comments.
pub fn replace_word(text: &str, from: &str, to: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '`';
    let mut res = String::with_capacity(text.len());
    let mut at = 0;
    let mut is_string = false;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if !is_string && rest.starts_with("//") {
            res.push_str(rest);
            return res;
        }
        is_string ^= c == '"' && !res.ends_with('\\');
        let before = res.chars().next_back();
        let is_start = !is_string && !before.is_some_and(is_part);
        if is_start && rest.starts_with(from) {
            let after = rest[from.len()..].chars().next();
            if from.starts_with('`') || !after.is_some_and(is_part) {
                res.push_str(to);
                at += from.len();
                continue;
            }
        }
        res.push(c);
        at += c.len_utf8();
    }
    res
}
