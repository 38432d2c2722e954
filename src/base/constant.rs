//! What a condition says of one known value.

use super::expr::{BinaryOp, Expr, ExprKind, NaryOp, UnaryOp};

/// A value that is written down.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub enum Constant {
    /// A number; exact where it has at most 15 digits, and in order always.
    Number(f64),
    /// A text.
    Text(String),
    /// True or false.
    Bool(bool),
}

/// The value that an expression writes down.
pub fn constant<R>(expr: &Expr<R>) -> Option<Constant> {
    value(expr, &mut |_| None)
}

/// Whether a condition holds when `known` says what names stand for; nothing where that cannot be told.
pub fn holds<R>(expr: &Expr<R>, known: &mut impl FnMut(&R) -> Option<Constant>) -> Option<bool> {
    match &expr.kind {
        ExprKind::Nary { op, operands } => {
            let all: Vec<Option<bool>> = operands.iter().map(|it| holds(it, known)).collect();
            let decisive = *op == NaryOp::Or;
            if all.contains(&Some(decisive)) {
                Some(decisive)
            } else {
                all.iter().all(Option::is_some).then_some(!decisive)
            }
        }
        ExprKind::Unary { op: UnaryOp::Not, operand } => holds(operand, known).map(|it| !it),
        ExprKind::Binary { op, left, right } => {
            let (left, right) = (value(left, known)?, value(right, known)?);
            let order = left.partial_cmp(&right)?;
            match op {
                BinaryOp::Equal => Some(order.is_eq()),
                BinaryOp::NotEqual => Some(order.is_ne()),
                // How texts are ordered is the business of a collation.
                _ if matches!(left, Constant::Text(_)) => None,
                BinaryOp::Less => Some(order.is_lt()),
                BinaryOp::LessOrEqual => Some(order.is_le()),
                BinaryOp::Greater => Some(order.is_gt()),
                BinaryOp::GreaterOrEqual => Some(order.is_ge()),
                BinaryOp::Distinct
                | BinaryOp::NotDistinct
                | BinaryOp::Like
                | BinaryOp::NotLike
                | BinaryOp::Matches
                | BinaryOp::NotMatches
                | BinaryOp::Concat
                | BinaryOp::Plus
                | BinaryOp::Minus
                | BinaryOp::Times
                | BinaryOp::Divide
                | BinaryOp::Modulo => None,
            }
        }
        ExprKind::Between { operand, low, high, negated } => {
            let it = value(operand, known)?;
            if matches!(it, Constant::Text(_)) {
                return None;
            }
            let is_inside = it >= value(low, known)? && it <= value(high, known)?;
            Some(is_inside != *negated)
        }
        ExprKind::In { operand, list, negated } => {
            let it = value(operand, known)?;
            let list: Option<Vec<Constant>> = list.iter().map(|it| value(it, known)).collect();
            Some(list?.contains(&it) != *negated)
        }
        ExprKind::Reference(operand) => match known(operand)? {
            Constant::Bool(it) => Some(it),
            Constant::Number(_) | Constant::Text(_) => None,
        },
        ExprKind::Bool(it) => Some(*it),
        ExprKind::Null
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Unary { .. }
        | ExprKind::IsNull { .. }
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. }
        | ExprKind::Call { .. }
        | ExprKind::Operator { .. }
        | ExprKind::Array(_)
        | ExprKind::Sql(_) => None,
    }
}

fn value<R>(expr: &Expr<R>, known: &mut impl FnMut(&R) -> Option<Constant>) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Number(text) => text.parse().ok().map(Constant::Number),
        ExprKind::String(text) => Some(Constant::Text(text.to_string())),
        ExprKind::Bool(it) => Some(Constant::Bool(*it)),
        ExprKind::Reference(operand) => known(operand),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => match value(operand, known)? {
            Constant::Number(it) => Some(Constant::Number(-it)),
            Constant::Text(_) | Constant::Bool(_) => None,
        },
        ExprKind::Call { function, arguments } if function == "length" => {
            match arguments.as_slice() {
                [argument] => match value(argument, known)? {
                    Constant::Text(text) => Some(Constant::Number(text.chars().count() as f64)),
                    Constant::Number(_) | Constant::Bool(_) => None,
                },
                _ => None,
            }
        }
        ExprKind::Null
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. }
        | ExprKind::Nary { .. }
        | ExprKind::IsNull { .. }
        | ExprKind::In { .. }
        | ExprKind::Between { .. }
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. }
        | ExprKind::Call { .. }
        | ExprKind::Operator { .. }
        | ExprKind::Array(_)
        | ExprKind::Sql(_) => None,
    }
}
