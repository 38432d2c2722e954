//! Relationships: who takes part, as what, how often.

use super::annotations::Place;
use super::{Context, Declarations};
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{RelationshipId, Role};
use crate::syntax::ast;

/// Makes the roles of every relationship.
pub(super) fn roles(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.relationships {
        for participant in &source.ast.participants {
            let metadata = cx.metadata(&participant.annotations, Place::Participant);
            let Some(entity) = cx.entity_named(&participant.entity, source.namespace) else {
                cx.model.relationships[source.id].is_incomplete = true;
                continue;
            };
            let role = cx.model.roles.alloc(Role {
                relationship: source.id,
                entity,
                quantifier: participant.quantifier.kind,
                name: participant.role.as_ref().map(|it| it.name.clone()),
                on_delete: participant.on_delete,
                on_update: participant.on_update,
                deferrable: participant.deferrable,
                metadata,
                span: participant.span,
            });
            cx.model.relationships[source.id].roles.push(role);
        }
        refuse_minima(cx, source.ast);
    }
}

/// With three or more participants a minimum would be about combinations that nobody listed.
fn refuse_minima(cx: &mut Context<'_>, ast: &ast::Relationship) {
    if ast.participants.len() < 3 {
        return;
    }
    for participant in &ast.participants {
        let quantifier = participant.quantifier;
        let is_written = quantifier.span.start != quantifier.span.end;
        if quantifier.kind.min() > 0 && is_written {
            cx.report(diags::minimum_of_many(quantifier.span, participant.span));
        }
    }
}

/// Roles must be told apart from one another and from attributes.
pub(super) fn check(cx: &mut Context<'_>) {
    for id in cx.model.relationships.ids() {
        for (label, span, before) in ambiguous_roles(cx, id) {
            cx.report(diags::ambiguous_role(span, &label, before));
        }
    }
}

fn ambiguous_roles(cx: &Context<'_>, id: RelationshipId) -> Vec<(Name, Span, Span)> {
    let walker = cx.model.relationship(id);
    let mut seen: Vec<(Name, Span)> = Vec::new();
    let mut res = Vec::new();
    let attributes = walker.attributes().map(|it| (it.get().name.clone(), it.get().name_span));
    let roles = walker.roles().map(|it| (it.label().clone(), it.get().span));
    for (label, span) in roles.chain(attributes) {
        match seen.iter().find(|(it, _)| *it == label) {
            Some((_, before)) => res.push((label, span, *before)),
            None => seen.push((label, span)),
        }
    }
    res
}
