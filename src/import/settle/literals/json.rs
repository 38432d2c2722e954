//! JSON as PostgreSQL's `jsonb` keeps it, and paths into it.

use crate::base::CompactSort;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::numbers::number;

/// `jsonb` keeps values, not their spelling: keys are ordered by their length, then by their bytes, of two that are
/// alike the last one counts, and numbers are counted out with the digits behind their point.
pub(super) fn jsonb(text: &str) -> Option<String> {
    let mut res = String::new();
    write(serde_json::from_str(text).ok()?, &mut res)?;
    Some(res)
}

/// `$.a.b` is `$."a"."b"`; nothing for a path that does more than name members.
pub(super) fn path(text: &str) -> Option<String> {
    let mut res = String::from("$");
    let rest = text.trim().strip_prefix('$')?;
    for member in rest.split('.').skip(1) {
        let name = member.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(member);
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !is_name {
            return None;
        }
        res.push_str(&format!(".\"{name}\""));
    }
    (rest.is_empty() || rest.starts_with('.')).then_some(res)
}

fn write(value: &RawValue, text: &mut String) -> Option<()> {
    let own = value.get();
    match own.bytes().next()? {
        b'{' => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(own).ok()?;
            let mut members: Vec<_> = members.into_iter().collect();
            members.compact_sort_by(|(a, _), (b, _)| {
                (a.len(), a.as_bytes()).cmp(&(b.len(), b.as_bytes()))
            });
            text.push('{');
            for (at, (name, item)) in members.into_iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                text.push_str(&serde_json::Value::from(name).to_string());
                text.push_str(": ");
                write(item, text)?;
            }
            text.push('}');
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(own).ok()?;
            text.push('[');
            for (at, item) in items.into_iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                write(item, text)?;
            }
            text.push(']');
        }
        b'-' | b'0'..=b'9' => text.push_str(&number(own, "numeric")?),
        _ => text.push_str(&serde_json::from_str::<serde_json::Value>(own).ok()?.to_string()),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{jsonb, path};

    #[test]
    fn members_stand_in_quotes() {
        assert_eq!(path("$.a.\"b\"").as_deref(), Some("$.\"a\".\"b\""));
        assert_eq!(path("$.a[*]"), None);
    }

    #[test]
    fn values_are_told_in_one_way() {
        for (text, expected) in [
            (r#"{"bb": 1, "a": [1,2], "bb":2}"#, r#"{"a": [1, 2], "bb": 2}"#),
            ("[1.50, 2e3, -0.1]", "[1.50, 2000, -0.1]"),
            (r#""\u0041""#, r#""A""#),
            ("null", "null"),
        ] {
            assert_eq!(jsonb(text).as_deref(), Some(expected));
        }
    }
}
