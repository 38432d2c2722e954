//! Clauses and annotations that are about something that is not made.

use super::homes::Plan;
use super::{Context, diags};
use crate::model::{Attribute, IndexName, Metadata, Role, RoleId};

/// Reports what does nothing.
pub(super) fn report(cx: &mut Context<'_>) {
    // Of what has one value the model was refused for it.
    for &id in &cx.model.many {
        of_attribute(cx, &cx.model.attributes[id]);
    }
    for id in cx.model.relationships.ids() {
        let relationship = &cx.model.relationships[id];
        let home = cx.relationships[id.idx()];
        if let Some(holder) = home.and_then(|it| it.holder) {
            of_holder(cx, holder);
            constraint(cx, &relationship.metadata, "the relationship has no table of its own");
        }
        index(cx, &relationship.metadata, "the participants bring the indexes along");
    }
    for entity in cx.model.entities.values() {
        index(cx, &entity.metadata, "its attributes bring the indexes along");
        if let Some(key) = &entity.key {
            index(cx, &key.metadata, "a key has the index of its constraint");
        }
    }
    for group in cx.model.hierarchies.values() {
        index(cx, &group.metadata, "a group of subtypes has none");
        constraint(cx, &group.metadata, "a group of subtypes has none");
    }
    for plan in 0..cx.homes.plans.len() {
        let Plan { table, entity, .. } = cx.homes.plans[plan];
        if cx.table(table).primary_key.is_none() {
            constraint(cx, &cx.model.entities[entity].metadata, "the table has no key");
        }
    }
}

fn of_attribute(cx: &mut Context<'_>, attribute: &Attribute) {
    if !attribute.ty.is_reference() {
        index(cx, &attribute.metadata, "only a reference brings an index along");
    }
    let brings_constraint = attribute.reference.is_some()
        || attribute.is_unique
        || attribute.is_key
        || !attribute.checks.is_empty();
    if !brings_constraint {
        constraint(cx, &attribute.metadata, "the attribute brings no constraint along");
    }
}

fn index(cx: &mut Context<'_>, metadata: &Metadata, what: &str) {
    if let Some(IndexName::Named(_, span)) = &metadata.index {
        cx.report_once(diags::unused_annotation(*span, "@index", what));
    }
}

fn constraint(cx: &mut Context<'_>, metadata: &Metadata, what: &str) {
    if let Some((_, span)) = &metadata.constraint {
        cx.report_once(diags::unused_annotation(*span, "@constraint", what));
    }
}

/// The entity that has the columns of a relationship: no column refers to it.
fn of_holder(cx: &mut Context<'_>, holder: RoleId) {
    let Role { on_delete, on_update, deferrable, metadata, span, .. } = &cx.model.roles[holder];
    let label = cx.model.role(holder).label();
    let clauses = [
        (on_delete.is_some(), "on delete"),
        (on_update.is_some(), "on update"),
        (deferrable.is_some(), "deferrable"),
        (metadata.physical_name.is_some(), "@column"),
        (metadata.constraint.is_some(), "@constraint"),
        (metadata.index.is_some(), "@index"),
    ];
    for (_, clause) in clauses.into_iter().filter(|it| it.0) {
        cx.diagnostics.push(diags::unused_clause(*span, clause, label));
    }
}
