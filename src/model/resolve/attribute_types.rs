//! What the type of an attribute names.

use super::context::Context;
use super::natives::has_text;
use super::simple_types::scalar;
use super::symbols::Symbol;
use crate::base::{ScalarType, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{AttributeType, NamespaceId};
use crate::syntax::ast::{Path, TypeKind, TypeRef};

/// The type that `ty` says, seen from inside `namespace`. What is none is reported or noted as unknown.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    ty: &TypeRef,
    namespace: Option<NamespaceId>,
) -> AttributeType {
    // The brackets of a list are no part of what is listed.
    let n_brackets = if ty.is_array { "[]".len() as u32 } else { 0 };
    let span = Span { end: ty.span.end.saturating_sub(n_brackets), ..ty.span };
    let item = match &ty.kind {
        TypeKind::Sql(text) if has_text(text) => AttributeType::Native(Box::new(text.clone())),
        TypeKind::Sql(_) => {
            cx.report(diags::empty_sql(span, "type"));
            AttributeType::Unknown
        }
        TypeKind::Named { path, arguments } => named(cx, span, path, arguments, namespace),
    };
    if ty.is_array { array(cx, ty, item) } else { item }
}

fn array(cx: &mut Context<'_>, ty: &TypeRef, item: AttributeType) -> AttributeType {
    match item {
        AttributeType::Entity(_) | AttributeType::Union(_) | AttributeType::Composite(_) => {
            cx.report(diags::array_of_other_type(ty.span));
            AttributeType::Unknown
        }
        AttributeType::Unknown => AttributeType::Unknown,
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Native(_)
        | AttributeType::Array(_) => AttributeType::Array(Box::new(item)),
    }
}

fn named(
    cx: &mut Context<'_>,
    span: Span,
    path: &Path,
    arguments: &[u32],
    namespace: Option<NamespaceId>,
) -> AttributeType {
    if path.as_single().is_some_and(|it| ScalarType::form(&it.name).is_some()) {
        let scalar = scalar(cx, path, arguments, span);
        return scalar.map_or(AttributeType::Unknown, AttributeType::Scalar);
    }
    let Some(declared) = cx.symbol(path, namespace, Wanted::Type) else {
        return AttributeType::Unknown;
    };
    let res = match declared.symbol {
        Symbol::Enum(id) => AttributeType::Enum(id),
        Symbol::Domain(id) => AttributeType::Domain(id),
        Symbol::Composite(id) => AttributeType::Composite(id),
        Symbol::Entity(id) => AttributeType::Entity(id),
        Symbol::Union(id) => AttributeType::Union(id),
        Symbol::Relationship(_) | Symbol::Mixin(_) | Symbol::View(_) => {
            cx.report_wrong_kind(path, declared, Wanted::Type);
            return AttributeType::Unknown;
        }
    };
    if !arguments.is_empty() {
        cx.report(diags::arguments_of_declared_type(path, span, declared.span));
    }
    res
}
