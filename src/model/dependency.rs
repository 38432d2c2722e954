//! Dependencies between attributes, as declared.

use super::{AttributePath, CompositeId, EntityGraph, EntityId, Metadata, RelationshipId};
use crate::base::Span;

/// A dependency and where it is said.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// What depends on what.
    pub kind: DependencyKind,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// Where a [`Dependency`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DependencyId {
    /// Who declares it.
    pub owner: DependencyOwner,
    /// Its place among those of its owner.
    pub place: usize,
}

/// Who declares a dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DependencyOwner {
    /// An entity, mixins included.
    Entity(EntityId),
    /// A relationship.
    Relationship(RelationshipId),
    /// A composite type.
    Composite(CompositeId),
}

impl EntityGraph {
    /// The dependencies that something declares.
    pub fn dependencies(&self, owner: DependencyOwner) -> &[Dependency] {
        match owner {
            DependencyOwner::Entity(id) => &self.entities[id].dependencies,
            DependencyOwner::Relationship(id) => &self.relationships[id].dependencies,
            DependencyOwner::Composite(id) => &self.composites[id].dependencies,
        }
    }

    /// A declared dependency, with its documentation and annotations.
    pub fn dependency(&self, id: DependencyId) -> Option<&Dependency> {
        self.dependencies(id.owner).get(id.place)
    }
}

/// What depends on what. A reference stands for its columns, a composite for its parts, a role for the
/// key of its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DependencyKind {
    /// `a, b -> c`: two instances that agree on the left agree on the right.
    Functional {
        /// What determines.
        determinant: Vec<AttributePath>,
        /// What is determined.
        dependent: Vec<AttributePath>,
    },
    /// `a ->> b`: the right is independent of all others, given the left.
    Multivalued {
        /// What multidetermines.
        determinant: Vec<AttributePath>,
        /// What is multidetermined.
        dependent: Vec<AttributePath>,
    },
    /// `join (a, b) (b, c)`: the relation is the join of its projections on these.
    Join {
        /// The projections.
        components: Vec<Vec<AttributePath>>,
    },
}
