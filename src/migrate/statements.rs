//! A script cut into its statements, and each into its words.

use crate::base::DialectId;

/// One statement of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptStatement {
    /// The line of its first word, from 1.
    pub line: usize,
    /// Its text without the end mark.
    pub text: String,
    /// The comments right before it and in it, without their marks.
    pub comments: Vec<String>,
    /// Its words.
    pub(super) tokens: Vec<Token>,
}

/// A word, name, value or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word without quotes, in lower case.
    Word(String),
    /// A name in quotes.
    Quoted(String),
    /// A string.
    Text(String),
    /// A number.
    Number(String),
    /// Any other mark.
    Mark(char),
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Token::Word(it) if it == word)
    }
}

/// Cuts a script into statements: at every `;` outside strings, comments and bodies of routines.
pub fn statements(script: &str, dialect: DialectId) -> Vec<ScriptStatement> {
    let mut cutter = Cutter::new(script, dialect);
    while cutter.step() {}
    cutter.end(script.len());
    cutter.res
}

struct Cutter<'a> {
    script: &'a str,
    dialect: DialectId,
    at: usize,
    line: usize,
    /// Where the statement starts, and on which line.
    start: Option<(usize, usize)>,
    tokens: Vec<Token>,
    comments: Vec<String>,
    delimiter: String,
    res: Vec<ScriptStatement>,
}

impl<'a> Cutter<'a> {
    fn new(script: &'a str, dialect: DialectId) -> Cutter<'a> {
        let at = if script.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Cutter {
            script,
            dialect,
            at,
            line: 1,
            start: None,
            tokens: Vec::new(),
            comments: Vec::new(),
            delimiter: ";".to_owned(),
            res: Vec::new(),
        }
    }

    /// Takes one piece; `false` at the end.
    fn step(&mut self) -> bool {
        let script = self.script;
        let rest = &script[self.at..];
        let Some(c) = rest.chars().next() else { return false };
        if c.is_whitespace() {
            self.skip(c.len_utf8());
        } else if rest.starts_with("--") || c == '#' && self.is_mysql() {
            let end = rest.find('\n').unwrap_or(rest.len());
            self.comment(rest[..end].trim_start_matches(['-', '#']).trim());
            self.skip(end);
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |it| it + 2);
            self.comment(rest[..end].trim_matches(['/', '*']).trim());
            self.skip(end);
        } else if rest.starts_with(&self.delimiter) && !self.is_inside_body() {
            self.end(self.at);
            self.skip(self.delimiter.len());
        } else if self.start.is_none() && self.is_mysql() && starts_with_word(rest, "delimiter") {
            let end = rest.find('\n').unwrap_or(rest.len());
            self.delimiter = rest[9..end].trim().to_owned();
            self.skip(end);
        } else {
            self.token(rest, c);
        }
        true
    }

    fn is_mysql(&self) -> bool {
        matches!(self.dialect, DialectId::Mysql | DialectId::Mariadb)
    }

    /// Whether a `;` is one of a trigger's body, which SQLite ends with `end`.
    fn is_inside_body(&self) -> bool {
        let is_trigger = self.dialect == DialectId::Sqlite
            && self.tokens.first().is_some_and(|it| it.is("create"))
            && self.tokens.iter().take(3).any(|it| it.is("trigger"));
        let is_open = self.tokens.iter().any(|it| it.is("begin"));
        is_trigger && is_open && !self.tokens.last().is_some_and(|it| it.is("end"))
    }

    fn token(&mut self, rest: &str, c: char) {
        self.start.get_or_insert((self.at, self.line));
        let (token, length) = match c {
            '\'' => {
                let length = quoted_length(rest, c, self.is_mysql());
                (Token::Text(inner(&rest[..length], c)), length)
            }
            '"' | '`' => {
                let length = quoted_length(rest, c, false);
                (Token::Quoted(inner(&rest[..length], c)), length)
            }
            '$' if dollar_tag(rest).is_some() => {
                let tag = dollar_tag(rest).unwrap_or_default();
                let body = &rest[tag.len()..];
                let length = body.find(tag).map_or(rest.len(), |it| it + 2 * tag.len());
                (Token::Text(rest[..length].to_owned()), length)
            }
            c if c.is_alphabetic() || c == '_' => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                // `end$$` ends with the delimiter, not with a letter.
                let length = rest[..length].find(&self.delimiter).unwrap_or(length);
                (Token::Word(rest[..length].to_lowercase()), length)
            }
            c if c.is_ascii_digit() => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.';
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Token::Number(rest[..length].to_owned()), length)
            }
            c => (Token::Mark(c), c.len_utf8()),
        };
        self.tokens.push(token);
        self.skip(length);
    }

    fn comment(&mut self, text: &str) {
        self.comments.push(text.to_owned());
    }

    fn skip(&mut self, length: usize) {
        let skipped = &self.script[self.at..self.at + length];
        self.line += skipped.bytes().filter(|it| *it == b'\n').count();
        self.at += length;
    }

    fn end(&mut self, at: usize) {
        let Some((start, line)) = self.start.take() else { return };
        self.res.push(ScriptStatement {
            line,
            text: self.script[start..at].trim_end().to_owned(),
            comments: std::mem::take(&mut self.comments),
            tokens: std::mem::take(&mut self.tokens),
        });
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
        && text[word.len()..].starts_with(char::is_whitespace)
}

/// The length of what stands in quotes, quotes included; a doubled quote does not end it.
fn quoted_length(text: &str, quote: char, has_escapes: bool) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((idx, c)) = chars.next() {
        if c == '\\' && has_escapes {
            chars.next();
        } else if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
            } else {
                return idx + quote.len_utf8();
            }
        }
    }
    text.len()
}

fn inner(text: &str, quote: char) -> String {
    let text = text.strip_prefix(quote).unwrap_or(text);
    let text = text.strip_suffix(quote).unwrap_or(text);
    text.replace(&format!("{quote}{quote}"), &quote.to_string())
}

/// `$body$` at the start of `text`.
fn dollar_tag(text: &str) -> Option<&str> {
    let end = text[1..].find('$')? + 2;
    let name = &text[1..end - 1];
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let starts_well = !name.starts_with(|c: char| c.is_ascii_digit());
    (is_name && starts_well).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str, dialect: DialectId) -> Vec<String> {
        statements(script, dialect).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn bodies_and_strings_are_not_cut() {
        let script =
            "select ';'; -- a;b\ncreate function f() as $x$ a; $x$ language sql;\nselect 1";
        let res = texts(script, DialectId::Postgres);
        assert_eq!(res.len(), 3);
        assert_eq!(res[2], "select 1");
        let script = "create trigger t after insert on a begin update a set b = 1; end;\nselect 1;";
        assert_eq!(texts(script, DialectId::Sqlite).len(), 2);
        let script =
            "delimiter $$\ncreate procedure p() begin select 1; end$$\ndelimiter ;\nselect 2;";
        assert_eq!(texts(script, DialectId::Mariadb).len(), 2);
    }

    #[test]
    fn lines_are_those_of_the_first_word() {
        let script = "\n-- why\nselect 1;\n\n\nselect 2;";
        let lines: Vec<usize> =
            statements(script, DialectId::Postgres).iter().map(|it| it.line).collect();
        assert_eq!(lines, [3, 6]);
    }
}
