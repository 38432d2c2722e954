//! Regular expressions without backslashes, as far as that goes: `\d` is `[0-9]`, `\.` is `[.]`.
//!
//! Whether a backslash in a string means itself is decided by the mode of the session (`no_backslash_escapes`),
//! and a pattern full of hexadecimal digits cannot be read in review.

/// The same pattern with as few backslashes as possible.
pub(super) fn with_few_backslashes(pattern: &str) -> String {
    let mut res = String::with_capacity(pattern.len() + 8);
    let mut is_in_class = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(escaped) => res.push_str(&respelled(escaped, is_in_class)),
                None => res.push('\\'),
            },
            '[' if is_in_class && chars.peek() == Some(&':') => {
                // A named class, `[:alpha:]`, up to its own bracket.
                res.push('[');
                for inner in chars.by_ref() {
                    res.push(inner);
                    if inner == ']' {
                        break;
                    }
                }
            }
            '[' => {
                is_in_class = true;
                res.push('[');
                // What stands first is no end: `[]a]`, `[^]a]`.
                for first in ['^', ']'] {
                    if let Some(first) = chars.next_if_eq(&first) {
                        res.push(first);
                    }
                }
            }
            ']' => {
                is_in_class = false;
                res.push(']');
            }
            c => res.push(c),
        }
    }
    res
}

/// `\d` as `[0-9]`, or as `0-9` in a class.
fn respelled(escaped: char, is_in_class: bool) -> String {
    let (inner, negated) = match escaped {
        'd' => ("0-9", false),
        'D' => ("0-9", true),
        'w' => ("[:alnum:]_", false),
        'W' => ("[:alnum:]_", true),
        's' => ("[:space:]", false),
        'S' => ("[:space:]", true),
        c if ".$*+?(){}|/@#%&~\"'`!,;:=<> _".contains(c) => {
            return if is_in_class { c.to_string() } else { format!("[{c}]") };
        }
        '-' if !is_in_class => return "-".to_owned(),
        c => return format!("\\{c}"),
    };
    match (is_in_class, negated) {
        (true, false) => inner.to_owned(),
        (false, false) => format!("[{inner}]"),
        (false, true) => format!("[^{inner}]"),
        (true, true) => format!("\\{escaped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_few_backslashes;

    #[test]
    fn classes_take_the_place_of_escapes() {
        let cases = [
            (r"^\d{3}-\d+$", "^[0-9]{3}-[0-9]+$"),
            (r"^[\w.-]+@\w+\.de$", "^[[:alnum:]_.-]+@[[:alnum:]_]+[.]de$"),
            (r"[^\s\]]\S", r"[^[:space:]\]][^[:space:]]"),
            (r"^\^\\\bx\-$", r"^\^\\\bx-$"),
            (r"[[:alpha:]\d]", "[[:alpha:]0-9]"),
            ("plain", "plain"),
        ];
        for (pattern, expected) in cases {
            assert_eq!(with_few_backslashes(pattern), expected);
        }
    }
}
