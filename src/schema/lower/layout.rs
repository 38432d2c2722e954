//! Which column of a table holds which part of which attribute.

use super::collisions::{Naming, Pending};
use super::composites::CompositeUse;
use super::references::ReferenceUse;
use super::unions::UnionUse;
use super::{Context, LogicalTable, LogicalTableId};
use crate::base::{DialectSet, Name, Span};
use crate::model::{AttributeId, Step, Steps};
use crate::schema::{Origin, QualifiedName};

/// What is known of a table while it is made.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Which column holds what, in the order of the columns.
    pub(super) slots: Vec<Slot>,
    /// The references that its attributes are.
    pub(super) references: Vec<ReferenceUse>,
    /// The references to one of several entities.
    pub(super) unions: Vec<UnionUse>,
    /// The composites whose parts are among its columns.
    pub(super) composites: Vec<CompositeUse>,
    /// The attributes with checks.
    pub(super) checked: Vec<AttributeUse>,
    /// The attributes with many values, which get tables of their own.
    pub(super) many: Vec<AttributeUse>,
    /// Indexes to make unless a key or index serves as well.
    pub(super) wanted_indexes: Vec<WantedIndex>,
    /// Its constraints and indexes that wait for their names.
    pub(super) pending: Pending,
    /// Whether a column is computed.
    pub(super) has_generated: bool,
    /// How many columns there were when all were known to have names of their own.
    pub(super) n_apart: usize,
    /// The tables of attributes of this table.
    pub(super) children: Vec<LogicalTableId>,
}

/// A column and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The way to the value: through composites and references to their parts.
    pub(super) path: Steps,
    pub(super) column: Name,
    /// How many steps lead to the last one that may be missing; 0 when all are there.
    pub(super) optional_until: usize,
    /// Whether the value is computed.
    pub(super) is_derived: bool,
    /// Whether the column is another attribute's own.
    pub(super) is_shared: bool,
    /// The reference to one of several entities that it belongs to, by its place in the layout.
    pub(super) union: Option<usize>,
    /// The place of the entity among the members of the table.
    pub(super) member: usize,
}

/// An attribute of an entity or relationship, or of a composite in one.
#[derive(Debug, Clone)]
pub(super) struct AttributeUse {
    pub(super) attribute: AttributeId,
    /// The way to it, itself included.
    pub(super) path: Steps,
    /// What it is called there.
    pub(super) name: super::naming::Aged,
    pub(super) only: DialectSet,
    pub(super) member: usize,
}

/// An index that a reference brings along.
#[derive(Debug, Clone)]
pub(super) struct WantedIndex {
    pub(super) columns: Vec<Name>,
    pub(super) naming: Naming,
    pub(super) only: DialectSet,
    pub(super) span: Span,
}

impl Layout {
    /// The slots of what `path` leads to behind `prefix`.
    pub(super) fn slots_of<'a>(
        &'a self,
        prefix: &'a [Step],
        path: &'a [Step],
    ) -> impl Iterator<Item = &'a Slot> {
        self.slots.iter().filter(move |it| {
            it.path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(path))
        })
    }

    /// The columns of what `path` leads to behind `prefix`, each once.
    pub(super) fn columns_of(&self, prefix: &[Step], path: &[Step]) -> Vec<Name> {
        let mut res: Vec<Name> = Vec::new();
        for slot in self.slots_of(prefix, path) {
            if !res.contains(&slot.column) {
                res.push(slot.column.clone());
            }
        }
        res
    }
}

/// Puts the tables in the order of the model: entities, each with the tables of its attributes behind it,
/// then relationships.
pub(super) fn arrange(cx: &mut Context<'_>) {
    let mut is_child = vec![false; cx.layouts.len()];
    for child in cx.layouts.iter().flat_map(|it| &it.children) {
        is_child[child.idx()] = true;
    }
    let named_after_themselves = cx.model.entities.ids().filter_map(|it| {
        let plan = cx.homes.plan(it)?;
        (plan.entity == it).then_some(plan.table)
    });
    let others = cx.schema.tables.ids().skip(cx.homes.plans.len());
    let mut pending: Vec<LogicalTableId> =
        named_after_themselves.chain(others.filter(|it| !is_child[it.idx()])).collect();
    pending.reverse();
    let mut order = Vec::with_capacity(cx.schema.tables.len());
    while let Some(table) = pending.pop() {
        order.push(table);
        pending.extend(cx.layout(table).children.iter().rev());
    }
    if order.iter().enumerate().all(|(idx, it)| it.idx() == idx) {
        return;
    }
    let mut tables = std::mem::take(&mut cx.schema.tables);
    let nothing = || LogicalTable::new(QualifiedName::plain(""), Origin::None, Span::nowhere());
    let take = |it: LogicalTableId| std::mem::replace(&mut tables[it], nothing());
    cx.schema.tables = order.into_iter().map(take).collect();
}
