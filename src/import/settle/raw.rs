//! SQL of MySQL and MariaDB that is carried word for word, in one spelling: the servers print it in small letters, with
//! quotes around every name.

use crate::base::DialectId;
use crate::dialect::{self, Sql};

/// The text with small letters, single blanks and no quotes around names that need none. One with comments stays as it
/// is.
pub(super) fn spelled(text: &str, id: DialectId) -> String {
    if ["--", "/*", "#"].iter().any(|it| text.contains(it)) {
        return text.to_owned();
    }
    let mut res = String::with_capacity(text.len());
    let mut rest = text.trim();
    let mut is_word_before = false;
    while let Some(first) = rest.chars().next() {
        let end = token_end(rest, first);
        let (token, tail) = rest.split_at(end);
        let opens_call = token == "(" && is_word_before;
        let is_tight =
            matches!(token, ")" | "," | ".") || opens_call || res.ends_with(['(', '.', '@']);
        if !is_tight && !res.is_empty() {
            res.push(' ');
        }
        match first {
            '`' => res.push_str(&name(token, id)),
            '\'' | '"' => res.push_str(token),
            _ => res.push_str(&token.to_lowercase()),
        }
        is_word_before = is_part(first);
        // `x'00'` is one literal.
        let is_glued = is_word_before && tail.starts_with('\'');
        rest = tail.trim_start();
        if is_glued {
            let end = token_end(rest, '\'');
            res.push_str(&rest[..end]);
            rest = rest[end..].trim_start();
            is_word_before = false;
        }
    }
    res
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@')
}

/// Where the token that `text` starts with ends.
fn token_end(text: &str, first: char) -> usize {
    match first {
        '`' | '\'' | '"' => quoted_end(text, first),
        '(' | ')' | ',' | '.' => 1,
        _ if is_part(first) => text.find(|c| !is_part(c)).unwrap_or(text.len()),
        _ => {
            let ends = |c: char| is_part(c) || c.is_whitespace() || "`'\"(),.".contains(c);
            text.find(ends).unwrap_or(text.len())
        }
    }
}

fn quoted_end(text: &str, quote: char) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote != '`' => at += 2,
            it if it != quote as u8 => at += 1,
            _ if bytes.get(at + 1) == Some(&(quote as u8)) => at += 2,
            _ => return at + 1,
        }
    }
    text.len()
}

/// A name in quotes, without them where it needs none.
fn name(quoted: &str, id: DialectId) -> String {
    let inner = quoted.trim_matches('`').replace("``", "`");
    let mut sql = Sql::new(dialect::of(id));
    sql.name(&inner);
    sql.into_string()
}

#[cfg(test)]
mod tests {
    use super::spelled;
    use crate::base::DialectId;

    #[test]
    fn spellings_come_together() {
        for (text, expected) in [
            ("CONVERT(`b`  USING utf8mb4) = 'A  b'", "convert(b using utf8mb4) = 'A  b'"),
            ("interval (a,1 , 2)>0", "interval(a, 1, 2) > 0"),
            ("`a b`<=`order`", "`a b` <= `order`"),
            ("X'00ff' = h", "x'00ff' = h"),
            ("f(a) /* A */", "f(a) /* A */"),
        ] {
            assert_eq!(spelled(text, DialectId::Mariadb), expected);
        }
    }
}
