//! Clauses behind a type: what each says, and that they stand in their order.

use super::{Context, Node, expression, names};
use crate::base::{Edit, Fix};
use crate::syntax::ast::{Deferrable, Modifier, ModifierKind, ReferentialAction, Storage};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// The modifiers in canonical order; another order and repetitions are reported.
pub(super) fn in_order(cx: &mut Context<'_, '_>, modifiers: Vec<Modifier>) -> Vec<Modifier> {
    let mut sorted = modifiers;
    let late = sorted.windows(2).find(|it| it[1].kind.rank() < it[0].kind.rank());
    if let Some([early, late]) = late {
        let fix = reorder(cx, &sorted);
        let (early_words, late_words) = (early.kind.words(), late.kind.words());
        let diagnostic = diags::modifier_order(late.span, late_words, early.span, early_words, fix);
        cx.report(diagnostic);
    }
    sorted.sort_by_key(|it| it.kind.rank());
    let repeated = sorted.windows(2).find(|it| {
        it[0].kind.rank() == it[1].kind.rank() && !matches!(it[0].kind, ModifierKind::Check(_))
    });
    if let Some([first, second]) = repeated {
        let diagnostic = diags::repeated_modifier(second.span, first.span, first.kind.words());
        cx.report(diagnostic);
    }
    sorted
}

/// The edit that puts the clauses in order, each with the text it has.
fn reorder(cx: &Context<'_, '_>, modifiers: &[Modifier]) -> Fix {
    let mut sorted: Vec<&Modifier> = modifiers.iter().collect();
    sorted.sort_by_key(|it| it.kind.rank());
    let text = |it: &Modifier| cx.text[it.span.range()].trim_end().to_owned();
    let edits = modifiers
        .iter()
        .zip(sorted)
        .filter(|(here, there)| here.span != there.span)
        .map(|(here, there)| Edit { span: here.span, text: text(there) })
        .collect();
    Fix::safe("put them in order", edits)
}

/// A `modifier` or `domain_modifier` node.
pub(super) fn modifier(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Modifier> {
    let span = cx.span(&node);
    let inner = node.into_inner().next()?;
    let kind = match inner.as_rule() {
        Rule::kw_key => ModifierKind::Key,
        Rule::kw_unique => ModifierKind::Unique,
        Rule::kw_identity => ModifierKind::Identity,
        Rule::default => ModifierKind::Default(expression::expression(cx, child(inner)?)),
        Rule::derived => derived(cx, inner)?,
        Rule::check_clause => {
            let node = inner.into_inner().find(|it| it.as_rule() == Rule::expression)?;
            ModifierKind::Check(expression::expression(cx, node))
        }
        Rule::references => {
            let mut paths = inner.into_inner().filter(|it| it.as_rule() == Rule::path);
            let (entity, attribute) = (paths.next()?, paths.next()?);
            ModifierKind::References(names::path(cx, entity), names::path(cx, attribute))
        }
        Rule::sharing => {
            let paths = inner.into_inner().find(|it| it.as_rule() == Rule::paths)?;
            ModifierKind::Sharing(names::paths(cx, paths))
        }
        Rule::on_delete => ModifierKind::OnDelete(action(inner)),
        Rule::on_update => ModifierKind::OnUpdate(action(inner)),
        Rule::deferrable => ModifierKind::Deferrable(deferrable(inner)),
        _ => {
            let name = inner.into_inner().find(|it| it.as_rule() == Rule::name)?;
            ModifierKind::Inverse(names::ident(cx, &name))
        }
    };
    Some(Modifier { kind, span: crate::base::Span { end: trimmed_end(cx, span), ..span } })
}

/// pest lets the span of an optional tail run over the blanks before it.
fn trimmed_end(cx: &Context<'_, '_>, span: crate::base::Span) -> u32 {
    let text = &cx.text[span.range()];
    span.start + text.trim_end().len() as u32
}

fn child(node: Node<'_>) -> Option<Node<'_>> {
    node.into_inner().find(|it| it.as_rule() == Rule::expression)
}

fn derived(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<ModifierKind> {
    let mut expr = None;
    let mut storage = None;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::expression => expr = Some(expression::expression(cx, part)),
            Rule::kw_stored => storage = Some(Storage::Stored),
            Rule::kw_virtual => storage = Some(Storage::Virtual),
            _ => {}
        }
    }
    Some(ModifierKind::Derived(expr?, storage))
}

/// The action of an `on_delete` or `on_update` node.
pub(super) fn action(node: Node<'_>) -> ReferentialAction {
    let action = node.into_inner().find(|it| it.as_rule() == Rule::action);
    match action.and_then(|it| it.into_inner().next()).map(|it| it.as_rule()) {
        Some(Rule::kw_cascade) => ReferentialAction::Cascade,
        Some(Rule::kw_restrict) => ReferentialAction::Restrict,
        Some(Rule::set_null) => ReferentialAction::SetNull,
        Some(Rule::set_default) => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}

/// What a `deferrable` node says.
pub(super) fn deferrable(node: Node<'_>) -> Deferrable {
    match node.into_inner().any(|it| it.as_rule() == Rule::initially_deferred) {
        true => Deferrable::InitiallyDeferred,
        false => Deferrable::InitiallyImmediate,
    }
}
