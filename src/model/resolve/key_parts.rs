//! What a key is made of: it is always there, and has one value that a column can hold.

use super::clauses::is_many;
use super::context::Context;
use crate::base::Span;
use crate::model::diags;
use crate::model::{AttributeId, AttributePath, AttributeType, QuantifierKind, Step};

/// How an attribute came into a key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// By the word `key` behind it, which stands here.
    Marked(Span),
    /// By its name in a list, which stands here.
    Listed(Span),
}

impl Part {
    fn span(self) -> Span {
        match self {
            Part::Marked(span) | Part::Listed(span) => span,
        }
    }
}

/// Reports the first reason why a path cannot be in a key.
pub(super) fn check(cx: &mut Context<'_>, path: &AttributePath, part: Part) {
    // The parts of a reference are those of a key, which was looked at where it stands.
    for &step in &path.steps {
        let Step::Attribute(id) = step else { return };
        if refuse(cx, id, part, path.steps.first() == Some(&step)) {
            return;
        }
        if cx.model.attributes[id].ty.is_reference() {
            return;
        }
    }
    let Some(&Step::Attribute(last)) = path.steps.last() else { return };
    let mut pending = parts_of(cx, last);
    while let Some(id) = pending.pop() {
        if refuse(cx, id, part, false) {
            return;
        }
        pending.extend(parts_of(cx, id));
    }
}

/// The parts of a composite attribute, last first.
fn parts_of(cx: &Context<'_>, id: AttributeId) -> Vec<AttributeId> {
    match cx.model.attributes[id].ty {
        AttributeType::Composite(composite) => {
            cx.model.composites[composite].attributes.iter().rev().copied().collect()
        }
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => Vec::new(),
    }
}

/// Reports an attribute that cannot be in a key, at its own mark when it is named there directly, else where
/// the key names what it is a part of.
fn refuse(cx: &mut Context<'_>, id: AttributeId, part: Part, is_direct: bool) -> bool {
    let attribute = &cx.model.attributes[id];
    let found =
        |own: Span| diags::InKey { name: &attribute.name, own, part: part.span(), is_direct };
    let diagnostic = if attribute.quantifier == QuantifierKind::Optional {
        found(attribute.quantifier_span).optional()
    } else if is_many(attribute) {
        found(attribute.quantifier_span).many()
    } else if matches!(attribute.ty, AttributeType::Union(_)) {
        found(attribute.type_span).union()
    } else if matches!(attribute.ty, AttributeType::Array(_)) {
        found(attribute.type_span).many()
    } else {
        return false;
    };
    cx.report(diagnostic);
    true
}
