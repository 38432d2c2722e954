//! Entity types, their hierarchies and categories, and the schemas they live in.

use super::{
    AttributeId, Check, Dependency, Disjointness, Exclusion, ForeignKey, HierarchyStorage, Index,
    Key, Metadata, Totality, Unique,
};
use crate::base::{Id, Name, Span};

/// Where an [`Entity`] is.
pub type EntityId = Id<Entity>;
/// Where a [`Hierarchy`] is.
pub type HierarchyId = Id<Hierarchy>;
/// Where a [`Namespace`] is.
pub type NamespaceId = Id<Namespace>;
/// Where a [`Union`] is.
pub type UnionId = Id<Union>;

/// A schema of the database, or a prefix where it has none.
#[derive(Debug)]
pub struct Namespace {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands first.
    pub name_span: Span,
}

/// A kind of thing.
#[derive(Debug)]
pub struct Entity {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// Whether it has no instances of its own.
    pub is_abstract: bool,
    /// The entity it is a subtype of.
    pub supertype: Option<EntityId>,
    /// The mixins it took members from, in order.
    pub mixins: Vec<Name>,
    /// Its own attributes, then those of its mixins; not those of its supertype.
    pub attributes: Vec<AttributeId>,
    /// What identifies an instance. A subtype has none of its own.
    pub key: Option<Key>,
    /// What else is unique.
    pub uniques: Vec<Unique>,
    /// What is looked up.
    pub indexes: Vec<Index>,
    /// What must hold of each instance.
    pub checks: Vec<Check>,
    /// References written physically.
    pub foreign_keys: Vec<ForeignKey>,
    /// What no two instances may share.
    pub exclusions: Vec<Exclusion>,
    /// Its groups of subtypes, in order.
    pub hierarchies: Vec<HierarchyId>,
    /// Declared dependencies.
    pub dependencies: Vec<Dependency>,
    /// Whether a member of it could not be read, so that what is missing may be there.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
    /// Where all of it stands.
    pub span: Span,
}

/// A group of subtypes: one way of dividing an entity.
#[derive(Debug)]
pub struct Hierarchy {
    /// The name of the group.
    pub name: Option<Name>,
    /// What is divided.
    pub supertype: EntityId,
    /// Into what.
    pub subtypes: Vec<EntityId>,
    /// Whether an instance may be of two of them.
    pub disjointness: Disjointness,
    /// Whether an instance must be of one of them.
    pub totality: Totality,
    /// The enum attribute that tells which.
    pub discriminator: Option<AttributeId>,
    /// How it is kept in tables.
    pub storage: HierarchyStorage,
    /// Whether one of its subtypes could not be found.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it is said; where the first subtype is declared when it is not.
    pub span: Span,
}

/// A category: a reference to any one of several entities.
#[derive(Debug)]
pub struct Union {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// The entities.
    pub alternatives: Vec<EntityId>,
    /// Whether one of them could not be found.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
}
