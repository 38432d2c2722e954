//! Operators: what they take and what they give.

use super::TypedKind;
use crate::base::{BinaryOp, ExprKind, ScalarType, Span, UnaryOp};
use crate::model::diags;
use crate::model::resolve::context::Context;
use crate::model::resolve::literals;
use crate::model::resolve::scope::Scope;
use crate::model::resolve::typing::{BOOL, Type};
use crate::syntax::ast;

/// An expression and its type, to be compared with another.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) ast: &'a ast::Expr,
    pub(super) ty: Type,
}

impl Context<'_> {
    /// `-a`
    pub(super) fn negative(&mut self, scope: Scope, operand: &ast::Expr) -> TypedKind {
        let span = operand.span;
        let (operand, ty) = self.typed(scope, operand, None);
        if !ty.is_number() && ty != Type::Scalar(ScalarType::Interval) {
            let title = ty.title(&self.model);
            self.mistake(diags::mismatched_type(span, &title, "a number", None));
        }
        (ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(operand) }, ty)
    }

    pub(super) fn binary(
        &mut self,
        scope: Scope,
        op: BinaryOp,
        left_ast: &ast::Expr,
        right_ast: &ast::Expr,
        span: Span,
    ) -> TypedKind {
        // A bare name is a value where the other side is of an enum.
        let hint = |cx: &Self, other| cx.enum_of(scope, other).filter(|_| op.is_comparison());
        let (left_hint, right_hint) = (hint(self, right_ast), hint(self, left_ast));
        let (left, left_ty) = self.typed(scope, left_ast, left_hint);
        let (right, right_ty) = self.typed(scope, right_ast, right_hint);
        let sides = [Side { ast: left_ast, ty: left_ty }, Side { ast: right_ast, ty: right_ty }];
        let ty = self.result(op, sides, span);
        (ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }, ty)
    }

    fn result(&mut self, op: BinaryOp, sides: [Side<'_>; 2], span: Span) -> Type {
        match op {
            BinaryOp::Like | BinaryOp::NotLike | BinaryOp::Matches | BinaryOp::NotMatches => {
                sides.into_iter().for_each(|it| self.require_text(it));
                BOOL
            }
            BinaryOp::Concat => self.concatenation(sides),
            BinaryOp::Plus
            | BinaryOp::Minus
            | BinaryOp::Times
            | BinaryOp::Divide
            | BinaryOp::Modulo => self.arithmetic(op, sides, span),
            BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::Distinct | BinaryOp::NotDistinct => {
                self.require_comparable(op, sides, span);
                BOOL
            }
            BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual => {
                if self.require_ordered(sides[0]) && self.require_ordered(sides[1]) {
                    self.require_comparable(op, sides, span);
                }
                BOOL
            }
        }
    }

    fn require_text(&mut self, side: Side<'_>) {
        if !side.ty.is_text() {
            let title = side.ty.title(&self.model);
            let fix = literals::as_type(side.ast, Type::Scalar(ScalarType::Text), &self.model);
            self.mistake(diags::mismatched_type(side.ast.span, &title, "a text", fix));
        }
    }

    /// `a || b`: two texts or two lists.
    fn concatenation(&mut self, sides: [Side<'_>; 2]) -> Type {
        let is_list = |it: Side<'_>| matches!(it.ty, Type::Array | Type::Unknown | Type::Null);
        if sides.iter().any(|it| it.ty == Type::Array) && sides.into_iter().all(is_list) {
            return Type::Array;
        }
        for side in sides.into_iter().filter(|it| !it.ty.is_text()) {
            let title = side.ty.title(&self.model);
            self.mistake(diags::concatenated(side.ast.span, &title));
        }
        Type::Scalar(ScalarType::Text)
    }

    fn arithmetic(&mut self, op: BinaryOp, sides: [Side<'_>; 2], span: Span) -> Type {
        let [left, right] = sides;
        if let Some(res) = left.ty.computed_with(op, right.ty) {
            return res;
        }
        let titles = (left.ty.title(&self.model), right.ty.title(&self.model));
        let numbers = (left.ty.is_number(), right.ty.is_number());
        let diagnostic = match numbers {
            (true, true) => diags::remainder_of_fractions(span, &titles.0, &titles.1),
            (false, false) => diags::incomputable(span, op.symbol(), &titles.0, &titles.1),
            (is_left, _) => {
                let (side, title) = if is_left { (right, titles.1) } else { (left, titles.0) };
                let number = Type::Scalar(ScalarType::Double);
                let fix = literals::as_type(side.ast, number, &self.model);
                diags::mismatched_type(side.ast.span, &title, "a number", fix)
            }
        };
        self.mistake(diagnostic);
        Type::Unknown
    }

    /// Reports a value that databases put in different orders, and answers whether it has one.
    pub(super) fn require_ordered(&mut self, side: Side<'_>) -> bool {
        let res = side.ty.is_ordered();
        if !res {
            let title = side.ty.title(&self.model);
            self.mistake(diags::unordered(side.ast.span, &title));
        }
        res
    }

    /// Reports two values of which no database can say whether they are equal.
    pub(super) fn require_comparable(&mut self, op: BinaryOp, sides: [Side<'_>; 2], span: Span) {
        let [left, right] = sides;
        if let Some(row) = sides.iter().find(|it| it.ty == Type::Row) {
            self.mistake(diags::comparison_of_many(row.ast.span));
        } else if sides.iter().any(|it| matches!(it.ast.kind, ExprKind::Null)) {
            if !matches!(op, BinaryOp::Distinct | BinaryOp::NotDistinct) {
                self.mistake(diags::comparison_with_null(span, op, left.ast, right.ast));
            }
        } else if !left.ty.agrees_with(right.ty) {
            let titles = (left.ty.title(&self.model), right.ty.title(&self.model));
            let fix = literals::as_type(right.ast, left.ty, &self.model)
                .or_else(|| literals::as_type(left.ast, right.ty, &self.model));
            let (left, right) = ((left.ast.span, &*titles.0), (right.ast.span, &*titles.1));
            self.mistake(diags::incomparable(span, left, right, fix));
        } else {
            for (side, other) in [(left, right), (right, left)] {
                if let Some(problem) = literals::problem(side.ast, other.ty) {
                    self.mistake(diags::invalid_literal(side.ast.span, &problem));
                }
            }
        }
    }
}
