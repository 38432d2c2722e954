//! What attributes say of the references they are: what a literal one equals, what columns are shared.

use super::Declarations;
use super::clauses::{is_references, is_sharing};
use super::context::Context;
use super::foreign_keys;
use super::scope::Scope;
use super::sharing;
use crate::model::diags;
use crate::model::{AttributeId, AttributeOwner, AttributePath, EntityId, Step};
use crate::syntax::ast::{ModifierKind, Path};

/// Resolves `references E(attr)`, then `sharing (a)`, which may share what such a reference equals.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let named = |it: &&AttributeId| {
        let modifiers = &declarations.attribute(**it).ast.modifiers;
        modifiers.iter().any(|it| is_references(&it.kind) || is_sharing(&it.kind))
    };
    let references: Vec<AttributeId> = cx.model.references.iter().filter(named).copied().collect();
    for &id in &references {
        let source = declarations.attribute(id);
        for modifier in &source.ast.modifiers {
            let ModifierKind::References(paths) = &modifier.kind else { continue };
            let (target, attribute) = &**paths;
            let Some(entity) = cx.entity_named(target, source.namespace) else { continue };
            let literal = literal(cx, id, entity, attribute);
            if let Some(reference) = &mut cx.model.attributes[id].reference {
                reference.literal = literal.map(|it| (entity, it));
            }
        }
    }
    for &id in &references {
        let source = declarations.attribute(id);
        for modifier in &source.ast.modifiers {
            let ModifierKind::Sharing(paths) = &modifier.kind else { continue };
            match cx.model.attributes[id].owner {
                AttributeOwner::Entity(entity) => {
                    sharing::resolve(cx, id, entity, modifier.span, paths, source.namespace);
                }
                AttributeOwner::Composite(_)
                | AttributeOwner::Relationship(_)
                | AttributeOwner::View(_) => cx.report(diags::misplaced_sharing(modifier.span)),
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
