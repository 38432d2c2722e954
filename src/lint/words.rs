//! What names suggest.

use crate::base::snake_case;

/// The words of a name in lower case: `bornOn` → `born`, `on`.
#[derive(Debug, Clone)]
pub(super) struct Words {
    snake: String,
}

impl Words {
    pub(super) fn of(name: &str) -> Words {
        Words { snake: snake_case(name).to_string() }
    }

    /// All of it, joined by `_`.
    pub(super) fn snake(&self) -> &str {
        &self.snake
    }

    /// The words.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.snake.split(['_', ' ', '-']).filter(|it| !it.is_empty())
    }

    /// The first word.
    pub(super) fn first(&self) -> &str {
        self.iter().next().unwrap_or_default()
    }

    /// The last word.
    pub(super) fn last(&self) -> &str {
        self.iter().last().unwrap_or_default()
    }

    /// Whether one of its words is one of `words`.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        self.iter().any(|it| words.contains(&it))
    }

    /// Whether it is one of `names`, or ends in `_` and one of them.
    pub(super) fn ends_in(&self, names: &[&str]) -> bool {
        names.iter().any(|name| {
            let before = self.snake.strip_suffix(name);
            before.is_some_and(|it| it.is_empty() || it.ends_with('_'))
        })
    }

    /// The name without `suffix`, if it ends in it and something is left.
    pub(super) fn without(&self, suffix: &str) -> Option<&str> {
        self.snake.strip_suffix(suffix).filter(|it| !it.is_empty())
    }
}

/// The stem and number of a name that ends in one: `phone2`, `phone_2` → `phone`, 2.
pub(super) fn numbered(name: &str) -> Option<(&str, u32)> {
    let stem = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let number = name[stem.len()..].parse().ok()?;
    let stem = stem.trim_end_matches('_');
    (!stem.is_empty()).then_some((stem, number))
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `order`
    Lower,
    /// `order_line`
    Snake,
    /// `orderLine`
    Camel,
    /// `Order`, `OrderLine`
    Pascal,
    /// `ORDER`, `ORDER_LINE`
    Upper,
}

impl Case {
    pub(super) const ALL: [Case; 5] =
        [Case::Lower, Case::Upper, Case::Camel, Case::Pascal, Case::Snake];

    /// Its place in a table of counts.
    pub(super) fn place(self) -> usize {
        self as usize
    }

    /// Whether a name that is written so may stand among names that are written otherwise: one word in lower
    /// case is both `snake_case` and `camelCase`.
    pub(super) fn agrees(self, other: Case) -> bool {
        let is_small = |it| matches!(it, Case::Snake | Case::Camel);
        self == Case::Lower && is_small(other) || other == Case::Lower && is_small(self)
    }

    /// `name` written so.
    pub(super) fn spell(self, name: &str) -> String {
        let snake = snake_case(name).to_string();
        let title = |(idx, word): (usize, &str)| match (self, idx) {
            (Case::Camel, 0) => word.to_owned(),
            _ => capitalized(word),
        };
        match self {
            Case::Lower => snake.replace('_', ""),
            Case::Snake => snake,
            Case::Camel | Case::Pascal => snake.split('_').enumerate().map(title).collect(),
            Case::Upper => snake.to_ascii_uppercase(),
        }
    }
}

/// How a name is written; nothing where it is no style of its own: other scripts, blanks, one letter.
pub(super) fn case(name: &str) -> Option<Case> {
    let is_plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    let has_upper = name.contains(|it: char| it.is_ascii_uppercase());
    let has_lower = name.contains(|it: char| it.is_ascii_lowercase());
    let starts_upper = name.starts_with(|it: char| it.is_ascii_uppercase());
    if !is_plain || name.len() < 2 {
        return None;
    }
    match (has_upper, has_lower, name.contains('_')) {
        (false, true, false) => Some(Case::Lower),
        (false, true, true) => Some(Case::Snake),
        (true, false, _) if name.len() > 2 => Some(Case::Upper),
        (true, true, false) if starts_upper => Some(Case::Pascal),
        (true, true, false) => Some(Case::Camel),
        // `Order_Line` and `2_3` are nobody's style.
        _ => None,
    }
}

/// `order` → `Order`
pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// Words that end in `s` and mean one, or have no singular.
const NO_PLURALS: [&str; 34] = [
    "address",
    "access",
    "alias",
    "analysis",
    "annis",
    "basis",
    "bonus",
    "bus",
    "business",
    "campus",
    "canvas",
    "census",
    "chassis",
    "class",
    "corpus",
    "crisis",
    "diagnosis",
    "emphasis",
    "gas",
    "goods",
    "lens",
    "menus",
    "news",
    "process",
    "progress",
    "series",
    "species",
    "status",
    "success",
    "synopsis",
    "thesis",
    "virus",
    "works",
    "sms",
];

/// The singular of an English plural; nothing where the word may mean one.
pub(super) fn singular(word: &str) -> Option<String> {
    let is_plain = word.len() > 3 && word.bytes().all(|it| it.is_ascii_lowercase());
    let ends = |them: &[&str]| them.iter().any(|it| word.ends_with(it));
    if !is_plain || NO_PLURALS.contains(&word) || ends(&["ss", "us", "is", "ics", "as", "os"]) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let doubled = ["ses", "xes", "zes", "ches", "shes"];
    if doubled.iter().any(|it| word.ends_with(it)) {
        return word.strip_suffix("es").map(str::to_owned);
    }
    word.strip_suffix('s').map(str::to_owned)
}
