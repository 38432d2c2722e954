//! Types of a logical schema.

use crate::base::{ScalarType, SqlText};

/// A type that every dialect will find its own for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogicalType {
    /// A scalar.
    Scalar(ScalarType),
    /// A scalar of a domain: its place in [`super::Schema::domains`].
    Domain(usize),
    /// A value of an enum: its place in [`super::Schema::enums`].
    Enum(usize),
    /// A list of values kept in the row.
    Array(Box<LogicalType>),
    /// A type of one database.
    Native(Box<SqlText>),
}
