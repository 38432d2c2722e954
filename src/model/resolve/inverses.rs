//! The other side of references: its names, and facts that are said from both sides.

use rustc_hash::FxHashMap;

use super::Context;
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{AttributeId, AttributeOwner, AttributeType, EntityId};

/// Reports names that the other side has already, and `*` references that repeat a reference back.
pub(super) fn check(cx: &mut Context<'_>) {
    refuse_taken_names(cx);
    refuse_both_sides(cx);
}

/// What the other side of `attribute` is: the entity it belongs to, the entity it refers to.
fn ends(cx: &Context<'_>, attribute: AttributeId) -> Option<(EntityId, EntityId)> {
    let item = &cx.model.attributes[attribute];
    let AttributeOwner::Entity(owner) = item.owner else { return None };
    match (&item.ty, &item.reference) {
        (AttributeType::Entity(target), _) => Some((owner, *target)),
        (_, Some(reference)) => reference.literal.map(|(target, _)| (owner, target)),
        _ => None,
    }
}

fn refuse_taken_names(cx: &mut Context<'_>) {
    let mut taken: FxHashMap<(EntityId, Name), Span> = FxHashMap::default();
    let mut found = Vec::new();
    for id in cx.model.attributes.ids() {
        let Some((_, target)) = ends(cx, id) else { continue };
        let reference = cx.model.attributes[id].reference.as_ref();
        let Some((name, span)) = reference.and_then(|it| it.inverse.clone()) else { continue };
        let walker = cx.model.entity(target);
        let twin =
            walker.attributes().find(|it| it.get().name == name).map(|it| it.get().name_span);
        let before = twin.or_else(|| taken.get(&(target, name.clone())).copied());
        match before {
            Some(before) => found.push((span, name, walker.get().name.clone(), before)),
            None => {
                taken.insert((target, name), span);
            }
        }
    }
    for (span, name, entity, before) in found {
        cx.report(diags::taken_inverse(span, &name, &entity, before));
    }
}

/// `Customer.orders Order*` beside `Order.customer Customer` is one fact said twice, unless the first
/// has an inverse of its own.
fn refuse_both_sides(cx: &mut Context<'_>) {
    let mut single: FxHashMap<(EntityId, EntityId), AttributeId> = FxHashMap::default();
    let mut many = Vec::new();
    for id in cx.model.attributes.ids() {
        let Some((owner, target)) = ends(cx, id) else { continue };
        if cx.model.attributes[id].quantifier.max() == Some(1) {
            single.entry((owner, target)).or_insert(id);
        } else {
            many.push((id, owner, target));
        }
    }
    for (id, owner, target) in many {
        let attribute = &cx.model.attributes[id];
        let has_inverse = attribute.reference.as_ref().is_some_and(|it| it.inverse.is_some());
        let Some(&back) = single.get(&(target, owner)).filter(|_| !has_inverse && owner != target)
        else {
            continue;
        };
        let back = &cx.model.attributes[back];
        let has_name = back.reference.as_ref().is_some_and(|it| it.inverse.is_some());
        let diagnostic = diags::both_sides(
            attribute.span,
            &attribute.name,
            back.span,
            &cx.model.entities[target].name,
            &back.name,
            has_name,
        );
        cx.report(diagnostic);
    }
}
