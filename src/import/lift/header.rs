//! The header of a model: its name, and what is the same in most tables.

use std::collections::BTreeMap;

use super::columns::annotation;
use super::entities;
use super::expressions::quoted;
use super::names::pascal;
use crate::base::{DialectId, Name, snake_case};
use crate::schema::{NativeSchema, Settings};

/// How many tables make it worth saying something of all of them.
const FEWEST: usize = 3;

/// What only this database has, and more than half of all tables: said once, for all.
pub(super) fn shared(schema: &NativeSchema, id: DialectId) -> Settings {
    let mut counts: BTreeMap<(Name, String), usize> = BTreeMap::new();
    for table in schema.tables.values() {
        for (name, value) in entities::unusual_settings(&table.settings, id).iter() {
            *counts.entry((name.clone(), value.to_owned())).or_default() += 1;
        }
    }
    let n_tables = schema.tables.len();
    let mut res = Settings::new();
    for ((name, value), count) in counts {
        let is_common = match name.as_str() {
            // Every table has one of these, so those that differ can say so.
            "charset" | "collation" | "engine" => 2 * count > n_tables,
            "row_format" | "strict" => count == n_tables,
            _ => false,
        };
        if count >= FEWEST && is_common {
            res.set(name, value);
        }
    }
    res
}

/// `model shop @mariadb(collation: "utf8mb4_general_ci")`; nothing when there is nothing to say.
pub(super) fn text(name: Option<&str>, shared: &Settings, id: DialectId) -> String {
    if name.is_none() && shared.is_empty() {
        return String::new();
    }
    let name = snake_case(&pascal(name.unwrap_or("imported")));
    format!("model {}{}\n\n", quoted(&name), annotation(shared, id))
}
