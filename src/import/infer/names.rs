//! How a database calls its tables, and which of them a column's name means.

use std::collections::BTreeMap;

use crate::schema::NativeSchema;

/// How the tables of one database are called.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// What most names start with: `wp_`.
    prefix: Option<String>,
}

impl Naming {
    pub(super) fn of(schema: &NativeSchema) -> Naming {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for table in schema.tables.values() {
            if let Some((first, rest)) = words(&table.name.name).split_first()
                && !rest.is_empty()
            {
                *counts.entry(first.clone()).or_default() += 1;
            }
        }
        let n_tables = schema.tables.len();
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let prefix = most.filter(|(_, count)| *count > 2 && 3 * count > 2 * n_tables);
        Naming { prefix: prefix.map(|(word, _)| word) }
    }

    /// `order_line` for `wp_order_lines` or `OrderLine`.
    pub(super) fn entity(&self, table: &str) -> String {
        let mut words = words(table);
        let is_prefixed = words.len() > 1 && words.first() == self.prefix.as_ref();
        let is_marked = words.len() > 1 && words.first().is_some_and(|it| it == "tbl" || it == "t");
        if is_prefixed || is_marked {
            words.remove(0);
        }
        if let Some(last) = words.last_mut() {
            *last = crate::import::lift::singular(last);
        }
        words.join("_")
    }
}

/// The words of a name in lower case: `customer`, `id` of `customer_id`, `CustomerID` and `customerId`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|it| chars.get(it));
        let follows_lower = before.is_some_and(|it| it.is_lowercase() || it.is_numeric());
        let ends_capitals = before.is_some_and(|it| it.is_uppercase())
            && chars.get(at + 1).is_some_and(|it| it.is_lowercase());
        let is_start = c.is_uppercase() && (follows_lower || ends_capitals);
        if (!c.is_alphanumeric() || is_start) && !word.is_empty() {
            res.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    res.extend(Some(word).filter(|it| !it.is_empty()));
    res
}

/// The words before the one that says it is a key, and that one; nothing for what is a key's word alone.
pub(super) fn stem(words: &[String]) -> Option<(Vec<String>, Option<&str>)> {
    const ENDINGS: [&str; 7] = ["id", "fk", "key", "no", "uuid", "code", "ref"];
    let last = words.last()?;
    if words.len() > 1 && ENDINGS.contains(&last.as_str()) {
        return Some((words[..words.len() - 1].to_vec(), Some(last)));
    }
    // `customerid` of those who write everything in lower case.
    if let Some(rest) = last.strip_suffix("id").filter(|it| it.len() > 2) {
        let mut stem = words[..words.len() - 1].to_vec();
        stem.push(rest.to_owned());
        return Some((stem, Some("id")));
    }
    let is_key_alone = words.len() == 1 && ENDINGS.contains(&last.as_str());
    (!is_key_alone).then(|| (words.to_vec(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words() {
        assert_eq!(words("CustomerID"), ["customer", "id"]);
        assert_eq!(words("customer_id"), ["customer", "id"]);
        assert_eq!(words("HTMLPage2Id"), ["html", "page2", "id"]);
        let words = words("customerid");
        let (stem, ending) = stem(&words).expect("a stem");
        assert_eq!((stem.join("_").as_str(), ending), ("customer", Some("id")));
    }
}
