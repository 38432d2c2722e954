//! Dependencies between the columns of a table, for the theory of normal forms.

use super::Table;
use crate::base::{Name, Span};
use crate::model::{AttributeId, DependencyId, EntityId, RoleId};

/// A dependency that the rows of a table obey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// What depends on what.
    pub kind: DependencyKind,
    /// What of the model says so.
    pub origin: DependencyOrigin,
    /// Where.
    pub span: Span,
}

/// What depends on what. [`super::Column::path`] leads from each column back into the model.
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

/// What of the model says that a dependency holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependencyOrigin {
    /// The primary key of the table.
    Key,
    /// A unique constraint of the table.
    Unique,
    /// A member of the entity or relationship, or of a supertype whose key the table has.
    Declared(DependencyId),
    /// A member of a composite type that the entity uses.
    Composite(DependencyId),
    /// A member of what is referred to, or of a composite in its key: what holds between the parts of a key
    /// holds wherever the key is.
    Reference(DependencyId),
    /// How many of a role there may be in a relationship.
    Cardinality(RoleId),
    /// The expression of a derived attribute.
    Derived(AttributeId),
    /// Rows of this table are all of one subtype.
    Hierarchy(EntityId),
}

impl DependencyOrigin {
    /// One word for it, the same in every output.
    pub fn name(self) -> &'static str {
        match self {
            DependencyOrigin::Key => "key",
            DependencyOrigin::Unique => "unique",
            DependencyOrigin::Declared(_) => "declared",
            DependencyOrigin::Composite(_) => "composite",
            DependencyOrigin::Reference(_) => "reference",
            DependencyOrigin::Cardinality(_) => "cardinality",
            DependencyOrigin::Derived(_) => "derived",
            DependencyOrigin::Hierarchy(_) => "hierarchy",
        }
    }
}

impl<T> Table<T> {
    /// All dependencies that the rows obey: those of the key, those of the unique constraints over columns
    /// that are never null, then [`Table::dependencies`].
    pub fn all_dependencies(&self) -> Vec<Dependency> {
        let key = self.primary_key.iter();
        let key = key.map(|it| self.identified(&it.columns, DependencyOrigin::Key, it.span));
        let is_mandatory =
            |name: &Name| self.column(name).is_some_and(|column| !column.is_nullable);
        let uniques = self.uniques.iter().filter(|it| it.columns.iter().all(is_mandatory));
        let uniques =
            uniques.map(|it| self.identified(&it.columns, DependencyOrigin::Unique, it.span));
        key.chain(uniques).chain(self.dependencies.iter().cloned()).collect()
    }

    fn identified(&self, by: &[Name], origin: DependencyOrigin, span: Span) -> Dependency {
        let others = self.columns.iter().map(|it| &it.name).filter(|it| !by.contains(it));
        let kind = DependencyKind::Functional {
            determinant: by.to_vec(),
            dependent: others.cloned().collect(),
        };
        Dependency { kind, origin, span }
    }
}
