//! Composite types: none may contain itself.

use super::Context;
use crate::base::graph::order;
use crate::model::diags;
use crate::model::{AttributeType, CompositeId};

/// Reports composites that contain themselves and takes the offending parts out.
pub(super) fn refuse_cycles(cx: &mut Context<'_>) {
    let mut needs = Vec::new();
    for (id, composite) in cx.model.composites.iter() {
        for &attribute in &composite.attributes {
            if let AttributeType::Composite(part) = cx.model.attributes[attribute].ty {
                needs.push((id.idx(), part.idx()));
            }
        }
    }
    let selfish = needs.iter().filter(|(a, b)| a == b).map(|&(a, _)| vec![a]);
    let cycles: Vec<_> =
        order(cx.model.composites.len(), &needs).cycles.into_iter().chain(selfish).collect();
    for cycle in cycles {
        let ids: Vec<CompositeId> = cycle.iter().map(|&it| CompositeId::new(it)).collect();
        let names: Vec<_> = ids
            .iter()
            .map(|&it| (cx.model.composites[it].name.clone(), cx.model.composites[it].name_span))
            .collect();
        cx.report(diags::cyclic_composite(&names));
        for &id in &ids {
            for attribute in cx.model.composites[id].attributes.clone() {
                let ty = &mut cx.model.attributes[attribute].ty;
                if matches!(ty, AttributeType::Composite(part) if ids.contains(part)) {
                    *ty = AttributeType::Unknown;
                }
            }
        }
    }
}
