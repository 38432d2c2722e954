//! Rows that move from one table to another, as data.

use crate::base::Name;
use crate::schema::{Expr, NativeType, QualifiedName};

/// Values that move from the rows of one table to those of another, or to rows that come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowMove {
    /// The table that has them.
    pub from: QualifiedName,
    /// The table that gets them.
    pub to: QualifiedName,
    /// The column that gets the values, and the one that has them.
    pub columns: Vec<(Name, Name)>,
    /// How a row that gets finds the row that has: these are equal.
    pub link: Vec<(Name, Name)>,
    /// Columns of the table that has them, and what they say in the rows that move.
    pub filter: Vec<(Name, Name)>,
    /// Columns of the table that gets them, and what they get in every row.
    pub constants: Vec<(Name, Expr)>,
    /// Columns of the table that gets them whose values have another type where they come from, and their own type.
    pub casts: Vec<(Name, NativeType)>,
    /// Columns that are not null in the rows that move.
    pub given: Vec<Name>,
    /// Whether rows find one another by all their values, null or not, and not by a key.
    pub is_by_value: bool,
    /// Whether the rows are new. Else they are there and get values.
    pub is_insert: bool,
    /// Whether several rows have what one gets: then they have to agree.
    pub is_many: bool,
}
