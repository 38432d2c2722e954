//! `case`, `in` and `between`: several values that must go together.

use super::TypedKind;
use super::operators::Side;
use crate::base::{BinaryOp, ExprKind};
use crate::model::diags;
use crate::model::resolve::context::Context;
use crate::model::resolve::literals;
use crate::model::resolve::scope::Scope;
use crate::model::resolve::typing::Type;
use crate::model::{EnumId, Expr};
use crate::syntax::ast;

impl Context<'_> {
    /// `operand in (…)`
    pub(super) fn among(
        &mut self,
        scope: Scope,
        operand: &ast::Expr,
        list: &[ast::Expr],
    ) -> (Box<Expr>, Vec<Expr>) {
        let hint = list.iter().find_map(|it| self.enum_of(scope, it));
        let item_hint = self.enum_of(scope, operand);
        let (res, ty) = self.typed(scope, operand, hint);
        let side = Side { ast: operand, ty };
        let items = list.iter().map(|item| {
            let (res, ty) = self.typed(scope, item, item_hint);
            self.require_comparable(BinaryOp::Equal, [side, Side { ast: item, ty }], item.span);
            res
        });
        let items = items.collect();
        (Box::new(res), items)
    }

    /// `operand between low and high`
    pub(super) fn between(
        &mut self,
        scope: Scope,
        operand: &ast::Expr,
        low: &ast::Expr,
        high: &ast::Expr,
    ) -> (Box<Expr>, Box<Expr>, Box<Expr>) {
        let hint = self.enum_of(scope, operand);
        let (res, ty) = self.typed(scope, operand, None);
        let side = Side { ast: operand, ty };
        let is_ordered = self.require_ordered(side);
        let mut end = |end: &ast::Expr| {
            let (res, ty) = self.typed(scope, end, hint);
            if is_ordered {
                let op = BinaryOp::LessOrEqual;
                self.require_comparable(op, [side, Side { ast: end, ty }], end.span);
            }
            Box::new(res)
        };
        let (low, high) = (end(low), end(high));
        (Box::new(res), low, high)
    }

    /// `case when … then … else … end`: its values are of one type.
    pub(super) fn case(
        &mut self,
        scope: Scope,
        branches: &[(ast::Expr, ast::Expr)],
        otherwise: Option<&ast::Expr>,
        hint: Option<EnumId>,
    ) -> TypedKind {
        let mut values = branches.iter().map(|it| &it.1).chain(otherwise);
        let hint = hint.or_else(|| values.find_map(|it| self.enum_of(scope, it)));
        let mut ty = Type::Null;
        let mut resolved = Vec::with_capacity(branches.len());
        for (condition, value) in branches {
            let condition = self.truth(scope, condition);
            resolved.push((condition, self.alike(scope, value, hint, &mut ty)));
        }
        let otherwise = otherwise.map(|it| Box::new(self.alike(scope, it, hint, &mut ty)));
        (ExprKind::Case { branches: resolved, otherwise }, ty)
    }

    /// One of several values that are of one type; `ty` is what is known of it so far.
    pub(super) fn alike(
        &mut self,
        scope: Scope,
        expr: &ast::Expr,
        hint: Option<EnumId>,
        ty: &mut Type,
    ) -> Expr {
        let (res, other) = self.typed(scope, expr, hint);
        if other == Type::Row {
            self.mistake(diags::comparison_of_many(expr.span));
        } else if ty.agrees_with(other) {
            *ty = ty.joined_with(other);
        } else {
            let titles = (other.title(&self.model), ty.title(&self.model));
            let fix = literals::as_type(expr, *ty, &self.model);
            self.mistake(diags::mismatched_type(expr.span, &titles.0, &titles.1, fix));
        }
        res
    }
}
