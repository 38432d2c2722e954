//! The two stacks of the shunting yard.

use super::operator::{Operator, Tail};
use super::{BaseExpr, Context, Expr, ExprKind, Grown, Path, Span, above, diags, leaf};
use crate::base::{BinaryOp, NaryOp};

/// Operands, and operators that wait for theirs. The first operand has a place of its own, since most
/// expressions have no other.
#[derive(Default)]
pub(super) struct Yard {
    last: Option<Grown>,
    operands: Vec<Grown>,
    operators: Vec<(Operator, Span)>,
}

impl Yard {
    pub(super) fn operand(&mut self, operand: Grown) {
        if let Some(before) = self.last.replace(operand) {
            self.operands.push(before);
        }
    }

    /// Takes a prefix or infix operator in.
    pub(super) fn operator(&mut self, cx: &mut Context<'_, '_>, operator: Operator, span: Span) {
        if !matches!(operator, Operator::Prefix(_)) {
            self.reduce(cx, operator.binding());
        }
        self.operators.push((operator, span));
    }

    /// Completes the operand before with what stands behind it; `depth` is that of what is in it.
    pub(super) fn tail(
        &mut self,
        cx: &mut Context<'_, '_>,
        tail: Tail,
        tail_span: Span,
        depth: usize,
    ) {
        self.reduce(cx, BinaryOp::Equal.binding());
        let operand = self.pop(tail_span);
        refuse_chain(cx, &operand, tail_span);
        let span = operand.expr.span.to(tail_span);
        let depth = depth.max(operand.depth);
        let operand = Box::new(operand.expr);
        let kind = match tail {
            Tail::Null { negated } => ExprKind::IsNull { operand, negated },
            Tail::In { list, negated } => ExprKind::In { operand, list, negated },
            Tail::Between { low, high, negated } => {
                ExprKind::Between { operand, low: Box::new(low), high: Box::new(high), negated }
            }
        };
        let grown = above(cx, kind, span, depth);
        self.operand(grown);
    }

    pub(super) fn finish(mut self, cx: &mut Context<'_, '_>) -> Grown {
        self.reduce(cx, 0);
        self.pop(Span::nowhere())
    }

    /// Gives their operands to the waiting operators that bind at least as tightly.
    fn reduce(&mut self, cx: &mut Context<'_, '_>, binding: u8) {
        while let Some((operator, span)) = self.operators.pop_if(|it| it.0.binding() >= binding) {
            let right = self.pop(span);
            let grown = match operator {
                Operator::Prefix(op) => {
                    let span = span.to(right.expr.span);
                    let kind = ExprKind::Unary { op, operand: Box::new(right.expr) };
                    above(cx, kind, span, right.depth)
                }
                Operator::Nary(op) => {
                    let left = self.pop(span);
                    joined(cx, op, left, right)
                }
                Operator::Binary(op) => {
                    let left = self.pop(span);
                    binary(cx, op, span, left, right)
                }
            };
            self.operand(grown);
        }
    }

    /// The last operand; the grammar sees to it that there is one.
    fn pop(&mut self, span: Span) -> Grown {
        let last = std::mem::replace(&mut self.last, self.operands.pop());
        last.unwrap_or_else(|| leaf(ExprKind::Null, span))
    }
}

fn binary(
    cx: &mut Context<'_, '_>,
    op: BinaryOp,
    op_span: Span,
    left: Grown,
    right: Grown,
) -> Grown {
    if op.is_comparison() {
        refuse_chain(cx, &left, op_span);
    }
    let span = left.expr.span.to(right.expr.span);
    let depth = left.depth.max(right.depth);
    let (left, right) = (Box::new(left.expr), Box::new(right.expr));
    above(cx, ExprKind::Binary { op, left, right }, span, depth)
}

/// `and` and `or` join any number of operands side by side, so that long lists stay flat.
fn joined(cx: &mut Context<'_, '_>, op: NaryOp, left: Grown, right: Grown) -> Grown {
    let span = left.expr.span.to(right.expr.span);
    let mut depth = 0;
    let mut operands: Vec<Expr> = Vec::new();
    for side in [left, right] {
        match side.expr.kind {
            ExprKind::Nary { op: inner, operands: mut others } if inner == op => {
                depth = depth.max(side.depth.saturating_sub(1));
                match operands.is_empty() {
                    true => operands = others,
                    false => operands.append(&mut others),
                }
            }
            kind => {
                depth = depth.max(side.depth);
                operands.push(BaseExpr::new(kind, side.expr.span));
            }
        }
    }
    above(cx, ExprKind::<Path>::Nary { op, operands }, span, depth)
}

/// Reports `a < b < c`.
fn refuse_chain(cx: &mut Context<'_, '_>, left: &Grown, op_span: Span) {
    if !left.is_closed && left.expr.binding() == BinaryOp::Equal.binding() {
        cx.report(diags::chained_comparison(op_span));
    }
}
