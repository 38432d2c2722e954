//! Keys, foreign keys, checks and indexes of a table.

use super::{Expr, QualifiedName, Settings};
use crate::base::{Deferrable, DialectSet, Name, NullsOrder, ReferentialAction, Span};

/// A primary key.
#[derive(Debug, Clone)]
pub struct Key {
    /// The name of the constraint; lowering gives every constraint one.
    pub name: Name,
    /// Its columns, in order; not empty.
    pub columns: Vec<Name>,
    /// What only one database has.
    pub settings: Settings,
    /// Where the model says it.
    pub span: Span,
}

/// A unique constraint over columns.
#[derive(Debug, Clone)]
pub struct Unique {
    /// The name of the constraint.
    pub name: Name,
    /// Its columns, in order; not empty.
    pub columns: Vec<Name>,
    /// Whether two nulls count as equal.
    pub nulls_not_distinct: bool,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it.
    pub span: Span,
}

/// A foreign key.
#[derive(Debug, Clone)]
pub struct ForeignKey {
    /// The name of the constraint.
    pub name: Name,
    /// The referring columns; not empty.
    pub columns: Vec<Name>,
    /// The table referred to.
    pub target: QualifiedName,
    /// Its columns, in the same order.
    pub target_columns: Vec<Name>,
    /// Whether all or none of the referring columns must be null.
    pub match_full: bool,
    /// What happens on deletion.
    pub on_delete: ReferentialAction,
    /// What happens on a change of the key.
    pub on_update: ReferentialAction,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// Whether the rows that were there before have been checked.
    pub is_validated: bool,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it.
    pub span: Span,
}

/// A check.
#[derive(Debug, Clone)]
pub struct Check {
    /// The name of the constraint.
    pub name: Name,
    /// The column that it is a part of, where a database has checks that are none of the table: MariaDB drops such a
    /// check with the definition of its column alone. It holds for the same rows, so equality does not see it.
    pub column: Option<Name>,
    /// What must not be false.
    pub expr: Expr,
    /// Whether the rows that were there before have been checked.
    pub is_validated: bool,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it.
    pub span: Span,
}

/// An exclusion constraint.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The name of the constraint.
    pub name: Name,
    /// What is compared, and by which operator.
    pub items: Vec<ExclusionItem>,
    /// The access method.
    pub method: Option<Name>,
    /// The rows it holds for.
    pub predicate: Option<Expr>,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it.
    pub span: Span,
}

/// `during with &&`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusionItem {
    /// What is compared.
    pub item: IndexItem,
    /// By which operator.
    pub operator: Name,
}

/// An index.
#[derive(Debug, Clone)]
pub struct Index {
    /// Its name.
    pub name: Name,
    /// What is looked up, in order; not empty.
    pub items: Vec<IndexItem>,
    /// Whether no two rows may agree on all items.
    pub is_unique: bool,
    /// Whether two nulls count as equal.
    pub nulls_not_distinct: bool,
    /// The access method, when it is not the usual one.
    pub method: Option<Name>,
    /// Columns carried along.
    pub include: Vec<Name>,
    /// The rows it covers.
    pub predicate: Option<Expr>,
    /// What it is about.
    pub comment: Option<String>,
    /// What only one database has.
    pub settings: Settings,
    /// The dialects it exists in.
    pub only: DialectSet,
    /// Where the model says it.
    pub span: Span,
}

/// One column of an index: a column or an expression, and how it is sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexItem {
    /// What is indexed.
    pub expr: Expr,
    /// The collation.
    pub collation: Option<Name>,
    /// The operator class.
    pub operator_class: Option<Name>,
    /// Greatest first.
    pub descending: bool,
    /// Where nulls go, when not where the database puts them for this direction.
    pub nulls: Option<NullsOrder>,
    /// How many characters of the value count, where the database can index a part.
    pub prefix_length: Option<u32>,
}

/// How many characters of each column a key of MySQL counts, as its setting `lengths` says it: `20, 0`, where `0` is
/// all; nothing where all of them count whole.
pub fn prefix_lengths(items: &[IndexItem]) -> Option<String> {
    items.iter().any(|it| it.prefix_length.is_some()).then(|| {
        let lengths = items.iter().map(|it| it.prefix_length.unwrap_or(0).to_string());
        lengths.collect::<Vec<_>>().join(", ")
    })
}

/// Which way each column of a key runs, where one runs downwards: `desc, asc`.
pub fn directions(items: &[IndexItem]) -> Option<String> {
    items.iter().any(|it| it.descending).then(|| {
        let words = items.iter().map(|it| if it.descending { "desc" } else { "asc" });
        words.collect::<Vec<_>>().join(", ")
    })
}

impl IndexItem {
    /// A column, smallest first.
    pub fn column(name: impl Into<Name>) -> IndexItem {
        IndexItem::expr(Expr::reference(name.into()))
    }

    /// An expression, smallest first.
    pub fn expr(expr: Expr) -> IndexItem {
        IndexItem {
            expr,
            collation: None,
            operator_class: None,
            descending: false,
            nulls: None,
            prefix_length: None,
        }
    }

    /// The column, when it is one.
    pub fn as_column(&self) -> Option<&Name> {
        let crate::base::ExprKind::Reference(name) = &self.expr.kind else { return None };
        Some(name)
    }
}

/// Equality that ignores where the model says it.
macro_rules! equal_but_for_span {
    ($type:ty: $($field:ident)*) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $(self.$field == other.$field)&&*
            }
        }
        impl Eq for $type {}
    };
}

equal_but_for_span!(Key: name columns settings);
equal_but_for_span!(Unique: name columns nulls_not_distinct deferrable comment settings only);
equal_but_for_span!(ForeignKey: name columns target target_columns match_full on_delete on_update
    deferrable is_validated comment settings only);
equal_but_for_span!(Check: name expr is_validated comment settings only);
equal_but_for_span!(Exclusion: name items method predicate deferrable comment settings only);
equal_but_for_span!(Index: name items is_unique nulls_not_distinct method include predicate comment
    settings only);
