//! Rows that are changed, and sessions that are told not to look.

use rustc_hash::FxHashSet;

use super::{Context, codes, finding};
use crate::dialect::facts::Operation;
use crate::migrate::lint::Finding;

pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    match cx.operation {
        Operation::Update { table, has_condition, columns, .. } => {
            let mut seen = FxHashSet::default();
            for column in columns.iter().filter(|it| !seen.insert(*it)) {
                res.push(finding(
                    &codes::COLUMN_TWICE,
                    format!("`{column}` is set twice"),
                    "take one of them away",
                ));
            }
            if !has_condition && !cx.is_new(table) {
                res.push(finding(
                    &codes::UPDATE_WITHOUT_CONDITION,
                    format!("every row of `{table}` is locked until all are changed"),
                    "change them in batches",
                ));
            }
        }
        Operation::Delete { table, has_condition: false, .. } if !cx.is_new(table) => {
            res.push(finding(
                &codes::DELETE_WITHOUT_CONDITION,
                format!("all rows of `{table}` are gone"),
                "say which rows, or `where true` if all are meant",
            ));
        }
        Operation::Truncate { table, cascade } if !cx.is_new(table) => {
            let message = format!("the rows of `{table}` are gone");
            res.push(finding(&codes::TRUNCATED_TABLE, message, "make sure that this is meant"));
            if *cascade {
                res.push(finding(
                    &codes::TRUNCATE_CASCADE,
                    format!("tables that refer to `{table}` are emptied as well"),
                    "name the tables, and leave `cascade` out",
                ));
            }
        }
        Operation::Set(name, value) if cx.is_mysql_like() => {
            let is_off = matches!(value.as_str(), "0" | "off" | "");
            let checks = ["foreign_key_checks", "unique_checks", "check_constraint_checks"];
            if is_off && (checks.contains(&name.as_str()) || name == "sql_mode") {
                res.push(finding(
                    &codes::CHECKS_OFF,
                    "rows that break the rules are kept, and nothing looks at them again",
                    "put the statements in an order that needs no exception",
                ));
            }
        }
        _ => {}
    }
}
