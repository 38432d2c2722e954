//! References: what they refer to must be identifiable.

use super::expressions::Scope;
use super::typing;
use super::{Context, Declarations, members_of};
use crate::base::Span;
use crate::model::diags;
use crate::model::{
    AttributeId, AttributeOwner, AttributePath, AttributeType, EntityGraph, EntityId,
    HierarchyStorage, NamespaceId, Step,
};
use crate::syntax::ast::{self, MemberKind, ModifierKind};

/// Resolves `references E(attr)` and `sharing (a)`.
pub(super) fn literal_references(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.entities {
        let ids = cx.model.entities[source.id].attributes.clone();
        for (member, namespace) in members_of(cx, declarations, source) {
            let MemberKind::Attribute(ast) = &member.kind else { continue };
            let Some(&id) =
                ids.iter().find(|&&it| cx.model.attributes[it].name_span == ast.name.span)
            else {
                continue;
            };
            clauses(cx, ast, id, namespace, Some(source.id));
        }
    }
    for source in &declarations.composites {
        let ids = cx.model.composites[source.id].attributes.clone();
        for (member, id) in pairs(cx, &source.ast.members, &ids) {
            clauses(cx, member, id, source.namespace, None);
        }
    }
    for source in &declarations.relationships {
        let ids = cx.model.relationships[source.id].attributes.clone();
        for (member, id) in pairs(cx, &source.ast.members, &ids) {
            clauses(cx, member, id, source.namespace, None);
        }
    }
}

fn pairs<'a>(
    cx: &Context<'_>,
    members: &'a [ast::Member],
    ids: &[AttributeId],
) -> Vec<(&'a ast::Attribute, AttributeId)> {
    let attributes = members.iter().filter_map(|it| match &it.kind {
        MemberKind::Attribute(ast) => Some(&**ast),
        _ => None,
    });
    attributes
        .filter_map(|ast| {
            let id = ids.iter().find(|&&it| cx.model.attributes[it].name_span == ast.name.span)?;
            Some((ast, *id))
        })
        .collect()
}

fn clauses(
    cx: &mut Context<'_>,
    ast: &ast::Attribute,
    id: AttributeId,
    namespace: Option<NamespaceId>,
    entity: Option<EntityId>,
) {
    for modifier in &ast.modifiers {
        match &modifier.kind {
            ModifierKind::References(target, attribute) => {
                let literal = literal(cx, id, target, attribute, namespace);
                if let Some(reference) = &mut cx.model.attributes[id].reference {
                    reference.literal = literal;
                }
            }
            ModifierKind::Sharing(paths) => match entity {
                Some(entity) => sharing(cx, id, paths, entity, namespace),
                None => cx.report(diags::misplaced_sharing(modifier.span)),
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

fn literal(
    cx: &mut Context<'_>,
    id: AttributeId,
    target: &ast::Path,
    attribute: &ast::Path,
    namespace: Option<NamespaceId>,
) -> Option<(EntityId, AttributeId)> {
    let entity = cx.entity_named(target, namespace)?;
    let scope = Scope::of_entity(cx, entity, namespace);
    let path = cx.path(&scope, attribute)?;
    let Some(Step::Attribute(referred)) = path.steps.last() else { return None };
    let own = typing::of_attribute_type(&cx.model, &cx.model.attributes[id].ty);
    let other = typing::of_attribute_type(&cx.model, &cx.model.attributes[*referred].ty);
    if !own.agrees_with(other) {
        let (own, other) = (own.title(&cx.model), other.title(&cx.model));
        let span = cx.model.attributes[id].type_span;
        let referred_span = cx.model.attributes[*referred].type_span;
        cx.report(diags::reference_of_other_type(span, &own, referred_span, &other));
    }
    Some((entity, *referred))
}

fn sharing(
    cx: &mut Context<'_>,
    id: AttributeId,
    paths: &[ast::Path],
    entity: EntityId,
    namespace: Option<NamespaceId>,
) {
    let scope = Scope::of_entity(cx, entity, namespace);
    for path in paths {
        let Some(resolved) = cx.path(&scope, path) else { continue };
        let &[Step::Attribute(shared)] = resolved.steps.as_slice() else {
            cx.report(diags::sharing_of_part(path.span(), path));
            continue;
        };
        if let Some(reference) = &mut cx.model.attributes[id].reference {
            reference.sharing.push(shared);
        }
    }
}

impl EntityGraph {
    /// What a reference to `entity` holds: the key of the root of its hierarchy, else its first unique
    /// constraint over attributes that are always there.
    pub fn identifier(&self, entity: EntityId) -> Option<Vec<AttributePath>> {
        let root = self.entity(entity).root().get();
        if let Some(key) = &root.key {
            return Some(key.attributes.clone());
        }
        let is_mandatory = |id: &AttributeId| self.attributes[*id].quantifier.min() == 1;
        let inline =
            root.attributes.iter().find(|it| self.attributes[**it].is_unique && is_mandatory(it));
        if let Some(&attribute) = inline {
            return Some(vec![AttributePath::attribute(attribute)]);
        }
        root.uniques.iter().find_map(|unique| {
            let path = |item: &crate::model::IndexItem| match &item.expr.kind {
                crate::base::ExprKind::Reference(crate::model::Operand::Attribute(path)) => {
                    Some(path.clone())
                }
                _ => None,
            };
            let paths: Option<Vec<AttributePath>> = unique.items.iter().map(path).collect();
            paths.filter(|paths| {
                unique.predicate.is_none()
                    && paths.iter().all(|it| match it.steps.as_slice() {
                        [Step::Attribute(id)] => is_mandatory(id),
                        _ => false,
                    })
            })
        })
    }
}

/// Everything that refers, by a type, a role or a foreign key, must find something to refer to.
pub(super) fn check(cx: &mut Context<'_>) {
    for id in cx.model.attributes.ids() {
        let attribute = &cx.model.attributes[id];
        let span = attribute.type_span;
        if matches!(attribute.owner, AttributeOwner::View(_)) && attribute.ty.is_reference() {
            let name = attribute.name.clone();
            cx.report(diags::reference_in_view(span, &name));
            continue;
        }
        match attribute.ty {
            AttributeType::Entity(target) => check_target(cx, target, span),
            AttributeType::Union(union) => {
                for target in cx.model.unions[union].alternatives.clone() {
                    check_target(cx, target, span);
                }
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Composite(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => {
                let literal = attribute.reference.as_ref().and_then(|it| it.literal);
                if let Some((target, referred)) = literal {
                    check_literal(
                        cx,
                        target,
                        &[AttributePath::attribute(referred)],
                        attribute_clause(cx, id),
                    );
                }
            }
        }
    }
    for role in cx.model.roles.ids() {
        let (target, span) = (cx.model.roles[role].entity, cx.model.roles[role].span);
        check_target(cx, target, span);
    }
    for entity in cx.model.entities.ids() {
        for foreign_key in cx.model.entities[entity].foreign_keys.clone() {
            check_literal(cx, foreign_key.target, &foreign_key.target_attributes, foreign_key.span);
        }
    }
}

fn attribute_clause(cx: &Context<'_>, id: AttributeId) -> Span {
    cx.model.attributes[id].span
}

fn check_target(cx: &mut Context<'_>, target: EntityId, span: Span) {
    let walker = cx.model.entity(target);
    let root = walker.root();
    let (name, name_span) = (walker.get().name.clone(), walker.get().name_span);
    let mut groups = walker.get().hierarchies.iter().map(|&it| &cx.model.hierarchies[it]);
    let separate = groups.find(|it| it.storage == HierarchyStorage::Separate);
    if let Some(group) = separate {
        let subtypes: Vec<_> =
            group.subtypes.iter().map(|&it| cx.model.entities[it].name.clone()).collect();
        let diagnostic = diags::reference_to_separate(span, &name, group.span, &subtypes);
        cx.report(diagnostic);
    } else if cx.model.identifier(target).is_none() && !root.get().is_incomplete {
        cx.report(diags::target_without_key(span, &name, name_span));
    }
}

/// `references E(a)` needs `a` to be a key or unique.
fn check_literal(cx: &mut Context<'_>, target: EntityId, attributes: &[AttributePath], span: Span) {
    let entity = &cx.model.entities[target];
    if entity.is_incomplete || attributes.is_empty() {
        return;
    }
    let same = |paths: &[AttributePath]| {
        paths.len() == attributes.len() && paths.iter().all(|it| attributes.contains(it))
    };
    let is_key = cx
        .model
        .entity(target)
        .lineage()
        .any(|it| it.get().key.as_ref().is_some_and(|key| same(&key.attributes)));
    let is_unique = entity.uniques.iter().any(|unique| {
        let paths: Vec<AttributePath> = unique
            .items
            .iter()
            .filter_map(|it| match &it.expr.kind {
                crate::base::ExprKind::Reference(crate::model::Operand::Attribute(path)) => {
                    Some(path.clone())
                }
                _ => None,
            })
            .collect();
        unique.predicate.is_none() && paths.len() == unique.items.len() && same(&paths)
    });
    let is_inline = match attributes {
        [path] => {
            matches!(path.steps.as_slice(), [Step::Attribute(id)] if cx.model.attributes[*id].is_unique)
        }
        _ => false,
    };
    if !is_key && !is_unique && !is_inline {
        let (name, name_span) = (entity.name.clone(), entity.name_span);
        cx.report(diags::target_not_unique(span, &name, name_span));
    }
}
