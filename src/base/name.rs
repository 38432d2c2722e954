//! Names: which characters make one, how they are respelled, and which one was meant.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, Hash};

use rustc_hash::FxBuildHasher;

/// A name as the author wrote it, without quotes. Inline up to 23 bytes, else shared.
pub type Name = smol_str::SmolStr;

/// What stands for a name and the place that it is in, in a set of so many that the names themselves would be far apart.
/// Equal names have equal marks; that two others have is next to impossible, and whoever keeps marks has to bear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NameMark(u64);

impl NameMark {
    /// The mark of a name in a place.
    pub fn of(place: impl Hash, name: &str) -> NameMark {
        NameMark(FxBuildHasher.hash_one((place, name)))
    }
}

/// Whether a plain name may start with `c`.
pub fn is_name_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

/// Whether a plain name may go on with `c`.
pub fn is_name_continue(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

/// Whether `text` can stand in a model without backticks, reserved words aside.
pub fn is_plain_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_continue)
}

/// The snake_case of a logical name: `OrderLine` → `order_line`, `HTTPPort2` → `http_port2`.
///
/// A boundary is seen before an upper-case letter that follows a lower-case letter or digit, and
/// before the last of a run of upper-case letters when a lower-case one follows. Everything that is
/// no letter or digit is kept, so a quoted name stays recognisable.
pub fn snake_case(name: &str) -> Name {
    if name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_') {
        return Name::new(name);
    }
    let mut res = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        if c.is_uppercase() {
            let follows_word = before.is_some_and(|it| it.is_lowercase() || it.is_numeric());
            let ends_acronym = before.is_some_and(char::is_uppercase)
                && chars.peek().is_some_and(|it| it.is_lowercase());
            if follows_word || ends_acronym {
                res.push('_');
            }
            write!(res, "{}", c.to_lowercase()).expect("a String takes all text");
        } else {
            res.push(c);
        }
        before = Some(c);
    }
    Name::new(res)
}

/// The name in lower case. Most names are so already: they are shared, not made anew.
pub fn lower_case(name: &Name) -> Name {
    match is_lower_case(name) {
        true => name.clone(),
        false => Name::new(name.to_lowercase()),
    }
}

/// Whether all bytes of `text` are in `set`, by their value.
pub fn all_in(text: &str, set: &[bool; 256]) -> bool {
    // Loops by hand, and four bytes at once: every name is looked at, and a build that is made for size does neither.
    let (fours, rest) = text.as_bytes().as_chunks::<4>();
    let is_in = |byte: u8| set[usize::from(byte)];
    for &[a, b, c, d] in fours {
        if !(is_in(a) & is_in(b) & is_in(c) & is_in(d)) {
            return false;
        }
    }
    for &byte in rest {
        if !is_in(byte) {
            return false;
        }
    }
    true
}

/// Whether lower case would change nothing; a name that is not ASCII is not looked at closely.
pub fn is_lower_case(name: &str) -> bool {
    all_in(name, &LOWER)
}

/// The bytes of ASCII that lower case does not change, by their value: every name of a schema is looked at.
static LOWER: [bool; 256] = {
    let mut res = [false; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        res[byte as usize] = !byte.is_ascii_uppercase();
        byte += 1;
    }
    res
};

/// The candidate that was most likely meant by `wrong`, if one is close enough to suggest.
///
/// Close means: equal but for case, or within a third of the length in edits (transpositions count
/// one), at most three. Of equally close candidates the first in order wins.
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wrong.chars().count().max(3) / 3).min(3);
    let lower = wrong.to_lowercase();
    candidates
        .into_iter()
        .filter(|it| it.len().abs_diff(wrong.len()) <= 4 * limit)
        .map(|it| (strsim::osa_distance(&lower, &it.to_lowercase()), it))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_splits_words() {
        let cases = [
            ("Order", "order"),
            ("OrderLine", "order_line"),
            ("HTTPPort2", "http_port2"),
            ("live_email", "live_email"),
            ("vatNo", "vat_no"),
            ("ÜberPrüfung", "über_prüfung"),
            ("Weird name", "weird name"),
            ("注文", "注文"),
        ];
        for (name, expected) in cases {
            assert_eq!(snake_case(name), expected);
        }
    }

    #[test]
    fn closest_takes_near_names_only() {
        let names = ["varchar", "bigint", "Customer"];
        assert_eq!(closest("varcahr", names), Some("varchar"));
        assert_eq!(closest("customer", names), Some("Customer"));
        assert_eq!(closest("money", names), None);
    }
}
