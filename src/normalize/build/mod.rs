//! From a model to its relations: entities, what they have many of, relationships.

mod composites;
mod dependencies;
mod entities;
mod layout;
mod references;
mod relationships;
mod tables;
mod values;

pub use tables::relations_of_schema;

pub(super) use composites::{composites, places, uses};

use super::relation::Relation;
use crate::model::EntityGraph;

/// Every relation of `model`, in its order: each entity with its attributes of many values behind it, then
/// the relationships.
///
/// The attributes of a relation go by the names of the model:
///
/// - a composite counts as its parts, by their paths: `ship_to.zip`;
/// - a reference counts as one attribute. Where a key or a dependency names a part of what it refers to,
///   or it shares an attribute with another reference, its parts count: `order.id`;
/// - a derived attribute is none, since it stores no fact, unless a key or dependency names it;
/// - an attribute with many values makes a relation of its own.
///
/// A value that is missing counts as one more value, so a dependency holds for rows without a value as
/// for others; but a unique constraint over attributes that may be missing is no key.
pub fn relations(model: &EntityGraph) -> Vec<Relation> {
    let mut res = Vec::with_capacity(model.entities.len() + model.relationships.len());
    for entity in model.entities.ids() {
        entities::add(model, entity, &mut res);
    }
    for relationship in model.relationships.ids() {
        relationships::add(model, relationship, &mut res);
    }
    res
}
