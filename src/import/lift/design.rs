//! What is decided for a whole schema before a word of the model is written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::header;
use super::junctions::{self, Role};
use super::mixins::{self, Mixins};
use super::names::Names;
use super::references::{self, Reference};
use super::serials::{Sequences, Serial, serial};
use super::subtypes;
use super::types::{self, Types};
use super::{Level, Plan};
use crate::base::{DialectId, Name};
use crate::schema::{NativeSchema, NativeType, QualifiedName, Settings, Table};

/// How the tables of a schema are said.
#[derive(Debug, Default)]
pub(super) struct Design<'a> {
    /// What the model says of all tables.
    pub(super) shared: Settings,
    /// The foreign keys that become references, by table.
    references: FxHashMap<&'a QualifiedName, Vec<Reference<'a>>>,
    /// The tables that become relationships, with their roles.
    junctions: FxHashMap<&'a QualifiedName, Vec<Role>>,
    /// The tables that become subtypes, with the tables of their supertypes.
    subtypes: FxHashMap<&'a QualifiedName, &'a QualifiedName>,
    /// The columns that count by a sequence of their own.
    serials: FxHashMap<&'a QualifiedName, FxHashMap<&'a Name, Serial<'a>>>,
    /// The tables of those columns, by sequence.
    counters: FxHashMap<&'a QualifiedName, &'a QualifiedName>,
    /// Checks that several columns share.
    pub(super) types: Types<'a>,
    /// Columns that several tables end in.
    pub(super) mixins: Mixins<'a>,
}

impl<'a> Design<'a> {
    /// Decides. Names of what is made are taken from those that are free.
    pub(super) fn of(
        schema: &'a NativeSchema,
        id: DialectId,
        plan: &Plan,
        names: &mut Names,
    ) -> Design<'a> {
        let mut res = Design { shared: header::shared(schema, id), ..Design::default() };
        if plan.level == Level::Physical {
            return res;
        }
        let is_said = |it: &&Table<NativeType>| !plan.literal.contains_key(&it.name);
        let is_rich = |it: &&Table<NativeType>| is_said(it) && !plan.plain.contains(&it.name);
        let sequences = Sequences::of(schema);
        for table in schema.tables.values().filter(is_said) {
            let mut found = references::references(schema, &sequences, table);
            found.retain(|it| !plan.carried.contains_key(&it.foreign_key.target));
            res.references.insert(&table.name, found);
            for column in &table.columns {
                if let Some(serial) = serial(&sequences, table, column) {
                    res.counters.insert(serial.sequence, &table.name);
                    res.serials.entry(&table.name).or_default().insert(&column.name, serial);
                }
            }
        }
        let targets: FxHashSet<&QualifiedName> = schema
            .tables
            .values()
            .flat_map(|it| it.foreign_keys.iter().map(|key| &key.target))
            .collect();
        for table in schema.tables.values().filter(is_rich) {
            let is_referred = targets.contains(&table.name);
            let roles = junctions::roles(table, res.references(&table.name), names);
            if let Some(roles) = roles.filter(|_| !is_referred) {
                res.junctions.insert(&table.name, roles);
            }
        }
        let rich: Vec<&Table<NativeType>> = schema.tables.values().filter(is_rich).collect();
        res.subtypes = subtypes::subtypes(schema, &rich, names);
        res.types = types::types(&rich, &res, id, names);
        res.mixins = mixins::mixins(&rich, &res, id, names);
        res
    }

    /// The references of a table.
    pub(super) fn references(&self, table: &QualifiedName) -> &[Reference<'a>] {
        self.references.get(table).map_or(&[], Vec::as_slice)
    }

    /// The roles of the relationship that a table becomes, if it does.
    pub(super) fn roles(&self, table: &QualifiedName) -> Option<&[Role]> {
        self.junctions.get(table).map(Vec::as_slice)
    }

    /// The table of the supertype, where a table becomes a subtype.
    pub(super) fn supertype(&self, table: &QualifiedName) -> Option<&'a QualifiedName> {
        self.subtypes.get(table).copied()
    }

    /// The tables of the subtypes of a table, in order.
    pub(super) fn subtypes(&self, table: &QualifiedName) -> Vec<&'a QualifiedName> {
        let own = self.subtypes.iter().filter(|(_, above)| **above == table);
        let mut res: Vec<&QualifiedName> = own.map(|(it, _)| *it).collect();
        res.sort();
        res
    }

    /// How a column counts by a sequence of its own, if it does.
    pub(super) fn serial(&self, table: &QualifiedName, column: &Name) -> Option<&Serial<'a>> {
        self.serials.get(table)?.get(column)
    }

    /// The table whose column is said to count by this sequence.
    pub(super) fn counter(&self, sequence: &QualifiedName) -> Option<&'a QualifiedName> {
        self.counters.get(sequence).copied()
    }

    /// Whether a table is said in a form that a plainer one can stand in for.
    pub(super) fn is_rich(&self, table: &QualifiedName) -> bool {
        self.junctions.contains_key(table)
            || self.subtypes.contains_key(table)
            || self.types.has(table)
            || self.mixins.of(table).is_some()
    }
}
