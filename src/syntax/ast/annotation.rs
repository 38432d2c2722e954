//! `@name(arguments)`.

use super::{Ident, Path};
use crate::base::{Name, Span, SqlText};

/// `@pii`, `@was(old)`, `@acme.owner("billing")`.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// The name behind the `@`; with a dot it is free metadata.
    pub name: Path,
    /// What is in the parentheses.
    pub arguments: Vec<AnnotationArgument>,
    /// All of it.
    pub span: Span,
}

/// `value` or `name: value`.
#[derive(Debug, Clone)]
pub struct AnnotationArgument {
    /// The name before the colon.
    pub name: Option<Ident>,
    /// The value.
    pub value: AnnotationValue,
    /// All of it.
    pub span: Span,
}

/// What an annotation can carry: never an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotationValue {
    /// A name with `-` and `.` inside: `rule-name`, `Vehicle.country`. Its parts at the dots.
    Name(Vec<Name>),
    /// `"…"`
    String(String),
    /// A number, as written.
    Number(Name),
    /// `true`, `false`
    Bool(bool),
    /// `sql(…)`
    Sql(SqlText),
}
