//! Walkers: an id and its model in one, to read along.

use super::{
    Attribute, AttributeId, Entity, EntityGraph, EntityId, HierarchyStorage, Relationship,
    RelationshipId, Role, RoleId,
};
use crate::base::Name;

/// An entity and its model.
#[derive(Clone, Copy)]
pub struct EntityWalker<'a> {
    /// The model.
    pub model: &'a EntityGraph,
    /// The entity.
    pub id: EntityId,
}

/// A relationship and its model.
#[derive(Clone, Copy)]
pub struct RelationshipWalker<'a> {
    /// The model.
    pub model: &'a EntityGraph,
    /// The relationship.
    pub id: RelationshipId,
}

/// A role and its model.
#[derive(Clone, Copy)]
pub struct RoleWalker<'a> {
    /// The model.
    pub model: &'a EntityGraph,
    /// The role.
    pub id: RoleId,
}

/// An attribute and its model.
#[derive(Clone, Copy)]
pub struct AttributeWalker<'a> {
    /// The model.
    pub model: &'a EntityGraph,
    /// The attribute.
    pub id: AttributeId,
}

impl EntityGraph {
    /// Walks from an entity.
    pub fn entity(&self, id: EntityId) -> EntityWalker<'_> {
        EntityWalker { model: self, id }
    }

    /// Walks from a relationship.
    pub fn relationship(&self, id: RelationshipId) -> RelationshipWalker<'_> {
        RelationshipWalker { model: self, id }
    }

    /// Walks from a role.
    pub fn role(&self, id: RoleId) -> RoleWalker<'_> {
        RoleWalker { model: self, id }
    }

    /// Walks from an attribute.
    pub fn attribute(&self, id: AttributeId) -> AttributeWalker<'_> {
        AttributeWalker { model: self, id }
    }
}

impl<'a> EntityWalker<'a> {
    /// What is known of it.
    pub fn get(self) -> &'a Entity {
        &self.model.entities[self.id]
    }

    /// Its name, with its schema's before it: `warehouse.Bin`.
    pub fn full_name(self) -> String {
        match self.get().namespace {
            Some(namespace) => {
                format!("{}.{}", self.model.namespaces[namespace].name, self.get().name)
            }
            None => self.get().name.to_string(),
        }
    }

    /// Its own attributes and those of its mixins, in order.
    pub fn attributes(self) -> impl Iterator<Item = AttributeWalker<'a>> {
        self.get().attributes.iter().map(move |&id| AttributeWalker { model: self.model, id })
    }

    /// The entity it is a subtype of.
    pub fn supertype(self) -> Option<EntityWalker<'a>> {
        self.get().supertype.map(|id| EntityWalker { model: self.model, id })
    }

    /// Itself, its supertype, and so on to the root. Hierarchies are acyclic once resolved.
    pub fn lineage(self) -> impl Iterator<Item = EntityWalker<'a>> {
        std::iter::successors(Some(self), |it| it.supertype())
    }

    /// The entity at the top of its hierarchy.
    pub fn root(self) -> EntityWalker<'a> {
        self.lineage().last().unwrap_or(self)
    }

    /// How the group that it belongs to as a subtype is stored.
    pub fn storage(self) -> Option<HierarchyStorage> {
        let supertype = self.supertype()?;
        let groups = supertype.get().hierarchies.iter().map(|&it| &self.model.hierarchies[it]);
        groups.filter(|it| it.subtypes.contains(&self.id)).map(|it| it.storage).next()
    }
}

impl<'a> RelationshipWalker<'a> {
    /// What is known of it.
    pub fn get(self) -> &'a Relationship {
        &self.model.relationships[self.id]
    }

    /// Its roles, in order.
    pub fn roles(self) -> impl Iterator<Item = RoleWalker<'a>> {
        self.get().roles.iter().map(move |&id| RoleWalker { model: self.model, id })
    }

    /// Its own attributes, in order.
    pub fn attributes(self) -> impl Iterator<Item = AttributeWalker<'a>> {
        self.get().attributes.iter().map(move |&id| AttributeWalker { model: self.model, id })
    }
}

impl<'a> RoleWalker<'a> {
    /// What is known of it.
    pub fn get(self) -> &'a Role {
        &self.model.roles[self.id]
    }

    /// The entity that takes part.
    pub fn entity(self) -> EntityWalker<'a> {
        self.model.entity(self.get().entity)
    }

    /// The name of the role, else of its entity.
    pub fn label(self) -> &'a Name {
        self.get().name.as_ref().unwrap_or(&self.entity().get().name)
    }
}

impl<'a> AttributeWalker<'a> {
    /// What is known of it.
    pub fn get(self) -> &'a Attribute {
        &self.model.attributes[self.id]
    }
}
