//! Composite types: none may contain itself, and each must fit into a row.

use super::context::Context;
use crate::base::graph::order;
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{AttributeType, CompositeId};

/// More columns than a table can have: PostgreSQL holds 1,600 (its manual, appendix K).
const MOST_PARTS: usize = 1_600;

/// Reports composites without parts, with themselves inside, or with too many parts.
pub(super) fn check(cx: &mut Context<'_>) {
    refuse_empty(cx);
    let mut needs = Vec::new();
    for (id, composite) in cx.model.composites.iter() {
        let parts = composite.attributes.iter().map(|&it| &cx.model.attributes[it].ty);
        needs.extend(parts.filter_map(as_composite).map(|part| (id.idx(), part.idx())));
    }
    for circle in super::circles(cx.model.composites.len(), &needs) {
        cut(cx, &circle);
    }
    refuse_large(cx, &needs);
}

fn as_composite(ty: &AttributeType) -> Option<CompositeId> {
    match ty {
        AttributeType::Composite(id) => Some(*id),
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => None,
    }
}

fn refuse_empty(cx: &mut Context<'_>) {
    let is_empty = |id: &CompositeId| {
        let composite = &cx.model.composites[*id];
        composite.attributes.is_empty() && !composite.is_incomplete
    };
    let empty: Vec<CompositeId> = cx.model.composites.ids().filter(is_empty).collect();
    for id in empty {
        let composite = &cx.model.composites[id];
        let diagnostic = diags::empty_composite(composite.name_span, &composite.name);
        cx.report(diagnostic);
    }
}

/// Reports a circle of composites and takes the parts out that close it.
fn cut(cx: &mut Context<'_>, circle: &[usize]) {
    let mut links: Vec<(Name, Span)> = Vec::new();
    let mut parts = Vec::new();
    for id in circle.iter().map(|&it| CompositeId::new(it)) {
        for &attribute in &cx.model.composites[id].attributes {
            let part = as_composite(&cx.model.attributes[attribute].ty);
            if part.is_some_and(|it| circle.binary_search(&it.idx()).is_ok()) {
                let span = cx.model.attributes[attribute].type_span;
                links.push((cx.model.composites[id].name.clone(), span));
                parts.push(attribute);
            }
        }
        cx.model.composites[id].is_incomplete = true;
    }
    cx.report(diags::cyclic_composite(&links));
    parts.into_iter().for_each(|it| cx.model.attributes[it].ty = AttributeType::Unknown);
}

/// Composites of composites grow by multiplication; one that no table could hold is reported and emptied.
fn refuse_large(cx: &mut Context<'_>, needs: &[(usize, usize)]) {
    let mut sizes = vec![0_usize; cx.model.composites.len()];
    for idx in order(sizes.len(), needs).nodes {
        let id = CompositeId::new(idx);
        let parts = cx.model.composites[id].attributes.iter();
        let size = |it| as_composite(&cx.model.attributes[it].ty).map_or(1, |it| sizes[it.idx()]);
        let total: usize = parts.map(|&it| size(it)).sum();
        if total > MOST_PARTS {
            let composite = &cx.model.composites[id];
            let diagnostic =
                diags::oversized_composite(composite.name_span, &composite.name, MOST_PARTS);
            cx.report(diagnostic);
            let composite = &mut cx.model.composites[id];
            composite.is_incomplete = true;
            for attribute in composite.attributes.clone() {
                cx.model.attributes[attribute].ty = AttributeType::Unknown;
            }
        }
        sizes[idx] = if total > MOST_PARTS { 1 } else { total };
    }
}
