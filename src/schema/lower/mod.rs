//! From the entity graph to tables, one theme a file: where entities live and what identifies them, then
//! columns, then what holds rows together, then names.

mod bounds;
mod codes;
mod collisions;
mod columns;
mod composites;
mod conditions;
mod constraints;
mod dependencies;
mod diags;
mod discriminators;
mod drafts;
mod entities;
mod expansion;
mod expressions;
mod foreign_keys;
mod given;
mod homes;
mod identifiers;
mod indexes;
mod insertion;
mod keys;
mod kinds;
mod layout;
mod metadata;
mod multivalued;
mod naming;
mod plural;
mod references;
mod relationships;
mod roles;
mod sharing;
mod sources;
mod stored;
mod types;
mod unions;
mod unused;
mod views;

pub use codes::CODES;

use rustc_hash::FxHashSet;

use super::{LogicalSchema, LogicalType, Table, TableId};
use crate::base::{Diagnostic, Diagnostics, Span};
use crate::model::EntityGraph;
use constraints::RelationshipsByTable;
use discriminators::Discriminator;
use homes::Homes;
use identifiers::KeyColumn;
use layout::Layout;
use relationships::RelationshipHome;

/// What may be chosen about tables and their names.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Tables go by the plural of what they hold: `order_lines`.
    pub plural_tables: bool,
    /// No database in use keeps indexes and tables under one list of names, so that two tables may have
    /// an index of the same name.
    pub index_names_per_table: bool,
    /// No database in use keeps one list of names for the checks of all tables.
    pub check_names_per_table: bool,
    /// No database in use keeps one list of names for the foreign keys of all tables.
    pub foreign_key_names_per_table: bool,
    /// No database in use keeps types and tables under one list of names.
    pub types_apart_from_tables: bool,
}

/// The tables, types and views that hold `model`. What no database can hold is reported and left out.
pub fn lower(
    model: &EntityGraph,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> LogicalSchema {
    let mut cx = Context {
        model,
        options,
        diagnostics,
        schema: LogicalSchema::default(),
        homes: Homes::default(),
        identifiers: Vec::new(),
        discriminators: Vec::new(),
        relationships: Vec::new(),
        layouts: Vec::new(),
        reported: FxHashSet::default(),
        n_columns: 0,
    };
    types::lower(&mut cx);
    homes::plan(&mut cx);
    identifiers::resolve(&mut cx);
    entities::columns(&mut cx);
    relationships::columns(&mut cx);
    multivalued::tables(&mut cx);
    if columns::is_exhausted(&mut cx) {
        return cx.schema;
    }
    let relationships = constraints::relationships_by_table(&cx);
    for table in cx.schema.tables.ids() {
        hold_together(&mut cx, table, &relationships);
    }
    kinds::report(&mut cx);
    dependencies::lower(&mut cx);
    sources::lower(&mut cx);
    views::lower(&mut cx);
    metadata::of_model(&mut cx);
    bounds::report(&mut cx);
    unused::report(&mut cx);
    insertion::report_impossible(&cx.schema, cx.diagnostics);
    collisions::name(&mut cx);
    layout::arrange(&mut cx);
    cx.schema
}

/// Adds what holds the rows of a table together. All of it is done for one table before the next: as long as it is made, a
/// table is near at hand.
fn hold_together(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    relationships: &RelationshipsByTable,
) {
    references::foreign_keys(cx, table);
    foreign_keys::members(cx, table);
    unions::arcs(cx, table);
    composites::checks(cx, table);
    kinds::checks(cx, table);
    constraints::members(cx, table, relationships);
    indexes::of_references(cx, table);
}

/// A table of the schema that is made.
type LogicalTable = Table<LogicalType>;
/// Where it is.
type LogicalTableId = TableId<LogicalType>;

/// What every pass needs.
struct Context<'a> {
    model: &'a EntityGraph,
    options: &'a Options,
    diagnostics: &'a mut Diagnostics,
    schema: LogicalSchema,
    /// Which table holds which entity.
    homes: Homes,
    /// The columns that a reference to an entity holds, by the place of the root of its hierarchy.
    identifiers: Vec<Vec<KeyColumn>>,
    /// What tells the subtypes of a group apart, by the place of the group.
    discriminators: Vec<Option<Discriminator>>,
    /// Where each relationship lives, by its place.
    relationships: Vec<Option<RelationshipHome>>,
    /// What is known of each table beside its content, by its place.
    layouts: Vec<Layout>,
    /// What was said already of a place that is read once for every entity that uses it.
    reported: FxHashSet<(Span, String)>,
    n_columns: usize,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports, unless the same was said of the same place: a member of a mixin or composite is read once
    /// for every use.
    fn report_once(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.primary.span, diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn table(&self, id: LogicalTableId) -> &LogicalTable {
        &self.schema.tables[id]
    }

    fn layout(&self, id: LogicalTableId) -> &Layout {
        &self.layouts[id.idx()]
    }
}
