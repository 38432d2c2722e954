//! What a schema holds beside tables.

use super::{Check, Column, Expr, QualifiedName, Settings};
use crate::base::{DialectSet, Name, Span, SqlText};

/// A schema of the database.
#[derive(Debug, Clone)]
pub struct Namespace {
    /// Its name.
    pub name: Name,
    /// What it is about.
    pub comment: Option<String>,
    /// Names it had before. Equality ignores them.
    pub was: Vec<Name>,
}

impl PartialEq for Namespace {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.comment == other.comment
    }
}
impl Eq for Namespace {}

/// An enumerated type.
#[derive(Debug, Clone)]
pub struct Enum {
    /// Its name.
    pub name: QualifiedName,
    /// What it stores, in order.
    pub labels: Vec<Name>,
    /// Labels it had before: the earlier one and its place in `labels`. Equality ignores them.
    pub was: Vec<(Name, usize)>,
    /// What it is about.
    pub comment: Option<String>,
    /// What each label is about, by place; where there is a lookup table these are its rows.
    pub label_comments: Vec<Option<String>>,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Names it had before. Equality ignores them.
    pub old_names: Vec<Name>,
    /// Where the model says it. Equality ignores it.
    pub span: Span,
}

impl PartialEq for Enum {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.labels == other.labels
            && self.comment == other.comment
            && self.only == other.only
    }
}
impl Eq for Enum {}

/// A narrowed scalar type. In its expressions the value goes by the name `value`.
#[derive(Debug, Clone)]
pub struct Domain<T> {
    /// Its name.
    pub name: QualifiedName,
    /// What it narrows.
    pub ty: T,
    /// Whether it refuses null.
    pub is_not_null: bool,
    /// Its default.
    pub default: Option<Expr>,
    /// What a value must meet.
    pub checks: Vec<Check>,
    /// Its collation.
    pub collation: Option<Name>,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Names it had before. Equality ignores them.
    pub old_names: Vec<Name>,
    /// Where the model says it. Equality ignores it.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Domain<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.ty == other.ty
            && self.is_not_null == other.is_not_null
            && self.default == other.default
            && self.checks == other.checks
            && self.collation == other.collation
            && self.comment == other.comment
            && self.settings == other.settings
            && self.only == other.only
    }
}
impl<T: Eq> Eq for Domain<T> {}

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Its name.
    pub name: QualifiedName,
    /// Table and column it is dropped with.
    pub owned_by: Option<(QualifiedName, Name)>,
    /// Type, start, increment and so on, where they are not the usual ones.
    pub settings: Settings,
    /// What it is about.
    pub comment: Option<String>,
}

/// A view.
#[derive(Debug, Clone)]
pub struct View<T> {
    /// Its name.
    pub name: QualifiedName,
    /// What it gives.
    pub columns: Vec<Column<T>>,
    /// The query.
    pub body: SqlText,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Names it had before. Equality ignores them.
    pub was: Vec<Name>,
    /// Where the model says it. Equality ignores it.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for View<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.columns == other.columns
            && self.body == other.body
            && self.comment == other.comment
            && self.settings == other.settings
            && self.only == other.only
    }
}
impl<T: Eq> Eq for View<T> {}

/// Something that erc carries and does not look into: a function, a trigger, a policy, …
#[derive(Debug, Clone)]
pub struct Object {
    /// What it is: `trigger`, `function`, `materialized view`.
    pub kind: Name,
    /// Its name, with whatever its kind needs to be told from its namesakes: `f(integer)`.
    pub name: QualifiedName,
    /// The table or view it belongs to.
    pub on: Option<QualifiedName>,
    /// The statement that makes it.
    pub body: SqlText,
    /// What it is about.
    pub comment: Option<String>,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it. Equality ignores it.
    pub span: Span,
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.name == other.name
            && self.on == other.on
            && self.body == other.body
            && self.comment == other.comment
            && self.only == other.only
    }
}
impl Eq for Object {}
