//! What a line looks like from afar: does it start a declaration, does its header want a body?

use crate::base::closest;

/// The words that start declarations.
pub(in crate::syntax) const WORDS: [&str; 12] = [
    "entity",
    "abstract",
    "relationship",
    "enum",
    "type",
    "mixin",
    "union",
    "schema",
    "view",
    "native",
    "import",
    "model",
];

/// How much of a line is looked at: enough for any header, and little on a line without end.
const HORIZON: usize = 512;

/// What stands between the braces of a declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentKind {
    Members,
    Values,
    Declarations,
}

/// The letters at the start of `text`.
pub(in crate::syntax) fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The keyword that a header starts with, be it misspelt.
pub(in crate::syntax) fn keyword(header: &str) -> Option<Keyword> {
    let word = first_word(header);
    if let Some(word) = WORDS.into_iter().find(|it| *it == word) {
        return Some(Keyword { word, spelling: Spelling::Right });
    }
    let is_glued =
        |it: &&str| word.strip_prefix(*it).is_some_and(|rest| rest.starts_with(is_inner_boundary));
    if let Some(word) = WORDS.into_iter().find(is_glued) {
        return Some(Keyword { word, spelling: Spelling::Glued });
    }
    let meant = closest(word, WORDS).filter(|_| !word.is_empty())?;
    let meant = WORDS.into_iter().find(|it| *it == meant)?;
    Some(Keyword { word: meant, spelling: Spelling::Wrong })
}

/// A keyword and how it was written.
#[derive(Clone, Copy)]
pub(in crate::syntax) struct Keyword {
    pub(in crate::syntax) word: &'static str,
    pub(in crate::syntax) spelling: Spelling,
}

/// How a keyword was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Spelling {
    Right,
    /// Without the blank behind it: `entityUser`.
    Glued,
    Wrong,
}

/// What can start a name behind a keyword that lacks its blank: `entityUser`, `entity_user`.
fn is_inner_boundary(c: char) -> bool {
    c.is_uppercase() || c == '_'
}

/// What the body of the declaration with this header holds.
pub(super) fn content_of(header: &str) -> ContentKind {
    match keyword(header).map(|it| it.word) {
        Some("enum") => ContentKind::Values,
        Some("schema") => ContentKind::Declarations,
        _ => ContentKind::Members,
    }
}

/// Whether a header without a brace must, or may, be followed by a body.
pub(super) fn wants_body(header: &str) -> bool {
    let first = first_word(header);
    let Some(Keyword { word, .. }) = keyword(header) else { return false };
    match word {
        "entity" | "mixin" | "enum" | "schema" | "view" | "relationship" => true,
        "abstract" => first_word(header[first.len()..].trim_start()) == "entity",
        "type" => !narrows_type(header),
        _ => false,
    }
}

/// Where the name of what a header declares ends.
pub(super) fn header_name_end(header: &str) -> usize {
    let mut rest = header[first_word(header).len()..].trim_start();
    if first_word(header) == "abstract" {
        rest = rest[first_word(rest).len()..].trim_start();
    }
    header.len() - rest.len() + quoted_or_word(rest).len()
}

/// Whether the header of a `type` says of which type it is a part: something but an annotation follows its
/// name.
pub(in crate::syntax) fn narrows_type(header: &str) -> bool {
    let rest = header[first_word(header).len()..].trim_start();
    let behind = rest[quoted_or_word(rest).len()..].trim_start();
    !behind.is_empty() && !behind.starts_with(['@', '{'])
}

/// Whether a line that is not indented deeper than the block it stands in starts a declaration: a
/// declaration word *and* the shape of that declaration, so that `type varchar(3)` stays a member.
pub(super) fn starts_declaration(line: &str) -> bool {
    let is_cut = line.len() > HORIZON;
    let line = if is_cut { &line[..line.floor_char_boundary(HORIZON)] } else { line };
    let word = first_word(line);
    let rest = line[word.len()..].trim_start();
    let name = quoted_or_word(rest);
    let behind = rest[name.len()..].trim_start();
    if name.is_empty() {
        return word == "import" && rest.starts_with('"');
    }
    match word {
        "type" => behind.starts_with(['=', '{']),
        "union" => behind.starts_with('='),
        "relationship" => behind.starts_with(':'),
        "native" => line.contains('='),
        "model" => behind.is_empty() || behind.starts_with('@'),
        "entity" | "abstract" | "mixin" | "enum" | "schema" | "view" => opens_body(line),
        _ => !is_cut && line.trim_end().ends_with('{') && opens_body(line),
    }
}

/// Whether the line has a brace that is no quantifier.
fn opens_body(line: &str) -> bool {
    line.match_indices('{')
        .any(|(idx, _)| !line[idx + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// The name at the start of `text`, backticks included.
fn quoted_or_word(text: &str) -> &str {
    match text.strip_prefix('`') {
        Some(inner) => inner.find('`').map_or("", |end| &text[..end + 2]),
        None => first_word(text),
    }
}
