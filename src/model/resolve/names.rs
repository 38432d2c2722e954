//! The names that can start a path in a body: attributes, and roles of a relationship.

use super::context::Context;
use crate::base::{Name, snake_case};
use crate::model::{AttributeId, EntityGraph, RelationshipId, Step};

/// Names and what they name, sorted to be searched.
#[derive(Debug, Default)]
pub(super) struct NameTable {
    sorted: Vec<(Name, Step)>,
}

impl NameTable {
    /// Of two equal names the first counts.
    pub(super) fn new(names: impl IntoIterator<Item = (Name, Step)>) -> NameTable {
        let mut sorted: Vec<_> = names.into_iter().collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        sorted.dedup_by(|later, first| later.0 == first.0);
        NameTable { sorted }
    }

    pub(super) fn get(&self, name: &str) -> Option<Step> {
        let idx = self.sorted.binary_search_by(|(it, _)| it.as_str().cmp(name)).ok()?;
        Some(self.sorted[idx].1)
    }

    /// All names, in alphabetical order.
    pub(super) fn names(&self) -> Vec<&Name> {
        self.sorted.iter().map(|(name, _)| name).collect()
    }
}

/// Makes the tables of composites and relationships, now that attributes and roles exist. Those of entities are made
/// with their attributes.
pub(super) fn index(cx: &mut Context<'_>) {
    let model = &cx.model;
    let composites = model.composites.values();
    cx.composite_names = composites.map(|it| of_attributes(model, &it.attributes)).collect();
    let relationships = model.relationships.ids();
    cx.relationship_names = relationships.map(|it| of_relationship(model, it)).collect();
}

/// The table of a body that has these attributes.
pub(super) fn of_attributes(model: &EntityGraph, attributes: &[AttributeId]) -> NameTable {
    NameTable::new(attributes.iter().map(|&it| named(model, it)))
}

/// Attributes come first. A role without a name goes by the name of its entity, as its column will: in
/// snake_case.
fn of_relationship(model: &EntityGraph, relationship: RelationshipId) -> NameTable {
    let walker = model.relationship(relationship);
    let attributes = walker.attributes().map(|it| named(model, it.id));
    let roles = walker.roles().map(|role| {
        let name = role.get().name.clone();
        (name.unwrap_or_else(|| snake_case(role.label())), Step::Role(role.id))
    });
    NameTable::new(attributes.chain(roles))
}

fn named(model: &EntityGraph, id: AttributeId) -> (Name, Step) {
    (model.attributes[id].name.clone(), Step::Attribute(id))
}
