//! The other side of references: its names, and facts that are said from both sides.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Declarations;
use super::clauses::is_many;
use super::context::Context;
use super::scope::Owner;
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{Attribute, AttributeId, AttributeOwner, AttributeType, EntityId, Step};
use crate::syntax::ast;

/// Reports `*` references that repeat a reference back, and names that the other side has already.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let repeated = refuse_both_sides(cx, declarations);
    refuse_taken_names(cx, &repeated);
}

/// The entity that a reference belongs to, and those it refers to.
fn ends(cx: &Context<'_>, id: AttributeId) -> Option<(EntityId, Vec<EntityId>)> {
    let attribute = &cx.model.attributes[id];
    let AttributeOwner::Entity(owner) = attribute.owner else { return None };
    let targets = match attribute.ty {
        AttributeType::Entity(target) => vec![target],
        AttributeType::Union(union) => cx.model.unions[union].alternatives.clone(),
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Composite(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => {
            let (target, _) = attribute.reference.as_ref()?.literal?;
            vec![target]
        }
    };
    Some((owner, targets))
}

/// The name that a reference has on the other side.
fn inverse(attribute: &Attribute) -> Option<&(Name, Span)> {
    attribute.reference.as_ref()?.inverse.as_ref()
}

/// `Customer.orders Order*` beside `Order.customer Customer` is one fact said twice, unless one of them
/// names another inverse. Answers the attributes that say something again.
fn refuse_both_sides(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
) -> FxHashSet<AttributeId> {
    let mut between: FxHashMap<(EntityId, EntityId), Vec<AttributeId>> = FxHashMap::default();
    let mut many = Vec::new();
    for &id in &cx.model.references {
        let Some((owner, targets)) = ends(cx, id) else { continue };
        for target in targets {
            between.entry((owner, target)).or_default().push(id);
            let attribute = &cx.model.attributes[id];
            let is_reference = matches!(attribute.ty, AttributeType::Entity(_));
            if is_reference && is_many(attribute) && inverse(attribute).is_none() {
                many.push((id, owner, target));
            }
        }
    }
    let mut repeated = FxHashSet::default();
    for (id, owner, target) in many {
        let candidates = between.get(&(target, owner)).map(Vec::as_slice).unwrap_or_default();
        let back = candidates
            .iter()
            .copied()
            .find(|&back| back != id && !repeated.contains(&back) && says_again(cx, id, back));
        if let Some(back) = back {
            repeated.insert(id);
            report_both_sides(cx, declarations, id, back, target);
        }
    }
    repeated
}

/// Whether the `*` reference `id` is the other side of `back`: nothing says that it is not. Of two `*`
/// references the later says again what the earlier says.
fn says_again(cx: &Context<'_>, id: AttributeId, back: AttributeId) -> bool {
    let (attribute, other) = (&cx.model.attributes[id], &cx.model.attributes[back]);
    match inverse(other) {
        Some((name, _)) => *name == attribute.name,
        None => !is_many(other) || back < id,
    }
}

fn report_both_sides(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
    id: AttributeId,
    back: AttributeId,
    target: EntityId,
) {
    let (attribute, other) = (&cx.model.attributes[id], &cx.model.attributes[back]);
    let is_movable = attribute.mixin.is_none() && other.mixin.is_none();
    let sides = diags::BothSides {
        name: &attribute.name,
        span: attribute.name_span,
        member: attribute.span,
        back: other.span,
        back_end: clauses_end(declarations.attribute(back).ast),
        back_name: format!("{}.{}", cx.model.entities[target].name, other.name),
        has_inverse: inverse(other).is_some(),
        is_movable,
    };
    cx.report(sides.report());
}

/// Where another clause can be added: behind the last one.
fn clauses_end(ast: &ast::Attribute) -> Span {
    let ends = ast.modifiers.iter().map(|it| it.span.end).chain([ast.quantifier.span.end]);
    let end = ends.max().unwrap_or(ast.ty.span.end);
    Span { start: end, end, ..ast.ty.span }
}

/// A name given with `inverse` stands beside the attributes of the entity at the other end, and of those
/// below and above it.
fn refuse_taken_names(cx: &mut Context<'_>, repeated: &FxHashSet<AttributeId>) {
    let mut taken: FxHashMap<(EntityId, Name), Span> = FxHashMap::default();
    let mut names: FxHashSet<Name> = FxHashSet::default();
    let mut found = Vec::new();
    for &id in &cx.model.references {
        let Some((name, span)) = inverse(&cx.model.attributes[id]).cloned() else { continue };
        let Some((_, targets)) = ends(cx, id) else { continue };
        for target in targets {
            let twin = attribute_named(cx, target, &name);
            if twin.is_some_and(|it| repeated.contains(&it)) {
                continue;
            }
            let before = match twin {
                Some(twin) => Some(cx.model.attributes[twin].name_span),
                None => taken.insert((target, name.clone()), span),
            };
            names.insert(name.clone());
            if let Some(before) = before {
                let entity = &cx.model.entities[target].name;
                found.push(diags::taken_inverse(span, &name, entity, before));
            }
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
    refuse_names_below(cx, &taken, &names);
}

fn attribute_named(cx: &Context<'_>, entity: EntityId, name: &str) -> Option<AttributeId> {
    match cx.find(Owner::Entity(entity), name)?.step {
        Step::Attribute(id) => Some(id),
        Step::Role(_) => None,
    }
}

/// A subtype is an instance of its supertype, and seen from the other side as that.
fn refuse_names_below(
    cx: &mut Context<'_>,
    taken: &FxHashMap<(EntityId, Name), Span>,
    names: &FxHashSet<Name>,
) {
    let mut found = Vec::new();
    if names.is_empty() {
        return;
    }
    for (id, entity) in cx.model.entities.iter() {
        if entity.supertype.is_none() {
            continue;
        }
        let own = entity.attributes.iter().map(|&it| &cx.model.attributes[it]);
        for attribute in own.filter(|it| names.contains(&it.name)) {
            let above = cx.model.entity(id).lineage().skip(1);
            let mut spans = above.filter_map(|it| taken.get(&(it.id, attribute.name.clone())));
            if let Some(span) = spans.next() {
                let (name, before) = (&attribute.name, attribute.name_span);
                found.push(diags::taken_inverse(*span, name, &entity.name, before));
            }
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
}
