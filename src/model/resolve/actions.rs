//! Referential actions that can never be carried out, or that are about no foreign key.

use super::Declarations;
use super::clauses::{is_default, is_on_delete, is_on_update, span_of};
use super::context::Context;
use super::placement::{self, Placement};
use crate::base::{ReferentialAction, Span};
use crate::model::diags::{self, Never};
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityId, QuantifierKind, RoleId, Step,
};
use crate::syntax::ast::ModifierKind;

/// Whether a modifier is the clause that names an action.
type IsClause = fn(&ModifierKind) -> bool;

/// Reports them for references, foreign keys and participants.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for idx in 0..cx.model.references.len() {
        reference(cx, declarations, cx.model.references[idx]);
    }
    for entity in cx.model.entities.ids() {
        for idx in 0..cx.model.entities[entity].foreign_keys.len() {
            foreign_key(cx, declarations, entity, idx);
        }
    }
    for role in cx.model.roles.ids() {
        participant(cx, role);
    }
}

fn reference(cx: &mut Context<'_>, declarations: &Declarations<'_>, id: AttributeId) {
    let attribute = &cx.model.attributes[id];
    let Some(reference) = &attribute.reference else { return };
    let actions =
        [(reference.on_delete, is_on_delete as IsClause), (reference.on_update, is_on_update)];
    if actions.iter().all(|it| it.0.is_none()) {
        return;
    }
    // The columns that change: those of the attribute itself, and those that it shares.
    let own = [id].into_iter().chain(reference.sharing.iter().copied());
    let columns: Vec<_> = own.map(AttributePath::attribute).collect();
    let is_literal = reference.literal.is_some();
    for (action, is_clause) in actions {
        let never = action.and_then(|it| never(cx, declarations, &columns, it));
        let span = span_of(declarations.attribute(id).ast, is_clause);
        report(cx, never, span, is_literal);
    }
}

fn foreign_key(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
    entity: EntityId,
    idx: usize,
) {
    let item = &cx.model.entities[entity].foreign_keys[idx];
    let (actions, span) = ([item.on_delete, item.on_update], item.span);
    for action in actions.into_iter().flatten() {
        let columns = &cx.model.entities[entity].foreign_keys[idx].attributes;
        let never = never(cx, declarations, columns, action);
        report(cx, never, span, true);
    }
}

/// A database may hold a literal foreign key whose action always fails, so a model may say it: advice.
fn report(cx: &mut Context<'_>, never: Option<(AttributeId, Never)>, span: Span, is_literal: bool) {
    let Some((attribute, never)) = never else { return };
    let attribute = &cx.model.attributes[attribute];
    let (name, because) = (&attribute.name, attribute.name_span);
    let diagnostic = diags::impossible_action(span, name, because, never, is_literal);
    cx.report(diagnostic);
}

/// The first attribute that keeps an action from being carried out, and why.
fn never(
    cx: &Context<'_>,
    declarations: &Declarations<'_>,
    columns: &[AttributePath],
    action: ReferentialAction,
) -> Option<(AttributeId, Never)> {
    let mut mandatory = columns.iter().filter_map(|it| mandatory(cx, it));
    match action {
        ReferentialAction::SetNull => mandatory.next().map(|it| (it, Never::Null)),
        ReferentialAction::SetDefault => {
            mandatory.find(|&it| !has_default(cx, declarations, it)).map(|it| (it, Never::Default))
        }
        ReferentialAction::NoAction | ReferentialAction::Restrict | ReferentialAction::Cascade => {
            None
        }
    }
}

/// The attribute at the end of a path whose columns are never null. A type that could not be found says
/// nothing.
fn mandatory(cx: &Context<'_>, path: &AttributePath) -> Option<AttributeId> {
    let mut last = None;
    for step in &path.steps {
        let Step::Attribute(id) = step else { return None };
        let attribute = &cx.model.attributes[*id];
        if attribute.quantifier == QuantifierKind::Optional
            || attribute.ty == AttributeType::Unknown
        {
            return None;
        }
        last = Some(*id);
    }
    last
}

/// Whether a default is written, be it one that could not be resolved, or comes with the type.
fn has_default(cx: &Context<'_>, declarations: &Declarations<'_>, id: AttributeId) -> bool {
    let modifiers = &declarations.attribute(id).ast.modifiers;
    let of_type = match cx.model.attributes[id].ty {
        AttributeType::Domain(domain) => cx.model.domains[domain].default.is_some(),
        AttributeType::Scalar(_)
        | AttributeType::Enum(_)
        | AttributeType::Composite(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => false,
    };
    of_type || modifiers.iter().any(|it| is_default(&it.kind))
}

/// The clauses of a participant are about the foreign key that refers to it.
fn participant(cx: &mut Context<'_>, id: RoleId) {
    let role = &cx.model.roles[id];
    let has_clause =
        role.on_delete.is_some() || role.on_update.is_some() || role.deferrable.is_some();
    if !has_clause || cx.model.relationships[role.relationship].is_incomplete {
        return;
    }
    let name = &cx.model.entities[role.entity].name;
    let placement = placement::of(cx, role.relationship);
    let is_nullable = match placement {
        Placement::Table => false,
        Placement::Column(target) if target == id => role.quantifier.min() == 0,
        Placement::Column(target) => {
            let other = cx.model.roles[target].span;
            cx.report(diags::clause_of_key_holder(role.span, name, other));
            return;
        }
    };
    for action in [role.on_delete, role.on_update].into_iter().flatten() {
        let never = match action {
            ReferentialAction::SetNull if !is_nullable => Never::Null,
            ReferentialAction::SetDefault if !is_nullable => Never::Default,
            ReferentialAction::SetNull
            | ReferentialAction::SetDefault
            | ReferentialAction::NoAction
            | ReferentialAction::Restrict
            | ReferentialAction::Cascade => continue,
        };
        let diagnostic = diags::impossible_action_of_role(role.span, name, never);
        cx.report(diagnostic);
        return;
    }
}
