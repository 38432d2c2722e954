//! Ranges of a key, in the words of a script: its table and columns are texts as they stand there.

use super::super::contract;
use crate::base::DialectId;

/// The query for the last key of the next batch: what is behind `after`, and meets the condition.
pub fn last_of_batch(
    id: DialectId,
    (table, keys): (&str, &[String]),
    condition: &str,
    after: Option<&[String]>,
    n_rows: usize,
) -> String {
    let keys_text = keys.join(", ");
    let range = after.map(|it| format!(" and {}", behind(id, keys, it))).unwrap_or_default();
    let skipped = n_rows.saturating_sub(1);
    format!(
        "select {keys_text} from {table} where ({condition}){range} order by {keys_text} limit 1 offset {skipped}"
    )
}

/// The query for the first and the last number of a key of one column.
pub fn ends_of_key(table: &str, key: &str) -> String {
    format!("select min({key}), max({key}) from {table}")
}

/// What is behind a key.
pub fn behind(id: DialectId, keys: &[String], values: &[String]) -> String {
    compared(id, keys, values, ">", ">")
}

/// What is not behind a key.
pub fn up_to(id: DialectId, keys: &[String], values: &[String]) -> String {
    compared(id, keys, values, "<", "<=")
}

/// MySQL and MariaDB find no range of an index in a comparison of rows; in this longer form they do.
fn compared(id: DialectId, keys: &[String], values: &[String], sign: &str, last: &str) -> String {
    let literal = |value: &String| {
        let mut text = String::new();
        contract::of(id).write_string(value, &mut text);
        text
    };
    match id {
        DialectId::Mysql | DialectId::Mariadb => {
            let mut pairs: Vec<(&String, String)> =
                keys.iter().zip(values.iter().map(literal)).collect();
            let Some((key, value)) = pairs.pop() else { return "1 = 1".to_owned() };
            let innermost = format!("{key} {last} {value}");
            pairs.into_iter().rev().fold(innermost, |inner, (key, value)| {
                format!("({key} {sign} {value} or {key} = {value} and {inner})")
            })
        }
        DialectId::Postgres | DialectId::Sqlite => {
            let values: Vec<String> = values.iter().map(literal).collect();
            match (keys, values.as_slice()) {
                ([key], [value]) => format!("{key} {last} {value}"),
                _ => format!("({}) {last} ({})", keys.join(", "), values.join(", ")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_several_columns_are_compared_from_the_left() {
        let keys = ["a".to_owned(), "b".to_owned()];
        let values = ["1".to_owned(), "it's".to_owned()];
        let text = behind(DialectId::Postgres, &keys, &values);
        assert_eq!(text, "(a, b) > ('1', 'it''s')");
        let text = up_to(DialectId::Mariadb, &keys, &values);
        assert_eq!(text, "(a < '1' or a = '1' and b <= 'it''s')");
    }
}
