//! How names and strings are spelt in a model: which names want backticks, what is escaped.

use std::fmt::Write as _;

use crate::base::is_plain_name;

/// Words that start a member of their own, so that an attribute of this name wants backticks.
pub(super) const MEMBER_WORDS: [&str; 8] =
    ["key", "unique", "index", "check", "foreign", "exclude", "subtypes", "join"];

/// Words that follow a type, so that no type has such a name without backticks.
pub(super) const TYPE_STOPS: [&str; 8] =
    ["key", "unique", "identity", "check", "references", "sharing", "inverse", "deferrable"];

/// Words that an operand may not be, so that `= 1 check a > 0` reads as it looks.
pub(super) const OPERAND_WORDS: [&str; 27] = [
    "and",
    "or",
    "not",
    "is",
    "in",
    "between",
    "like",
    "matches",
    "case",
    "when",
    "then",
    "else",
    "end",
    "null",
    "true",
    "false",
    "key",
    "unique",
    "identity",
    "check",
    "references",
    "sharing",
    "on",
    "deferrable",
    "inverse",
    "stored",
    "virtual",
];

/// All of them: an attribute of such a name stands in backticks wherever it is named, so that it has one
/// spelling.
pub(super) const ATTRIBUTE_WORDS: [&str; 32] = [
    "and",
    "between",
    "case",
    "check",
    "deferrable",
    "else",
    "end",
    "exclude",
    "false",
    "foreign",
    "identity",
    "in",
    "index",
    "inverse",
    "is",
    "join",
    "key",
    "like",
    "matches",
    "not",
    "null",
    "on",
    "or",
    "references",
    "sharing",
    "stored",
    "subtypes",
    "then",
    "true",
    "unique",
    "virtual",
    "when",
];

/// Words that have a form of their own before a bracket, and that form.
pub(super) const FORMS: [(&str, &str); 3] =
    [("cast", "cast(x as int)"), ("extract", "extract(year, x)"), ("sql", "sql(\"…\")")];

/// The form of a word that is no function and yet stands before a bracket.
pub(super) fn form(word: &str) -> Option<&'static str> {
    FORMS.iter().find(|(it, _)| *it == word).map(|(_, form)| *form)
}

/// Whether `word` is reserved where a value is expected.
pub(super) fn is_operand_word(word: &str) -> bool {
    // The longest is `references`; most names are told by their length or first letter.
    word.len() <= 10 && OPERAND_WORDS.contains(&word)
}

/// A string as it is written in a model.
pub(super) fn string(value: &str) -> String {
    let mut res = String::with_capacity(value.len() + 2);
    write_string(&mut res, value);
    res
}

/// Writes a string with its quotes.
pub(super) fn write_string(out: &mut String, value: &str) {
    out.push('"');
    write_escaped(out, value, '"');
    out.push('"');
}

/// Writes a name, in backticks when it is not plain or is one of the `reserved` words.
pub(super) fn write_name(out: &mut String, name: &str, reserved: &[&str]) {
    if is_plain_name(name) && !reserved.contains(&name) {
        out.push_str(name);
    } else {
        write_quoted_name(out, name);
    }
}

/// Writes a name in backticks.
pub(super) fn write_quoted_name(out: &mut String, name: &str) {
    out.push('`');
    write_escaped(out, name, '`');
    out.push('`');
}

/// Writes `value` with everything escaped that cannot stand between two `quote`s or would not be seen.
fn write_escaped(out: &mut String, value: &str, quote: char) {
    for c in value.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || is_invisible(c) => {
                write!(out, "\\u{{{:x}}}", c as u32).expect("a String takes all text");
            }
            c => out.push(c),
        }
    }
}

/// Characters that are not seen and mean nothing, or override the direction of the text around them.
pub(super) fn misleads(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Marks that are not seen themselves and change how the text around them is shown.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{061c}'
            | '\u{200b}'
            | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}
