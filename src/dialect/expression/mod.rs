//! Expressions of the language put into a database's words.
//!
//! In comes an expression over columns whose types are known, out goes the tree that the database evaluates
//! to the same value, in canonical form. Nothing here prints.

mod arithmetic;
mod build;
mod calls;
mod canonical;
mod columns;
mod interval;
mod like;
mod moment;
mod operation;
mod order;
mod refusal;
mod settle;
mod translate;
mod value;

pub(super) use build::*;
pub(super) use calls::{at_least_zero, null_if_any, plain};
pub use canonical::canonical;
pub(super) use columns::{Columns, Item};
pub use interval::Interval;
pub(super) use interval::IntervalUnit;
pub(super) use like::{LikePart, like_parts};
pub use moment::Moment;
pub use operation::{Operation, Shift};
pub(super) use operation::{one, two};
pub use refusal::{Refusal, RefusalKind};
pub use translate::Place;
pub(super) use translate::Translator;
pub use value::{Typed, ValueType};
