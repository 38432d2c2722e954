//! Rows that move with the model: what fills the tables and columns that come, and what leads back.

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::super::change::Difference;
use super::filled::{inserted, several, updated};
use super::renames::{RenameHints, Renames, moved};
use crate::base::{ExprKind, Name};
use crate::dialect::RowMove;
use crate::schema::{
    NativeSchema, NativeType, QualifiedName, RowSource, Table, TableId, creation_order,
};

pub(super) type NativeTable = Table<NativeType>;

/// What all moves are found by.
pub(super) struct Places<'a> {
    pub(super) before: FxHashMap<&'a QualifiedName, &'a NativeTable>,
    pub(super) after: FxHashMap<&'a QualifiedName, &'a NativeTable>,
    renames: &'a Renames,
    hints: FxHashMap<(&'a QualifiedName, &'a Name), Vec<&'a RowSource>>,
}

/// Finds what moves between two schemas, parents before their children.
pub(super) fn find(
    before: &NativeSchema,
    after: &NativeSchema,
    renames: &Renames,
    hints: &RenameHints,
) -> Vec<RowMove> {
    let mut told: FxHashMap<(&QualifiedName, &Name), Vec<&RowSource>> = FxHashMap::default();
    for (table, column, source) in &hints.sources {
        told.entry((table, column)).or_default().push(source);
    }
    let cx = Places {
        before: before.tables.values().map(|it| (&it.name, it)).collect(),
        after: after.tables.values().map(|it| (&it.name, it)).collect(),
        renames,
        hints: told,
    };
    let mut found: FxHashMap<TableId<NativeType>, Vec<RowMove>> = FxHashMap::default();
    for (id, table) in after.tables.iter() {
        let moves = match cx.before.get(&table.name) {
            None => cx.new_table(table),
            Some(before) => cx.table(before, table),
        };
        if !moves.is_empty() {
            found.insert(id, moves);
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let in_order = creation_order(after).tables.into_iter().filter_map(|it| found.remove(&it));
    let mut res: Vec<RowMove> = in_order.flatten().collect();
    let references: Vec<RowMove> = res.iter().flat_map(|it| cx.references_to(it)).collect();
    res.extend(references);
    res
}

impl<'a> Places<'a> {
    /// The table that is there and is meant by an earlier name.
    fn source_table(&self, name: &QualifiedName) -> Option<&'a NativeTable> {
        let name = moved(name, &self.renames.namespaces);
        let renamed = self.renames.tables.iter().find(|(old, _)| *old == name);
        let name = renamed.map_or(&name, |(_, new)| new);
        self.before.get(name).copied()
    }

    /// The column of it that is meant by an earlier name.
    fn source_column(&self, table: &'a NativeTable, name: &Name) -> Option<&'a Name> {
        let columns = &self.renames.columns;
        let renamed = columns.iter().find(|(of, old, _)| *of == table.name && old == name);
        let name = renamed.map_or(name, |(_, _, new)| new);
        table.column(name).map(|it| &it.name)
    }

    /// Whether a column, or its whole table, is not wanted any more.
    pub(super) fn goes(&self, table: &QualifiedName, column: &Name) -> bool {
        self.after.get(table).is_none_or(|it| it.column(column).is_none())
    }

    /// What is said of the columns of a table, by the table that has the values: own column, other column.
    fn by_source(
        &self,
        table: &'a NativeTable,
        is_wanted: impl Fn(&Name) -> bool,
    ) -> IndexMap<&'a QualifiedName, Vec<(&'a Name, &'a Name, &'a RowSource)>>
    where
        'a: 'a,
    {
        let mut res: IndexMap<&QualifiedName, Vec<(&Name, &Name, &RowSource)>> = IndexMap::new();
        let columns = table.columns.iter().filter(|it| it.generated.is_none());
        for column in columns.filter(|it| is_wanted(&it.name)) {
            let told = self.hints.get(&(&table.name, &column.name)).into_iter().flatten().copied();
            for source in column.from.iter().chain(told) {
                let Some(other) = self.source_table(&source.table) else { continue };
                let Some(name) = &source.column else { continue };
                let Some(name) = self.source_column(other, name) else { continue };
                if source.is_implied && !self.goes(&other.name, name) {
                    continue;
                }
                let pairs = res.entry(&other.name).or_default();
                if !pairs.iter().any(|(own, ..)| *own == &column.name) {
                    pairs.push((&column.name, name, source));
                }
            }
        }
        res
    }

    /// A table that comes gets its rows from each of its sources.
    fn new_table(&self, table: &'a NativeTable) -> Vec<RowMove> {
        let mut res = Vec::new();
        let mut columns = self.by_source(table, |_| true);
        for source in &table.from {
            if let Some(other) = self.source_table(&source.table) {
                columns.entry(&other.name).or_default();
            }
        }
        for (other, pairs) in columns {
            let other = self.before[other];
            let whole: Vec<&RowSource> = table
                .from
                .iter()
                .filter(|it| self.source_table(&it.table).is_some_and(|it| it.name == other.name))
                .collect();
            res.extend(inserted(self, table, other, &pairs, &whole));
        }
        if res.is_empty() {
            res.extend(several(self, table));
        }
        res
    }

    /// A table that stays gets values for the columns that come.
    fn table(&self, before: &'a NativeTable, table: &'a NativeTable) -> Vec<RowMove> {
        let mut res = Vec::new();
        let is_new = |name: &Name| {
            before.column(name).is_none()
                && table.column(name).is_some_and(|it| it.generated.is_none())
        };
        let mut columns = self.by_source(table, is_new);
        for source in &table.from {
            if let Some(other) = self.telling(table, source) {
                columns.entry(&other.name).or_default();
            }
        }
        for (other, pairs) in columns {
            let other = self.before[other];
            let is_from = |it: &&RowSource| {
                self.telling(table, it).is_some_and(|from| from.name == other.name)
            };
            let told = table.from.iter().filter(is_from).flat_map(|it| &it.given);
            let told = told.filter(|(column, _)| is_new(column) && other.column(column).is_none());
            res.extend(updated(before, table, other, &pairs, told));
        }
        res
    }

    /// The table that goes and whose rows tell, by being there, what a column of this one says.
    fn telling(&self, table: &NativeTable, source: &RowSource) -> Option<&'a NativeTable> {
        let is_told = |(column, _): &(Name, Name)| table.column(column).is_some();
        let other = self.source_table(&source.table)?;
        let goes = other.name != table.name && !self.after.contains_key(&other.name);
        (goes && source.is_implied && source.given.iter().any(is_told)).then_some(other)
    }

    /// What refers to rows that came of values finds them by these.
    fn references_to(&self, it: &RowMove) -> Option<RowMove> {
        let (to, from) = (self.after.get(&it.to)?, self.after.get(&it.from)?);
        let before = self.before.get(&it.from)?;
        if !it.is_insert || !it.is_by_value {
            return None;
        }
        let is_new = |name: &Name| before.column(name).is_none();
        let foreign_key = from
            .foreign_keys
            .iter()
            .find(|key| key.target == to.name && key.columns.iter().all(is_new))?;
        let pairs = foreign_key.columns.iter().cloned().zip(foreign_key.target_columns.clone());
        let link = it.columns.iter().map(|(to, from)| (from.clone(), to.clone()));
        Some(RowMove {
            from: it.to.clone(),
            to: it.from.clone(),
            columns: pairs.collect(),
            link: link.collect(),
            filter: Vec::new(),
            constants: Vec::new(),
            casts: Vec::new(),
            given: Vec::new(),
            is_by_value: true,
            is_insert: false,
            is_many: false,
        })
    }
}

/// What fills the columns that went, on the way back.
pub(super) fn back(difference: &Difference<'_>) -> Vec<(QualifiedName, Name, RowSource)> {
    let originals: FxHashMap<&QualifiedName, (&NativeTable, &NativeTable)> = difference
        .before
        .tables
        .values()
        .zip(difference.original.tables.values())
        .map(|(new, old)| (&new.name, (new, old)))
        .collect();
    let mut res = Vec::new();
    for it in &difference.moves {
        let Some((new, old)) = originals.get(&it.from) else { continue };
        let labels = it.constants.iter().filter_map(|(column, value)| {
            if let ExprKind::String(label) = &value.kind {
                return Some((column.clone(), label.clone()));
            }
            let is_flag = matches!(value.kind, ExprKind::Bool(true));
            is_flag.then(|| (column.clone(), Name::new("true")))
        });
        let given: Vec<(Name, Name)> = labels.chain(it.filter.iter().cloned()).collect();
        let link = it.link.iter().filter(|_| !it.is_by_value);
        for (to, from) in it.columns.iter().chain(link) {
            let place = new.columns.iter().position(|it| it.name == *from);
            let Some(column) = place.and_then(|it| old.columns.get(it)) else { continue };
            let (table, column) = (old.name.clone(), column.name.clone());
            let mut source = RowSource::said(it.to.clone(), Some(to.clone()));
            source.given.clone_from(&given);
            res.push((table, column, source));
        }
    }
    res
}
