//! Rows of a dump left out while it is read, so that a dump of any size needs little memory.
//!
//! Line numbers stay: what is left out keeps its line ends.

use crate::base::DialectId;

/// Leaves out the rows of a script that comes in pieces: `insert` statements and what stands behind
/// `copy … from stdin`. What stands in quotes, in the body of a function or behind another delimiter is kept.
#[derive(Debug)]
pub struct RowFilter {
    /// Whether a backslash in a text makes the next character stand for itself.
    has_escapes: bool,
    state: State,
    /// The line at hand, as far as it is needed to tell what it is.
    line: Vec<u8>,
    /// Whether a statement can start here.
    is_between: bool,
    is_begun: bool,
    /// The tag of the dollar-quoted body that is open.
    dollar: Option<Vec<u8>>,
    has_other_delimiter: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Lines are looked at.
    #[default]
    Kept,
    /// In an `insert` statement; the quote that is open, and whether the next character is escaped.
    Insert { quote: Option<u8>, is_escaped: bool },
    /// Between `copy … from stdin;` and `\.`.
    Copy,
}

/// Lines up to this long are looked at as a whole.
const LONGEST_HEAD: usize = 64;

impl RowFilter {
    /// A filter for the scripts of one database.
    pub fn new(id: DialectId) -> RowFilter {
        RowFilter {
            has_escapes: matches!(id, DialectId::Mysql | DialectId::Mariadb),
            state: State::Kept,
            line: Vec::new(),
            is_between: false,
            is_begun: false,
            dollar: None,
            has_other_delimiter: false,
        }
    }

    /// Takes a piece of the script and adds to `kept` what is kept of it.
    pub fn feed(&mut self, piece: &[u8], kept: &mut Vec<u8>) {
        for &byte in piece {
            match self.state {
                State::Kept => self.keep(byte, kept),
                State::Insert { quote, is_escaped } => {
                    if byte == b'\n' {
                        kept.push(byte);
                    }
                    self.state = self.inserting(byte, quote, is_escaped);
                }
                State::Copy => {
                    self.line.push(byte);
                    if byte == b'\n' {
                        if self.line.starts_with(b"\\.") {
                            kept.extend_from_slice(b"\\.");
                            self.state = State::Kept;
                            self.is_between = true;
                        }
                        kept.push(byte);
                        self.line.clear();
                    } else if self.line.len() > LONGEST_HEAD {
                        self.line.truncate(LONGEST_HEAD);
                    }
                }
            }
        }
    }

    /// Adds what was held back at the end.
    pub fn finish(mut self, kept: &mut Vec<u8>) {
        if self.state == State::Kept {
            kept.append(&mut self.line);
        }
    }

    fn keep(&mut self, byte: u8, kept: &mut Vec<u8>) {
        self.line.push(byte);
        let is_start = self.is_between || !self.is_begun;
        let is_free = is_start && self.dollar.is_none() && !self.has_other_delimiter;
        if is_free && byte == b' ' && is_insert(&self.line) {
            self.line.clear();
            self.is_begun = true;
            self.state = State::Insert { quote: None, is_escaped: false };
        } else if byte == b'\n' {
            self.line_ended();
            kept.append(&mut self.line);
        }
    }

    /// What a line says about those behind it.
    fn line_ended(&mut self) {
        let text = String::from_utf8_lossy(&self.line).into_owned();
        let trimmed = text.trim();
        let lower = trimmed.to_lowercase();
        if let Some(delimiter) = lower.strip_prefix("delimiter ") {
            self.has_other_delimiter = delimiter.trim() != ";";
        }
        self.dollars(trimmed);
        if lower.starts_with("copy ") && lower.ends_with("from stdin;") && self.dollar.is_none() {
            self.state = State::Copy;
        }
        let is_nothing = trimmed.is_empty() || trimmed.starts_with("--");
        if !is_nothing {
            self.is_begun = true;
            self.is_between = trimmed.ends_with(';');
        }
    }

    /// Opens and closes dollar-quoted bodies.
    fn dollars(&mut self, line: &str) {
        let mut rest = line;
        while let Some(start) = rest.find('$') {
            let tail = &rest[start + 1..];
            let end = tail.find(|c: char| !c.is_alphanumeric() && c != '_');
            let is_tag = end.is_some_and(|it| tail[it..].starts_with('$'));
            let (Some(end), true) = (end, is_tag) else {
                rest = tail;
                continue;
            };
            let tag = rest.as_bytes()[start..start + end + 2].to_vec();
            rest = &tail[end + 1..];
            match &self.dollar {
                Some(open) if *open == tag => self.dollar = None,
                Some(_) => {}
                None => self.dollar = Some(tag),
            }
        }
    }

    fn inserting(&mut self, byte: u8, quote: Option<u8>, is_escaped: bool) -> State {
        match (quote, byte) {
            (Some(_), _) if is_escaped => State::Insert { quote, is_escaped: false },
            (Some(open), _) if byte == open => State::Insert { quote: None, is_escaped: false },
            (Some(b'\'' | b'"'), b'\\') if self.has_escapes => {
                State::Insert { quote, is_escaped: true }
            }
            (None, b'\'' | b'"' | b'`') => State::Insert { quote: Some(byte), is_escaped: false },
            (None, b';') => {
                self.is_between = true;
                State::Kept
            }
            (Some(_) | None, _) => State::Insert { quote, is_escaped: false },
        }
    }
}

/// Whether a line starts like a statement that adds rows.
fn is_insert(line: &[u8]) -> bool {
    let lower = line.to_ascii_lowercase();
    lower == b"insert " || lower == b"replace "
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, id: DialectId, expected: &str) {
        // In pieces of every size the same comes out.
        for size in [1, 3, 7, 4096] {
            let mut filter = RowFilter::new(id);
            let mut kept = Vec::new();
            script.as_bytes().chunks(size).for_each(|it| filter.feed(it, &mut kept));
            filter.finish(&mut kept);
            assert_eq!(String::from_utf8_lossy(&kept), expected, "in pieces of {size}");
        }
    }

    #[test]
    fn rows_are_left_out_and_lines_stay() {
        check(
            "create table a (b text);\ninsert into a values ('x;\n y'), ('it''s');\ncreate table c (d int);\n",
            DialectId::Postgres,
            "create table a (b text);\n\n\ncreate table c (d int);\n",
        );
        check(
            "insert into a values ('it\\'s; x');\ncreate table c (d int);",
            DialectId::Mysql,
            "\ncreate table c (d int);",
        );
        check(
            "copy a (b) from stdin;\n1\nx;\n\\.\ncreate table c (d int);",
            DialectId::Postgres,
            "copy a (b) from stdin;\n\n\n\\.\ncreate table c (d int);",
        );
    }

    #[test]
    fn what_a_function_inserts_is_no_row() {
        let script = "create function f() returns int as $$\nbegin\n  x;\ninsert into a values (1);\nend $$;\n";
        check(script, DialectId::Postgres, script);
        let script =
            "delimiter //\ncreate trigger t begin\nset x;\ninsert into a values (1);\nend//\n";
        check(script, DialectId::Mysql, script);
    }
}
