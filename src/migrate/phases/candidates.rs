//! What of a difference has a form in phases, and why the rest has none.

use super::super::change::{Change, Difference, Edit, Part};
use super::super::lint::{LintOptions, RuleLevels, lint};
use super::super::plan::{Options, conversion};
use super::mirrors::{going, mirrors};
use super::uses::obstacle;
use super::{Candidate, swaps_columns};
use crate::base::{DialectId, Name};
use crate::dialect::facts::Work;
use crate::dialect::{
    Action, Alteration, Dialect, Mirror, Statement, Sync, alter_rules, free_name_in, statement_text,
};
use crate::schema::{Column, NativeType, QualifiedName, Table};

/// What has a form in phases.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Columns.
    pub(super) columns: Vec<Candidate>,
    /// Tables that get another name: old and new.
    pub(super) tables: Vec<(QualifiedName, QualifiedName)>,
    /// Tables that are split, or come together again.
    pub(super) mirrors: Vec<Mirror>,
    /// What has none, and why.
    pub(super) remarks: Vec<String>,
}

impl Found {
    /// Whether nothing has one.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.tables.is_empty() && self.mirrors.is_empty()
    }

    /// Whether rows that were there are to be filled.
    pub(super) fn has_rows(&self) -> bool {
        !self.columns.is_empty() || !self.mirrors.is_empty()
    }

    /// The columns that are in two places for a while, and go from this one.
    pub(super) fn going_columns(&self) -> Vec<(&QualifiedName, Vec<&Name>)> {
        let copied = self.columns.iter().filter(|it| it.is_copied());
        let copied = copied.map(|it| (&it.table, &it.old));
        let mut res: Vec<(&QualifiedName, Vec<&Name>)> = Vec::new();
        for (table, column) in copied.chain(self.mirrors.iter().flat_map(|it| going(it).0)) {
            match res.iter_mut().find(|(it, _)| *it == table) {
                Some((_, columns)) => columns.push(column),
                None => res.push((table, vec![column])),
            }
        }
        res
    }

    /// The tables whose columns are in another one for a while, and that go.
    pub(super) fn going_tables(&self) -> impl Iterator<Item = &QualifiedName> {
        self.mirrors.iter().filter_map(|it| going(it).1)
    }

    /// What keeps each table in step.
    pub(super) fn syncs(&self) -> Vec<(QualifiedName, Vec<Sync>)> {
        let mut res: Vec<(QualifiedName, Vec<Sync>)> = Vec::new();
        for it in &self.columns {
            match res.iter_mut().find(|(table, _)| *table == it.table) {
                Some((_, syncs)) => syncs.push(it.sync.clone()),
                None => res.push((it.table.clone(), vec![it.sync.clone()])),
            }
        }
        res
    }

    /// The columns of one table.
    pub(super) fn of<'a>(
        &'a self,
        table: &'a QualifiedName,
    ) -> impl Iterator<Item = &'a Candidate> {
        self.columns.iter().filter(move |it| it.table == *table)
    }
}

/// What changes of one column.
struct Changing<'a> {
    /// The table as it is there, by the name that it has.
    table: &'a Table<NativeType>,
    wanted: &'a Table<NativeType>,
    before: &'a Column<NativeType>,
    after: &'a Column<NativeType>,
}

/// Finds what has a form in phases.
pub(super) fn find(difference: &Difference<'_>, dialect: &dyn Dialect, options: &Options) -> Found {
    let mut res = Found::default();
    let cx = Finding { difference, dialect, options };
    for (old, new) in &difference.renames.tables {
        match cx.table(old, new) {
            None => res.tables.push((old.clone(), new.clone())),
            Some(why) => res.remarks.push(format!("`{new}` gets its name in one step: {why}")),
        }
    }
    let (found, remarks) = mirrors(difference, dialect.id());
    res.mirrors = found;
    res.remarks.extend(remarks);
    for changing in cx.columns() {
        match cx.column(&changing) {
            Ok(Some(it)) => res.columns.push(it),
            Ok(None) => {}
            Err(why) => {
                let name = format!("{}.{}", changing.wanted.name, changing.after.name);
                res.remarks.push(format!("`{name}` changes in one step: {why}"));
            }
        }
    }
    res
}

struct Finding<'a> {
    difference: &'a Difference<'a>,
    dialect: &'a dyn Dialect,
    options: &'a Options,
}

impl<'a> Finding<'a> {
    /// Why a table cannot go by both names for a while.
    fn table(&self, old: &QualifiedName, new: &QualifiedName) -> Option<String> {
        let original = self.difference.original;
        if old.namespace != new.namespace {
            return Some("it goes into another schema".to_owned());
        }
        let Some(table) = original.table(old) else {
            return Some("its schema gets another name as well".to_owned());
        };
        let is_sqlite = self.dialect.id() == DialectId::Sqlite;
        (is_sqlite && table.primary_key.is_none())
            .then(|| "without a primary key its rows cannot be found through a view".to_owned())
    }

    /// The columns that get another name or type, or become mandatory.
    fn columns(&self) -> Vec<Changing<'a>> {
        let difference = self.difference;
        let mut res: Vec<Changing<'a>> = Vec::new();
        let mut add = |name: &QualifiedName, old: &Name, new: &Name| {
            let tables = difference.original.tables.values().zip(difference.before.tables.values());
            let mut tables = tables.filter(|(_, it)| it.name == *name);
            let Some((table, _)) = tables.next() else { return };
            let Some(wanted) = difference.after.table(name) else { return };
            let is_known = res.iter().any(|it| it.wanted.name == *name && it.after.name == *new);
            if let (Some(before), Some(after), false) =
                (table.column(old), wanted.column(new), is_known)
            {
                res.push(Changing { table, wanted, before, after });
            }
        };
        for (table, old, new) in &difference.renames.columns {
            add(table, old, new);
        }
        for change in difference.changes() {
            let Change::Table(change) = change else { continue };
            for part in &change.parts {
                if let Part::Column(Edit::Change { before, after }) = part
                    && (before.ty != after.ty
                        || before.collation != after.collation
                        || before.is_nullable && !after.is_nullable)
                {
                    add(&change.after.name, &after.name, &after.name);
                }
            }
        }
        res
    }

    /// A column in phases; nothing where one step is in nobody's way.
    fn column(&self, it: &Changing<'a>) -> Result<Option<Candidate>, String> {
        let (before, after) = (it.before, it.after);
        let is_renamed = before.name != after.name;
        let is_retyped = before.ty != after.ty || before.collation != after.collation;
        let is_filled = before.is_nullable && !after.is_nullable;
        if !is_renamed && is_retyped && !self.is_dear(it) {
            if !is_filled {
                return Ok(None);
            }
            return Err("its type changes as well; do one after the other".to_owned());
        }
        if it.table.name != it.wanted.name {
            return Err("its table gets another name as well; do one after the other".to_owned());
        }
        if !is_renamed && !is_retyped {
            return self.fill(it).map(Some);
        }
        let id = self.dialect.id();
        if !is_renamed && !swaps_columns(id) {
            return Err(
                "SQLite writes the table anew in one transaction, while others read".to_owned()
            );
        }
        let there = obstacle(self.difference.original, it.table, &before.name, id);
        let wanted = || obstacle(self.difference.after, it.wanted, &after.name, id);
        if let Some(why) = there.or_else(wanted) {
            return Err(why);
        }
        if is_filled && after.default.is_none() {
            return Err(NO_VALUE.to_owned());
        }
        if is_filled {
            return Err("it becomes mandatory as well; do one after the other".to_owned());
        }
        Ok(Some(self.beside(it, is_renamed)))
    }

    fn beside(&self, it: &Changing<'a>, is_renamed: bool) -> Candidate {
        let (before, after) = (it.before, it.after);
        let is_taken =
            |name: &Name| it.table.column(name).is_some() || it.wanted.column(name).is_some();
        let beside = match is_renamed {
            true => after.name.clone(),
            false => free_name_in(self.dialect.id(), &format!("erc_{}", after.name), is_taken),
        };
        let sync = Sync::Copy {
            from: before.name.clone(),
            to: beside.clone(),
            cast: conversion(&before.ty, &after.ty),
            both_ways: is_renamed,
            is_mandatory: !before.is_nullable,
        };
        let (old, new) = (before.name.clone(), after.name.clone());
        Candidate { table: it.table.name.clone(), old, new, beside, sync }
    }

    /// A column that becomes mandatory: what its rows get has to be said.
    fn fill(&self, it: &Changing<'a>) -> Result<Candidate, String> {
        let after = it.after;
        if it.wanted.primary_key.iter().any(|key| key.columns.contains(&after.name)) {
            return Err("it belongs to the primary key".to_owned());
        }
        let Some(value) = after.default.clone() else { return Err(NO_VALUE.to_owned()) };
        let sync = Sync::Fill { column: after.name.clone(), value };
        let name = after.name.clone();
        let (old, beside) = (name.clone(), name.clone());
        Ok(Candidate { table: it.table.name.clone(), old, new: name, beside, sync })
    }

    /// Whether the change of a type reads or writes all rows.
    fn is_dear(&self, it: &Changing<'a>) -> bool {
        let column = it.after;
        let action = match alter_rules(self.dialect.id()).says_columns_anew {
            true => Action::Modify { table: it.wanted, column },
            false => Action::SetType { column, using: conversion(&it.before.ty, &column.ty) },
        };
        let alteration = Alteration::Table { table: &it.table.name, actions: vec![action] };
        let statement = Statement::Alter(alteration);
        let sql = statement_text(&statement, self.dialect, self.options.reader);
        let options = LintOptions {
            dialect: self.dialect.id(),
            version: Some(self.options.version),
            schema: Some(self.difference.original),
            levels: &RuleLevels::default(),
            in_transaction: false,
        };
        let judged = lint(&sql, options);
        sql.is_empty() || judged.iter().flat_map(|it| &it.facts.work).any(|it| *it > Work::Catalog)
    }
}

const NO_VALUE: &str =
    "nothing says what rows without a value get; give it a default, which may go again later";
