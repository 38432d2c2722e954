//! What can be wrong with the spelling of a model: the stable names, their pages, and the words of each
//! finding, by subject.

mod clauses;
mod foreign;
mod structure;
mod words;

pub(super) use clauses::*;
pub(super) use foreign::*;
pub(super) use structure::*;
pub(super) use words::*;

use crate::base::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &UNCLOSED_BRACKET,
    &STRAY_BRACKET,
    &MISMATCHED_BRACKET,
    &UNCLOSED_QUOTE,
    &UNCLOSED_BODY,
    &MISSING_BRACE,
    &MISPLACED_BODY,
    &MISPLACED_DECLARATION,
    &NESTING_TOO_DEEP,
    &TOO_LONG,
    &TOO_MANY_MISTAKES,
    &CROWDED_LINE,
    &STRAY_SEPARATOR,
    &MISSING_SEPARATOR,
    &UNKNOWN_DECLARATION,
    &UNEXPECTED_TEXT,
    &UNKNOWN_WORD,
    &MISSING_TYPE,
    &MISSING_QUERY,
    &INVALID_NAME,
    &RESERVED_NAME,
    &SINGLE_QUOTES,
    &UNKNOWN_ESCAPE,
    &MODIFIER_ORDER,
    &REPEATED_MODIFIER,
    &CHAINED_COMPARISON,
    &INVALID_NUMBER,
    &INVALID_TYPE_ARGUMENTS,
    &UNKNOWN_DIALECT,
    &FOREIGN_SYNTAX,
    &FOREIGN_COMMENT,
    &FOREIGN_FILE,
    &FORBIDDEN_CHARACTER,
];

/// The user's text as it is shown in a message: its first line, cut where it becomes long.
pub(super) fn clip(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
