//! Patterns of `like`, taken apart.

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect) enum LikePart {
    /// `%`
    Any,
    /// `_`
    One,
    /// Itself.
    Character(char),
}

/// The parts of a pattern; `\` makes the next character stand for itself.
pub(in crate::dialect) fn like_parts(pattern: &str) -> Vec<LikePart> {
    let mut chars = pattern.chars();
    let mut res = Vec::with_capacity(pattern.len());
    while let Some(c) = chars.next() {
        res.push(match c {
            '%' => LikePart::Any,
            '_' => LikePart::One,
            '\\' => LikePart::Character(chars.next().unwrap_or('\\')),
            c => LikePart::Character(c),
        });
    }
    res
}
