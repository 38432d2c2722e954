//! Operators by their spelling.

use super::Expr;
use crate::base::{BinaryOp, NaryOp, UnaryOp};

/// An operator that waits for its right side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Prefix(UnaryOp),
    Binary(BinaryOp),
    Nary(NaryOp),
}

/// What follows an operand and completes it.
pub(super) enum Tail {
    Null { negated: bool },
    In { list: Vec<Expr>, negated: bool },
    Between { low: Expr, high: Expr, negated: bool },
}

impl Operator {
    /// The operator that is spelt `text`, which the grammar has let through.
    pub(super) fn read(text: &str, is_prefix: bool) -> Operator {
        let binary = match text {
            "not" => return Operator::Prefix(UnaryOp::Not),
            "-" if is_prefix => return Operator::Prefix(UnaryOp::Minus),
            "and" => return Operator::Nary(NaryOp::And),
            "or" => return Operator::Nary(NaryOp::Or),
            "=" => BinaryOp::Equal,
            "<>" => BinaryOp::NotEqual,
            "<" => BinaryOp::Less,
            "<=" => BinaryOp::LessOrEqual,
            ">" => BinaryOp::Greater,
            ">=" => BinaryOp::GreaterOrEqual,
            "like" => BinaryOp::Like,
            "matches" => BinaryOp::Matches,
            "||" => BinaryOp::Concat,
            "+" => BinaryOp::Plus,
            "-" => BinaryOp::Minus,
            "*" => BinaryOp::Times,
            "/" => BinaryOp::Divide,
            "%" => BinaryOp::Modulo,
            words => of_words(words),
        };
        Operator::Binary(binary)
    }

    /// How tightly it binds, as [`crate::base::Expr::binding`] has it.
    pub(super) fn binding(self) -> u8 {
        match self {
            Operator::Nary(NaryOp::Or) => 1,
            Operator::Nary(NaryOp::And) => 2,
            Operator::Prefix(UnaryOp::Not) => 3,
            Operator::Binary(op) => op.binding(),
            Operator::Prefix(UnaryOp::Minus) => 8,
        }
    }
}

/// The operators of several words, whatever blanks are between them.
fn of_words(text: &str) -> BinaryOp {
    let is_negated = text.split_ascii_whitespace().any(|it| it == "not");
    match (text.split_ascii_whitespace().last(), is_negated) {
        (Some("like"), _) => BinaryOp::NotLike,
        (Some("matches"), _) => BinaryOp::NotMatches,
        (_, true) => BinaryOp::NotDistinct,
        (_, false) => BinaryOp::Distinct,
    }
}
