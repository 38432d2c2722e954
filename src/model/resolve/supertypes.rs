//! Who extends whom: the supertype of each entity, and the root of each hierarchy.

use super::Declarations;
use super::context::{Context, EntityFacts};
use crate::base::{Name, Span};
use crate::model::EntityId;
use crate::model::diags;

/// Finds the supertype of each entity; a circle is reported and cut.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut needs = Vec::new();
    for source in &declarations.entities {
        let Some(path) = &source.ast.supertype else { continue };
        match cx.entity_named(path, source.namespace) {
            Some(supertype) => {
                cx.model.entities[source.id].supertype = Some(supertype);
                needs.push((source.id.idx(), supertype.idx()));
            }
            // The key may come from the supertype that could not be found.
            None => cx.model.entities[source.id].is_incomplete = true,
        }
    }
    for circle in super::circles(cx.model.entities.len(), &needs) {
        cut(cx, declarations, &circle);
    }
    cx.entities = roots(cx).into_iter().map(EntityFacts::of_root).collect();
}

fn cut(cx: &mut Context<'_>, declarations: &Declarations<'_>, circle: &[usize]) {
    let link = |&idx: &usize| {
        let ast = declarations.entities[idx].ast;
        let span = ast.supertype.as_ref().map_or(ast.name.span, |it| it.span());
        (ast.name.name.clone(), span)
    };
    let links: Vec<(Name, Span)> = circle.iter().map(link).collect();
    cx.report(diags::cyclic_inheritance(&links));
    for &idx in circle {
        let entity = &mut cx.model.entities[EntityId::new(idx)];
        entity.supertype = None;
        entity.is_incomplete = true;
    }
}

/// The root of every entity; each link is followed once.
fn roots(cx: &Context<'_>) -> Vec<EntityId> {
    let mut res: Vec<Option<EntityId>> = vec![None; cx.model.entities.len()];
    let mut way = Vec::new();
    for entity in cx.model.entities.ids() {
        let mut at = entity;
        let root = loop {
            if let Some(root) = res[at.idx()] {
                break root;
            }
            way.push(at);
            match cx.model.entities[at].supertype {
                Some(supertype) => at = supertype,
                None => break at,
            }
        };
        way.drain(..).for_each(|it| res[it.idx()] = Some(root));
    }
    res.into_iter().flatten().collect()
}
