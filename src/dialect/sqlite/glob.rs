//! Regular expressions and `like` patterns that `glob` can say. It looks at case, as they do in the language.

use super::super::expression::{LikePart, like_parts};

/// The `glob` pattern of a `like` pattern.
pub(super) fn of_like(pattern: &str) -> String {
    let mut res = String::with_capacity(pattern.len());
    for part in like_parts(pattern) {
        match part {
            LikePart::Any => res.push('*'),
            LikePart::One => res.push('?'),
            LikePart::Character(c) => push_character(c, &mut res),
        }
    }
    res
}

/// The `glob` pattern of a regular expression, if there is one: characters, classes and `.`, each so many times,
/// and `.*` between them.
pub(super) fn of_regular_expression(pattern: &str) -> Option<String> {
    let is_from_start = pattern.starts_with('^');
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let is_to_end = inner.ends_with('$') && !inner.ends_with("\\$");
    let inner = if is_to_end { inner.strip_suffix('$')? } else { inner };
    let mut res = if is_from_start { String::new() } else { "*".to_owned() };
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        let mut atom = String::new();
        match c {
            '.' if chars.next_if_eq(&'*').is_some() => {
                res.push('*');
                continue;
            }
            '.' if chars.next_if_eq(&'+').is_some() => {
                res.push_str("?*");
                continue;
            }
            '.' => atom.push('?'),
            '\\' => match chars.next()? {
                'd' => atom.push_str("[0-9]"),
                escaped if escaped.is_ascii_punctuation() => push_character(escaped, &mut atom),
                _ => return None,
            },
            '[' => atom = class(&mut chars)?,
            '^' | '$' | '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}' => return None,
            c => push_character(c, &mut atom),
        }
        match chars.peek() {
            Some('*' | '+' | '?') => return None,
            Some('{') => {
                chars.next();
                let digits: String = chars.by_ref().take_while(|it| *it != '}').collect();
                let n_times: usize = digits.parse().ok().filter(|it| *it <= 100)?;
                (0..n_times).for_each(|_| res.push_str(&atom));
            }
            _ => res.push_str(&atom),
        }
    }
    if !is_to_end {
        res.push('*');
    }
    Some(res)
}

/// What stands between brackets, where both languages mean the same by it.
fn class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let mut res = "[".to_owned();
    if chars.next_if_eq(&'^').is_some() {
        res.push('^');
    }
    let mut is_empty = true;
    loop {
        match chars.next()? {
            ']' if is_empty => return None,
            ']' => break,
            '[' | '\\' => return None,
            c => res.push(c),
        }
        is_empty = false;
    }
    res.push(']');
    Some(res)
}

fn push_character(c: char, pattern: &mut String) {
    if matches!(c, '*' | '?' | '[') {
        pattern.push('[');
        pattern.push(c);
        pattern.push(']');
    } else {
        pattern.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_patterns_have_a_glob() {
        let cases = [
            ("^[A-Z]{2}$", Some("[A-Z][A-Z]")),
            (r"^\d{3}-[0-9a-f]", Some("[0-9][0-9][0-9]-[0-9a-f]*")),
            ("x.y", Some("*x?y*")),
            ("^a.*b$", Some("a*b")),
            (r"^\*[^?]$", Some("[*][^?]")),
            ("", Some("**")),
            ("^[^@]+@[^@]+$", None),
            ("a|b", None),
            ("(ab)", None),
            (r"^\w$", None),
            ("^[[:alpha:]]$", None),
            ("a{2,3}", None),
            ("[", None),
        ];
        for (pattern, expected) in cases {
            assert_eq!(of_regular_expression(pattern).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn like_patterns_have_a_glob() {
        for (pattern, expected) in [("a%_", "a*?"), (r"100\%", "100%"), ("[*]", "[[][*]]")] {
            assert_eq!(of_like(pattern), expected);
        }
    }
}
