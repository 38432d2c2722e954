//! References to one of several entities: one nullable reference for each, and a check that one is set.

use super::collisions::Naming;
use super::conditions::{Parts, one_of};
use super::entities::made_check;
use super::{Context, LogicalTableId};
use crate::base::{DialectSet, Name};
use crate::model::AttributeId;
use crate::schema::Check;

/// A reference to one of several entities among the columns of a table.
#[derive(Debug, Clone)]
pub(super) struct UnionUse {
    pub(super) attribute: AttributeId,
    /// The columns that refer to each of the entities.
    pub(super) alternatives: Vec<Vec<Name>>,
    pub(super) name: Name,
    /// Whether there may be rows where none is set. What such a reference is a part of sees to the rest.
    pub(super) is_nullable: bool,
    pub(super) only: DialectSet,
}

/// Adds the checks that exactly one, or at most one, of the references is set, each with all its columns.
pub(super) fn arcs(cx: &mut Context<'_>, table: LogicalTableId) {
    for idx in 0..cx.layout(table).unions.len() {
        let it = cx.layout(table).unions[idx].clone();
        arc(cx, table, &it);
    }
}

fn arc(cx: &mut Context<'_>, table: LogicalTableId, it: &UnionUse) {
    let firsts: Vec<Name> = it.alternatives.iter().filter_map(|it| it.first().cloned()).collect();
    let span = cx.model.attributes[it.attribute].span;
    if let Some(condition) = one_of(&firsts, it.is_nullable) {
        let check = Check { only: it.only, ..made_check(condition, span) };
        cx.add_check(table, Naming::new(None, std::slice::from_ref(&it.name), "check"), check);
    }
    for columns in &it.alternatives {
        let parts = Parts { mandatory: columns.clone(), ..Parts::default() };
        if let Some(condition) = parts.together() {
            let check = Check { only: it.only, ..made_check(condition, span) };
            cx.add_check(table, Naming::new(None, columns, "check"), check);
        }
    }
}
