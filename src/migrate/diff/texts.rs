//! Whether two texts that erc carries and does not look into say the same.

use crate::base::{DialectId, SqlText};

/// Whether two texts say the same wherever both say anything: white space, comments and the case of words do not
/// count.
pub(super) fn says_the_same(a: &SqlText, b: &SqlText) -> bool {
    if a == b {
        return true;
    }
    let mut pairs = DialectId::ALL.into_iter().filter_map(|it| a.text(it).zip(b.text(it)));
    let Some(first) = pairs.next() else { return false };
    std::iter::once(first).chain(pairs).all(|(a, b)| a == b || tokens(a) == tokens(b))
}

/// Whether a text stands in a statement.
pub(in super::super) fn has_within(statement: &str, text: &str) -> bool {
    let (all, part) = (tokens(statement), tokens(text));
    !part.is_empty() && all.windows(part.len()).any(|it| it == part)
}

/// Whether the bodies of two functions differ, which no server spells anew.
pub(super) fn has_another_code(a: &SqlText, b: &SqlText) -> bool {
    DialectId::ALL.into_iter().any(|it| {
        let (Some(a), Some(b)) = (a.text(it), b.text(it)) else { return false };
        let (a, b) = (code(a, it), code(b, it));
        !a.is_empty() && !b.is_empty() && a != b
    })
}

/// Whether two functions give something else: PostgreSQL replaces neither by the other.
pub(in super::super) fn gives_another_type(a: &SqlText, b: &SqlText) -> bool {
    let id = DialectId::Postgres;
    let (Some(a), Some(b)) = (a.text(id), b.text(id)) else { return false };
    given(tokens(a)) != given(tokens(b))
}

/// Words of which each ends what stands behind `returns`.
const BEHIND_TYPE: [&str; 17] = [
    "as",
    "begin",
    "called",
    "cost",
    "immutable",
    "language",
    "leakproof",
    "not",
    "parallel",
    "return",
    "rows",
    "security",
    "set",
    "stable",
    "strict",
    "volatile",
    "window",
];

/// What stands behind `returns`.
fn given(tokens: Vec<Token>) -> Vec<Token> {
    let is_start = |it: &Token| matches!(it, Token::Word(it) if it == "returns");
    let ends = |it: &Token| {
        matches!(it, Token::Code(_) | Token::Text(_))
            || matches!(it, Token::Word(it) if BEHIND_TYPE.contains(&it.as_str()))
    };
    let behind = tokens.into_iter().skip_while(|it| !is_start(it)).skip(1);
    behind.take_while(|it| !ends(it)).collect()
}

/// A piece of SQL.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A word or a name that need not be quoted, in lower case.
    Word(String),
    /// Any other quoted name.
    Quoted(String),
    /// A string, as it is written.
    Text(String),
    /// What stands between `$$`.
    Code(String),
    /// Anything else.
    Sign(char),
}

/// The pieces of a text; `create or replace` is `create`, and the `;` at its end is none.
fn tokens(sql: &str) -> Vec<Token> {
    let mut res = Vec::new();
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '\'' => {
                let tail = behind_quoted(rest, c);
                res.push(Token::Text(rest[..rest.len() - tail.len()].to_owned()));
                tail
            }
            '"' | '`' => {
                let tail = behind_quoted(rest, c);
                let inner = &rest[1..rest.len() - tail.len()];
                res.push(name(inner.strip_suffix(c).unwrap_or(inner)));
                tail
            }
            '-' if rest.starts_with("--") => rest.split_once('\n').map_or("", |(_, tail)| tail),
            '/' if rest.starts_with("/*") => rest.split_once("*/").map_or("", |(_, tail)| tail),
            '$' => dollar(rest, &mut res),
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
                let (word, tail) = rest.split_at(end.unwrap_or(rest.len()));
                res.push(Token::Word(word.to_lowercase()));
                tail
            }
            c => {
                if !c.is_whitespace() {
                    res.push(Token::Sign(c));
                }
                &rest[c.len_utf8()..]
            }
        };
    }
    while res.last() == Some(&Token::Sign(';')) {
        res.pop();
    }
    let is = |at: usize, word: &str| matches!(res.get(at), Some(Token::Word(it)) if it == word);
    if is(0, "create") && is(1, "or") && is(2, "replace") {
        res.drain(1..3);
    }
    res
}

/// A quoted name; one that need not be quoted is a word.
fn name(text: &str) -> Token {
    let is_plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '_';
    match text.chars().all(is_plain) {
        true => Token::Word(text.to_owned()),
        false => Token::Quoted(text.to_owned()),
    }
}

/// Reads `$tag$ … $tag$`; a `$` that opens nothing is a sign.
fn dollar<'a>(text: &'a str, res: &mut Vec<Token>) -> &'a str {
    let is_tag = |it: &&str| it.chars().all(|c| c.is_alphanumeric() || c == '_');
    let tag = text[1..].split_once('$').map(|(tag, _)| tag).filter(is_tag);
    let inside = tag.and_then(|tag| {
        let fence = &text[..tag.len() + 2];
        text[fence.len()..].split_once(fence)
    });
    match inside {
        Some((code, tail)) => {
            res.push(Token::Code(code.trim().to_owned()));
            tail
        }
        None => {
            res.push(Token::Sign('$'));
            &text[1..]
        }
    }
}

/// What comes behind a quoted piece, in which a quote that is doubled ends nothing.
fn behind_quoted(text: &str, quote: char) -> &str {
    let mut rest = &text[1..];
    while let Some(at) = rest.find(quote) {
        rest = &rest[at + 1..];
        match rest.strip_prefix(quote) {
            Some(tail) => rest = tail,
            None => return rest,
        }
    }
    ""
}

/// The pieces that make up the body of a function: what is quoted, in MySQL all that stands behind its head.
fn code(sql: &str, id: DialectId) -> Vec<Token> {
    let mut tokens = tokens(sql);
    match id {
        DialectId::Postgres | DialectId::Sqlite => {
            tokens.retain(|it| matches!(it, Token::Code(_)));
            tokens
        }
        DialectId::Mysql | DialectId::Mariadb => {
            let starts =
                |it: &Token| matches!(it, Token::Word(it) if it == "begin" || it == "return");
            let start = tokens.iter().position(starts).unwrap_or(tokens.len());
            tokens.split_off(start)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        says_the_same(&SqlText::bare(a), &SqlText::one(DialectId::Postgres, b))
    }

    #[test]
    fn what_says_nothing_does_not_count() {
        assert!(same("select a\nfrom \"t\" -- all\n", "SELECT a /* no */ FROM t;"));
        assert!(same("create or replace function f()", "create  function f ()"));
        assert!(same("$$ begin end $$", "$body$begin end$body$"));
    }

    #[test]
    fn strings_and_names_count() {
        assert!(!same("select 'a'", "select 'A'"));
        assert!(!same("select \"A\"", "select a"));
        assert!(!same("select 'it''s'", "select 'it' 's'"));
        assert!(!same("select ab", "select a b"));
        assert!(!same("$$ begin a; end $$", "$$ begin b; end $$"));
    }

    #[test]
    fn the_code_of_functions_is_told_from_their_heads() {
        let a = SqlText::bare("create function f() returns int as $$ select 1 $$ language sql");
        let b = SqlText::bare("create function f() returns integer language sql as $x$select 1$x$");
        let c = SqlText::bare("create function f() returns int as $$ select 2 $$ language sql");
        assert!(!says_the_same(&a, &b) && !has_another_code(&a, &b));
        assert!(has_another_code(&a, &c));
        let d = SqlText::bare("create function f() returns text language sql as $$ select 2 $$");
        assert!(gives_another_type(&d, &c) && !gives_another_type(&a, &c));
    }
}
