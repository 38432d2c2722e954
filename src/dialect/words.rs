//! Sets of words that many names are looked up in.

/// Words of a database, of which hardly any is a name that it is asked for.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// How long the words are that begin with each letter, as bits.
    lengths: [u64; 26],
}

impl WordSet {
    /// No words.
    pub const EMPTY: WordSet = WordSet::new(&[]);

    /// The set of plain lower-case words, sorted.
    pub const fn new(words: &'static [&'static str]) -> WordSet {
        let mut lengths = [0; 26];
        let mut idx = 0;
        while idx < words.len() {
            let word = words[idx].as_bytes();
            lengths[(word[0] - b'a') as usize] |= 1 << word.len();
            idx += 1;
        }
        WordSet { words, lengths }
    }

    /// Whether `name` is one of the words.
    pub fn contains(&self, name: &str) -> bool {
        let first = name.bytes().next().map(|it| usize::from(it.wrapping_sub(b'a')));
        let lengths = first.and_then(|it| self.lengths.get(it)).copied().unwrap_or_default();
        name.len() < 64 && lengths >> name.len() & 1 == 1 && self.words.binary_search(&name).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    static WORDS: WordSet = WordSet::new(&["all", "as", "zone"]);

    #[test]
    fn has_its_words_and_no_others() {
        let found = ["all", "as", "zone"].map(|it| WORDS.contains(it));
        assert_eq!(found, [true; 3]);
        let long = "a".repeat(67);
        let others = ["", "_", "al", "any", "All", "zones", "{}", "äs", long.as_str()];
        assert_eq!(others.map(|it| WORDS.contains(it)), [false; 9]);
    }

    #[test]
    fn nothing_is_in_the_empty_one() {
        assert!(!WordSet::EMPTY.contains("all"));
    }
}
