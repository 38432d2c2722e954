//! What tells the subtypes of a group apart: an enum attribute whose values are their names.

use rustc_hash::FxHashSet;

use super::context::Context;
use super::scope::Owner;
use super::unknown_attributes::Whose;
use crate::base::{Diagnostic, Name, snake_case};
use crate::model::diags;
use crate::model::{
    Attribute, AttributeId, AttributeType, Disjointness, Enum, Hierarchy, QuantifierKind, Step,
    Totality,
};
use crate::syntax::ast::Ident;

/// The attribute that `by name` means; one that cannot tell the subtypes apart is reported.
pub(super) fn find(cx: &mut Context<'_>, group: &Hierarchy, name: &Ident) -> Option<AttributeId> {
    let Some(found) = cx.find(Owner::Entity(group.supertype), &name.name) else {
        cx.note_unknown_attribute(Whose::Body(Owner::Entity(group.supertype)), name);
        return None;
    };
    cx.note_step(found.step);
    let Step::Attribute(id) = found.step else { return None };
    match problem(cx, group, name, &cx.model.attributes[id], is_own(cx, group, id)) {
        Some(diagnostic) => {
            cx.report(diagnostic);
            None
        }
        None => Some(id),
    }
}

fn is_own(cx: &Context<'_>, group: &Hierarchy, id: AttributeId) -> bool {
    cx.model.entities[group.supertype].attributes.contains(&id)
}

fn problem(
    cx: &Context<'_>,
    group: &Hierarchy,
    name: &Ident,
    attribute: &Attribute,
    is_own: bool,
) -> Option<Diagnostic> {
    let entity = &cx.model.entities[group.supertype].name;
    if group.disjointness == Disjointness::Overlapping {
        return Some(diags::discriminator_of_overlapping(name.span));
    }
    if !is_own {
        return Some(diags::inherited_discriminator(name, entity, attribute.name_span));
    }
    let item = match attribute.ty {
        AttributeType::Enum(id) => &cx.model.enums[id],
        AttributeType::Unknown => return None,
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Composite(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_) => {
            return Some(diags::discriminator_of_other_type(name, attribute.type_span));
        }
    };
    match attribute.quantifier {
        QuantifierKind::One => values_problem(cx, group, name, item),
        QuantifierKind::Optional if group.totality == Totality::Partial => {
            values_problem(cx, group, name, item)
        }
        QuantifierKind::Optional => {
            Some(diags::optional_discriminator(name, attribute.quantifier_span))
        }
        QuantifierKind::Any | QuantifierKind::Some | QuantifierKind::Range { .. } => {
            Some(diags::discriminator_of_many(name, attribute.quantifier_span))
        }
    }
}

/// The values are the names of the subtypes in snake_case; in a total group there are no others.
fn values_problem(
    cx: &Context<'_>,
    group: &Hierarchy,
    name: &Ident,
    item: &Enum,
) -> Option<Diagnostic> {
    if item.is_incomplete || group.is_incomplete {
        return None;
    }
    let wanted: Vec<Name> =
        group.subtypes.iter().map(|&it| snake_case(&cx.model.entities[it].name)).collect();
    let found: FxHashSet<&Name> = item.values.iter().map(|it| &it.name).collect();
    let missing: Vec<Name> = wanted.iter().filter(|it| !found.contains(it)).cloned().collect();
    if !missing.is_empty() {
        return Some(diags::discriminator_without_values(name.span, &missing, item));
    }
    let wanted: FxHashSet<&Name> = wanted.iter().collect();
    let extra = item.values.iter().map(|it| &it.name).filter(|it| !wanted.contains(it));
    let extra: Vec<Name> = extra.cloned().collect();
    let is_total = group.totality == Totality::Total;
    (is_total && !extra.is_empty())
        .then(|| diags::discriminator_with_more_values(name.span, &extra, item, group.span))
}
