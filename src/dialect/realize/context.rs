//! What all parts of realizing share.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::capabilities::{Capabilities, Support};
use super::super::contract::Dialect;
use super::super::expression::{Columns, Place, Translator};
use super::super::options::Options;
use super::scopes::Scopes;
use crate::base::{Diagnostic, Diagnostics, DialectId, DialectSet, NameMark, Span};
use crate::schema::{
    Column, LogicalSchema, LogicalType, NativeSchema, NativeType, QualifiedName, Table, TableId,
};

/// A table of the model, before it is judged.
pub(super) type LogicalTable = Table<LogicalType>;
/// A table as the database holds it.
pub(super) type NativeTable = Table<NativeType>;

/// Names and the schemas they are in, in lower case. Were two ever to have one mark, a free name would be thought to be
/// taken.
pub(super) type NameMarks = FxHashSet<NameMark>;
/// The names of all that has one in the model, columns aside.
pub(super) struct LogicalNames {
    /// Those of constraints and indexes.
    pub(super) taken: NameMarks,
    /// Those of tables, views and types.
    pub(super) relations: NameMarks,
    /// Whether no two of them are alike, whatever their case, and none is changed for a database: then nothing is
    /// found by looking at those of one of them again, for what is made beside them is made to differ.
    pub(super) are_apart: bool,
}

/// Tables of the model by their names, with their places in it.
pub(super) type TablesByName<'a> =
    FxHashMap<&'a QualifiedName, (TableId<LogicalType>, &'a LogicalTable)>;

/// The tables that exist in a dialect.
pub(super) fn tables_in(logical: &LogicalSchema, id: DialectId) -> TablesByName<'_> {
    let admitted = logical.tables.iter().filter(|(_, it)| it.only.admits(id));
    admitted.map(|(id, it)| (&it.name, (id, it))).collect()
}

/// What goes along.
pub(super) struct Context<'a> {
    pub(super) logical: &'a LogicalSchema,
    pub(super) dialect: &'a dyn Dialect,
    pub(super) capabilities: &'static Capabilities,
    /// What was chosen; a table may choose otherwise for itself.
    pub(super) options: Options,
    pub(super) diagnostics: Diagnostics,
    /// What has been made so far.
    pub(super) res: NativeSchema,
    /// Whether tables stay in `res` when they have been judged.
    pub(super) keeps_tables: bool,
    /// Whether all columns of the table that is being judged exist in this dialect.
    pub(super) has_all_columns: bool,
    /// That table.
    pub(super) table: Option<&'a LogicalTable>,
    /// The tables of the model that exist in this dialect.
    pub(super) tables: Rc<TablesByName<'a>>,
    /// What was said of which place.
    reported: FxHashSet<(&'static str, Span, Option<String>)>,
    /// The names that have to be alone in the database.
    pub(super) scopes: Scopes,
    /// Tables, by their places in the model, each with one whose rows its own need at once; where that matters.
    pub(super) needs: Option<Vec<(usize, usize)>>,
    /// The names that no constraint or index is made to have: those of the model, which are collected when the first
    /// needs them …
    pub(super) logical_names: Rc<OnceCell<LogicalNames>>,
    /// … and those that were made.
    pub(super) made_names: NameMarks,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        logical: &'a LogicalSchema,
        dialect: &'a dyn Dialect,
        options: &Options,
        tables: Rc<TablesByName<'a>>,
    ) -> Context<'a> {
        Context {
            logical,
            dialect,
            has_all_columns: true,
            capabilities: dialect.capabilities(),
            options: *options,
            diagnostics: Diagnostics::new(),
            res: NativeSchema::default(),
            keeps_tables: false,
            table: None,
            tables,
            reported: FxHashSet::default(),
            scopes: Scopes::default(),
            needs: None,
            logical_names: Rc::default(),
            made_names: NameMarks::default(),
        }
    }

    /// Reports, unless the same fault was found at the same place: a member of a mixin stands in many tables.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.report_as(diagnostic, None);
    }

    /// Reports, unless the same was said of the same place in the same words.
    pub(super) fn report_each(&mut self, diagnostic: Diagnostic) {
        let words = diagnostic.message.clone();
        self.report_as(diagnostic, Some(words));
    }

    fn report_as(&mut self, diagnostic: Diagnostic, words: Option<String>) {
        let span = diagnostic.primary.span;
        if span.is_nowhere() || self.reported.insert((diagnostic.code.name, span, words)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether the database can do something, in the version that it is made for.
    pub(super) fn can(&self, support: Support) -> bool {
        support.is_in(self.options.version)
    }

    /// The name of the database, for messages.
    pub(super) fn title(&self) -> &'static str {
        self.dialect.id().title()
    }

    /// Whether an item exists in this dialect.
    pub(super) fn admits(&self, only: DialectSet) -> bool {
        only.admits(self.dialect.id())
    }

    pub(super) fn translator<'c>(
        &'c self,
        columns: &'c Columns,
        held: &'c [Column<NativeType>],
        place: Place,
        only: DialectSet,
    ) -> Translator<'c> {
        Translator {
            dialect: self.dialect,
            options: &self.options,
            columns,
            held,
            enums: &self.logical.enums,
            place,
            is_for_one: only.is_one(),
        }
    }
}
