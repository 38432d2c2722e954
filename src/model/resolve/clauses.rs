//! The clauses behind the type of an attribute, expressions and names of other attributes aside.

use super::context::Context;
use crate::base::{Edit, Fix, Span};
use crate::model::diags;
use crate::model::{Attribute, AttributeType, QuantifierKind, Reference};
use crate::syntax::ast::{self, Annotation, Member, Modifier, ModifierKind};

/// The kinds of bodies that attributes stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) enum Home {
    Entity,
    Mixin,
    Composite,
    Relationship,
    View,
}

/// Takes over what the clauses of `ast` say, and reports those that cannot be meant.
pub(super) fn take_over(
    cx: &mut Context<'_>,
    home: Home,
    ast: &ast::Attribute,
    res: &mut Attribute,
) {
    if home == Home::View {
        in_view(cx, ast, res);
        return;
    }
    for modifier in &ast.modifiers {
        clause(cx, home, ast, modifier, res);
    }
    identity(cx, home, ast, res);
    if home == Home::Composite {
        part(cx, ast, res);
    } else if res.is_unique && is_many(res) {
        cx.report(diags::unique_of_many(find(ast, is_unique), res));
        res.is_unique = false;
    }
}

fn clause(
    cx: &mut Context<'_>,
    home: Home,
    ast: &ast::Attribute,
    modifier: &Modifier,
    res: &mut Attribute,
) {
    match &modifier.kind {
        ModifierKind::Key => res.is_key = true,
        ModifierKind::Unique => res.is_unique = true,
        ModifierKind::Identity => res.is_identity = true,
        ModifierKind::References(..) => references(cx, ast, modifier, res),
        ModifierKind::Sharing(_) => {
            require_reference(cx, res, modifier);
        }
        ModifierKind::OnDelete(action) => {
            if let Some(reference) = require_reference(cx, res, modifier) {
                reference.on_delete = Some(*action);
            }
        }
        ModifierKind::OnUpdate(action) => {
            if let Some(reference) = require_reference(cx, res, modifier) {
                reference.on_update = Some(*action);
            }
        }
        ModifierKind::Deferrable(deferrable) => {
            if let Some(reference) = require_reference(cx, res, modifier) {
                reference.deferrable = Some(*deferrable);
            }
        }
        ModifierKind::Inverse(_) if home != Home::Entity => {
            cx.report(diags::misplaced_inverse(modifier.span, home, removal(ast, modifier)));
        }
        ModifierKind::Inverse(name) => {
            if let Some(reference) = require_reference(cx, res, modifier) {
                reference.inverse = Some((name.name.clone(), name.span));
            }
        }
        ModifierKind::Default(_) | ModifierKind::Derived(..) | ModifierKind::Check(_) => {}
    }
}

/// `references` makes a reference of a scalar.
fn references(
    cx: &mut Context<'_>,
    ast: &ast::Attribute,
    modifier: &Modifier,
    res: &mut Attribute,
) {
    match &res.ty {
        AttributeType::Entity(_) | AttributeType::Union(_) => {
            let fix = removal(ast, modifier);
            cx.report(diags::references_on_reference(modifier.span, &res.name, fix));
        }
        AttributeType::Composite(_) | AttributeType::Array(_) => {
            cx.report(diags::references_of_many(modifier.span, &res.name));
        }
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => res.reference = Some(Box::default()),
    }
}

fn require_reference<'r>(
    cx: &mut Context<'_>,
    attribute: &'r mut Attribute,
    modifier: &Modifier,
) -> Option<&'r mut Reference> {
    if attribute.reference.is_none() && attribute.ty != AttributeType::Unknown {
        let words = modifier.kind.words();
        cx.report(diags::clause_without_reference(modifier.span, words, &attribute.name));
    }
    attribute.reference.as_deref_mut()
}

/// Only one whole number that is always there can count up, and it has no other value.
fn identity(cx: &mut Context<'_>, home: Home, ast: &ast::Attribute, res: &mut Attribute) {
    let Some(modifier) = find(ast, is_identity) else { return };
    let is_integer = match &res.ty {
        AttributeType::Scalar(scalar) => scalar.is_integer(),
        AttributeType::Domain(id) => {
            cx.model.domains[*id].base.is_integer() || cx.model.domains[*id].is_incomplete
        }
        AttributeType::Unknown => true,
        AttributeType::Enum(_)
        | AttributeType::Composite(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_) => false,
    };
    let value = find(ast, |it| is_default(it) || is_derived(it));
    if matches!(home, Home::Composite | Home::Relationship) {
        cx.report(diags::identity_of_part(modifier.span, &res.name, home));
    } else if !is_integer {
        cx.report(diags::identity_of_other_type(modifier.span, &res.name, res.type_span));
    } else if res.quantifier != QuantifierKind::One {
        cx.report(diags::identity_of_many(modifier.span, &res.name, res.quantifier_span));
    } else if let Some(value) = value {
        cx.report(diags::identity_with_value(modifier.span, &res.name, value.span));
    } else {
        return;
    }
    res.is_identity = false;
}

/// A part of a composite becomes a column, and what identifies is said where the composite is used.
fn part(cx: &mut Context<'_>, ast: &ast::Attribute, res: &mut Attribute) {
    for modifier in ast.modifiers.iter().filter(|it| is_key(&it.kind) || is_unique(&it.kind)) {
        let fix = removal(ast, modifier);
        cx.report(diags::key_in_composite(modifier, &res.name, fix));
    }
    res.is_key = false;
    res.is_unique = false;
    if is_many(res) {
        cx.report(diags::many_in_composite(res.quantifier_span, &res.name));
        res.ty = AttributeType::Unknown;
        res.quantifier = QuantifierKind::Optional;
    }
}

/// A view has columns, and its query says the rest.
fn in_view(cx: &mut Context<'_>, ast: &ast::Attribute, res: &mut Attribute) {
    if let Some(modifier) = ast.modifiers.first() {
        cx.report(diags::clause_in_view(modifier.span, modifier.kind.words()));
    }
    if res.ty.is_reference() {
        cx.report(diags::reference_in_view(res.type_span, &res.name));
        res.ty = AttributeType::Unknown;
        res.reference = None;
    } else if is_many(res) {
        cx.report(diags::many_in_view(res.quantifier_span, &res.name));
    }
}

/// Reports annotations that name what comes along with an attribute, where nothing does.
pub(super) fn refuse_pointless_annotations(
    cx: &mut Context<'_>,
    member: &Member,
    ast: &ast::Attribute,
    attribute: &Attribute,
) {
    if member.annotations.is_empty() || attribute.ty == AttributeType::Unknown {
        return;
    }
    let (metadata, is_many) = (&attribute.metadata, is_many(attribute));
    let is_constrained = attribute.reference.is_some()
        || is_many
        || find(ast, |it| is_key(it) || is_unique(it) || is_check(it)).is_some();
    // A literal reference brings no index along.
    let is_indexed = attribute.ty.is_reference() || is_many;
    let pointless = [
        ("table", metadata.table_name.is_some() && !is_many),
        ("constraint", metadata.constraint.is_some() && !is_constrained),
        ("index", metadata.index.is_some() && !is_indexed),
    ];
    for (name, _) in pointless.into_iter().filter(|it| it.1) {
        let annotation = member.annotations.iter().find(|it| is_named(it, name));
        let span = annotation.map_or(member.span, |it| it.span);
        cx.report(diags::pointless_annotation(span, name, &attribute.name));
    }
}

fn is_named(annotation: &Annotation, name: &str) -> bool {
    annotation.name.as_single().is_some_and(|it| it.name == name)
}

/// Whether an attribute has several values.
pub(super) fn is_many(attribute: &Attribute) -> bool {
    attribute.quantifier.max() != Some(1)
}

/// The first clause of a kind.
pub(super) fn find(
    ast: &ast::Attribute,
    is_wanted: impl Fn(&ModifierKind) -> bool,
) -> Option<&Modifier> {
    ast.modifiers.iter().find(|it| is_wanted(&it.kind))
}

/// Where the first clause of a kind stands, else the name of the attribute.
pub(super) fn span_of(ast: &ast::Attribute, is_wanted: impl Fn(&ModifierKind) -> bool) -> Span {
    find(ast, is_wanted).map_or(ast.name.span, |it| it.span)
}

/// The edit that takes a clause out, with the blank before it.
pub(super) fn removal(ast: &ast::Attribute, modifier: &Modifier) -> Fix {
    let ends = ast.modifiers.iter().map(|it| it.span.end).chain([ast.quantifier.span.end]);
    let start = ends.filter(|&it| it <= modifier.span.start).max().unwrap_or(modifier.span.start);
    let edit = Edit { span: Span { start, ..modifier.span }, text: String::new() };
    Fix::safe(format!("remove `{}`", modifier.kind.words()), vec![edit])
}

pub(super) fn is_key(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Key)
}

pub(super) fn is_unique(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Unique)
}

pub(super) fn is_identity(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Identity)
}

pub(super) fn is_default(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Default(_))
}

pub(super) fn is_derived(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Derived(..))
}

pub(super) fn is_check(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Check(_))
}

/// Whether an expression stands in the clause.
pub(super) fn is_expression(kind: &ModifierKind) -> bool {
    is_default(kind) || is_derived(kind) || is_check(kind)
}

pub(super) fn is_references(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::References(..))
}

pub(super) fn is_sharing(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::Sharing(_))
}

pub(super) fn is_on_delete(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::OnDelete(_))
}

pub(super) fn is_on_update(kind: &ModifierKind) -> bool {
    matches!(kind, ModifierKind::OnUpdate(_))
}
