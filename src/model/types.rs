//! Types that the model declares.

use super::{AttributeId, Check, Dependency, Expr, Metadata, NamespaceId};
use crate::base::{Id, Name, ScalarType, Span};

/// Where a [`Composite`] is.
pub type CompositeId = Id<Composite>;
/// Where a [`Domain`] is.
pub type DomainId = Id<Domain>;
/// Where an [`Enum`] is.
pub type EnumId = Id<Enum>;

/// A list of values.
#[derive(Debug)]
pub struct Enum {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// Its values, in order.
    pub values: Vec<EnumValue>,
    /// Whether a value of it could not be read.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
}

/// One value of an enum.
#[derive(Debug)]
pub struct EnumValue {
    /// The name in the model.
    pub name: Name,
    /// What the database stores.
    pub label: Name,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// A scalar type that is narrowed.
#[derive(Debug)]
pub struct Domain {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What it narrows; `text` when that could not be found.
    pub base: ScalarType,
    /// Whether what it narrows could not be found.
    pub is_incomplete: bool,
    /// The value of attributes of this type when none is given.
    pub default: Option<Expr>,
    /// What `value` must meet.
    pub checks: Vec<Expr>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
}

/// A type with parts.
#[derive(Debug)]
pub struct Composite {
    /// The name in the model.
    pub name: Name,
    /// The schema it is in.
    pub namespace: Option<NamespaceId>,
    /// Its documentation.
    pub docs: Option<String>,
    /// Its parts.
    pub attributes: Vec<AttributeId>,
    /// What its parts must meet together.
    pub checks: Vec<Check>,
    /// Dependencies between its parts.
    pub dependencies: Vec<Dependency>,
    /// Whether a member of it could not be read.
    pub is_incomplete: bool,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where its name stands.
    pub name_span: Span,
}
