//! Keys: which attributes identify an instance, and whether they can.

use super::annotations::Place;
use super::expressions::Scope;
use super::{Context, Declarations, members_of};
use crate::base::Span;
use crate::base::graph::order;
use crate::model::diags;
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityGraph, EntityId, Key, Metadata,
    QuantifierKind, Step,
};
use crate::syntax::ast::{self, MemberKind};

/// Gives every entity its key.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.entities {
        let inline = inline_key(cx, source.id);
        let mut res = inline.clone();
        for (member, namespace) in members_of(cx, declarations, source) {
            let MemberKind::Key(ast) = &member.kind else { continue };
            let key = member_key(cx, source.id, ast, member, namespace);
            match &res {
                Some(first) => {
                    let is_inline = inline.is_some();
                    cx.report(diags::second_key(member.span, first.span, is_inline));
                }
                None => res = key,
            }
        }
        if let (Some(key), Some(supertype)) = (&res, cx.model.entities[source.id].supertype) {
            let supertype = cx.model.entities[supertype].name.clone();
            cx.report(diags::key_of_subtype(key.span, &source.ast.name.name, &supertype));
            res = None;
        }
        cx.model.entities[source.id].key = res;
    }
    for source in &declarations.relationships {
        for member in &source.ast.members {
            if let MemberKind::Key(_) = &member.kind {
                cx.report(diags::key_in_relationship(member.span));
            }
        }
    }
}

/// The attributes with `key` behind them, as one key.
fn inline_key(cx: &Context<'_>, entity: EntityId) -> Option<Key> {
    let attributes = &cx.model.entities[entity].attributes;
    let marked: Vec<AttributeId> =
        attributes.iter().copied().filter(|&it| cx.model.attributes[it].is_key).collect();
    let first = &cx.model.attributes[*marked.first()?];
    Some(Key {
        name: None,
        attributes: marked.iter().map(|&it| AttributePath::attribute(it)).collect(),
        metadata: Metadata::default(),
        span: first.span,
    })
}

fn member_key(
    cx: &mut Context<'_>,
    entity: EntityId,
    ast: &ast::Key,
    member: &ast::Member,
    namespace: Option<crate::model::NamespaceId>,
) -> Option<Key> {
    let scope = Scope::of_entity(cx, entity, namespace);
    let attributes = cx.paths(&scope, &ast.attributes);
    let metadata = cx.metadata(&member.annotations, Place::Key);
    for (idx, path) in attributes.iter().enumerate() {
        if attributes[..idx].contains(path) {
            cx.report(diags::repeated_attribute(ast.attributes[idx].span(), &ast.attributes[idx]));
        }
    }
    let name = ast.name.as_ref().map(|it| it.name.clone());
    let is_whole = attributes.len() == ast.attributes.len();
    if !is_whole {
        cx.model.entities[entity].is_incomplete = true;
    }
    (!attributes.is_empty()).then_some(Key { name, attributes, metadata, span: member.span })
}

/// What a key is made of must be there, once, and not lead back to itself.
pub(super) fn check(cx: &mut Context<'_>) {
    for entity in cx.model.entities.ids() {
        let Some(key) = cx.model.entities[entity].key.clone() else { continue };
        for path in &key.attributes {
            check_part(cx, path, key.span);
        }
    }
    for relationship in cx.model.relationships.ids() {
        for attribute in cx.model.relationships[relationship].attributes.clone() {
            if cx.model.attributes[attribute].is_key {
                let span = cx.model.attributes[attribute].span;
                check_part(cx, &AttributePath::attribute(attribute), span);
            }
        }
    }
    refuse_cycles(cx);
}

fn check_part(cx: &mut Context<'_>, path: &AttributePath, key: Span) {
    for step in &path.steps {
        let Step::Attribute(id) = step else { continue };
        let attribute = &cx.model.attributes[*id];
        let name = attribute.name.clone();
        let span = attribute.span;
        match attribute.quantifier {
            QuantifierKind::One => {}
            QuantifierKind::Optional => {
                let mark = Span {
                    start: attribute.type_span.end,
                    end: attribute.type_span.end + 1,
                    ..span
                };
                cx.report(diags::optional_in_key(mark, &name, key));
                return;
            }
            QuantifierKind::Any | QuantifierKind::Some | QuantifierKind::Range { .. } => {
                cx.report(diags::many_in_key(span, &name, key));
                return;
            }
        }
        let attribute = &cx.model.attributes[*id];
        match attribute.ty {
            AttributeType::Union(_) => {
                cx.report(diags::union_in_key(attribute.type_span, &name, key));
            }
            AttributeType::Array(_) => {
                cx.report(diags::many_in_key(span, &name, key));
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Composite(_)
            | AttributeType::Entity(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => {}
        }
    }
}

/// An entity cannot be identified by what it identifies itself.
fn refuse_cycles(cx: &mut Context<'_>) {
    let mut needs = Vec::new();
    for entity in cx.model.entities.ids() {
        for attribute in cx.model.identifying_references(entity) {
            if let AttributeType::Entity(target) = cx.model.attributes[attribute].ty {
                needs.push((entity.idx(), cx.model.entity(target).root().id.idx()));
            }
        }
    }
    let selfish = needs.iter().filter(|(a, b)| a == b).map(|&(a, _)| vec![a]);
    let cycles: Vec<_> =
        order(cx.model.entities.len(), &needs).cycles.into_iter().chain(selfish).collect();
    for cycle in cycles {
        let spans = cyclic_references(&cx.model, &cycle);
        cx.report(diags::cyclic_key(&spans));
        for idx in cycle {
            cx.model.entities[EntityId::new(idx)].key = None;
            cx.model.entities[EntityId::new(idx)].is_incomplete = true;
        }
    }
}

/// The references in keys that stay inside `cycle`: whose, and where.
fn cyclic_references(model: &EntityGraph, cycle: &[usize]) -> Vec<(crate::base::Name, Span)> {
    let mut res = Vec::new();
    for &idx in cycle {
        let entity = EntityId::new(idx);
        for attribute in model.identifying_references(entity) {
            let attribute = &model.attributes[attribute];
            let AttributeType::Entity(target) = attribute.ty else { continue };
            if cycle.contains(&model.entity(target).root().id.idx()) {
                res.push((model.entities[entity].name.clone(), attribute.span));
            }
        }
    }
    res
}
