//! The schema as it stands before a statement, kept up with what the statements do.

mod answers;
mod apply;
mod conditions;
mod names;
mod read;
mod table;

use std::cell::Cell;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{DialectId, Name};
use crate::dialect::facts::Operation;
use crate::schema::{NativeSchema, NativeType, QualifiedName};
pub(super) use table::{IndexState, TableState};

/// What is known of the schema.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Whether a schema was given: a table that is not in it does not exist.
    pub(super) is_known: bool,
    id: DialectId,
    tables: FxHashMap<QualifiedName, TableState>,
    views: FxHashMap<QualifiedName, ViewState>,
    sequences: FxHashMap<QualifiedName, bool>,
    /// The table of each index.
    indexes: FxHashMap<Name, QualifiedName>,
    /// Who refers to a table.
    referrers: FxHashMap<QualifiedName, BTreeSet<QualifiedName>>,
    /// The partitions of a table.
    partitions: FxHashMap<QualifiedName, BTreeSet<QualifiedName>>,
    domains: FxHashMap<QualifiedName, DomainState>,
    /// Types that this script has made.
    new_types: FxHashSet<QualifiedName>,
    /// The schema of the database that names without one are first looked up in.
    search_path: Option<Name>,
    time_zone_is_utc: bool,
    checks_foreign_keys: bool,
    /// How often something was looked up.
    n_lookups: Cell<usize>,
}

#[derive(Debug, Clone)]
struct ViewState {
    name: QualifiedName,
    reads: Vec<QualifiedName>,
    mentions: Vec<Name>,
    is_new: bool,
}

#[derive(Debug, Clone)]
struct DomainState {
    base: Option<NativeType>,
    is_constrained: bool,
}

impl State {
    /// What a schema says; without one everything may be there.
    pub(super) fn of(schema: Option<&NativeSchema>, id: DialectId) -> State {
        let mut res = State {
            is_known: schema.is_some(),
            id,
            tables: FxHashMap::default(),
            views: FxHashMap::default(),
            sequences: FxHashMap::default(),
            indexes: FxHashMap::default(),
            referrers: FxHashMap::default(),
            partitions: FxHashMap::default(),
            domains: FxHashMap::default(),
            new_types: FxHashSet::default(),
            search_path: None,
            time_zone_is_utc: false,
            checks_foreign_keys: true,
            n_lookups: Cell::new(0),
        };
        if let Some(schema) = schema {
            res.read(schema);
            res.settle();
        }
        res
    }

    /// What is there is there for others as well: the next script is another deployment.
    pub(super) fn settle(&mut self) {
        self.tables.values_mut().for_each(|it| it.is_new = false);
        self.views.values_mut().for_each(|it| it.is_new = false);
        self.sequences.values_mut().for_each(|it| *it = false);
        self.new_types.clear();
        self.search_path = None;
        self.time_zone_is_utc = false;
        self.checks_foreign_keys = true;
    }

    /// Takes in what an operation does.
    pub(super) fn apply(&mut self, operation: &Operation) {
        apply::apply(self, operation);
    }

    pub(super) fn table(&self, name: &QualifiedName) -> Option<&TableState> {
        self.tables.get(&self.key(name))
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &TableState> {
        self.count(self.tables.len());
        self.tables.values()
    }

    /// The table that has an index.
    pub(super) fn table_of_index(&self, index: &Name) -> Option<QualifiedName> {
        let key = self.indexes.get(&self.fold(index))?;
        self.tables.get(key).map(|it| it.name.clone())
    }

    /// Whether there is a table, view or sequence by this name, or one may be.
    pub(super) fn may_exist(&self, name: &QualifiedName) -> bool {
        let key = self.key(name);
        !self.is_known
            || self.tables.contains_key(&key)
            || self.views.contains_key(&key)
            || self.sequences.contains_key(&key)
    }

    /// How often something was looked up so far: the work that depends on how much there is.
    pub(super) fn n_lookups(&self) -> usize {
        self.n_lookups.get()
    }

    fn count(&self, n: usize) {
        self.n_lookups.set(self.n_lookups.get() + n);
    }

    /// Whether a type was made by this script.
    pub(super) fn is_new_type(&self, name: &QualifiedName) -> bool {
        self.new_types.contains(&self.key(name))
    }

    /// Whether the session looks at foreign keys: SQLite's does not unless it is told to.
    pub(super) fn looks_at_foreign_keys(&self) -> bool {
        self.checks_foreign_keys
    }
}
