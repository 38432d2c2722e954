//! Dependencies between attributes, as declared.

use super::{AttributePath, Metadata};
use crate::base::Span;

/// A dependency and where it is said.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// What depends on what.
    pub kind: DependencyKind,
    /// Its documentation.
    pub docs: Option<String>,
    /// What its annotations say.
    pub metadata: Metadata,
    /// Where it stands.
    pub span: Span,
}

/// What depends on what. A reference stands for its columns, a composite for its parts, a role for the
/// key of its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DependencyKind {
    /// `a, b -> c`: two instances that agree on the left agree on the right.
    Functional {
        /// What determines.
        determinant: Vec<AttributePath>,
        /// What is determined.
        dependent: Vec<AttributePath>,
    },
    /// `a ->> b`: the right is independent of all others, given the left.
    Multivalued {
        /// What multidetermines.
        determinant: Vec<AttributePath>,
        /// What is multidetermined.
        dependent: Vec<AttributePath>,
    },
    /// `join (a, b) (b, c)`: the relation is the join of its projections on these.
    Join {
        /// The projections.
        components: Vec<Vec<AttributePath>>,
    },
}
