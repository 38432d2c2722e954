//! Keys, indexes, checks and foreign keys, as the author wrote them.

use super::{AttributePath, EntityId, Expr, Metadata};
use crate::base::{Deferrable, Name, NullsOrder, ReferentialAction, Span};

/// What identifies an instance.
#[derive(Debug, Clone)]
pub struct Key {
    /// The name of the constraint.
    pub name: Option<Name>,
    /// Its attributes, in order; not empty.
    pub attributes: Vec<AttributePath>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands: the member, or the first attribute marked `key`.
    pub span: Span,
}

/// What no two instances share.
#[derive(Debug, Clone)]
pub struct Unique {
    /// The name of the constraint or index.
    pub name: Option<Name>,
    /// What must differ.
    pub items: Vec<IndexItem>,
    /// Whether two nulls count as equal.
    pub nulls_not_distinct: bool,
    /// The instances it holds for.
    pub predicate: Option<Expr>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// What is looked up.
#[derive(Debug, Clone)]
pub struct Index {
    /// Its name.
    pub name: Option<Name>,
    /// By what.
    pub items: Vec<IndexItem>,
    /// The access method.
    pub method: Option<Name>,
    /// What is carried along.
    pub include: Vec<AttributePath>,
    /// The instances it covers.
    pub predicate: Option<Expr>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// One column of an index. An attribute stands for all its columns.
#[derive(Debug, Clone)]
pub struct IndexItem {
    /// What is indexed.
    pub expr: Expr,
    /// The collation.
    pub collation: Option<String>,
    /// The operator class.
    pub operator_class: Option<Name>,
    /// Greatest first.
    pub descending: bool,
    /// Where nulls go.
    pub nulls: Option<NullsOrder>,
    /// Where it stands.
    pub span: Span,
}

/// What must not be false.
#[derive(Debug, Clone)]
pub struct Check {
    /// The name of the constraint.
    pub name: Option<Name>,
    /// The condition.
    pub expr: Expr,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// A reference written physically.
#[derive(Debug, Clone)]
pub struct ForeignKey {
    /// The name of the constraint.
    pub name: Option<Name>,
    /// What refers.
    pub attributes: Vec<AttributePath>,
    /// To which entity.
    pub target: EntityId,
    /// To which of its attributes, in the same order.
    pub target_attributes: Vec<AttributePath>,
    /// Whether all or none of the referring attributes must be null.
    pub match_full: bool,
    /// What happens on deletion.
    pub on_delete: Option<ReferentialAction>,
    /// What happens on a change of the key.
    pub on_update: Option<ReferentialAction>,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// What must not hold of any two instances for all items at once.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The name of the constraint.
    pub name: Option<Name>,
    /// What is compared.
    pub items: Vec<ExclusionItem>,
    /// The access method.
    pub method: Option<Name>,
    /// The instances it holds for.
    pub predicate: Option<Expr>,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// `during with &&`
#[derive(Debug, Clone)]
pub struct ExclusionItem {
    /// What is compared.
    pub item: IndexItem,
    /// By which operator.
    pub operator: Name,
}
