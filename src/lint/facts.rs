//! What is computed of a model once, so that no rule looks at every pair of anything.

use rustc_hash::FxHashMap;

use super::Input;
use crate::base::{Name, snake_case};
use crate::model::EntityId;
use crate::schema::{LogicalType, QualifiedName, Table};

/// What is known of all.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// Of each table, at its place.
    pub(super) tables: Vec<TableFacts<'a>>,
    tables_by_name: FxHashMap<&'a QualifiedName, usize>,
    /// The entities by the snake_case of their names.
    pub(super) entities_by_word: FxHashMap<Name, EntityId>,
}

/// What is known of a table.
#[derive(Debug)]
pub(super) struct TableFacts<'a> {
    columns: FxHashMap<&'a str, usize>,
    /// The foreign keys that refer to it: table and place.
    pub(super) incoming: Vec<(usize, usize)>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(input: &Input<'a>) -> Facts<'a> {
        let tables = || input.logical.tables.values();
        let tables_by_name = tables().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
        let words = input.model.entities.iter().map(|(id, it)| (snake_case(&it.name), id));
        let mut res = Facts {
            tables: tables().map(TableFacts::of).collect(),
            tables_by_name,
            entities_by_word: words.collect(),
        };
        for (from, table) in tables().enumerate() {
            for (place, key) in table.foreign_keys.iter().enumerate() {
                if let Some(&to) = res.tables_by_name.get(&key.target) {
                    res.tables[to].incoming.push((from, place));
                }
            }
        }
        res
    }

    /// The place of a table.
    pub(super) fn table(&self, name: &QualifiedName) -> Option<usize> {
        self.tables_by_name.get(name).copied()
    }
}

impl<'a> TableFacts<'a> {
    fn of(table: &'a Table<LogicalType>) -> TableFacts<'a> {
        let columns = table.columns.iter().enumerate().map(|(idx, it)| (it.name.as_str(), idx));
        TableFacts { columns: columns.collect(), incoming: Vec::new() }
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }
}
