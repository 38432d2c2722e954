//! Members: what can stand inside a body.

use super::{Annotation, Docs, Expr, Ident, Path, Text, Trivia};
pub use crate::base::{Deferrable, NullsOrder, ReferentialAction, Storage};
use crate::base::{Name, Span, SqlText};

/// A member with all that belongs to every member.
#[derive(Debug, Clone)]
pub struct Member {
    /// What it says.
    pub kind: MemberKind,
    /// Its documentation.
    pub docs: Option<Box<Docs>>,
    /// Its annotations.
    pub annotations: Vec<Annotation>,
    /// Comments around it.
    pub trivia: Option<Box<Trivia>>,
    /// All of it, documentation and comments aside.
    pub span: Span,
}

/// What a member says.
#[derive(Debug, Clone)]
pub enum MemberKind {
    /// `email Email unique`
    Attribute(Box<Attribute>),
    /// `key (a, b)`
    Key(Box<Key>),
    /// `unique (a, b)`
    Unique(Box<Unique>),
    /// `index (a desc)`
    Index(Box<Index>),
    /// `check a > 0`
    Check(Box<Check>),
    /// `foreign key (a) references E (x)`
    ForeignKey(Box<ForeignKey>),
    /// `exclude (a with =)`
    Exclude(Box<Exclude>),
    /// `subtypes (A, B)`
    Subtypes(Box<Subtypes>),
    /// `a, b -> c`
    FunctionalDependency(Box<FunctionalDependency>),
    /// `a ->> b`
    MultivaluedDependency(Box<MultivaluedDependency>),
    /// `join (a, b) (b, c)`
    JoinDependency(Box<JoinDependency>),
    /// Something that could not be read; the first name in it, which others may use.
    Unknown(Option<Ident>),
}

/// `email Email unique`
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: TypeRef,
    /// How many values it has.
    pub quantifier: Quantifier,
    /// What follows, in canonical order.
    pub modifiers: Vec<Modifier>,
}

/// `varchar(80)`, `Address`, `text[]`, `sql("tsvector")`
#[derive(Debug, Clone)]
pub struct TypeRef {
    /// Which type.
    pub kind: TypeKind,
    /// `T[]`
    pub is_array: bool,
    /// All of it.
    pub span: Span,
}

/// Which type.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// A name, with arguments when it is a scalar.
    Named {
        /// The name.
        path: Path,
        /// What is in the parentheses.
        arguments: Vec<u32>,
    },
    /// The type of one database.
    Sql(SqlText),
}

/// How many, and where that is said. Nothing written means exactly one.
#[derive(Debug, Clone, Copy)]
pub struct Quantifier {
    /// How many.
    pub kind: QuantifierKind,
    /// Where it stands; empty, behind the type, when nothing is written.
    pub span: Span,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantifierKind {
    /// Nothing written: exactly one.
    One,
    /// `?`
    Optional,
    /// `*`
    Any,
    /// `+`
    Some,
    /// `{n}`, `{n..}`, `{n..m}`
    Range {
        /// At least.
        min: u32,
        /// At most; nothing for no bound.
        max: Option<u32>,
    },
}

impl QuantifierKind {
    /// The least number.
    pub fn min(self) -> u32 {
        match self {
            QuantifierKind::One | QuantifierKind::Some => 1,
            QuantifierKind::Optional | QuantifierKind::Any => 0,
            QuantifierKind::Range { min, .. } => min,
        }
    }

    /// The greatest number, if there is one.
    pub fn max(self) -> Option<u32> {
        match self {
            QuantifierKind::One | QuantifierKind::Optional => Some(1),
            QuantifierKind::Any | QuantifierKind::Some => None,
            QuantifierKind::Range { max, .. } => max,
        }
    }
}

/// One word or clause behind an attribute's type.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// What it says.
    pub kind: ModifierKind,
    /// Where it stands.
    pub span: Span,
}

/// What a modifier says.
#[derive(Debug, Clone)]
pub enum ModifierKind {
    /// `key`
    Key,
    /// `unique`
    Unique,
    /// `identity`
    Identity,
    /// `= expr`
    Default(Expr),
    /// `:= expr stored`
    Derived(Expr, Option<Storage>),
    /// `check expr`
    Check(Expr),
    /// `references E(attr)`
    References(Box<(Path, Path)>),
    /// `sharing (a, b)`
    Sharing(Vec<Path>),
    /// `on delete cascade`
    OnDelete(ReferentialAction),
    /// `on update cascade`
    OnUpdate(ReferentialAction),
    /// `deferrable initially deferred`
    Deferrable(Deferrable),
    /// `inverse orders`
    Inverse(Ident),
}

impl ModifierKind {
    /// Its place in the canonical order.
    pub fn rank(&self) -> usize {
        match self {
            ModifierKind::Key => 0,
            ModifierKind::Unique => 1,
            ModifierKind::Identity => 2,
            ModifierKind::Default(_) => 3,
            ModifierKind::Derived(..) => 4,
            ModifierKind::Check(_) => 5,
            ModifierKind::References(..) => 6,
            ModifierKind::Sharing(_) => 7,
            ModifierKind::OnDelete(_) => 8,
            ModifierKind::OnUpdate(_) => 9,
            ModifierKind::Deferrable(_) => 10,
            ModifierKind::Inverse(_) => 11,
        }
    }

    /// The words that say it.
    pub fn words(&self) -> &'static str {
        match self {
            ModifierKind::Key => "key",
            ModifierKind::Unique => "unique",
            ModifierKind::Identity => "identity",
            ModifierKind::Default(_) => "=",
            ModifierKind::Derived(..) => ":=",
            ModifierKind::Check(_) => "check",
            ModifierKind::References(..) => "references",
            ModifierKind::Sharing(_) => "sharing",
            ModifierKind::OnDelete(_) => "on delete",
            ModifierKind::OnUpdate(_) => "on update",
            ModifierKind::Deferrable(_) => "deferrable",
            ModifierKind::Inverse(_) => "inverse",
        }
    }
}

/// `key pk: (a, b)`
#[derive(Debug, Clone)]
pub struct Key {
    /// The name of the constraint.
    pub name: Option<Ident>,
    /// Its attributes.
    pub attributes: Vec<Path>,
}

/// `unique live: (lower(email)) where deleted_at is null`
#[derive(Debug, Clone)]
pub struct Unique {
    /// The name of the constraint or index.
    pub name: Option<Ident>,
    /// What must be unique together.
    pub items: Vec<Item>,
    /// Whether two nulls count as equal.
    pub nulls_not_distinct: bool,
    /// The rows it holds for.
    pub predicate: Option<Expr>,
}

/// `index by_day: (customer, created_at desc) using btree include (note) where …`
#[derive(Debug, Clone)]
pub struct Index {
    /// The name of the index.
    pub name: Option<Ident>,
    /// What is looked up.
    pub items: Vec<Item>,
    /// The access method.
    pub method: Option<Ident>,
    /// Attributes carried along.
    pub include: Vec<Path>,
    /// The rows it covers.
    pub predicate: Option<Expr>,
}

/// One column of an index: an attribute or an expression, and how it is sorted.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is indexed.
    pub expr: Expr,
    /// The collation.
    pub collation: Option<Text>,
    /// The operator class.
    pub operator_class: Option<Name>,
    /// Greatest first.
    pub descending: bool,
    /// Where nulls go.
    pub nulls: Option<NullsOrder>,
    /// All of it.
    pub span: Span,
}

/// `check positive: a > 0`
#[derive(Debug, Clone)]
pub struct Check {
    /// The name of the constraint.
    pub name: Option<Ident>,
    /// What must not be false.
    pub expr: Expr,
}

/// `foreign key fk: (a, b) references E (x, y) match full on delete cascade`
#[derive(Debug, Clone)]
pub struct ForeignKey {
    /// The name of the constraint.
    pub name: Option<Ident>,
    /// The referring attributes.
    pub attributes: Vec<Path>,
    /// The entity referred to.
    pub target: Path,
    /// Its attributes, in the same order.
    pub target_attributes: Vec<Path>,
    /// Whether all or none of the referring attributes must be null.
    pub match_full: bool,
    /// What happens on deletion.
    pub on_delete: Option<ReferentialAction>,
    /// What happens on a change of the key.
    pub on_update: Option<ReferentialAction>,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
}

/// `exclude (room with =, during with &&) using gist`
#[derive(Debug, Clone)]
pub struct Exclude {
    /// The name of the constraint.
    pub name: Option<Ident>,
    /// What must not hold for all items at once.
    pub items: Vec<ExcludeItem>,
    /// The access method.
    pub method: Option<Ident>,
    /// The rows it holds for.
    pub predicate: Option<Expr>,
}

/// `during with &&`
#[derive(Debug, Clone)]
pub struct ExcludeItem {
    /// What is compared.
    pub item: Item,
    /// By which operator.
    pub operator: Name,
}

/// `subtypes (Person, Company) disjoint total by kind stored joined`
#[derive(Debug, Clone)]
pub struct Subtypes {
    /// The name of the group.
    pub name: Option<Ident>,
    /// The entities in it.
    pub entities: Vec<Path>,
    /// Whether an instance may be of two of them.
    pub disjointness: Option<Disjointness>,
    /// Whether an instance must be of one of them.
    pub totality: Option<Totality>,
    /// The attribute that tells which.
    pub discriminator: Option<Ident>,
    /// How it is kept in tables.
    pub storage: Option<HierarchyStorage>,
}

/// Whether an instance may be of two subtypes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disjointness {
    /// Of one at most.
    Disjoint,
    /// Of any number.
    Overlapping,
}

/// Whether an instance must be of a subtype.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Totality {
    /// Of one at least.
    Total,
    /// Of none if need be.
    Partial,
}

/// How a hierarchy is kept in tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HierarchyStorage {
    /// A table per entity with a shared key.
    Joined,
    /// One table for all.
    Single,
    /// A table per concrete entity, with the inherited columns.
    Separate,
}

/// `zip, street -> city`
#[derive(Debug, Clone)]
pub struct FunctionalDependency {
    /// What determines.
    pub determinant: Vec<Path>,
    /// What is determined.
    pub dependent: Vec<Path>,
}

/// `course ->> book`
#[derive(Debug, Clone)]
pub struct MultivaluedDependency {
    /// What multidetermines.
    pub determinant: Vec<Path>,
    /// What is multidetermined.
    pub dependent: Vec<Path>,
}

/// `join (supplier, part) (part, project) (supplier, project)`
#[derive(Debug, Clone)]
pub struct JoinDependency {
    /// The projections whose join gives the relation back.
    pub components: Vec<Vec<Path>>,
}
