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
