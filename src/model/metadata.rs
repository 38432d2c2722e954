//! What annotations say.

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use crate::base::{DialectId, DialectSet, Name, Span, SqlText};

/// The annotations of one item. Most items have none, so what there is to say is elsewhere, and an item
/// without annotations has one word for them.
#[derive(Debug, Clone, Default)]
pub struct Metadata(Option<Box<Annotations>>);

impl Deref for Metadata {
    type Target = Annotations;

    fn deref(&self) -> &Annotations {
        static NONE: LazyLock<Annotations> = LazyLock::new(Annotations::default);
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for Metadata {
    fn deref_mut(&mut self) -> &mut Annotations {
        self.0.get_or_insert_default()
    }
}

/// The annotations of one item, understood.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    /// `@was(…)`: earlier names, latest first as written.
    pub was: Vec<Name>,
    /// Where each of the earlier names stands.
    pub was_spans: Vec<Span>,
    /// `@table("…")` behind an attribute with several values: the name of the table they live in.
    pub table_name: Option<(Name, Span)>,
    /// `@table("…")` or, of attributes, `@column("…")`: the name in the database.
    pub physical_name: Option<(Name, Span)>,
    /// Bare `@postgres` and its like: the item exists in these dialects only; empty for all.
    pub only: DialectSet,
    /// `@postgres(type: "citext")`: settings of one dialect.
    pub settings: Vec<Setting>,
    /// `@pii`
    pub is_pii: bool,
    /// `@sensitive`
    pub is_sensitive: bool,
    /// `@deprecated("…")`: why, possibly empty.
    pub deprecated: Option<String>,
    /// `@group("…")`
    pub group: Option<String>,
    /// `@color("…")`
    pub color: Option<String>,
    /// `@allow(rule, "reason")`
    pub allows: Vec<Allow>,
    /// `@constraint("…")`: the name of the constraint that comes along.
    pub constraint: Option<(Name, Span)>,
    /// `@constraint("…", comment: "…")`: what the database says about the constraint.
    pub constraint_comment: Option<String>,
    /// `@index("…")`, `@index(none)`: the name of the index that comes along, or none.
    pub index: Option<IndexName>,
    /// `@from(Vehicle.country)`: where the rows of a new item come from, names at the dots.
    pub from: Vec<Vec<Name>>,
    /// `@acme.key(…)`: carried, never read.
    pub free: Vec<FreeMetadata>,
}

/// `type: "citext"` inside `@postgres(…)`.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Which dialect.
    pub dialect: DialectId,
    /// The name of the setting.
    pub name: Name,
    /// Its value.
    pub value: MetadataValue,
    /// Where it stands.
    pub span: Span,
}

/// `@allow(rule, "reason")`
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule that is silenced.
    pub rule: Name,
    /// Why.
    pub reason: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// `@index("…")` or `@index(none)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexName {
    /// No index comes along.
    None,
    /// It has this name.
    Named(Name, Span),
}

/// `@acme.key(…)`
#[derive(Debug, Clone)]
pub struct FreeMetadata {
    /// The dotted name.
    pub name: String,
    /// The arguments, with the names of those that have one.
    pub arguments: Vec<(Option<Name>, MetadataValue)>,
}

/// What an annotation can carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetadataValue {
    /// A name, its parts joined by dots.
    Name(Name),
    /// A text.
    Text(String),
    /// A number, as written.
    Number(Name),
    /// True or false.
    Bool(bool),
    /// SQL.
    Sql(SqlText),
}
