//! Conditions that lowering itself makes.

use crate::base::{BinaryOp, Expr as BaseExpr, ExprKind, Name, NaryOp, UnaryOp};
use crate::schema::Expr;

/// All of `columns` are null.
pub(super) fn all_null(columns: &[Name]) -> Expr {
    let is_null = |it: &Name| BaseExpr::is_null(BaseExpr::reference(it.clone()), false);
    BaseExpr::joined(NaryOp::And, columns.iter().map(is_null).collect())
}

/// None of `columns` is null.
pub(super) fn none_null(columns: &[Name]) -> Expr {
    BaseExpr::joined(NaryOp::And, columns.iter().map(is_there).collect())
}

/// One of `columns` at least is not null.
pub(super) fn any_not_null(columns: &[Name]) -> Expr {
    BaseExpr::joined(NaryOp::Or, columns.iter().map(is_there).collect())
}

fn is_there(column: &Name) -> Expr {
    BaseExpr::is_null(BaseExpr::reference(column.clone()), true)
}

/// All of them hold. Nested conjunctions become one.
pub(super) fn all(conditions: Vec<Expr>) -> Expr {
    flat(NaryOp::And, conditions)
}

/// One of them at least holds. Nested disjunctions become one.
pub(super) fn any(conditions: Vec<Expr>) -> Expr {
    flat(NaryOp::Or, conditions)
}

fn flat(op: NaryOp, conditions: Vec<Expr>) -> Expr {
    BaseExpr::joined(op, flattened(op, conditions))
}

/// The operands of `op` when those of the same operator among `conditions` are taken apart.
pub(super) fn flattened(op: NaryOp, conditions: Vec<Expr>) -> Vec<Expr> {
    let mut res = Vec::with_capacity(conditions.len());
    for condition in conditions {
        if matches!(&condition.kind, ExprKind::Nary { op: inner, .. } if *inner == op)
            && let ExprKind::Nary { operands, .. } = condition.kind
        {
            res.extend(operands);
        } else {
            res.push(condition);
        }
    }
    res
}

/// `not condition`.
pub(super) fn not(condition: Expr) -> Expr {
    BaseExpr::made(ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(condition) })
}

/// One of `columns` exactly is not null, or, when `is_optional`, one at most.
pub(super) fn one_of(columns: &[Name], is_optional: bool) -> Option<Expr> {
    match columns {
        [] => None,
        [_] if is_optional => None,
        [only] => Some(is_there(only)),
        [a, b] if is_optional => {
            Some(any(vec![all_null(std::slice::from_ref(a)), all_null(std::slice::from_ref(b))]))
        }
        [a, b] => {
            let only = |one: &Name, other: &Name| {
                all(vec![is_there(one), all_null(std::slice::from_ref(other))])
            };
            Some(any(vec![only(a, b), only(b, a)]))
        }
        _ => {
            let op = if is_optional { BinaryOp::LessOrEqual } else { BinaryOp::Equal };
            Some(BaseExpr::binary(op, count_of(columns), number(1)))
        }
    }
}

/// How many of `columns` are not null. The sum is kept shallow: walks over expressions recurse.
fn count_of(columns: &[Name]) -> Expr {
    let one = |it: &Name| {
        BaseExpr::made(ExprKind::Case {
            branches: vec![(is_there(it), number(1))],
            otherwise: Some(Box::new(number(0))),
        })
    };
    if columns.len() > 8 {
        let (left, right) = columns.split_at(columns.len() / 2);
        return BaseExpr::binary(BinaryOp::Plus, count_of(left), count_of(right));
    }
    let sum = |sum: Expr, it: Expr| BaseExpr::binary(BinaryOp::Plus, sum, it);
    columns.iter().map(one).reduce(sum).unwrap_or_else(|| number(0))
}

/// A whole number.
pub(super) fn number(value: u32) -> Expr {
    BaseExpr::made(ExprKind::Number(Name::new(value.to_string())))
}

/// `column = text`.
pub(super) fn equals(column: &Name, text: &Name) -> Expr {
    compare(BinaryOp::Equal, column, text)
}

/// `column op text`.
pub(super) fn compare(op: BinaryOp, column: &Name, text: &Name) -> Expr {
    BaseExpr::binary(op, BaseExpr::reference(column.clone()), BaseExpr::string(text.clone()))
}

/// Columns that are there together or not at all.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// What is always there when one of them is.
    pub(super) mandatory: Vec<Name>,
    /// What may be missing even then.
    pub(super) optional: Vec<Name>,
    /// Columns of which, for each list, one must be there when the rest is.
    pub(super) choices: Vec<Vec<Name>>,
}

impl Parts {
    /// All of them are missing.
    pub(super) fn absent(&self) -> Option<Expr> {
        let all = self.mandatory.iter().chain(self.choices.iter().flatten()).chain(&self.optional);
        let columns: Vec<Name> = all.cloned().collect();
        (!columns.is_empty()).then(|| all_null(&columns))
    }

    /// What must be there is.
    pub(super) fn present(&self) -> Option<Expr> {
        let mut conditions: Vec<Expr> = Vec::new();
        if !self.mandatory.is_empty() {
            conditions.push(none_null(&self.mandatory));
        }
        conditions
            .extend(self.choices.iter().filter(|it| !it.is_empty()).map(|it| any_not_null(it)));
        (!conditions.is_empty()).then(|| all(conditions))
    }

    /// They are there together or not at all; nothing where that is no condition.
    pub(super) fn together(&self) -> Option<Expr> {
        let n_required = self.mandatory.len() + self.choices.len();
        if n_required == 0 || n_required == 1 && self.optional.is_empty() {
            return None;
        }
        Some(any(vec![self.absent()?, self.present()?]))
    }
}
