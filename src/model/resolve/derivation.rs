//! Derived attributes: none may need itself.

use super::Context;
use crate::base::graph::order;
use crate::model::diags;
use crate::model::{AttributeId, Operand, Step};

/// Reports derived attributes that are computed from one another in a circle.
pub(super) fn check(cx: &mut Context<'_>) {
    let mut needs = Vec::new();
    for (id, attribute) in cx.model.attributes.iter() {
        let Some(derived) = &attribute.derived else { continue };
        for operand in derived.expr.references() {
            let Operand::Attribute(path) = operand else { continue };
            if let Some(Step::Attribute(other)) = path.steps.first()
                && cx.model.attributes[*other].derived.is_some()
            {
                needs.push((id.idx(), other.idx()));
            }
        }
    }
    if needs.is_empty() {
        return;
    }
    let selfish = needs.iter().filter(|(a, b)| a == b).map(|&(a, _)| vec![a]);
    let cycles: Vec<_> =
        order(cx.model.attributes.len(), &needs).cycles.into_iter().chain(selfish).collect();
    for cycle in cycles {
        let names: Vec<_> = cycle
            .iter()
            .map(|&it| &cx.model.attributes[AttributeId::new(it)])
            .map(|it| (it.name.clone(), it.name_span))
            .collect();
        cx.report(diags::cyclic_derivation(&names));
        for idx in cycle {
            cx.model.attributes[AttributeId::new(idx)].derived = None;
        }
    }
}
