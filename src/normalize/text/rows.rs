//! Example rows as a table.

use super::page::aligned;
use crate::normalize::example::ExampleRows;
use crate::theory::{AttributeSet, Redundant};

/// Rows beyond these are counted, not shown.
const MOST_ROWS: usize = 24;

/// The table of `rows`, what is redundant marked with a star. Of many columns only `wanted` ones are shown
/// where all would not fit into `width`.
pub(super) fn table(
    rows: &ExampleRows<'_>,
    redundant: Option<&Redundant>,
    wanted: &AttributeSet,
    width: usize,
) -> Vec<String> {
    let all: Vec<usize> = (0..rows.columns.len()).collect();
    // A column takes one place at least.
    if all.len() <= width {
        let full = drawn(rows, redundant, &all);
        if full.iter().all(|it| unicode_width::UnicodeWidthStr::width(it.as_str()) <= width) {
            return full;
        }
    }
    let chosen: Vec<usize> = wanted.iter().map(|it| it as usize).collect();
    let mut res = drawn(rows, redundant, &chosen);
    let n_hidden = rows.columns.len() - chosen.len();
    if n_hidden > 0 {
        res.push(format!("… and {n_hidden} more attributes"));
    }
    res
}

fn drawn(rows: &ExampleRows<'_>, redundant: Option<&Redundant>, columns: &[usize]) -> Vec<String> {
    let is_marked = |row: usize, column: usize| match redundant {
        Some(Redundant::Values { row: at, attributes }) => {
            *at == row && attributes.contains(column as u32)
        }
        Some(Redundant::Row { row: at }) => *at == row,
        None => false,
    };
    let names = columns.iter().filter_map(|it| rows.columns.get(*it)).map(|it| (*it).to_owned());
    let mut cells: Vec<Vec<String>> = vec![names.collect()];
    for (idx, row) in rows.rows.iter().enumerate().take(MOST_ROWS) {
        let cell = |column: &usize| {
            let star = if is_marked(idx, *column) { "*" } else { "" };
            row.get(*column).map(|it| format!("{it}{star}"))
        };
        cells.push(columns.iter().filter_map(cell).collect());
    }
    let mut res = aligned(&cells);
    let n_wide = res.iter().map(|it| unicode_width::UnicodeWidthStr::width(it.as_str())).max();
    res.insert(1, "─".repeat(n_wide.unwrap_or(0)));
    if rows.rows.len() > MOST_ROWS {
        res.push(format!("… and {} more rows", rows.rows.len() - MOST_ROWS));
    }
    res
}
