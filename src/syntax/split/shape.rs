//! What a line looks like from afar: does it start a declaration, does its header want a body?

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

/// What the body of a declaration with this first word holds.
pub(super) fn content_of(word: &str) -> ContentKind {
    match word {
        "enum" => ContentKind::Values,
        "schema" => ContentKind::Declarations,
        _ => ContentKind::Members,
    }
}

/// Whether a header without a brace must, or may, be followed by a body.
pub(super) fn wants_body(header: &str) -> bool {
    match first_word(header) {
        "entity" | "abstract" | "mixin" | "enum" | "schema" | "view" | "relationship" => true,
        "type" => !header.contains('='),
        _ => false,
    }
}

/// Whether a line that is not indented deeper than the block it stands in starts a declaration: a
/// declaration word *and* the shape of that declaration, so that `type varchar(3)` stays a member.
pub(super) fn starts_declaration(line: &str) -> bool {
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
        _ => {
            opens_body(line) && line.trim_end().ends_with('{')
                || is_block_word(word) && opens_body(line)
        }
    }
}

fn is_block_word(word: &str) -> bool {
    matches!(word, "entity" | "abstract" | "mixin" | "enum" | "schema" | "view")
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
