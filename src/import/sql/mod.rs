//! SQL text: expressions, and scripts of statements.

mod expression;
mod words;

pub use expression::read_expr;
