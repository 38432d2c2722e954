//! Enums, domains and unions.

use rustc_hash::FxHashMap;

use super::Declarations;
use super::annotations::Place;
use super::collect::{Source, folded};
use super::context::{Context, docs_of};
use super::expressions::Expected;
use super::scope::Scope;
use crate::base::{Name, ScalarError, ScalarType, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{DomainId, EnumId, EnumValue, UnionId};
use crate::syntax::ast::{self, ModifierKind, Path, TypeKind};

/// Gives enums their values, domains their base, unions their alternatives.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    declarations.enums.iter().for_each(|it| enum_values(cx, it));
    declarations.domains.iter().for_each(|it| domain(cx, it));
    declarations.unions.iter().for_each(|it| union(cx, it));
}

/// Resolves the defaults and checks of domains, now that the keys are known.
pub(super) fn expressions(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    declarations.domains.iter().for_each(|it| domain_expressions(cx, it));
}

fn enum_values(cx: &mut Context<'_>, source: &Source<'_, EnumId, ast::Enum>) {
    let mut values: Vec<EnumValue> = Vec::with_capacity(source.ast.values.len());
    let mut names: FxHashMap<Name, (Name, Span)> = FxHashMap::default();
    let mut labels: FxHashMap<Name, Span> = FxHashMap::default();
    for ast in &source.ast.values {
        let name = &ast.name;
        let label: Name = ast.label.as_ref().map_or(&*name.name, |it| &it.value).into();
        let label_span = ast.label.as_ref().map_or(name.span, |it| it.span);
        if let Some((other, before)) = names.get(&folded(&name.name)) {
            let diagnostic = match *other == name.name {
                true => diags::duplicate_name(name.span, &name.name, *before),
                false => diags::confusable_names(name.span, &name.name, other, *before),
            };
            cx.report(diagnostic);
            continue;
        }
        names.insert(folded(&name.name), (name.name.clone(), name.span));
        if let Some(before) = labels.insert(label.clone(), label_span) {
            cx.report(diags::duplicate_label(label_span, &label, before));
        }
        values.push(EnumValue {
            name: name.name.clone(),
            label,
            docs: docs_of(ast.docs.as_deref()),
            metadata: cx.metadata(&ast.annotations, Place::EnumValue),
            span: name.span,
        });
    }
    let is_whole = !cx.model.enums[source.id].is_incomplete;
    if source.ast.values.is_empty() && is_whole {
        cx.report(diags::empty_enum(source.ast.name.span, &source.ast.name.name));
        cx.model.enums[source.id].is_incomplete = true;
    }
    cx.model.enums[source.id].values = values;
}

fn domain(cx: &mut Context<'_>, source: &Source<'_, DomainId, ast::Domain>) {
    let ast = source.ast;
    let base = match &ast.ty.kind {
        TypeKind::Named { path, arguments } if !ast.ty.is_array => {
            narrowed(cx, source, path, arguments)
        }
        TypeKind::Named { .. } | TypeKind::Sql(_) => {
            cx.report(diags::domain_of_other_type(ast.ty.span, &ast.name.name));
            None
        }
    };
    if let Some(base) = base {
        cx.model.domains[source.id].base = base;
        cx.model.domains[source.id].is_incomplete = false;
    }
}

/// What a domain narrows: a scalar, by its name.
fn narrowed(
    cx: &mut Context<'_>,
    source: &Source<'_, DomainId, ast::Domain>,
    path: &Path,
    arguments: &[u32],
) -> Option<ScalarType> {
    let span = source.ast.ty.span;
    if path.as_single().is_some_and(|it| ScalarType::form(&it.name).is_some()) {
        return scalar(cx, path, arguments, span);
    }
    let declared = cx.symbol(path, source.namespace, Wanted::Type)?;
    let (name, title) = (&source.ast.name.name, declared.symbol.title());
    cx.report(diags::domain_of_declared_type(span, name, path, title, declared.span));
    None
}

fn domain_expressions(cx: &mut Context<'_>, source: &Source<'_, DomainId, ast::Domain>) {
    let scope = Scope::of_domain(source.id, source.namespace);
    let domain = &cx.model.domains[source.id];
    let expected = match domain.is_incomplete {
        true => Expected::Anything,
        false => Expected::Scalar(domain.base),
    };
    for modifier in &source.ast.modifiers {
        match &modifier.kind {
            ModifierKind::Default(expr) => {
                let default = cx.expression(scope.constant(), expr, expected);
                cx.model.domains[source.id].default = default;
            }
            ModifierKind::Check(expr) => {
                let check = cx.condition(scope, expr);
                cx.model.domains[source.id].checks.extend(check);
            }
            // The grammar lets nothing else stand here.
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

fn union(cx: &mut Context<'_>, source: &Source<'_, UnionId, ast::Union>) {
    let mut alternatives = Vec::new();
    let mut seen: FxHashMap<_, Span> = FxHashMap::default();
    for path in &source.ast.alternatives {
        let Some(entity) = cx.entity_named(path, source.namespace) else {
            cx.model.unions[source.id].is_incomplete = true;
            continue;
        };
        match seen.get(&entity) {
            Some(before) => cx.report(diags::repeated_alternative(path, *before)),
            None => {
                seen.insert(entity, path.span());
                alternatives.push(entity);
            }
        }
    }
    if let [only] = source.ast.alternatives.as_slice() {
        let name = &source.ast.name;
        cx.report(diags::lonely_alternative(name.span, &name.name, only));
    }
    cx.model.unions[source.id].alternatives = alternatives;
}

/// The scalar type that a name with arguments is, which stand at `span` without brackets of an array behind
/// them; wrong arguments are reported.
pub(super) fn scalar(
    cx: &mut Context<'_>,
    path: &Path,
    arguments: &[u32],
    span: Span,
) -> Option<ScalarType> {
    let name = path.as_single()?;
    match ScalarType::new(&name.name, arguments) {
        Ok(scalar) => Some(scalar),
        Err(ScalarError::Arity(form)) => {
            cx.report(diags::wrong_type_arguments(name, span, form, arguments.len()));
            None
        }
        Err(ScalarError::Range(idx, low, high)) => {
            let (name, value) = (&name.name, arguments[idx]);
            cx.report(diags::type_argument_out_of_range(span, name, value, (low, high)));
            None
        }
        Err(ScalarError::Unknown) => None,
    }
}
