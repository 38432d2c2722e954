//! The entity graph: what the author meant.
//!
//! In come the asts of all files; out goes one [`EntityGraph`] in which every name has found what it
//! names, and the mistakes as diagnostics. Nothing here knows of tables or databases.

mod attribute;
mod constraint;
mod dependency;
mod diags;
mod entity;
mod graph;
mod identity;
mod metadata;
mod native;
mod relationship;
mod resolve;
mod steps;
mod types;
mod walk;

pub use attribute::{
    Attribute, AttributeId, AttributeOwner, AttributeType, Derived, Reference, SharedPart,
};
pub use constraint::{Check, Exclusion, ExclusionItem, ForeignKey, Index, IndexItem, Key, Unique};
pub use dependency::{Dependency, DependencyId, DependencyKind, DependencyOwner};
pub use diags::CODES;
pub use entity::{
    Entity, EntityId, Hierarchy, HierarchyId, Namespace, NamespaceId, Union, UnionId,
};
pub use graph::{Edge, Graph, Node};
pub use metadata::{Allow, FreeMetadata, IndexName, Metadata, MetadataValue, Setting};
pub use native::{Native, NativeId, NativeOwner, View, ViewId};
pub use relationship::{Relationship, RelationshipId, Role, RoleId};
pub use resolve::resolve;
pub use steps::Steps;
pub use types::{Composite, CompositeId, Domain, DomainId, Enum, EnumId, EnumValue};
pub use walk::{AttributeWalker, EntityWalker, RelationshipWalker, RoleWalker};

pub use crate::syntax::ast::{Disjointness, HierarchyStorage, QuantifierKind, Totality};

use std::sync::OnceLock;

use crate::base::{Arena, Name};

/// An expression over attributes.
pub type Expr = crate::base::Expr<Operand>;

/// All that a model means. Arenas own; [`Graph`] holds ids only.
#[derive(Debug, Default)]
pub struct EntityGraph {
    /// The name of the model, when it has one.
    pub name: Option<Name>,
    /// What the model is about.
    pub docs: Option<String>,
    /// What the annotations of its `model` line say.
    pub metadata: Metadata,
    /// The schemas, in the order of their first block.
    pub namespaces: Arena<Namespace>,
    /// The entity types.
    pub entities: Arena<Entity>,
    /// The relationship types.
    pub relationships: Arena<Relationship>,
    /// Who takes part in relationships.
    pub roles: Arena<Role>,
    /// The attributes of entities, composites, relationships and views; members of mixins are here once
    /// for every entity that takes them over.
    pub attributes: Arena<Attribute>,
    /// Groups of subtypes.
    pub hierarchies: Arena<Hierarchy>,
    /// Categories.
    pub unions: Arena<Union>,
    /// Enumerations.
    pub enums: Arena<Enum>,
    /// Domains.
    pub domains: Arena<Domain>,
    /// Composite types.
    pub composites: Arena<Composite>,
    /// Views.
    pub views: Arena<View>,
    /// What the model carries word for word.
    pub natives: Arena<Native>,
    /// The attributes that refer to something, in the order of the arena: few do, and who asks for these need not
    /// look at all others.
    pub references: Vec<AttributeId>,
    /// The attributes with `unique` behind them, likewise.
    pub uniques: Vec<AttributeId>,
    /// The attributes that have several values each, likewise.
    pub many: Vec<AttributeId>,
    /// Whether anything says what fills it: `@from`.
    pub has_sources: bool,
    /// Who refers to whom, once somebody has asked.
    graph: OnceLock<Graph>,
}

/// Those of `few`, attributes in the order of the arena, that are among `attributes`, those of one body.
pub fn among<'f>(few: &'f [AttributeId], attributes: &[AttributeId]) -> &'f [AttributeId] {
    // The attributes of a body are made one after another.
    let (Some(first), Some(last)) = (attributes.first(), attributes.last()) else { return &[] };
    let start = few.partition_point(|it| it < first);
    let n_found = few[start..].partition_point(|it| it <= last);
    &few[start..start + n_found]
}

impl EntityGraph {
    /// Who refers to whom.
    pub fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::of(self))
    }
}

/// What a name in an expression means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Operand {
    /// An attribute, or a part of one.
    Attribute(AttributePath),
    /// A value of an enum, by its index.
    EnumValue(EnumId, usize),
    /// `value` inside a `type`.
    Value,
}

/// A way from an entity or relationship to a value: through composites and references to their parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributePath {
    /// At least one step.
    pub steps: Vec<Step>,
}

/// One name of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// An attribute.
    Attribute(AttributeId),
    /// A role of the relationship, standing for the key of its entity.
    Role(RoleId),
}

impl AttributePath {
    /// The path of one attribute.
    pub fn attribute(attribute: AttributeId) -> AttributePath {
        AttributePath { steps: vec![Step::Attribute(attribute)] }
    }
}
