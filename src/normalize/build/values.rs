//! The relations of attributes with many values.

use super::dependencies::Draft;
use super::layout::Layout;
use crate::base::Name;
use crate::model::{Attribute, AttributeType, EntityGraph, Step};
use crate::normalize::relation::{OriginKind, Owner, Relation};
use crate::theory::AttributeSet;

/// Adds a relation for each of the attributes with many values that `many` leads to, and for those within
/// their values: the owner, the place in the list where the value alone identifies nothing, the value.
pub(super) fn add(
    model: &EntityGraph,
    relation: &str,
    owner: &Name,
    many: Vec<Vec<Step>>,
    res: &mut Vec<Relation>,
) {
    let mut pending: Vec<_> =
        many.into_iter().rev().map(|it| (relation.to_owned(), owner.to_string(), it)).collect();
    while let Some((relation, owner, path)) = pending.pop() {
        let Some(Step::Attribute(id)) = path.last().copied() else { continue };
        let attribute = &model.attributes[id];
        let name = format!("{relation}.{}", attribute.name);
        let mut layout = Layout::new(model, Vec::new());
        layout.add_made(&owner, attribute.name_span);
        let is_list = !is_key(model, attribute);
        if is_list {
            layout.add_made("position", attribute.name_span);
        }
        layout.add_value(path);
        let owner = Owner::Attribute(id);
        let attributes = layout.attributes.clone();
        let relation = Relation::new(name.clone(), owner, attributes, attribute.name_span);
        let mut draft = Draft { model, layout, relation };
        draft.relation.has_key = true;
        if is_list {
            draft.superkey(AttributeSet::from_iter([0, 1]), OriginKind::Key, attribute.span);
        }
        draft.declare(&[]);
        let within = std::mem::take(&mut draft.layout.many);
        res.push(draft.relation);
        pending.extend(within.into_iter().rev().map(|it| (name.clone(), name.clone(), it)));
    }
}

/// Whether the values of an owner are a set, as lowering keeps them, and not a list.
fn is_key(model: &EntityGraph, attribute: &Attribute) -> bool {
    match &attribute.ty {
        AttributeType::Scalar(scalar) => scalar.can_be_key(),
        AttributeType::Domain(id) => model.domains[*id].base.can_be_key(),
        AttributeType::Enum(_) | AttributeType::Entity(_) => true,
        AttributeType::Composite(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => false,
    }
}
