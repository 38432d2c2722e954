//! Sets of words that many names are looked up in.

/// Words of a database, of which hardly any is a name that it is asked for.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// The marks that words have, as bits: a name whose mark is not among them is none of the words.
    marks: [u64; N_MARKS / 64],
}

const N_MARKS: usize = 4096;

impl WordSet {
    /// No words.
    pub const EMPTY: WordSet = WordSet::new(&[]);

    /// The set of `words`, sorted.
    pub const fn new(words: &'static [&'static str]) -> WordSet {
        let mut marks = [0; N_MARKS / 64];
        let mut idx = 0;
        while idx < words.len() {
            let mark = mark(words[idx].as_bytes());
            marks[mark / 64] |= 1 << (mark % 64);
            idx += 1;
        }
        WordSet { words, marks }
    }

    /// Whether `name` is one of the words.
    pub fn contains(&self, name: &str) -> bool {
        let mark = mark(name.as_bytes());
        self.marks[mark / 64] >> (mark % 64) & 1 == 1 && self.words.binary_search(&name).is_ok()
    }
}

/// A number below [`N_MARKS`] that few words share: of the length, the first letter and the last.
const fn mark(word: &[u8]) -> usize {
    match word {
        [first, .., last] => (word.len() * 523 + *first as usize * 37 + *last as usize) % N_MARKS,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    static WORDS: WordSet = WordSet::new(&["all", "as", "x", "zone"]);

    #[test]
    fn has_its_words_and_no_others() {
        let found = ["all", "as", "x", "zone"].map(|it| WORDS.contains(it));
        assert_eq!(found, [true; 4]);
        let long = "a".repeat(67);
        let others = ["", "_", "al", "any", "All", "zones", "{}", "äs", long.as_str()];
        assert_eq!(others.map(|it| WORDS.contains(it)), [false; 9]);
    }

    #[test]
    fn nothing_is_in_the_empty_one() {
        assert!(!WordSet::EMPTY.contains("all"));
    }
}
