//! Scripts cut into statements, without looking into them.
//!
//! Quotes, comments and dollar-quoted bodies hide a `;`. So do the bodies of triggers and routines, the parentheses
//! of a rule, and the rows behind PostgreSQL's `copy … from stdin`. A `delimiter` of MySQL's client chosen by the
//! script ends what is sent at once, which may be several statements. Lines for the client (`\connect`, `delimiter`,
//! `.mode`) are no statements.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::DialectId;

/// One statement, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Its text; executable comments of MySQL are opened.
    pub(super) text: Cow<'a, str>,
    /// The line it starts on, from 1.
    pub(super) line: usize,
    /// Where it is in the script, in bytes.
    pub(super) range: Range<usize>,
}

/// The statements of a script, one after another: nothing but the current one is kept.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    delimiter: String,
    id: DialectId,
}

/// Cuts a script.
pub(super) fn pieces(text: &str, id: DialectId) -> Pieces<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Pieces { text, at: 0, line: 1, delimiter: ";".to_owned(), id }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            self.skip_blank();
            if self.at >= self.text.len() {
                return None;
            }
            if self.client_line() {
                continue;
            }
            let (start, line) = (self.at, self.line);
            let (end, n_marks) = self.statement_end();
            let raw = &self.text[start..end];
            self.advance_to(end + n_marks);
            if self.id == DialectId::Postgres && is_copy(raw) {
                self.skip_rows();
                continue;
            }
            let text = if self.is_mysql() && raw.contains("/*") {
                Cow::Owned(opened(raw, self.id))
            } else {
                Cow::Borrowed(raw)
            };
            if !is_blank(&text) {
                return Some(Piece { text, line, range: start..end });
            }
        }
    }
}

impl Pieces<'_> {
    fn is_mysql(&self) -> bool {
        matches!(self.id, DialectId::Mysql | DialectId::Mariadb)
    }

    fn advance_to(&mut self, to: usize) {
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|it| **it == b'\n').count();
        self.at = to;
    }

    /// Skips white space and plain comments before a statement.
    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                self.advance_to(self.at + blank);
                continue;
            }
            let is_executable = rest.starts_with("/*!") || rest.starts_with("/*M!");
            let is_comment = rest.starts_with("--")
                || rest.starts_with("/*") && !(is_executable && self.is_mysql())
                || rest.starts_with('#') && self.is_mysql();
            if !is_comment {
                return;
            }
            let end = past_token(self.text, self.at, self.id);
            self.advance_to(end);
        }
    }

    /// A line for the client; tells whether there was one.
    fn client_line(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').map_or(rest.len(), |it| it + 1);
        let line = rest[..end].trim();
        let is_new_line = self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n';
        let is_for_shell =
            self.id == DialectId::Sqlite && is_new_line && rest.starts_with(['.', '#']);
        if rest.starts_with('\\') || is_for_shell {
            self.advance_to(self.at + end);
            return true;
        }
        let mut words = line.split_whitespace();
        let is_delimiter = words.next().is_some_and(|it| it.eq_ignore_ascii_case("delimiter"));
        if let (true, true, Some(delimiter)) = (is_delimiter, self.is_mysql(), words.next()) {
            self.delimiter = delimiter.to_owned();
            self.advance_to(self.at + end);
            return true;
        }
        false
    }

    /// Where the statement at hand ends, and how long the mark is that ends it: none at the end of the text.
    fn statement_end(&self) -> (usize, usize) {
        let mut at = self.at;
        let is_usual = self.delimiter == ";";
        let mut body = Body::default();
        while at < self.text.len() {
            let rest = &self.text[at..];
            if !is_usual && rest.starts_with(&self.delimiter) {
                return (at, self.delimiter.len());
            }
            if rest.starts_with(';') && !body.is_open(is_usual) {
                return (at, 1);
            }
            let mut next = past_token(self.text, at, self.id);
            // `end$$` is a word and its end, where `$$` is one.
            if rest.starts_with(char::is_alphanumeric)
                && let Some(end) = self.text[at..next].find(&self.delimiter)
            {
                next = at + end;
            }
            body.token(&self.text[at..next], self.id);
            at = next;
        }
        (self.text.len(), 0)
    }

    /// Skips the rows behind `copy … from stdin;`, up to `\.`.
    fn skip_rows(&mut self) {
        let rest = &self.text[self.at..];
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            end += line.len();
            if line.trim_end() == "\\." {
                break;
            }
        }
        self.advance_to(self.at + end);
    }
}

/// How deep in a body of statements a place is.
#[derive(Default)]
struct Body {
    n_words: usize,
    is_create: bool,
    /// Whether what is made has statements of its own.
    has_body: bool,
    is_rule: bool,
    /// Whether a block of it has been opened.
    is_begun: bool,
    /// The last word or mark.
    previous: String,
    depth: usize,
}

impl Body {
    /// Whether a `;` ends nothing here. What is sent at once may have a body without a block.
    fn is_open(&self, is_usual_delimiter: bool) -> bool {
        self.depth > 0 || !is_usual_delimiter && self.has_body && !self.is_begun
    }

    fn token(&mut self, token: &str, id: DialectId) {
        let is_word = token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        // Nothing else has a body, and rows may be many.
        let is_of_no_concern = self.n_words > 0 && !self.is_create;
        let is_blank = || {
            token.starts_with(char::is_whitespace)
                || token.starts_with('#')
                || token.starts_with("--")
                || token.starts_with("/*")
        };
        if is_of_no_concern || is_blank() {
            return;
        }
        if !is_word {
            if self.is_rule {
                self.depth += usize::from(token == "(");
                self.depth -= usize::from(token == ")" && self.depth > 0);
            }
            self.previous = token.chars().next().map(String::from).unwrap_or_default();
            return;
        }
        let word = token.to_ascii_lowercase();
        // `new.end` is a column.
        if self.previous != "." {
            self.word(&word, id);
        }
        self.previous = word;
    }

    /// Whether a `begin` opens a body is told by what is created; blocks in it end with `end`.
    fn word(&mut self, word: &str, id: DialectId) {
        self.n_words += 1;
        match (self.n_words, word) {
            (1, "create") => self.is_create = true,
            (2..=12, "trigger" | "procedure" | "function" | "event") => {
                self.has_body |= id != DialectId::Postgres;
            }
            (2..=4, "rule") => self.is_rule = id == DialectId::Postgres,
            _ => {}
        }
        let starts_statement = matches!(
            self.previous.as_str(),
            ";" | ":" | "begin" | "then" | "else" | "do" | "loop" | "repeat"
        );
        let has_blocks = matches!(id, DialectId::Mysql | DialectId::Mariadb);
        let opens = match word {
            "begin" => self.has_body,
            "atomic" => self.previous == "begin",
            "case" => self.depth > 0 && self.previous != "end",
            "if" | "loop" | "while" | "repeat" => self.depth > 0 && has_blocks && starts_statement,
            _ => false,
        };
        if opens {
            self.depth += 1;
            self.is_begun = true;
        } else if word == "end" && self.depth > 0 {
            self.depth -= 1;
        }
    }
}

/// The place behind the token at `at`: a quoted text, a comment, a word or one character.
fn past_token(text: &str, at: usize, id: DialectId) -> usize {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return text.len() };
    let is_mysql = matches!(id, DialectId::Mysql | DialectId::Mariadb);
    let line_end = || rest.find('\n').map_or(text.len(), |it| at + it + 1);
    match first {
        '\'' => past_quote(text, at, '\'', is_mysql || is_escape_string(text, at, id)),
        '"' => past_quote(text, at, '"', is_mysql),
        '`' if id != DialectId::Postgres => past_quote(text, at, '`', false),
        '[' if id == DialectId::Sqlite => rest.find(']').map_or(text.len(), |it| at + it + 1),
        '-' if rest.starts_with("--") => line_end(),
        '#' if is_mysql => line_end(),
        '/' if rest.starts_with("/*") => past_comment(text, at, id == DialectId::Postgres),
        '$' if id == DialectId::Postgres => past_dollar_quote(text, at),
        c if c.is_alphanumeric() || c == '_' => {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
            end.map_or(text.len(), |it| at + it)
        }
        c => at + c.len_utf8(),
    }
}

/// `E'it\'s'`
fn is_escape_string(text: &str, at: usize, id: DialectId) -> bool {
    let before = &text.as_bytes()[..at];
    let is_e = matches!(before.last(), Some(b'e' | b'E'));
    let is_alone = before.len() < 2
        || !before[before.len() - 2].is_ascii_alphanumeric() && before[before.len() - 2] != b'_';
    id == DialectId::Postgres && is_e && is_alone
}

fn past_quote(text: &str, at: usize, quote: char, has_escapes: bool) -> usize {
    let bytes = text.as_bytes();
    let quote = quote as u8;
    let mut it = at + 1;
    while it < bytes.len() {
        if bytes[it] == b'\\' && has_escapes {
            it += 2;
        } else if bytes[it] != quote {
            it += 1;
        } else if bytes.get(it + 1) == Some(&quote) {
            it += 2;
        } else {
            return it + 1;
        }
    }
    text.len()
}

fn past_comment(text: &str, at: usize, is_nested: bool) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut it = at;
    while it + 1 < bytes.len() {
        match (bytes[it], bytes[it + 1]) {
            (b'/', b'*') if depth == 0 || is_nested => {
                depth += 1;
                it += 2;
            }
            (b'*', b'/') => {
                depth -= 1;
                it += 2;
                if depth == 0 {
                    return it;
                }
            }
            _ => it += 1,
        }
    }
    text.len()
}

/// `$$ … $$`, `$tag$ … $tag$`; a lone `$` is one character.
fn past_dollar_quote(text: &str, at: usize) -> usize {
    let rest = &text[at + 1..];
    let Some(end) = rest.find('$') else { return at + 1 };
    let tag = &rest[..end];
    let is_tag = tag.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !tag.starts_with(|c: char| c.is_ascii_digit());
    if !is_tag {
        return at + 1;
    }
    let quote = &text[at..at + end + 2];
    let body = at + quote.len();
    text[body..].find(quote).map_or(text.len(), |it| body + it + quote.len())
}

/// `copy t (a, b) from stdin`
fn is_copy(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_first = words.next().is_some_and(|it| it.eq_ignore_ascii_case("copy"));
    is_first && text.to_ascii_lowercase().contains("from stdin")
}

/// Nothing but white space and comments.
fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A statement whose executable comments are opened: `/*!40101 set x */` is `set x` for a server that is as new.
fn opened(text: &str, id: DialectId) -> String {
    let mut res = String::with_capacity(text.len());
    let mut at = 0;
    let mut depth = 0_usize;
    while at < text.len() {
        let rest = &text[at..];
        let marker = ["/*!", "/*M!"].into_iter().find(|it| rest.starts_with(it));
        if let Some(marker) = marker {
            let digits = rest[marker.len()..].chars().take_while(char::is_ascii_digit).count();
            let version = rest[marker.len()..marker.len() + digits].parse().unwrap_or(0);
            let is_run = is_run(version, marker, id);
            let end =
                if is_run { at + marker.len() + digits } else { past_comment(text, at, false) };
            depth += usize::from(is_run);
            blank(&text[at..end], &mut res);
            at = end;
        } else if depth > 0 && rest.starts_with("*/") {
            depth -= 1;
            res.push_str("  ");
            at += 2;
        } else {
            let end = past_token(text, at, id);
            res.push_str(&text[at..end]);
            at = end;
        }
    }
    res
}

/// A version of MariaDB that is still to come: its dumps hide what no server shall run behind a greater one.
const NEWEST_MARIADB: u32 = 129_999;

/// MariaDB skips what is for MySQL 5.7 and later alone; no server runs what is for newer ones.
fn is_run(version: u32, marker: &str, id: DialectId) -> bool {
    match id {
        DialectId::Mariadb => {
            let is_own = marker == "/*M!" && version <= NEWEST_MARIADB;
            is_own || version < 50_700 || (100_000..=NEWEST_MARIADB).contains(&version)
        }
        DialectId::Mysql | DialectId::Postgres | DialectId::Sqlite => {
            marker == "/*!" && version <= 90_000
        }
    }
}

/// The same lines without their words.
fn blank(text: &str, res: &mut String) {
    res.extend(text.chars().map(|it| if it == '\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, id: DialectId) -> Vec<String> {
        pieces(text, id).map(|it| format!("{}: {}", it.line, it.text.trim())).collect()
    }

    #[test]
    fn a_semicolon_in_a_quote_ends_nothing() {
        let script = "-- a; b\nselect 'x;y', \"a;b\";\n\nselect $q$ ; $$ ; $q$ /* ; /* ; */ ; */;";
        assert_eq!(
            cut(script, DialectId::Postgres),
            ["2: select 'x;y', \"a;b\"", "4: select $q$ ; $$ ; $q$ /* ; /* ; */ ; */"]
        );
    }

    #[test]
    fn rows_and_lines_for_the_client_are_skipped() {
        let script = "\\connect x\ncopy t (a) from stdin;\n1;2\n\\.\nselect E'\\';' ;";
        assert_eq!(cut(script, DialectId::Postgres), ["5: select E'\\';'"]);
    }

    #[test]
    fn a_delimiter_may_change() {
        let script = "delimiter ;;\ncreate trigger t begin a; b; end ;;\ndelimiter ;\nselect 1;";
        assert_eq!(
            cut(script, DialectId::Mariadb),
            ["2: create trigger t begin a; b; end", "4: select 1"]
        );
    }

    #[test]
    fn what_is_sent_at_once_may_be_several_statements() {
        let script = "delimiter $$\ndrop procedure if exists p;
            create procedure p() begin if a then set x = if(b, 1, repeat('a', 2)); end if; end$$
            create trigger t before insert on a for each row if new.end then set x = 1; end if $$
            delimiter ;\nselect 1;";
        let cut = cut(script, DialectId::Mariadb);
        assert_eq!(cut.len(), 4, "{cut:?}");
        assert!(cut[1].ends_with("end if; end") && cut[2].ends_with("end if"), "{cut:?}");
    }

    #[test]
    fn a_rule_may_do_several_things() {
        let script =
            "create rule r as on delete to v do instead (delete from a; delete from b;); x";
        let cut = cut(script, DialectId::Postgres);
        assert_eq!(cut.len(), 2, "{cut:?}");
    }

    #[test]
    fn lines_for_the_shell_of_sqlite_are_no_statements() {
        let script = "# a note\n.mode csv\ncreate table t (\n  a);\n";
        assert_eq!(cut(script, DialectId::Sqlite), ["3: create table t (\n  a)"]);
    }

    #[test]
    fn a_trigger_ends_with_its_body() {
        let script = "create trigger t after insert on a begin
            update a set x = case when y then 1 else 2 end; delete from b; end; select 1";
        let cut = cut(script, DialectId::Sqlite);
        assert_eq!(cut.len(), 2);
        assert!(cut[0].ends_with("delete from b; end"));
    }

    #[test]
    fn executable_comments_are_opened_for_servers_that_run_them() {
        let script = "create table t (a int /*!40101 not null */) /*!80016 x */;";
        let cut = cut(script, DialectId::Mariadb);
        assert!(cut[0].contains(" not null ") && !cut[0].contains('x'), "{cut:?}");
    }

    #[test]
    fn a_cut_text_ends_somewhere() {
        for text in ["'", "$a$", "/*", "\"", "copy t from stdin;", "create trigger begin", "\\"] {
            for id in DialectId::ALL {
                let _ = cut(text, id);
            }
        }
    }
}
