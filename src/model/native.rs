//! Views, and what the model carries word for word.

use super::{AttributeId, EntityId, Metadata, NamespaceId, RelationshipId};
use crate::base::{Id, Name, Span, SqlText};

/// Where a [`View`] is.
pub type ViewId = Id<View>;
/// Where a [`Native`] is.
pub type NativeId = Id<Native>;

/// A query with a name.
#[derive(Debug)]
pub struct View {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What it gives.
    pub attributes: Vec<AttributeId>,
    /// The query.
    pub body: SqlText,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
    /// Where the query stands.
    pub body_span: Span,
}

/// A trigger, function, policy, … that the model does not describe.
#[derive(Debug)]
pub struct Native {
    /// What it is: `trigger`, `function`, `materialized view`.
    pub kind: Name,
    /// Its name, as the database has it.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// What it belongs to.
    pub owner: Option<NativeOwner>,
    /// Its documentation.
    pub docs: Option<String>,
    /// The statement that makes it.
    pub body: SqlText,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
    /// Where the statement stands.
    pub body_span: Span,
}

/// What a native object belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NativeOwner {
    /// An entity.
    Entity(EntityId),
    /// A relationship.
    Relationship(RelationshipId),
    /// A view.
    View(ViewId),
}
