//! What attributes say of the references they are: what a literal one equals, what columns are shared.

use super::Declarations;
use super::context::Context;
use super::foreign_keys;
use super::scope::Scope;
use super::sharing;
use crate::model::diags;
use crate::model::{AttributeId, AttributeOwner, AttributePath, EntityId, Step};
use crate::syntax::ast::{ModifierKind, Path};

/// Resolves `references E(attr)` and `sharing (a)`.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for id in cx.model.attributes.ids() {
        if cx.model.attributes[id].reference.is_none() {
            continue;
        }
        let source = declarations.attribute(id);
        for modifier in &source.ast.modifiers {
            match &modifier.kind {
                ModifierKind::References(target, attribute) => {
                    let Some(entity) = cx.entity_named(target, source.namespace) else { continue };
                    let literal = literal(cx, id, entity, attribute);
                    if let Some(reference) = &mut cx.model.attributes[id].reference {
                        reference.literal = literal.map(|it| (entity, it));
                    }
                }
                ModifierKind::Sharing(paths) => match cx.model.attributes[id].owner {
                    AttributeOwner::Entity(entity) => {
                        sharing::resolve(cx, id, entity, modifier.span, paths, source.namespace);
                    }
                    AttributeOwner::Composite(_)
                    | AttributeOwner::Relationship(_)
                    | AttributeOwner::View(_) => cx.report(diags::misplaced_sharing(modifier.span)),
                },
                ModifierKind::Key
                | ModifierKind::Unique
                | ModifierKind::Identity
                | ModifierKind::Default(_)
                | ModifierKind::Derived(..)
                | ModifierKind::Check(_)
                | ModifierKind::OnDelete(_)
                | ModifierKind::OnUpdate(_)
                | ModifierKind::Deferrable(_)
                | ModifierKind::Inverse(_) => {}
            }
        }
    }
}

/// The attribute that a literal reference equals: one of the target itself, of the same type.
fn literal(
    cx: &mut Context<'_>,
    id: AttributeId,
    target: EntityId,
    name: &Path,
) -> Option<AttributeId> {
    let path = cx.path(Scope::of_entity(target, None), name)?;
    let &[Step::Attribute(referred)] = path.steps.as_slice() else {
        cx.report(diags::reference_to_part(name));
        return None;
    };
    if cx.refuse_many(&path, name.span()) {
        return None;
    }
    let own = AttributePath::attribute(id);
    let span = cx.model.attributes[id].type_span;
    let agrees = foreign_keys::agree(cx, (&own, span), (&path, name.span()));
    agrees.then_some(referred)
}
