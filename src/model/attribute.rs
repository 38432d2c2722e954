//! Attributes: facts about an entity, a relationship, or a part of another fact.

use super::{
    AttributePath, CompositeId, DomainId, EntityId, EnumId, Expr, Metadata, QuantifierKind,
    RelationshipId, UnionId, ViewId,
};
use crate::base::{Deferrable, Id, Name, ReferentialAction, ScalarType, Span, SqlText, Storage};

/// Where an [`Attribute`] is.
pub type AttributeId = Id<Attribute>;

/// One fact.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// The name in the model.
    pub name: Name,
    /// Whose fact it is.
    pub owner: AttributeOwner,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its values are.
    pub ty: AttributeType,
    /// How many values it has. Every number is said in one way: never `{1}`, `{0..1}`, `{0..}`, `{1..}`.
    pub quantifier: QuantifierKind,
    /// Whether `key` stands behind it. The identifier of an entity is in [`super::Entity::key`].
    pub is_key: bool,
    /// Whether `unique` stands behind it.
    pub is_unique: bool,
    /// Whether the database counts it up.
    pub is_identity: bool,
    /// Its value when none is given.
    pub default: Option<Box<Expr>>,
    /// How it is computed, when it is.
    pub derived: Option<Box<Derived>>,
    /// What its value must meet.
    pub checks: Vec<Expr>,
    /// What it refers to and how, when its type is an entity or union or it says `references`.
    pub reference: Option<Box<Reference>>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// The mixin it was taken from.
    pub mixin: Option<Name>,
    /// Where its name stands.
    pub name_span: Span,
    /// Where its type stands.
    pub type_span: Span,
    /// Where its quantifier stands; empty, behind the type, when none is written.
    pub quantifier_span: Span,
    /// Where all of it stands.
    pub span: Span,
}

/// Whose fact an attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributeOwner {
    /// An entity.
    Entity(EntityId),
    /// A composite type.
    Composite(CompositeId),
    /// A relationship.
    Relationship(RelationshipId),
    /// A view.
    View(ViewId),
}

/// What the values of an attribute are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeType {
    /// A scalar.
    Scalar(ScalarType),
    /// A scalar of a domain.
    Domain(DomainId),
    /// A value of an enumeration.
    Enum(EnumId),
    /// Several parts.
    Composite(CompositeId),
    /// A reference to an entity.
    Entity(EntityId),
    /// A reference to one of several entities.
    Union(UnionId),
    /// A list kept in the row.
    Array(Box<AttributeType>),
    /// A type of one database.
    Native(Box<SqlText>),
    /// A type that could not be found; already reported.
    Unknown,
}

/// How a derived attribute is computed.
#[derive(Debug, Clone)]
pub struct Derived {
    /// From what.
    pub expr: Expr,
    /// Whether it is kept; what the author did not say the database decides.
    pub storage: Option<Storage>,
}

/// The side clauses of a reference.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// `references E(attr)`: the attribute this scalar equals. Nothing for a reference by type.
    pub literal: Option<(EntityId, AttributeId)>,
    /// `sharing (a)`: attributes of this entity whose columns the key of the reference uses.
    pub sharing: Vec<AttributeId>,
    /// What each of them stands for: by target, of which a union has several.
    pub shared_parts: Vec<SharedPart>,
    /// What happens on deletion.
    pub on_delete: Option<ReferentialAction>,
    /// What happens on a change of the key.
    pub on_update: Option<ReferentialAction>,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// Its name seen from the other side.
    pub inverse: Option<(Name, Span)>,
}

/// A part of a target's key that is in the columns of another attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPart {
    /// What is referred to.
    pub target: EntityId,
    /// The attribute that has the columns.
    pub attribute: AttributeId,
    /// The part: one of [`super::EntityGraph::identifier`] of the target.
    pub part: AttributePath,
}

impl AttributeType {
    /// Whether it refers to rows of another table.
    pub fn is_reference(&self) -> bool {
        matches!(self, AttributeType::Entity(_) | AttributeType::Union(_))
    }
}
