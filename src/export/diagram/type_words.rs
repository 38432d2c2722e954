//! Types of attributes, as a model spells them.

use crate::model::{Attribute, AttributeType, EntityGraph, QuantifierKind};

/// The type of an attribute with its quantifier.
pub(in crate::export) fn type_text(model: &EntityGraph, attribute: &Attribute) -> String {
    let quantifier = match attribute.quantifier {
        QuantifierKind::One => String::new(),
        QuantifierKind::Optional => "?".to_owned(),
        QuantifierKind::Any => "*".to_owned(),
        QuantifierKind::Some => "+".to_owned(),
        QuantifierKind::Range { min, max } => range(min, max),
    };
    format!("{}{quantifier}", type_name(model, &attribute.ty))
}

fn type_name(model: &EntityGraph, ty: &AttributeType) -> String {
    match ty {
        AttributeType::Scalar(scalar) => scalar.to_string(),
        AttributeType::Domain(id) => model.domains[*id].name.to_string(),
        AttributeType::Enum(id) => model.enums[*id].name.to_string(),
        AttributeType::Composite(id) => model.composites[*id].name.to_string(),
        AttributeType::Entity(id) => model.entities[*id].name.to_string(),
        AttributeType::Union(id) => model.unions[*id].name.to_string(),
        AttributeType::Array(inner) => format!("{}[]", type_name(model, inner)),
        AttributeType::Native(text) => {
            let named = text.named.first().map(|(_, text)| text);
            text.bare.as_ref().or(named).cloned().unwrap_or_default()
        }
        AttributeType::Unknown => "?".to_owned(),
    }
}

fn range(min: u32, max: Option<u32>) -> String {
    match max {
        Some(max) if max == min => format!("{{{min}}}"),
        Some(max) => format!("{{{min}..{max}}}"),
        None => format!("{{{min}..}}"),
    }
}
