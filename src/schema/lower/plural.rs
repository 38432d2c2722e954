//! The plural of the last word of a snake_case name, in English.

use crate::base::Name;

/// `order_line` → `order_lines`. A word that is plural already stays, and so does one that is not written
/// in the letters a to z.
pub(super) fn plural(name: &str) -> Name {
    let start = name.rfind('_').map_or(0, |it| it + 1);
    let (before, word) = name.split_at(start);
    if word.is_empty() || !word.bytes().all(|it| it.is_ascii_lowercase()) || is_plural(word) {
        return Name::new(name);
    }
    let mut res = String::with_capacity(name.len() + 3);
    res.push_str(before);
    push_plural(&mut res, word);
    Name::new(res)
}

/// Words that are their own plural.
const UNCHANGED: &[&str] = &[
    "aircraft",
    "data",
    "deer",
    "equipment",
    "feedback",
    "fish",
    "hardware",
    "information",
    "media",
    "metadata",
    "money",
    "news",
    "series",
    "sheep",
    "software",
    "species",
    "staff",
];

/// Words whose plural follows no rule, each with it.
const IRREGULAR: &[(&str, &str)] = &[
    ("calf", "calves"),
    ("child", "children"),
    ("criterion", "criteria"),
    ("datum", "data"),
    ("echo", "echoes"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hero", "heroes"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("man", "men"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("potato", "potatoes"),
    ("quiz", "quizzes"),
    ("salesman", "salesmen"),
    ("shelf", "shelves"),
    ("thief", "thieves"),
    ("tomato", "tomatoes"),
    ("tooth", "teeth"),
    ("veto", "vetoes"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("woman", "women"),
];

/// Words in the singular that end like a plural.
const SINGULAR_IN_S: &[&str] = &[
    "alias",
    "atlas",
    "bias",
    "canvas",
    "chaos",
    "christmas",
    "cosmos",
    "gas",
    "lens",
    "pancreas",
];

fn is_plural(word: &str) -> bool {
    let by_rule = word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|it| word.ends_with(it))
        && !SINGULAR_IN_S.contains(&word);
    by_rule || UNCHANGED.contains(&word) || IRREGULAR.iter().any(|(_, plural)| *plural == word)
}

fn push_plural(res: &mut String, word: &str) {
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == word) {
        res.push_str(plural);
        return;
    }
    let stem_of_is = word.strip_suffix("is").filter(|_| word.len() > 3);
    if let Some(stem) = stem_of_is {
        res.push_str(stem);
        res.push_str("es");
        return;
    }
    let stem_of_y = word.strip_suffix('y').filter(|it| !it.ends_with(['a', 'e', 'i', 'o', 'u']));
    if let Some(stem) = stem_of_y.filter(|it| !it.is_empty()) {
        res.push_str(stem);
        res.push_str("ies");
        return;
    }
    res.push_str(word);
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|it| word.ends_with(it));
    res.push_str(if hisses { "es" } else { "s" });
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn the_last_word_becomes_plural_once() {
        let cases = [
            ("order_line", "order_lines"),
            ("address", "addresses"),
            ("addresses", "addresses"),
            ("category", "categories"),
            ("day", "days"),
            ("key", "keys"),
            ("status", "statuses"),
            ("box", "boxes"),
            ("branch", "branches"),
            ("analysis", "analyses"),
            ("lens", "lenses"),
            ("person", "people"),
            ("people", "people"),
            ("sales_person", "sales_people"),
            ("series", "series"),
            ("likes", "likes"),
            ("y", "ys"),
            ("room2", "room2"),
            ("prüfung", "prüfung"),
            ("注文", "注文"),
        ];
        for (name, expected) in cases {
            assert_eq!(plural(name), expected);
            assert_eq!(plural(expected), if name == "y" { "ys" } else { expected });
        }
    }
}
