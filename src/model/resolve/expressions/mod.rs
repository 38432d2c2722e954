//! Expressions: names found, types checked, in one walk. Depth is bounded by the parser.

mod calls;
mod choices;
mod operands;
mod operators;

use super::context::Context;
use super::literals;
use super::natives::has_text;
use super::scope::Scope;
use super::typing::{self, BOOL, Type};
use crate::base::{Diagnostic, Expr as BaseExpr, ExprKind, ScalarType, UnaryOp};
use crate::model::diags;
use crate::model::{AttributeType, EnumId, Expr, Operand};
use crate::syntax::ast;

/// What an expression must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A value of any type, or of one that is not known.
    Anything,
    Scalar(ScalarType),
    Enum(EnumId),
    /// A list: SQL and literals are accepted unseen.
    Array,
}

impl Expected {
    /// What a value of an attribute of type `ty` must be.
    pub(super) fn of_type(cx: &Context<'_>, ty: &AttributeType) -> Expected {
        match typing::of_attribute_type(cx, ty) {
            Type::Scalar(scalar) => Expected::Scalar(scalar),
            Type::Enum(id) => Expected::Enum(id),
            Type::Array => Expected::Array,
            Type::Unknown | Type::Null | Type::Number | Type::Literal | Type::Row => {
                Expected::Anything
            }
        }
    }

    fn ty(self) -> Type {
        match self {
            Expected::Anything => Type::Unknown,
            Expected::Scalar(scalar) => Type::Scalar(scalar),
            Expected::Enum(id) => Type::Enum(id),
            Expected::Array => Type::Array,
        }
    }

    fn as_enum(self) -> Option<EnumId> {
        match self {
            Expected::Enum(id) => Some(id),
            Expected::Anything | Expected::Scalar(_) | Expected::Array => None,
        }
    }
}

/// An expression and its type.
type Typed = (Expr, Type);

impl Context<'_> {
    /// A condition: what it gives must be true or false. Nothing when there is a mistake in it.
    pub(super) fn condition(&mut self, scope: Scope, expr: &ast::Expr) -> Option<Expr> {
        let n_before = self.n_mistakes;
        let res = self.truth(scope, expr);
        (self.n_mistakes == n_before).then_some(res)
    }

    /// An expression that must give what is `expected`. Nothing when there is a mistake in it.
    pub(super) fn expression(
        &mut self,
        scope: Scope,
        expr: &ast::Expr,
        expected: Expected,
    ) -> Option<Expr> {
        let n_before = self.n_mistakes;
        let (res, ty) = self.typed(scope, expr, expected.as_enum());
        let wanted = expected.ty();
        if !ty.agrees_with(wanted) {
            let titles = (ty.title(&self.model), wanted.title(&self.model));
            let fix = literals::as_type(expr, wanted, &self.model);
            self.mistake(diags::mismatched_type(expr.span, &titles.0, &titles.1, fix));
        } else if let Some(problem) = literals::problem(expr, wanted) {
            self.mistake(diags::invalid_literal(expr.span, &problem));
        }
        (self.n_mistakes == n_before).then_some(res)
    }

    /// Reports a mistake in an expression, which is then left out of the model.
    fn mistake(&mut self, diagnostic: Diagnostic) {
        self.n_mistakes += 1;
        self.report(diagnostic);
    }

    /// Stands for what could not be resolved, for which a reason was reported or noted.
    fn hole(&mut self, expr: &ast::Expr) -> Typed {
        self.n_mistakes += 1;
        (BaseExpr::new(ExprKind::Null, expr.span), Type::Unknown)
    }

    /// Resolves `expr`, which must be true or false.
    fn truth(&mut self, scope: Scope, expr: &ast::Expr) -> Expr {
        let (res, ty) = self.typed(scope, expr, None);
        if !ty.is_bool() {
            let title = ty.title(&self.model);
            let fix = literals::as_type(expr, BOOL, &self.model);
            self.mistake(diags::not_a_condition(expr.span, &title, fix));
        }
        res
    }

    /// Resolves `expr` and tells its type. A bare name may be a value of the enum `hint`.
    fn typed(&mut self, scope: Scope, expr: &ast::Expr, hint: Option<EnumId>) -> Typed {
        let (kind, ty) = match &expr.kind {
            ExprKind::Null => (ExprKind::Null, Type::Null),
            ExprKind::Bool(value) => (ExprKind::Bool(*value), BOOL),
            ExprKind::Number(text) => (ExprKind::Number(text.clone()), Type::Number),
            ExprKind::String(text) => (ExprKind::String(text.clone()), Type::Literal),
            ExprKind::Sql(text) => {
                if !has_text(text) {
                    self.mistake(diags::empty_sql(expr.span, "expression"));
                }
                (ExprKind::Sql(text.clone()), Type::Unknown)
            }
            ExprKind::Reference(path) => return self.operand(scope, expr, path, hint),
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                let operand = Box::new(self.truth(scope, operand));
                (ExprKind::Unary { op: UnaryOp::Not, operand }, BOOL)
            }
            ExprKind::Unary { op: UnaryOp::Minus, operand } => self.negative(scope, operand),
            ExprKind::Binary { op, left, right } => self.binary(scope, *op, left, right, expr.span),
            ExprKind::Nary { op, operands } => {
                let operands = operands.iter().map(|it| self.truth(scope, it)).collect();
                (ExprKind::Nary { op: *op, operands }, BOOL)
            }
            ExprKind::IsNull { operand, negated } => {
                let operand = Box::new(self.typed(scope, operand, None).0);
                (ExprKind::IsNull { operand, negated: *negated }, BOOL)
            }
            ExprKind::In { operand, list, negated } => {
                let (operand, list) = self.among(scope, operand, list);
                (ExprKind::In { operand, list, negated: *negated }, BOOL)
            }
            ExprKind::Between { operand, low, high, negated } => {
                let (operand, low, high) = self.between(scope, operand, low, high);
                (ExprKind::Between { operand, low, high, negated: *negated }, BOOL)
            }
            ExprKind::Case { branches, otherwise } => {
                self.case(scope, branches, otherwise.as_deref(), hint)
            }
            ExprKind::Cast { operand, to } => self.cast(scope, operand, to, expr.span),
            ExprKind::Extract { field, operand } => self.extract(scope, field, operand, expr.span),
            ExprKind::Call { function, arguments } => {
                self.call(scope, function, arguments, expr.span, hint)
            }
            ExprKind::Operator { operator, operands } => {
                let operands = operands.iter().map(|it| self.typed(scope, it, None).0).collect();
                (ExprKind::Operator { operator: operator.clone(), operands }, Type::Unknown)
            }
            ExprKind::Array(items) => {
                let items = items.iter().map(|it| self.typed(scope, it, None).0).collect();
                (ExprKind::Array(items), Type::Array)
            }
        };
        (BaseExpr::new(kind, expr.span), ty)
    }
}

/// What an expression says once it is resolved, and its type.
type TypedKind = (ExprKind<Operand>, Type);
