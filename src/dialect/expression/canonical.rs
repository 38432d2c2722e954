//! The one form of an expression among those that always give the same value.
//!
//! Servers print a check back with their own habits: PostgreSQL has no `between`, MariaDB takes `not (a and b)`
//! apart. What is written and what is read back are brought into this form and then compared as trees:
//! `not` stands only before what is no comparison, `and` and `or` hold no operand of their own kind, a range is
//! two comparisons, a list of one value is an equality, what is told from null is not null, and a `case` does not say
//! `else null`.

use crate::base::{BinaryOp, ExprKind, NaryOp, UnaryOp};
use crate::schema::Expr;

/// Brings an expression into canonical form.
pub fn canonical(expr: Expr) -> Expr {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Unary { op: UnaryOp::Not, operand } => return negated(canonical(*operand)),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => {
            ExprKind::Unary { op: UnaryOp::Minus, operand: boxed(operand) }
        }
        ExprKind::Between { operand, low, high, negated } => {
            return range(canonical(*operand), canonical(*low), canonical(*high), negated);
        }
        ExprKind::In { operand, list, negated } => one_of(operand, list, negated),
        ExprKind::Nary { op, operands } => return joined(op, operands),
        ExprKind::Binary { op, left, right } => compared(op, boxed(left), boxed(right)),
        ExprKind::IsNull { operand, negated } => {
            ExprKind::IsNull { operand: boxed(operand), negated }
        }
        ExprKind::Case { branches, otherwise } => {
            let branches = branches.into_iter().map(|(a, b)| (canonical(a), canonical(b)));
            let otherwise = otherwise.filter(|it| it.kind != ExprKind::Null);
            ExprKind::Case { branches: branches.collect(), otherwise: otherwise.map(boxed) }
        }
        ExprKind::Cast { operand, to } => ExprKind::Cast { operand: boxed(operand), to },
        ExprKind::Extract { field, operand } => {
            ExprKind::Extract { field, operand: boxed(operand) }
        }
        ExprKind::Call { function, arguments } => {
            ExprKind::Call { function, arguments: each(arguments) }
        }
        ExprKind::Operator { operator, operands } => {
            ExprKind::Operator { operator, operands: each(operands) }
        }
        ExprKind::Array(items) => ExprKind::Array(each(items)),
        kind @ (ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Reference(_)
        | ExprKind::Sql(_)) => kind,
    };
    Expr::new(kind, span)
}

/// The canonical form in the same place.
fn boxed(mut expr: Box<Expr>) -> Box<Expr> {
    let inner = std::mem::replace(&mut *expr, Expr::made(ExprKind::Null));
    *expr = canonical(inner);
    expr
}

fn each(exprs: Vec<Expr>) -> Vec<Expr> {
    exprs.into_iter().map(canonical).collect()
}

/// `a is distinct from null` is `a is not null`.
fn compared(
    op: BinaryOp,
    left: Box<Expr>,
    right: Box<Expr>,
) -> ExprKind<crate::schema::ColumnName> {
    let negated = op == BinaryOp::Distinct;
    if negated || op == BinaryOp::NotDistinct {
        let operand = match (&left.kind, &right.kind) {
            (_, ExprKind::Null) => Some(left.clone()),
            (ExprKind::Null, _) => Some(right.clone()),
            _ => None,
        };
        if let Some(operand) = operand {
            return ExprKind::IsNull { operand, negated };
        }
    }
    ExprKind::Binary { op, left, right }
}

/// `a in (b)` is `a = b`.
fn one_of(
    operand: Box<Expr>,
    mut list: Vec<Expr>,
    negated: bool,
) -> ExprKind<crate::schema::ColumnName> {
    let operand = boxed(operand);
    if list.len() == 1
        && let Some(only) = list.pop()
    {
        let op = if negated { BinaryOp::NotEqual } else { BinaryOp::Equal };
        return ExprKind::Binary { op, left: operand, right: Box::new(canonical(only)) };
    }
    ExprKind::In { operand, list: each(list), negated }
}

fn range(operand: Expr, low: Expr, high: Expr, is_negated: bool) -> Expr {
    let again = operand.clone();
    let (op, from, to) = match is_negated {
        false => (NaryOp::And, BinaryOp::GreaterOrEqual, BinaryOp::LessOrEqual),
        true => (NaryOp::Or, BinaryOp::Less, BinaryOp::Greater),
    };
    Expr::joined(op, vec![Expr::binary(from, operand, low), Expr::binary(to, again, high)])
}

/// Joins operands, taking in those of the operands that are of the same kind.
fn joined(op: NaryOp, operands: Vec<Expr>) -> Expr {
    let mut res = Vec::with_capacity(operands.len());
    for operand in each(operands) {
        let is_same = matches!(operand.kind, ExprKind::Nary { op: inner, .. } if inner == op);
        if is_same && let ExprKind::Nary { operands, .. } = operand.kind {
            res.extend(operands);
        } else {
            res.push(operand);
        }
    }
    Expr::joined(op, res)
}

/// `not` of an expression that is in canonical form (De Morgan's laws hold for three truth values as well).
fn negated(expr: Expr) -> Expr {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Bool(value) => ExprKind::Bool(!value),
        ExprKind::Nary { op, operands } => {
            let op = match op {
                NaryOp::And => NaryOp::Or,
                NaryOp::Or => NaryOp::And,
            };
            let operands = operands.into_iter().map(negated).collect();
            return joined(op, operands);
        }
        ExprKind::Unary { op: UnaryOp::Not, operand } => return *operand,
        ExprKind::IsNull { operand, negated } => ExprKind::IsNull { operand, negated: !negated },
        ExprKind::In { operand, list, negated } => {
            ExprKind::In { operand, list, negated: !negated }
        }
        ExprKind::Binary { op, left, right } => match opposite(op) {
            Some(op) => ExprKind::Binary { op, left, right },
            None => not(Expr::new(ExprKind::Binary { op, left, right }, span)),
        },
        kind @ (ExprKind::Null
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Reference(_)
        | ExprKind::Unary { op: UnaryOp::Minus, .. }
        | ExprKind::Between { .. }
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. }
        | ExprKind::Call { .. }
        | ExprKind::Operator { .. }
        | ExprKind::Array(_)
        | ExprKind::Sql(_)) => not(Expr::new(kind, span)),
    };
    Expr::new(kind, span)
}

fn not(expr: Expr) -> ExprKind<crate::schema::ColumnName> {
    ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(expr) }
}

/// The operator that says the opposite.
fn opposite(op: BinaryOp) -> Option<BinaryOp> {
    Some(match op {
        BinaryOp::Equal => BinaryOp::NotEqual,
        BinaryOp::NotEqual => BinaryOp::Equal,
        BinaryOp::Less => BinaryOp::GreaterOrEqual,
        BinaryOp::LessOrEqual => BinaryOp::Greater,
        BinaryOp::Greater => BinaryOp::LessOrEqual,
        BinaryOp::GreaterOrEqual => BinaryOp::Less,
        BinaryOp::Distinct => BinaryOp::NotDistinct,
        BinaryOp::NotDistinct => BinaryOp::Distinct,
        BinaryOp::Like => BinaryOp::NotLike,
        BinaryOp::NotLike => BinaryOp::Like,
        BinaryOp::Matches => BinaryOp::NotMatches,
        BinaryOp::NotMatches => BinaryOp::Matches,
        BinaryOp::Concat
        | BinaryOp::Plus
        | BinaryOp::Minus
        | BinaryOp::Times
        | BinaryOp::Divide
        | BinaryOp::Modulo => return None,
    })
}
