//! The indexes that references bring along, where no key or index serves as well.

use super::constraints::plain_columns;
use super::layout::WantedIndex;
use super::{Context, LogicalTableId};
use crate::base::{DialectSet, Name};
use crate::schema::{Index, IndexItem, Settings};

/// Adds an index for each reference in a table, unless a key, a unique constraint or an index starts with its columns
/// in their order (MySQL wants that order for the index behind a foreign key).
pub(super) fn of_references(cx: &mut Context<'_>, table: LogicalTableId) {
    for it in std::mem::take(&mut cx.layouts[table.idx()].wanted_indexes) {
        if !serves(cx.table(table), &it) {
            let index = index(&it);
            cx.add_index(table, it.naming, index);
        }
    }
}

fn serves(table: &super::LogicalTable, it: &WantedIndex) -> bool {
    let starts = |columns: &[Name]| columns.starts_with(&it.columns);
    let key = table.primary_key.iter().map(|it| it.columns.as_slice());
    let uniques = table.uniques.iter().filter(|it| it.only == DialectSet::NONE);
    let mut constraints = key.chain(uniques.map(|it| it.columns.as_slice()));
    let by_index = |columns: Vec<&Name>| {
        columns.len() >= it.columns.len() && columns.iter().zip(&it.columns).all(|(a, b)| *a == b)
    };
    constraints.any(starts) || table.indexes.iter().filter_map(plain_columns).any(by_index)
}

fn index(it: &WantedIndex) -> Index {
    Index {
        name: Name::default(),
        items: it.columns.iter().cloned().map(IndexItem::column).collect(),
        is_unique: false,
        nulls_not_distinct: false,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: Settings::new(),
        only: it.only,
        span: it.span,
    }
}
