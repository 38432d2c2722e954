//! The settings that an annotation of each dialect may carry.

use std::fmt::Write as _;

use super::super::contract::of;
use crate::base::DialectId;

/// Writes a table for each dialect.
pub(super) fn tables(res: &mut String) {
    res.push_str("`@postgres(type: \"citext\")` sets what one database alone has.\n");
    for id in DialectId::ALL {
        let _ = write!(
            res,
            "\n### `@{id}(…)`\n\n| setting | of | it takes | it is |\n|---|---|---|---|\n"
        );
        for rule in of(id).settings() {
            let places: Vec<&str> = rule.places.iter().map(|it| it.title()).collect();
            let (name, value, summary) = (rule.name, rule.value.title(), rule.summary);
            let _ = writeln!(res, "| `{name}` | {} | {value} | {summary} |", places.join(", "));
        }
    }
}
