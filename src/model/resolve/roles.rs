//! Roles: who takes part in a relationship, as what, how often.

use super::Declarations;
use super::annotations::Place;
use super::context::Context;
use crate::base::Span;
use crate::model::Role;
use crate::model::diags;
use crate::syntax::ast;

/// Makes the roles of every relationship.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
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
                quantifier: super::attributes::in_one_way(participant.quantifier.kind),
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

/// With three or more participants a minimum would be about every combination of the others.
fn refuse_minima(cx: &mut Context<'_>, ast: &ast::Relationship) {
    if ast.participants.len() < 3 {
        return;
    }
    for participant in &ast.participants {
        let quantifier = participant.quantifier;
        if quantifier.kind.min() > 0 {
            let name = participant.entity.span();
            let is_written = quantifier.span.start != quantifier.span.end;
            let span: Span = if is_written { quantifier.span } else { name };
            cx.report(diags::minimum_of_many(span, quantifier, &participant.entity));
        }
    }
}
