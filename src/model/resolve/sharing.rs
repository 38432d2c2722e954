//! `sharing`: columns that a composite foreign key has in common with another attribute.

use super::context::Context;
use super::scope::{Owner, Scope};
use crate::base::Span;
use crate::model::diags;
use crate::model::{
    AttributeId, AttributeOwner, AttributePath, AttributeType, EntityId, NamespaceId, SharedPart,
    Step,
};
use crate::syntax::ast::Path;

/// Resolves `sharing (a, b)` of the reference `id`.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    id: AttributeId,
    entity: EntityId,
    clause: Span,
    paths: &[Path],
    namespace: Option<NamespaceId>,
) {
    let attribute = &cx.model.attributes[id];
    let targets = match &attribute.ty {
        AttributeType::Entity(target) => vec![*target],
        AttributeType::Union(union) => cx.model.unions[*union].alternatives.clone(),
        AttributeType::Unknown => return,
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Composite(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_) => {
            let diagnostic = diags::sharing_of_literal(clause, &attribute.name);
            return cx.report(diagnostic);
        }
    };
    let scope = Scope::new(Owner::Entity(entity), namespace);
    for path in paths {
        let shared = shared(cx, id, scope, path, &targets);
        let reference = cx.model.attributes[id].reference.as_mut();
        if let (Some((attribute, parts)), Some(reference)) = (shared, reference) {
            reference.sharing.push(attribute);
            reference.shared_parts.extend(parts);
        }
    }
}

/// The attribute that `path` names, and the part of the key of each target that it stands for.
fn shared(
    cx: &mut Context<'_>,
    id: AttributeId,
    scope: Scope,
    path: &Path,
    targets: &[EntityId],
) -> Option<(AttributeId, Vec<SharedPart>)> {
    let resolved = cx.path(scope, path)?;
    let &[Step::Attribute(shared)] = resolved.steps.as_slice() else {
        cx.report(diags::sharing_of_part(path));
        return None;
    };
    if shared == id {
        cx.report(diags::sharing_of_itself(path));
        return None;
    }
    if cx.refuse_many(&resolved, path.span()) || refuse_outside_of_key(cx, id, shared, path) {
        return None;
    }
    let mut parts = Vec::new();
    for &target in targets {
        if cx.is_incomplete(target) || cx.identifier(target).is_none() {
            continue;
        }
        match key_part(cx, target, shared) {
            Some(part) => {
                parts.push(SharedPart { target, attribute: shared, part: part.clone() });
            }
            None => {
                report_not_in_key(cx, target, path);
                return None;
            }
        }
    }
    Some((shared, parts))
}

/// Reports a reference with several values that shares what is not in the key of its owner: the table it is
/// kept in has no other column of the owner.
fn refuse_outside_of_key(
    cx: &mut Context<'_>,
    id: AttributeId,
    shared: AttributeId,
    path: &Path,
) -> bool {
    let attribute = &cx.model.attributes[id];
    let AttributeOwner::Entity(owner) = attribute.owner else { return false };
    let is_in_key = cx.key_attributes(owner).any(|it| it == shared);
    if is_in_key || !super::clauses::is_many(attribute) || cx.is_incomplete(owner) {
        return false;
    }
    let diagnostic = diags::sharing_of_many(path, &attribute.name, attribute.quantifier_span);
    cx.report(diagnostic);
    true
}

fn report_not_in_key(cx: &mut Context<'_>, target: EntityId, path: &Path) {
    let entity = &cx.model.entities[target];
    let key = cx.identifier(target).into_iter().flatten();
    let names: Vec<_> = key.map(|it| cx.path_name(it)).collect();
    let diagnostic = diags::not_in_key(path, &entity.name, &names, entity.name_span);
    cx.report(diagnostic);
}

/// The part of the key of `target` that has the columns of `shared`: the one of its name, else the only one
/// that refers to the same entity, else the only one of its types.
fn key_part<'m>(
    cx: &'m Context<'_>,
    target: EntityId,
    shared: AttributeId,
) -> Option<&'m AttributePath> {
    let types = cx.column_types(&AttributePath::attribute(shared));
    let fits = |path: &&AttributePath| {
        let other = cx.column_types(path);
        types.len() == other.len() && types.iter().zip(&other).all(|(a, b)| a.agrees_with(*b))
    };
    let fitting: Vec<_> = cx.identifier(target)?.iter().filter(fits).collect();
    let name = &cx.model.attributes[shared].name;
    if let Some(named) = fitting.iter().find(|it| cx.path_name(it) == *name) {
        return Some(named);
    }
    let referred = referred(cx, shared);
    let refers_alike = |path: &AttributePath| match path.steps.last() {
        Some(Step::Attribute(id)) => referred.is_some() && self::referred(cx, *id) == referred,
        Some(Step::Role(_)) | None => false,
    };
    let alike: Vec<_> = fitting.iter().copied().filter(|it| refers_alike(it)).collect();
    match (alike.as_slice(), fitting.as_slice()) {
        ([part], _) | ([], [part]) => Some(part),
        _ => None,
    }
}

/// The root of the hierarchy that an attribute refers to, by its type or physically.
fn referred(cx: &Context<'_>, attribute: AttributeId) -> Option<EntityId> {
    let attribute = &cx.model.attributes[attribute];
    let target = match attribute.ty {
        AttributeType::Entity(target) => Some(target),
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Composite(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => {
            attribute.reference.as_ref().and_then(|it| it.literal).map(|it| it.0)
        }
    };
    target.map(|it| cx.root(it))
}
