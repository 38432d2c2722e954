//! Short words for making trees.

use std::fmt::Display;

use crate::base::{CastType, ExprKind, NaryOp, UnaryOp};
use crate::schema::Expr;

/// `function(arguments)`
pub(in crate::dialect) fn call(function: &str, arguments: Vec<Expr>) -> Expr {
    Expr::made(ExprKind::Call { function: function.into(), arguments })
}

/// A number, written like this.
pub(in crate::dialect) fn number(value: impl Display) -> Expr {
    let text = value.to_string();
    match text.strip_prefix('-') {
        Some(digits) => {
            Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(number(digits)) })
        }
        None => Expr::made(ExprKind::Number(text.into())),
    }
}

/// `cast(operand as ty)`, the type as its catalog spells it.
pub(in crate::dialect) fn cast(operand: Expr, ty: &str) -> Expr {
    Expr::made(ExprKind::Cast { operand: Box::new(operand), to: CastType::Native(ty.into()) })
}

/// An operator that only this database has, between two operands.
pub(in crate::dialect) fn operator(operator: &str, left: Expr, right: Expr) -> Expr {
    Expr::made(ExprKind::Operator { operator: operator.into(), operands: vec![left, right] })
}

/// `case when condition then value end`, with `otherwise` where there is one.
pub(in crate::dialect) fn when(condition: Expr, value: Expr, otherwise: Option<Expr>) -> Expr {
    Expr::made(ExprKind::Case {
        branches: vec![(condition, value)],
        otherwise: otherwise.map(Box::new),
    })
}

/// All of the conditions; there must be one.
pub(in crate::dialect) fn all(conditions: Vec<Expr>) -> Expr {
    Expr::joined(NaryOp::And, conditions)
}

/// The number that is written out, when it is a whole one.
pub(in crate::dialect) fn as_integer(expr: &Expr) -> Option<i64> {
    let (expr, is_negative) = if let ExprKind::Unary { op: UnaryOp::Minus, operand } = &expr.kind {
        (&**operand, true)
    } else {
        (expr, false)
    };
    let ExprKind::Number(text) = &expr.kind else { return None };
    let number: i64 = text.parse().ok()?;
    Some(if is_negative { -number } else { number })
}

/// The text that is written out, when it is one.
pub(in crate::dialect) fn as_text(expr: &Expr) -> Option<&str> {
    if let ExprKind::String(text) = &expr.kind { Some(text) } else { None }
}
