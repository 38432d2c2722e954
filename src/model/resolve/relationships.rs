//! Relationships: their roles must be told apart, from one another and from attributes.

use rustc_hash::FxHashMap;

use super::Declarations;
use super::collect::{Source, folded};
use super::context::Context;
use crate::base::{Name, Span, snake_case};
use crate::model::diags;
use crate::model::{EntityId, RelationshipId};
use crate::syntax::ast;

/// Reports participants that need a role, and roles that share their name with something.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.relationships {
        let is_unclear = refuse_unnamed(cx, source);
        if !is_unclear {
            refuse_shared_names(cx, source);
        }
    }
}

/// An entity that takes part twice needs a role each time.
fn refuse_unnamed(
    cx: &mut Context<'_>,
    source: &Source<'_, RelationshipId, ast::Relationship>,
) -> bool {
    let mut places: FxHashMap<EntityId, Vec<(Span, bool)>> = FxHashMap::default();
    for role in cx.model.relationship(source.id).roles() {
        let role = role.get();
        places.entry(role.entity).or_default().push((role.span, role.name.is_some()));
    }
    let mut found = Vec::new();
    for (idx, role) in cx.model.relationship(source.id).roles().enumerate() {
        let all = &places[&role.get().entity];
        if all.len() > 1 && role.get().name.is_none() {
            let others = all.iter().map(|it| it.0).filter(|&it| it != role.get().span);
            let first = others.min().unwrap_or(role.get().span);
            found.push((idx, role.get().entity, role.get().span, first));
        }
    }
    // One message for all participations of an entity.
    found.dedup_by_key(|it| it.1);
    let is_unclear = !found.is_empty();
    for (_, entity, span, other) in found {
        let name = &cx.model.entities[entity].name;
        cx.report(diags::missing_role(span, name, other));
    }
    is_unclear
}

/// Roles and attributes become columns side by side; a role without a name goes by its entity.
fn refuse_shared_names(
    cx: &mut Context<'_>,
    source: &Source<'_, RelationshipId, ast::Relationship>,
) {
    let mut seen: FxHashMap<Name, (Name, Span)> = FxHashMap::default();
    let mut found = Vec::new();
    let walker = cx.model.relationship(source.id);
    let roles = walker.roles().map(|role| {
        let name = role.get().name.clone();
        (name.unwrap_or_else(|| snake_case(role.label())), role.get().span)
    });
    let attributes = walker.attributes().map(|it| (it.get().name.clone(), it.get().name_span));
    for (name, span) in roles.chain(attributes) {
        match seen.get(&folded(&name)) {
            Some((other, before)) if *other == name => {
                found.push(diags::ambiguous_role(span, &name, *before));
            }
            Some((other, before)) => {
                found.push(diags::confusable_names(span, &name, other, *before));
            }
            None => {
                seen.insert(folded(&name), (name, span));
            }
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
}
