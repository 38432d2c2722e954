//! A script cut into its statements, and each into its words.

use std::ops::Range;

use crate::base::DialectId;

/// One statement of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptStatement {
    /// The line of its first word, from 1.
    pub line: usize,
    /// Where its first word starts in the script, in bytes.
    pub start: usize,
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
    /// A word without quotes, as it is written.
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
        matches!(self, Token::Word(it) if it.eq_ignore_ascii_case(word))
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
    /// Whether this is a comment that MySQL runs: `/*!40101 … */`.
    is_run_comment: bool,
    /// The line on which the last statement ended.
    last_line: usize,
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
            is_run_comment: false,
            last_line: 0,
            res: Vec::new(),
        }
    }

    /// Takes one piece; `false` at the end.
    fn step(&mut self) -> bool {
        let script = self.script;
        let rest = &script[self.at..];
        let Some(c) = rest.chars().next() else { return false };
        let line_end = rest.find('\n').unwrap_or(rest.len());
        if c.is_whitespace() {
            self.skip(c.len_utf8());
        } else if rest.starts_with("--") || c == '#' && self.is_mysql() {
            self.comment(rest[..line_end].trim_start_matches(['-', '#']).trim());
            self.skip(line_end);
        } else if self.is_mysql() && (rest.starts_with("/*!") || rest.starts_with("/*M!")) {
            self.start.get_or_insert((self.at, self.line));
            self.is_run_comment = true;
            let mark = rest.find('!').unwrap_or_default() + 1;
            let n_digits = rest[mark..].bytes().take_while(u8::is_ascii_digit).count();
            self.skip(mark + n_digits);
        } else if self.is_run_comment && rest.starts_with("*/") {
            self.is_run_comment = false;
            self.skip(2);
        } else if rest.starts_with("/*") {
            let end = comment_length(rest, self.dialect == DialectId::Postgres);
            self.comment(rest[..end].trim_matches(['/', '*']).trim());
            self.skip(end);
        } else if rest.starts_with(&self.delimiter) && !self.is_inside_body() {
            self.end(self.at);
            self.skip(self.delimiter.len());
            self.copied_rows();
        } else if self.start.is_none() && self.is_mysql() && starts_with_word(rest, "delimiter") {
            self.delimiter = rest[9..line_end].trim().to_owned();
            self.skip(line_end);
        } else if self.start.is_none() && c == '\\' && self.dialect == DialectId::Postgres {
            // `\connect` and its like are for the terminal of PostgreSQL.
            self.skip(line_end);
        } else {
            self.token(rest, c);
        }
        true
    }

    fn is_mysql(&self) -> bool {
        matches!(self.dialect, DialectId::Mysql | DialectId::Mariadb)
    }

    /// Goes behind the rows that a `copy … from stdin` of PostgreSQL brings along.
    fn copied_rows(&mut self) {
        let is_copy = self.dialect == DialectId::Postgres
            && self.res.last().is_some_and(|it| {
                it.tokens.first().is_some_and(|it| it.is("copy"))
                    && it.tokens.iter().any(|it| it.is("stdin"))
            });
        let rest = &self.script[self.at..];
        if is_copy && let Some(end) = rest.find("\n\\.") {
            self.skip(end + 3);
        }
    }

    /// Whether a `;` is one of a routine's body: between `begin` and its `end`.
    fn is_inside_body(&self) -> bool {
        let has = |word: &str| self.tokens.iter().any(|it| it.is(word));
        let is_create = self.tokens.first().is_some_and(|it| it.is("create"));
        let kinds: &[&str] = match self.dialect {
            DialectId::Sqlite => &["trigger"],
            DialectId::Mysql | DialectId::Mariadb => &["trigger", "procedure", "function", "event"],
            // `begin atomic` of version 14.
            DialectId::Postgres => &["procedure", "function"],
        };
        let is_routine = is_create
            && self.tokens.iter().take(8).any(|it| kinds.iter().any(|kind| it.is(kind)))
            && has("begin")
            && (self.dialect != DialectId::Postgres || has("atomic"));
        is_routine && depth_of_body(&self.tokens) > 0
    }

    fn token(&mut self, rest: &str, c: char) {
        self.start.get_or_insert((self.at, self.line));
        let (token, length) = match c {
            '\'' => {
                let length = quoted_length(rest, c, self.is_mysql() || self.is_behind_e());
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
                (Token::Word(rest[..length].to_owned()), length)
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

    /// Whether the `e` of a string with escapes stands right before.
    fn is_behind_e(&self) -> bool {
        self.script[..self.at].ends_with(['e', 'E'])
            && self.tokens.last().is_some_and(|it| it.is("e"))
    }

    /// A comment behind a statement, on the same line, is about that one.
    fn comment(&mut self, text: &str) {
        let is_behind = self.start.is_none() && self.line == self.last_line;
        match self.res.last_mut().filter(|_| is_behind) {
            Some(last) => last.comments.push(text.to_owned()),
            None => self.comments.push(text.to_owned()),
        }
    }

    fn skip(&mut self, length: usize) {
        let skipped = &self.script[self.at..self.at + length];
        self.line += skipped.bytes().filter(|it| *it == b'\n').count();
        self.at += length;
    }

    fn end(&mut self, at: usize) {
        let Some((start, line)) = self.start.take() else { return };
        self.last_line = self.line;
        self.res.push(ScriptStatement {
            line,
            start,
            text: self.script[start..at].trim_end().to_owned(),
            comments: std::mem::take(&mut self.comments),
            tokens: std::mem::take(&mut self.tokens),
        });
    }
}

impl ScriptStatement {
    /// Where the condition of its last `where` is, in bytes of its text: one that stands in no brackets. It ends before
    /// `on conflict`, `on duplicate key` and `for share`.
    pub(super) fn condition(&self, dialect: DialectId) -> Option<Range<usize>> {
        let mut cutter = Cutter::new(&self.text, dialect);
        let (mut depth, mut res, mut last) = (0_usize, None, 0);
        loop {
            let n_tokens = cutter.tokens.len();
            if !cutter.step() {
                return res.map(|start| start..self.text.len());
            }
            let Some(token) = cutter.tokens.get(n_tokens) else { continue };
            if *token == Token::Mark('(') {
                depth += 1;
            } else if *token == Token::Mark(')') {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && token.is("where") {
                res = Some(cutter.at);
            } else if let (0, Some(start), true) = (depth, res, ends_condition(&cutter.tokens)) {
                return Some(start..last);
            }
            last = match token {
                Token::Word(it) => cutter.at - it.len(),
                Token::Quoted(_) | Token::Text(_) | Token::Number(_) | Token::Mark(_) => cutter.at,
            };
        }
    }
}

/// Whether the last two words say what is done with the rows that are found, and not which these are.
fn ends_condition(tokens: &[Token]) -> bool {
    let [.., first, second] = tokens else { return false };
    let is_any = |words: &[&str]| words.iter().any(|it| second.is(it));
    first.is("on") && is_any(&["conflict", "duplicate"])
        || first.is("for") && is_any(&["share", "update", "key", "no"])
}

impl ScriptStatement {
    /// What stands in the brackets behind each `check`; most statements have none, and are not read again.
    pub(super) fn checks_if_any(&self, dialect: DialectId) -> Vec<&str> {
        match self.tokens.iter().any(|it| it.is("check")) {
            true => self.checks(dialect),
            false => Vec::new(),
        }
    }

    /// What stands in the brackets behind each `check`, as it is written.
    fn checks(&self, dialect: DialectId) -> Vec<&str> {
        let mut cutter = Cutter::new(&self.text, dialect);
        // Where the brackets of a check begin, and how deep they stand.
        let (mut depth, mut open, mut is_check) = (0_usize, None, false);
        let mut res = Vec::new();
        loop {
            let n_tokens = cutter.tokens.len();
            let start = cutter.at;
            if !cutter.step() {
                return res;
            }
            let Some(token) = cutter.tokens.get(n_tokens) else { continue };
            if *token == Token::Mark('(') {
                if is_check && open.is_none() {
                    open = Some((depth, cutter.at));
                }
                depth += 1;
            } else if *token == Token::Mark(')') {
                depth = depth.saturating_sub(1);
                if let Some((of, from)) = open
                    && of == depth
                {
                    res.push(self.text[from..start].trim());
                    open = None;
                }
            }
            is_check = open.is_none() && token.is("check");
        }
    }
}

/// How many blocks of a routine's body are open. `end if`, `end loop` and their like end what no `begin` began.
fn depth_of_body(tokens: &[Token]) -> usize {
    let mut res: usize = 0;
    for (idx, token) in tokens.iter().enumerate() {
        let ends_other =
            |it: &Token| ["if", "loop", "while", "repeat"].iter().any(|word| it.is(word));
        let is_ended = idx > 0 && tokens[idx - 1].is("end");
        if token.is("begin") || token.is("case") && !is_ended {
            res += 1;
        } else if token.is("end") && !tokens.get(idx + 1).is_some_and(ends_other) {
            res = res.saturating_sub(1);
        }
    }
    res
}

/// The length of a comment; PostgreSQL's may stand in one another.
fn comment_length(text: &str, nests: bool) -> usize {
    let (mut at, mut depth) = (2, 1);
    while depth > 0 {
        let rest = &text[at..];
        let Some(end) = rest.find("*/") else { return text.len() };
        match rest.find("/*").filter(|it| nests && *it < end) {
            Some(start) => {
                at += start + 2;
                depth += 1;
            }
            None => {
                at += end + 2;
                depth -= 1;
            }
        }
    }
    at
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
    fn what_dumps_hold_is_not_cut_wrongly() {
        let script = "copy a (n) from stdin;\n1;\n2\n\\.\nselect E'it\\';s';\n\\connect x\nselect /* a /* b */ ; */ 1;";
        assert_eq!(texts(script, DialectId::Postgres).len(), 3);
        let script = "create trigger t before insert on a for each row begin if new.n = 1 then set new.n = case when 1 then 2 end; end if; end;\n/*!40101 set names utf8 */;\nselect 1;";
        let res = texts(script, DialectId::Mariadb);
        assert_eq!(res[1..], ["/*!40101 set names utf8 */", "select 1"]);
        let script = "create function f() returns int begin atomic select 1; end; select 2;";
        assert_eq!(texts(script, DialectId::Postgres).len(), 2);
    }

    #[test]
    fn a_condition_is_that_of_the_statement_itself() {
        let script = "update a set b = (select 1 from c where c.d = a.d) where b is null or e in (select e from f where g)";
        let statement = &statements(script, DialectId::Postgres)[0];
        let range = statement.condition(DialectId::Postgres).expect("a condition");
        assert_eq!(&statement.text[range], " b is null or e in (select e from f where g)");
        let script = "insert into a (b) select c from d where e = 'on conflict'\nfor share\non conflict (b) do nothing";
        let statement = &statements(script, DialectId::Postgres)[0];
        let range = statement.condition(DialectId::Postgres).expect("a condition");
        assert_eq!(statement.text[range].trim(), "e = 'on conflict'");
    }

    #[test]
    fn checks_are_read_as_they_are_written() {
        let script = "alter table a add constraint b check ((c <> ')') and lower(d) = d), add check (e > -1)";
        let statement = &statements(script, DialectId::Postgres)[0];
        let checks = statement.checks(DialectId::Postgres);
        assert_eq!(checks, ["(c <> ')') and lower(d) = d", "e > -1"]);
    }

    #[test]
    fn lines_are_those_of_the_first_word() {
        let script = "\n-- why\nselect 1;\n\n\nselect 2;";
        let lines: Vec<usize> =
            statements(script, DialectId::Postgres).iter().map(|it| it.line).collect();
        assert_eq!(lines, [3, 6]);
    }
}
