//! Attributes that a subtype declares although it inherits them.

use rustc_hash::FxHashMap;

use super::collect::folded;
use super::context::Context;
use super::{Declarations, members};
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{AttributeId, EntityId};

/// Reports them. Hierarchies are walked from their roots down, with all inherited names at hand.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let subtypes = subtypes(cx);
    let mut inherited: FxHashMap<Name, AttributeId> = FxHashMap::default();
    for root in cx.model.entities.ids() {
        if cx.root(root) != root || subtypes[root.idx()].is_empty() {
            continue;
        }
        let mut pending = vec![Visit::Enter(root)];
        while let Some(visit) = pending.pop() {
            match visit {
                Visit::Enter(entity) => {
                    let added = enter(cx, declarations, entity, &mut inherited);
                    pending.push(Visit::Leave(added));
                    pending.extend(subtypes[entity.idx()].iter().rev().map(|&it| Visit::Enter(it)));
                }
                Visit::Leave(added) => added.iter().for_each(|it| {
                    inherited.remove(it);
                }),
            }
        }
    }
}

enum Visit {
    Enter(EntityId),
    /// Takes back the names that an entity added.
    Leave(Vec<Name>),
}

fn subtypes(cx: &Context<'_>) -> Vec<Vec<EntityId>> {
    let mut res = vec![Vec::new(); cx.model.entities.len()];
    for (id, entity) in cx.model.entities.iter() {
        if let Some(supertype) = entity.supertype {
            res[supertype.idx()].push(id);
        }
    }
    res
}

/// Reports the attributes of `entity` that are inherited; adds the others, and answers their names.
fn enter(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
    entity: EntityId,
    inherited: &mut FxHashMap<Name, AttributeId>,
) -> Vec<Name> {
    let mut added = Vec::new();
    // What one mixin brings to both is one mistake, at the mixin's name.
    let mut by_mixin: Vec<(Span, Name, Span)> = Vec::new();
    for attribute in cx.model.entities[entity].attributes.clone() {
        let item = &cx.model.attributes[attribute];
        let looks = folded(&item.name);
        let Some(&twin) = inherited.get(&looks) else {
            inherited.insert(looks.clone(), attribute);
            added.push(looks);
            continue;
        };
        let twin = &cx.model.attributes[twin];
        match members::with_of(cx, declarations, entity, attribute) {
            Some(with) if by_mixin.iter().any(|it| it.0 == with) => {}
            Some(with) => by_mixin.push((with, item.name.clone(), twin.name_span)),
            None => {
                let diagnostic = match item.name == twin.name {
                    true => diags::inherited_attribute(item.name_span, &item.name, twin.name_span),
                    false => {
                        let (name, other) = (&item.name, &twin.name);
                        diags::confusable_names(item.name_span, name, other, twin.name_span)
                    }
                };
                cx.report(diagnostic);
            }
        }
    }
    for (with, name, before) in by_mixin {
        cx.report(diags::inherited_from_mixin(with, &name, before));
    }
    added
}
