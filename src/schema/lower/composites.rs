//! What composites hold their parts to.

use super::collisions::Naming;
use super::conditions::{all_null, any};
use super::entities::made_check;
use super::expressions::{is_silent_without, telling};
use super::kinds::parts;
use super::metadata::{narrowed, settings};
use super::{Context, LogicalTableId};
use crate::base::{DialectSet, Name};
use crate::model::{AttributeId, CompositeId, Steps};
use crate::schema::Check;

/// A composite whose parts are columns of a table.
#[derive(Debug, Clone)]
pub(super) struct CompositeUse {
    pub(super) attribute: AttributeId,
    pub(super) composite: CompositeId,
    /// The way to it, itself included.
    pub(super) path: Steps,
    /// What its columns start with.
    pub(super) name: Name,
    /// Whether it may be missing while what it is a part of is there.
    pub(super) is_optional: bool,
    /// Whether there may be rows without it.
    pub(super) is_nullable: bool,
    pub(super) only: DialectSet,
}

/// Adds the checks of the composites in a table: that the parts of an optional one are there together, and its own.
pub(super) fn checks(cx: &mut Context<'_>, table: LogicalTableId) {
    for it in std::mem::take(&mut cx.layouts[table.idx()].composites) {
        together(cx, table, &it);
        own_checks(cx, table, &it);
        cx.layouts[table.idx()].composites.push(it);
    }
}

fn together(cx: &mut Context<'_>, table: LogicalTableId, it: &CompositeUse) {
    if !it.is_optional {
        return;
    }
    let layout = cx.layout(table);
    let slots = layout.slots_of(&[], &it.path).filter(|it| !it.is_derived && !it.is_shared);
    let Some(condition) = parts(layout, slots, it.path.len()).together() else { return };
    let attribute = &cx.model.attributes[it.attribute];
    let check = Check { only: it.only, ..made_check(condition, attribute.span) };
    cx.add_check(table, Naming::new(None, std::slice::from_ref(&it.name), "check"), check);
}

/// A check of a composite is one of every use of it. Where the composite is missing it must be silent.
fn own_checks(cx: &mut Context<'_>, table: LogicalTableId, it: &CompositeUse) {
    for check in &cx.model.composites[it.composite].checks {
        let mut expr = match cx.expression(table, &it.path, &check.expr) {
            Ok(expr) => expr,
            Err(unheld) => {
                unheld.report(cx, check.span, "check", false);
                continue;
            }
        };
        let layout = cx.layout(table);
        let is_part = |name: &Name| {
            layout.slots_of(&[], &it.path).any(|slot| slot.column == *name && !slot.is_derived)
        };
        if it.is_nullable && !is_silent_without(&expr, &is_part) {
            let telling = telling(layout, &[], &it.path);
            expr = any(vec![all_null(&telling), expr]);
        }
        let lowered = Check {
            name: Name::default(),
            column: None,
            is_validated: true,
            comment: check.docs.clone(),
            settings: settings(&check.metadata),
            only: narrowed(it.only, check.metadata.only),
            span: check.span,
            expr,
        };
        let suffix = check.name.as_deref().unwrap_or("check");
        cx.add_check(table, Naming::new(None, std::slice::from_ref(&it.name), suffix), lowered);
    }
}
