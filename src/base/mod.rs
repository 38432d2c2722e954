//! The ground floor: what every other room speaks in.
//!
//! In come nothing but the standard library and small crates; out go spans, diagnostics, arenas, names,
//! scalar types and expressions. Nothing here knows the grammar, a database or a file.

mod arena;
mod constant;
mod diagnostic;
mod dialect;
mod expr;
mod function;
pub mod graph;
mod growth;
mod name;
mod referential;
mod scalar;
mod sorting;
mod source;
mod span;
mod sql_text;
mod text;

pub use arena::{Arena, Id, IdRange};
pub use constant::{Constant, constant, holds};
pub use diagnostic::{Applicability, Code, Diagnostic, Diagnostics, Edit, Fix, Label, Severity};
pub use dialect::{DialectId, DialectSet};
pub use expr::{BinaryOp, CastType, Expr, ExprKind, NaryOp, UnaryOp};
pub use function::{Function, Gives, Takes, Volatility, function};
pub use growth::CompactPush;
pub use name::{
    Name, NameMark, all_in, closest, is_lower_case, is_name_continue, is_name_start, is_plain_name,
    lower_case, snake_case,
};
pub use referential::{Deferrable, NullsOrder, ReferentialAction, Storage};
pub use scalar::{ScalarError, ScalarType};
pub use sorting::CompactSort;
pub use source::{LineColumn, SourceFile, Sources};
pub use span::{FileId, Span};
pub use sql_text::SqlText;
pub use text::TextWriter;
