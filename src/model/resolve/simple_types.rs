//! Enums, domains and unions.

use super::annotations::Place;
use super::collect::Source;
use super::expressions::{Expected, Scope};
use super::{Context, Declarations, docs_of};
use crate::base::{ScalarError, ScalarType, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{DomainId, EnumId, EnumValue, UnionId};
use crate::syntax::ast::{self, ModifierKind, Path, TypeKind, TypeRef};

/// Gives enums their values, domains their base and checks, unions their alternatives.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    declarations.enums.iter().for_each(|it| enum_values(cx, it));
    declarations.domains.iter().for_each(|it| domain(cx, it));
    declarations.unions.iter().for_each(|it| union(cx, it));
}

fn enum_values(cx: &mut Context<'_>, source: &Source<'_, EnumId, ast::Enum>) {
    let mut values: Vec<EnumValue> = Vec::with_capacity(source.ast.values.len());
    for value in &source.ast.values {
        let metadata = cx.metadata(&value.annotations, Place::EnumValue);
        let name = value.name.name.clone();
        let label =
            value.label.as_ref().map_or_else(|| name.clone(), |it| it.value.as_str().into());
        if let Some(before) = values.iter().find(|it| it.name == name) {
            cx.report(diags::duplicate_name(value.name.span, &name, before.span));
            continue;
        }
        if let Some(before) = values.iter().find(|it| it.label == label) {
            let span = value.label.as_ref().map_or(value.name.span, |it| it.span);
            cx.report(diags::duplicate_label(span, &label, before.span));
            continue;
        }
        let docs = docs_of(value.docs.as_deref());
        values.push(EnumValue { name, label, docs, metadata, span: value.name.span });
    }
    if source.ast.values.is_empty() {
        cx.report(diags::empty_enum(source.ast.name.span, &source.ast.name.name));
    }
    cx.model.enums[source.id].values = values;
}

fn domain(cx: &mut Context<'_>, source: &Source<'_, DomainId, ast::Domain>) {
    let ast = source.ast;
    let base = match &ast.ty.kind {
        TypeKind::Named { path, arguments } if !ast.ty.is_array => {
            scalar(cx, path, arguments, ast.ty.span)
        }
        TypeKind::Named { .. } | TypeKind::Sql(_) => None,
    };
    let Some(base) = base else {
        if !is_unknown_scalar(&ast.ty) {
            cx.report(diags::domain_of_other_type(ast.ty.span, &ast.name.name));
        }
        return;
    };
    cx.model.domains[source.id].base = base;
    let scope = Scope::of_domain(source.namespace, base);
    for modifier in &ast.modifiers {
        match &modifier.kind {
            ModifierKind::Default(expr) => {
                let default = cx.expression(&scope.constant(), expr, &Expected::Scalar(base));
                cx.model.domains[source.id].default = Some(default);
            }
            ModifierKind::Check(expr) => {
                let check = cx.condition(&scope, expr);
                cx.model.domains[source.id].checks.push(check);
            }
            ModifierKind::Key
            | ModifierKind::Unique
            | ModifierKind::Identity
            | ModifierKind::Derived(..)
            | ModifierKind::References(..)
            | ModifierKind::Sharing(_)
            | ModifierKind::OnDelete(_)
            | ModifierKind::OnUpdate(_)
            | ModifierKind::Deferrable(_)
            | ModifierKind::Inverse(_) => {}
        }
    }
}

/// Whether the type is a name that [`scalar`] has reported on.
fn is_unknown_scalar(ty: &TypeRef) -> bool {
    match &ty.kind {
        TypeKind::Named { path, .. } => !ty.is_array && path.rest.is_empty(),
        TypeKind::Sql(_) => false,
    }
}

fn union(cx: &mut Context<'_>, source: &Source<'_, UnionId, ast::Union>) {
    let mut alternatives = Vec::new();
    for path in &source.ast.alternatives {
        let Some(entity) = cx.entity_named(path, source.namespace) else { continue };
        if alternatives.contains(&entity) {
            cx.report(diags::repeated_alternative(path.span(), path));
            continue;
        }
        alternatives.push(entity);
    }
    if source.ast.alternatives.len() == 1 {
        let name = &source.ast.name;
        cx.report(diags::lonely_alternative(name.span, &name.name, &source.ast.alternatives[0]));
    }
    cx.model.unions[source.id].alternatives = alternatives;
}

/// The scalar type that a name with arguments is; what is none is reported or noted as unknown.
pub(super) fn scalar(
    cx: &mut Context<'_>,
    path: &Path,
    arguments: &[u32],
    span: Span,
) -> Option<ScalarType> {
    let name = path.as_single()?;
    match ScalarType::new(&name.name, arguments) {
        Ok(scalar) => Some(scalar),
        Err(ScalarError::Unknown) => {
            if let Some(symbol) = cx.symbol(path, None, Wanted::Type) {
                let diagnostic =
                    diags::wrong_kind(path.span(), path, symbol.kind(), "a scalar type", None);
                cx.report(diagnostic);
            }
            None
        }
        Err(ScalarError::Arity(form)) => {
            cx.report(diags::wrong_type_arguments(span, &name.name, form));
            None
        }
        Err(ScalarError::Range(idx, low, high)) => {
            cx.report(diags::type_argument_out_of_range(span, arguments[idx], low, high));
            None
        }
    }
}
