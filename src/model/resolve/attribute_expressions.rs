//! Defaults, derivations and checks of attributes, now that every attribute and key is known.

use super::Declarations;
use super::clauses::{find, is_default, is_many};
use super::context::Context;
use super::expressions::Expected;
use super::scope::{Owner, Scope};
use super::typing::{self, Type};
use crate::base::{Expr as BaseExpr, Span};
use crate::model::diags;
use crate::model::{AttributeId, AttributeOwner, AttributeType, Derived};
use crate::syntax::ast::{self, Modifier, ModifierKind};

/// Resolves the expressions behind all attributes.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for idx in 0..cx.with_expressions.len() {
        let id = cx.with_expressions[idx];
        let source = declarations.attribute(id);
        let owner = match cx.model.attributes[id].owner {
            AttributeOwner::Entity(id) => Owner::Entity(id),
            AttributeOwner::Composite(id) => Owner::Composite(id),
            AttributeOwner::Relationship(id) => Owner::Relationship(id),
            // A view takes no clauses.
            AttributeOwner::View(_) => continue,
        };
        let scope = Scope::new(owner, source.namespace);
        for modifier in &source.ast.modifiers {
            clause(cx, scope, source.ast, modifier, id);
        }
    }
}

fn clause(
    cx: &mut Context<'_>,
    scope: Scope,
    ast: &ast::Attribute,
    modifier: &Modifier,
    id: AttributeId,
) {
    match &modifier.kind {
        ModifierKind::Default(expr) => default(cx, scope, expr, modifier.span, id),
        ModifierKind::Derived(expr, storage) => {
            if let Some(default) = find(ast, is_default) {
                let name = &ast.name.name;
                cx.report(diags::derived_with_default(modifier.span, name, default.span));
            }
            if let Some(expr) = derived(cx, scope, expr, modifier.span, id) {
                cx.model.attributes[id].derived =
                    Some(Box::new(Derived { expr, storage: *storage }));
                cx.derived.push(id);
            }
        }
        ModifierKind::Check(expr) => {
            // Of an attribute with several values, each is checked where it is kept: by itself.
            let is_many = is_many(&cx.model.attributes[id]);
            let scope = if is_many { scope.of_one_value(id) } else { scope };
            let check = cx.condition(scope, expr);
            cx.model.attributes[id].checks.extend(check);
        }
        ModifierKind::Key
        | ModifierKind::Unique
        | ModifierKind::Identity
        | ModifierKind::References(..)
        | ModifierKind::Sharing(_)
        | ModifierKind::OnDelete(_)
        | ModifierKind::OnUpdate(_)
        | ModifierKind::Deferrable(_)
        | ModifierKind::Inverse(_) => {}
    }
}

fn default(cx: &mut Context<'_>, scope: Scope, expr: &ast::Expr, span: Span, id: AttributeId) {
    let attribute = &cx.model.attributes[id];
    if is_many(attribute) || typing::of_attribute_type(cx, &attribute.ty) == Type::Row {
        let diagnostic = diags::default_of_many(span, attribute);
        return cx.report(diagnostic);
    }
    let expected = Expected::of_type(cx, &attribute.ty);
    let default = cx.expression(scope.constant(), expr, expected);
    cx.model.attributes[id].default = default.map(Box::new);
}

fn derived(
    cx: &mut Context<'_>,
    scope: Scope,
    expr: &ast::Expr,
    span: Span,
    id: AttributeId,
) -> Option<BaseExpr<crate::model::Operand>> {
    let attribute = &cx.model.attributes[id];
    let is_value = match attribute.ty {
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => true,
        AttributeType::Composite(_) | AttributeType::Entity(_) | AttributeType::Union(_) => false,
    };
    if is_many(attribute) || !is_value {
        let diagnostic = diags::derived_of_many(span, &attribute.name, attribute.type_span);
        cx.report(diagnostic);
        return None;
    }
    let expected = Expected::of_type(cx, &attribute.ty);
    cx.expression(scope.immutable(), expr, expected)
}
