//! Texts that nobody wrote: reading them neither panics nor hangs, and what is no model is told so.

use std::collections::BTreeMap;

use super::same::meaning;
use super::{excerpts, good_models, parse, strict};
use erc::syntax::format;

/// How many beginnings of each excerpt are read.
const N_TRUNCATIONS: usize = 8;

/// How many versions of each excerpt are read in which some words are mixed up.
const N_EDITS: usize = 8;

/// Random numbers that are the same in every run (Marsaglia, "Xorshift RNGs", 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

/// Reads `text`, and holds what comes out against what must always be true.
#[track_caller]
fn check(text: &str) {
    let (file, diagnostics) = parse(text);
    if diagnostics.is_empty() {
        assert!(strict::accepts(text), "no message, and yet no model:\n{text}");
    }
    let formatted = format(&file, text);
    let (again, messages) = parse(&formatted);
    assert_eq!(format(&again, &formatted), formatted, "formatted twice:\n{text}");
    if diagnostics.is_empty() {
        assert!(messages.is_empty(), "formatted:\n{formatted}\n{messages:#?}");
        assert_eq!(meaning(&again), meaning(&file), "formatted:\n{formatted}");
    }
    let count = |messages: &[erc::base::Diagnostic]| {
        let mut res: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for it in messages {
            *res.entry((it.code.name, it.message.clone())).or_default() += 1;
        }
        res
    };
    let (before, after) = (count(&diagnostics), count(&messages));
    assert_eq!(before, after, "formatting changed the mistakes:\n{text}\n=>\n{formatted}");
}

#[test]
fn the_strict_grammar_accepts_good_models() {
    for (name, text) in good_models() {
        assert!(strict::accepts(&text), "{name}");
    }
}

#[test]
fn truncated_models() {
    for text in excerpts() {
        let ends: Vec<_> = text.char_indices().map(|(idx, _)| idx).collect();
        let step = ends.len().div_ceil(N_TRUNCATIONS);
        ends.iter().step_by(step).for_each(|&end| check(&text[..end]));
    }
}

#[test]
fn edited_models() {
    let mut random = Random::new(1);
    for text in excerpts() {
        for _ in 0..N_EDITS {
            let mut tokens = tokens(&text);
            for _ in 0..=random.below(3) {
                edit(&mut tokens, &mut random);
            }
            check(&tokens.concat());
        }
    }
}

#[test]
fn random_texts() {
    let models = good_models();
    let words: Vec<&str> = models.iter().flat_map(|(_, text)| tokens(text)).collect();
    let mut random = Random::new(2);
    for _ in 0..400 {
        let n = random.below(60);
        let text: String = (0..n).map(|_| words[random.below(words.len())]).collect();
        check(&text);
    }
}

#[test]
fn random_characters() {
    const CHARACTERS: &[&str] = &[
        "a", "é", "注", "1", " ", "\n", "\t", "\r\n", "{", "}", "(", ")", "[", "]", "\"", "\"\"\"",
        "'", "`", "/", "//", "///", "/*", "*/", "#", "--", "->", "=", ":", ",", ";", ".", "@", "|",
        "?", "*", "\\", "\0", "\u{200b}", "entity A", "enum", "key", "index", "check", "case",
        "end", "sql(", "view V", "schema s",
    ];
    let mut random = Random::new(3);
    for _ in 0..1500 {
        let n = random.below(40);
        let text: String = (0..n).map(|_| CHARACTERS[random.below(CHARACTERS.len())]).collect();
        check(&text);
    }
}

/// Words, runs of blanks, and single signs.
fn tokens(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = |c: char| (c.is_alphanumeric() || c == '_', c == ' ', c == '\n');
        let of_run = first.is_alphanumeric() || first == ' ' || first == '_';
        let len = match of_run {
            true => rest.find(|c| class(c) != class(first)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        res.push(&rest[..len]);
        rest = &rest[len..];
    }
    res
}

fn edit(tokens: &mut Vec<&str>, random: &mut Random) {
    let (at, other) = (random.below(tokens.len()), random.below(tokens.len()));
    match random.below(4) {
        0 => {
            tokens.remove(at);
        }
        1 => tokens.insert(at, tokens[other]),
        2 => tokens.swap(at, other),
        _ => tokens[at] = tokens[other],
    }
}
