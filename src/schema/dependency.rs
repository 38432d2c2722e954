//! Dependencies between the columns of a table, for the theory of normal forms.

use crate::base::{Name, Span};

/// A dependency that the rows of a table obey, beside those of its keys and unique constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// What depends on what.
    pub kind: DependencyKind,
    /// Where it comes from.
    pub origin: DependencyOrigin,
}

/// What depends on what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DependencyKind {
    /// Rows that agree on the left agree on the right.
    Functional {
        /// What determines.
        determinant: Vec<Name>,
        /// What is determined.
        dependent: Vec<Name>,
    },
    /// The right is independent of all others, given the left.
    Multivalued {
        /// What multidetermines.
        determinant: Vec<Name>,
        /// What is multidetermined.
        dependent: Vec<Name>,
    },
    /// The table is the join of its projections on these.
    Join {
        /// The projections.
        components: Vec<Vec<Name>>,
    },
}

/// Where a dependency comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependencyOrigin {
    /// A member of the entity or relationship.
    Declared(Span),
    /// A member of a composite type that the entity uses.
    Composite(Span),
    /// How many of a role there may be in a relationship.
    Cardinality(Span),
    /// The expression of a derived attribute.
    Derived(Span),
    /// The rules of lowering: a discriminator that its subtype fixes, and the like.
    Lowering,
}
