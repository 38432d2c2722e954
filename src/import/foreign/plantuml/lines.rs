//! Lines between entities: `A ||--o{ B : label`.

use std::ops::Range;

use super::super::picture::{Count, Line};
use super::{Context, names};

/// Ends at the left side of a line.
const LEFT: [(&str, Count); 6] = [
    ("||", Count::ONE),
    ("|o", Count::MAYBE),
    ("}o", Count::MANY),
    ("}|", Count::SOME),
    ("}", Count::MANY),
    ("|", Count::ONE),
];
/// Ends at the right side of a line.
const RIGHT: [(&str, Count); 6] = [
    ("||", Count::ONE),
    ("o|", Count::MAYBE),
    ("o{", Count::MANY),
    ("|{", Count::SOME),
    ("{", Count::MANY),
    ("|", Count::ONE),
];

/// A line taken apart.
struct Parts {
    from: String,
    to: String,
    left: Option<Count>,
    right: Option<Count>,
    is_solid: bool,
    /// The first is the general one: `A <|-- B`; or the second.
    general: Option<bool>,
    is_arrow: bool,
    label: Option<String>,
}

/// Whether a statement is a line.
pub(super) fn is_line(text: &str) -> bool {
    parts(text).is_some()
}

impl Context<'_, '_> {
    pub(super) fn relationship(&mut self, part: Range<usize>, text: &str) {
        let span = self.reading.span(part.start, part.end);
        let Some(parts) = parts(text) else { return };
        let is_kind = parts.general.is_some();
        let (from, to, left, right) = match parts.general {
            Some(true) => (parts.to, parts.from, Some(Count::MAYBE), Some(Count::ONE)),
            Some(false) => (parts.from, parts.to, Some(Count::MAYBE), Some(Count::ONE)),
            None => (parts.from, parts.to, parts.left, parts.right),
        };
        if parts.is_arrow {
            return self.reading.lose(span, "an arrow, which says nothing of how many there are");
        }
        let (Some(left), Some(right)) = (left, right) else {
            return self
                .reading
                .lose(span, "a line that does not say how many there are on both sides");
        };
        let is_identifying = parts.is_solid && !is_kind;
        let label = parts.label.filter(|_| !is_kind);
        self.picture.line(Line { from, to, left, right, is_identifying, is_kind, label, span });
        let group = self.group();
        if group.is_some() {
            // Entities that only lines speak of belong where the first of them stands.
            self.reading.sketch.level = super::super::sketch::Level::Conceptual;
        }
    }
}

/// `"A" "1" ||--o{ "n" B : label`
fn parts(text: &str) -> Option<Parts> {
    let (from, rest) = name(text)?;
    let rest = without_text(rest);
    let end = rest.find([' ', '\t']).unwrap_or(rest.len());
    // The signs may touch the second name.
    let (signs, rest) = signs(rest, end)?;
    let rest = without_text(rest);
    let (to, rest) = name(rest)?;
    let rest = rest.trim();
    if !rest.is_empty() && !rest.starts_with(':') {
        return None;
    }
    let label = rest.strip_prefix(':').map(|it| names::bare(it.trim_end_matches(['>', '<'])));
    let label = label.map(|it| it.trim_matches('"').to_owned()).filter(|it| !it.is_empty());
    Some(Parts { from, to, label, ..signs })
}

/// A name at the start, and what is behind it.
fn name(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('"') {
        let (name, rest) = rest.split_once('"')?;
        return Some((name.trim().to_owned(), rest));
    }
    let is_part = |c: char| c.is_alphanumeric() || !c.is_ascii() || c == '_' || c == '.';
    let mut end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    // `A..B` is a line of dots.
    end = text[..end].find("..").unwrap_or(end);
    // `A.b::c` names a member: the entity is meant.
    let rest = text[end..].strip_prefix("::").map_or(&text[end..], |it| {
        it.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
    });
    (end > 0).then(|| (text[..end].to_owned(), rest))
}

/// Passes over `"1"` beside the signs.
fn without_text(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix('"').and_then(|it| it.split_once('"')) {
        Some((inner, rest))
            if inner.len() < 12
                && rest.trim_start().starts_with(['|', '}', '-', '.', 'o', '<', '*']) =>
        {
            rest.trim_start()
        }
        _ => text,
    }
}

/// `||--o{`, `}o..||`, `|o-left-o|`, `<|--`, and what is behind.
fn signs(text: &str, end: usize) -> Option<(Parts, &str)> {
    let word = &text[..end];
    let (left, rest, general_first) = match word.strip_prefix("<|") {
        Some(rest) => (None, rest, true),
        None => {
            let found = LEFT.iter().find(|(sign, _)| word.starts_with(sign));
            match found {
                Some((sign, count)) => (Some(*count), &word[sign.len()..], false),
                None => (None, word, false),
            }
        }
    };
    let is_arrow_left = rest.starts_with(['<', '*']) || left.is_none() && rest.starts_with('o');
    let rest = rest.trim_start_matches(['<', '*', '#', 'o']);
    if !rest.starts_with(['-', '.']) {
        return None;
    }
    let is_solid = rest.starts_with('-');
    let behind = body(rest);
    let at = text.len() - (text[end..].len() + behind.len());
    let (right, used, general_second) = match behind.strip_prefix("|>") {
        Some(_) => (None, 2, true),
        None => match RIGHT.iter().find(|(sign, _)| behind.starts_with(sign)) {
            Some((sign, count)) => (Some(*count), sign.len(), false),
            None => (None, 0, false),
        },
    };
    let after = &text[at + used..];
    let is_arrow_right =
        after.starts_with(['>', '*', '#']) || right.is_none() && after.starts_with("o ");
    let after = after.trim_start_matches(['>', '*', '#']);
    let general = if general_first { Some(true) } else { general_second.then_some(false) };
    let parts = Parts {
        from: String::new(),
        to: String::new(),
        left,
        right,
        is_solid,
        general,
        is_arrow: (is_arrow_left || is_arrow_right) && general.is_none(),
        label: None,
    };
    Some((parts, after))
}

/// What is behind `--`, `-left-`, `-[#red,dashed]-`, `..`.
fn body(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['-', '.']);
    if let Some((_, behind)) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
        rest = behind.trim_start_matches(['-', '.']);
    }
    for word in ["left", "right", "up", "down", "le", "ri", "do", "l", "r", "u", "d"] {
        if let Some(behind) = rest.strip_prefix(word).filter(|it| it.starts_with(['-', '.'])) {
            return behind.trim_start_matches(['-', '.']);
        }
    }
    rest
}
