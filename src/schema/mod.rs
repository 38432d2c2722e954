//! The relational schema: tables and what belongs to them.
//!
//! A [`LogicalSchema`] comes out of a model by lowering and knows no database; a [`NativeSchema`] is what
//! one database holds, whether it was made from a model or read from a catalog. Both are the same struct.
//! Nothing here is SQL.

mod constraint;
mod creation;
mod dependency;
mod describe;
pub mod lower;
mod native;
mod object;
mod places;
mod settings;
pub mod snapshot;
mod table;
mod types;

pub use constraint::{
    Check, Exclusion, ExclusionItem, ForeignKey, Index, IndexItem, Key, Unique, directions,
    prefix_lengths,
};
pub use creation::{CreationOrder, creation_order, parents};
pub use dependency::{Dependency, DependencyKind, DependencyOrigin};
pub use describe::describe;
pub use lower::lower;
pub use native::{NativeType, TypeArgument};
pub use object::{Domain, Enum, Namespace, Object, Sequence, View};
pub use settings::Settings;
pub use table::{Column, Generated, Identity, IdentityKind, Origin, RowSource, Table, TableId};
pub use types::LogicalType;

use crate::base::{Arena, Name};
use places::Places;

/// A schema whose types are those of the language.
pub type LogicalSchema = Schema<LogicalType>;
/// A schema whose types are those of one database.
pub type NativeSchema = Schema<NativeType>;
/// An expression over the columns of one table.
pub type Expr = crate::base::Expr<ColumnName>;

/// Everything that is made in a database for a model. Order is that of the model; statements are put in
/// the order of their needs when they are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema<T> {
    /// Schemas other than the default one.
    pub namespaces: Vec<Namespace>,
    /// Enumerated types.
    pub enums: Vec<Enum>,
    /// Narrowed scalar types.
    pub domains: Vec<Domain<T>>,
    /// Sequences that stand on their own.
    pub sequences: Vec<Sequence>,
    /// Tables.
    pub tables: Arena<Table<T>>,
    /// Views.
    pub views: Vec<View<T>>,
    /// Everything else, word for word.
    pub objects: Vec<Object>,
    /// Where the tables were when one was first asked for.
    pub(crate) places: Places,
}

impl<T> Default for Schema<T> {
    fn default() -> Self {
        Schema {
            namespaces: Vec::new(),
            enums: Vec::new(),
            domains: Vec::new(),
            sequences: Vec::new(),
            tables: Arena::new(),
            views: Vec::new(),
            objects: Vec::new(),
            places: Places::default(),
        }
    }
}

impl<T> Schema<T> {
    /// The table of this name.
    pub fn table(&self, name: &QualifiedName) -> Option<&Table<T>> {
        let place = self.places.of(name, || self.tables.values().map(|it| &it.name));
        let found = place.and_then(|it| self.tables.values().as_slice().get(it));
        match found.filter(|it| it.name == *name) {
            Some(found) => Some(found),
            // Tables may have come and gone since.
            None => self.tables.values().find(|it| it.name == *name),
        }
    }

    /// The same, to be changed.
    pub fn table_mut(&mut self, name: &QualifiedName) -> Option<&mut Table<T>> {
        self.tables.values_mut().find(|it| it.name == *name)
    }
}

/// The name of a column, as an operand of an expression.
pub type ColumnName = Name;

/// A name in a schema of the database; without one it is in the default schema.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QualifiedName {
    /// The schema of the database.
    pub namespace: Option<Name>,
    /// The name in it.
    pub name: Name,
}

impl QualifiedName {
    /// A name in the default schema.
    pub fn plain(name: impl Into<Name>) -> QualifiedName {
        QualifiedName { namespace: None, name: name.into() }
    }
}

impl std::fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{namespace}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}
