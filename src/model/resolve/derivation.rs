//! Derived attributes: none may need itself.

use super::context::Context;
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{AttributeId, Operand, Step};

/// Reports derived attributes that are computed from one another in a circle.
pub(super) fn check(cx: &mut Context<'_>) {
    let needs = needs(cx);
    if needs.is_empty() {
        return;
    }
    for circle in super::circles(cx.model.attributes.len(), &needs) {
        let attributes = circle.iter().map(|&it| &cx.model.attributes[AttributeId::new(it)]);
        let links: Vec<(Name, Span)> =
            attributes.map(|it| (it.name.clone(), it.name_span)).collect();
        cx.report(diags::cyclic_derivation(&links));
        for idx in circle {
            cx.model.attributes[AttributeId::new(idx)].derived = None;
        }
    }
}

/// Which derived attribute is computed from which other.
fn needs(cx: &Context<'_>) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    for &id in &cx.derived {
        let Some(derived) = &cx.model.attributes[id].derived else { continue };
        for operand in derived.expr.references() {
            let Operand::Attribute(path) = operand else { continue };
            for step in &path.steps {
                if let Step::Attribute(other) = step
                    && cx.model.attributes[*other].derived.is_some()
                {
                    res.push((id.idx(), other.idx()));
                }
            }
        }
    }
    res
}
