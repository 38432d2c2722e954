//! Which of many names was meant by one that is unknown, fast enough to ask thousands of times.

use crate::base::closest;

/// Names to search among. Searching costs a few machine words a name, since most are too different to be
/// compared letter by letter.
pub(super) struct Candidates<'a> {
    names: Vec<Candidate<'a>>,
}

struct Candidate<'a> {
    name: &'a str,
    len: usize,
    letters: u64,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(names: impl IntoIterator<Item = &'a str>) -> Candidates<'a> {
        let candidate =
            |name: &'a str| Candidate { name, len: name.chars().count(), letters: letters(name) };
        Candidates { names: names.into_iter().map(candidate).collect() }
    }

    /// The candidate that was most likely meant by `wrong`; of equally close ones the first.
    pub(super) fn closest(&self, wrong: &str) -> Option<&'a str> {
        let len = wrong.chars().count();
        let letters = letters(wrong);
        // One edit changes the length by one at most, and takes away and adds one letter at most.
        let most_edits = 3;
        let is_near = |it: &&Candidate<'_>| {
            it.len.abs_diff(len) <= most_edits
                && (it.letters ^ letters).count_ones() as usize <= 2 * most_edits
        };
        closest(wrong, self.names.iter().filter(is_near).map(|it| it.name))
    }
}

/// The letters of a name as a set, case aside: different sets mean different names.
fn letters(name: &str) -> u64 {
    name.chars().flat_map(char::to_lowercase).fold(0, |set, it| set | 1 << (it as u32 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_base_finds() {
        let names = ["Customer", "customers", "Ordre", "Order", "Ärger", "Tag", "OrderLine"];
        let candidates = Candidates::new(names);
        for wrong in
            ["Custmoer", "order", "Odrer", "ärgre", "Tga", "Orderlien", "Zebra", "", "注文"]
        {
            assert_eq!(candidates.closest(wrong), closest(wrong, names), "{wrong}");
        }
    }
}
