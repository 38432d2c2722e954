//! Composite types as relations, to be mended where they are declared.

use super::dependencies::{Draft, Said};
use super::layout::Layout;
use crate::model::{CompositeId, EntityGraph, Step};
use crate::normalize::relation::{OriginKind, Owner, Relation};
use crate::theory::AttributeSet;

/// The composite types between whose parts something holds: each as a relation of what it is a part of, which
/// determines all, and its parts.
pub(in crate::normalize) fn composites(model: &EntityGraph) -> Vec<Relation> {
    let ids = model.composites.iter().filter(|(_, it)| !it.dependencies.is_empty());
    ids.map(|(id, _)| relation(model, id)).collect()
}

fn relation(model: &EntityGraph, id: CompositeId) -> Relation {
    let item = &model.composites[id];
    let said = Said { key: None, uniques: &[], dependencies: &item.dependencies };
    let mut layout = Layout::new(model, said.mentions());
    layout.add_made("", item.name_span);
    item.attributes.iter().for_each(|it| layout.add(vec![Step::Attribute(*it)]));
    let name = match item.namespace {
        Some(namespace) => format!("{}.{}", model.namespaces[namespace].name, item.name),
        None => item.name.to_string(),
    };
    let attributes = layout.attributes.clone();
    let relation = Relation::new(name, Owner::Composite(id), attributes, item.name_span);
    let mut draft = Draft { model, layout, relation };
    draft.relation.has_key = true;
    draft.superkey(AttributeSet::only(0), OriginKind::Key, item.name_span);
    draft.declare(&[said]);
    draft.relation
}

/// What in `relations` has values of the composite, as paths: `Customer.ship_to`, `Customer.addresses`.
pub(in crate::normalize) fn uses(
    model: &EntityGraph,
    relations: &[Relation],
    composite: CompositeId,
) -> Vec<String> {
    let place = |(relation, way): (&Relation, String)| {
        let whole = match relation.owner {
            Owner::Attribute(_) => relation.name.rsplit_once('.').map_or("", |(owner, _)| owner),
            Owner::Entity(_) | Owner::Relationship(_) | Owner::Composite(_) | Owner::Table => {
                relation.name.as_str()
            }
        };
        format!("{whole}.{way}")
    };
    places(model, relations, composite).into_iter().map(place).collect()
}

/// The relations that have values of the composite, and the path to it in each: `ship_to`.
pub(in crate::normalize) fn places<'a>(
    model: &EntityGraph,
    relations: &'a [Relation],
    composite: CompositeId,
) -> Vec<(&'a Relation, String)> {
    let parts = &model.composites[composite].attributes;
    let is_part = |it: &Step| matches!(it, Step::Attribute(id) if parts.contains(id));
    let mut res: Vec<(&Relation, String)> = Vec::new();
    for relation in relations {
        if let Owner::Composite(_) | Owner::Table = relation.owner {
            continue;
        }
        for attribute in &relation.attributes {
            let Some(at) = attribute.path.iter().position(is_part).filter(|it| *it > 0) else {
                continue;
            };
            let way: Vec<&str> = attribute.name.split('.').take(at).collect();
            let way = way.join(".");
            if !res.iter().any(|(it, seen)| it.name == relation.name && *seen == way) {
                res.push((relation, way));
            }
        }
    }
    res
}
