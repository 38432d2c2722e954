//! What is asked about the schema as it stands before a statement.

use super::{Bound, ConstraintKindSpec};
use crate::base::Name;
use crate::schema::{NativeType, QualifiedName};

/// What is known of the schema as it stands before a statement.
pub trait Surroundings {
    /// Whether a table was made by this very script, so that nobody else can see it, or its rows.
    fn is_new(&self, table: &QualifiedName) -> bool;
    /// Whether a table, view or sequence is known to be there.
    fn exists(&self, name: &QualifiedName) -> bool;
    /// Whether a table is known to have the column.
    fn has_column(&self, table: &QualifiedName, column: &Name) -> bool;
    /// The type of a column, where it is known.
    fn column_type(&self, table: &QualifiedName, column: &Name) -> Option<NativeType>;
    /// Whether a column refuses null, where that is known.
    fn is_not_null(&self, table: &QualifiedName, column: &Name) -> Option<bool>;
    /// Whether a valid check says that a column is not null.
    fn is_proved_not_null(&self, table: &QualifiedName, column: &Name) -> bool;
    /// Whether an index or a key has the column.
    fn is_indexed(&self, table: &QualifiedName, column: &Name) -> bool;
    /// Whether the condition of an index uses the column.
    fn is_in_predicate(&self, table: &QualifiedName, column: &Name) -> bool;
    /// The columns of an index, where it is known.
    fn index_columns(&self, table: &QualifiedName, index: &Name) -> Option<Vec<Name>>;
    /// Whether a check uses the column.
    fn is_checked(&self, table: &QualifiedName, column: &Name) -> bool;
    /// Whether a table has an index of a kind: `fulltext`.
    fn has_index_of(&self, table: &QualifiedName, kind: &str) -> bool;
    /// The columns of a table that are computed and not kept: those behind a column, or all.
    fn virtual_columns(&self, table: &QualifiedName, behind: Option<&Name>) -> Vec<Name>;
    /// Whether an index over several columns has the column.
    fn has_wide_index(&self, table: &QualifiedName, column: &Name) -> bool;
    /// How many bytes a character of a column takes at most.
    fn bytes_of_character(&self, table: &QualifiedName, column: &Name) -> i64;
    /// The computed column that uses the column.
    fn computed_of(&self, table: &QualifiedName, column: &Name) -> Option<Name>;
    /// Whether a column is computed, and kept in the row or not.
    fn is_stored(&self, table: &QualifiedName, column: &Name) -> Option<bool>;
    /// What else holds the type of a column fast, in words: a view, a policy, a trigger.
    fn holder(&self, table: &QualifiedName, column: &Name) -> Option<String>;
    /// The view that uses a column.
    fn viewer(&self, table: &QualifiedName, column: Option<&Name>) -> Option<QualifiedName>;
    /// The tables at the other ends of the foreign keys that have the column at either end.
    fn partners(&self, table: &QualifiedName, column: &Name) -> Vec<QualifiedName>;
    /// What a constraint is, and what it refers to.
    fn constraint(
        &self,
        table: &QualifiedName,
        name: &Name,
    ) -> Option<(ConstraintKindSpec, Option<QualifiedName>)>;
    /// Whether a constraint has been left for later.
    fn is_unvalidated(&self, table: &QualifiedName, name: &Name) -> bool;
    /// The tables that a table refers to.
    fn references(&self, table: &QualifiedName) -> Vec<QualifiedName>;
    /// The tables that refer to a table.
    fn referrers(&self, table: &QualifiedName) -> Vec<QualifiedName>;
    /// Whether a table has partitions, or is made for them.
    fn is_partitioned(&self, table: &QualifiedName) -> bool;
    /// The partitions of a table, and theirs.
    fn partitions(&self, table: &QualifiedName) -> Vec<QualifiedName>;
    /// The table that a table is a partition of.
    fn whole(&self, table: &QualifiedName) -> Option<QualifiedName>;
    /// The partition that takes what no other does.
    fn default_partition(&self, table: &QualifiedName) -> Option<QualifiedName>;
    /// Whether a valid check of a table says what a partition of this bound holds.
    fn is_within(&self, table: &QualifiedName, bound: &Bound) -> bool;
    /// The tables of a schema of the database.
    fn tables_of_namespace(&self, namespace: &Name) -> Vec<QualifiedName>;
    /// The tables that have a column of a type of one's own.
    fn users_of_type(&self, ty: &QualifiedName) -> Vec<QualifiedName>;
    /// What a view reads.
    fn view_reads(&self, view: &QualifiedName) -> Vec<QualifiedName>;
    /// Whether a type is a domain that has checks.
    fn is_constrained_domain(&self, ty: &NativeType) -> bool;
    /// What a type is in the end: of a domain, what it narrows.
    fn base_type(&self, ty: &NativeType) -> NativeType;
    /// Whether the time zone of the session is known to be UTC.
    fn is_utc(&self) -> bool;
    /// Whether the session looks at foreign keys.
    fn checks_foreign_keys(&self) -> bool;
}
