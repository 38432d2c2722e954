//! Names that a language takes without quotes, each different from all others.

use rustc_hash::FxHashSet;

/// Names that were given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: FxHashSet<String>,
}

impl Names {
    /// Names that begin without these words.
    pub(super) fn without(words: &[&str]) -> Names {
        Names { taken: words.iter().map(|it| (*it).to_owned()).collect() }
    }

    /// A name of letters, digits and `_` for `text` that was not given out before.
    pub(super) fn name(&mut self, text: &str) -> String {
        let plain = plain(text);
        let mut res = plain.clone();
        let mut nth = 2;
        while !self.taken.insert(res.clone()) {
            res = format!("{plain}_{nth}");
            nth += 1;
        }
        res
    }
}

/// `text` with `_` for all that is no ASCII letter or digit, beginning with a letter.
pub(super) fn plain(text: &str) -> String {
    let mut res: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !res.starts_with(|c: char| c.is_ascii_alphabetic()) {
        res.insert(0, 'x');
    }
    res
}

/// A text on one line, without quotes and control characters.
pub(super) fn line_of(text: &str) -> String {
    let quiet = |c: char| if c.is_control() || c == '"' { ' ' } else { c };
    text.trim()
        .chars()
        .map(quiet)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
