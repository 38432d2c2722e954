//! Relationship types and the roles in them.

use super::{
    AttributeId, Check, Dependency, EntityId, Exclusion, Index, Metadata, NamespaceId,
    QuantifierKind, Unique,
};
use crate::base::{Deferrable, Id, Name, ReferentialAction, Span};

/// Where a [`Relationship`] is.
pub type RelationshipId = Id<Relationship>;
/// Where a [`Role`] is.
pub type RoleId = Id<Role>;

/// What connects two or more entities.
#[derive(Debug)]
pub struct Relationship {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// Who takes part, as written.
    pub roles: Vec<RoleId>,
    /// Its own attributes; those marked `key` join its key.
    pub attributes: Vec<AttributeId>,
    /// What else is unique.
    pub uniques: Vec<Unique>,
    /// What is looked up.
    pub indexes: Vec<Index>,
    /// What must hold of each instance.
    pub checks: Vec<Check>,
    /// What no two instances may share.
    pub exclusions: Vec<Exclusion>,
    /// Declared dependencies.
    pub dependencies: Vec<Dependency>,
    /// Whether a member of it could not be read.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
    /// Where all of it stands.
    pub span: Span,
}

/// One participation in a relationship.
#[derive(Debug)]
pub struct Role {
    /// In what.
    pub relationship: RelationshipId,
    /// Which entity.
    pub entity: EntityId,
    /// How many of it for one of every other role (look-across).
    pub quantifier: QuantifierKind,
    /// As what, when it is said.
    pub name: Option<Name>,
    /// What happens on deletion.
    pub on_delete: Option<ReferentialAction>,
    /// What happens on a change of the key.
    pub on_update: Option<ReferentialAction>,
    /// When the reference is checked.
    pub deferrable: Option<Deferrable>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}
