//! Clauses behind a type: what each says, and that they stand in their order.

use super::{Context, Node, expression, names};
use crate::base::{CompactSort, Diagnostic, Edit, Fix, Span};
use crate::syntax::ast::{Deferrable, Modifier, ModifierKind, ReferentialAction, Storage};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// The modifiers in canonical order; another order and repetitions are reported.
pub(super) fn in_order(cx: &mut Context<'_, '_>, mut modifiers: Vec<Modifier>) -> Vec<Modifier> {
    // A list that grows takes room for four; most attributes have one or two, and a model has many attributes.
    modifiers.shrink_to_fit();
    if modifiers.len() < 2 {
        return modifiers;
    }
    if let Some(diagnostic) = repeated(&modifiers).or_else(|| out_of_order(cx, &modifiers)) {
        cx.report(diagnostic);
    }
    modifiers.compact_sort_by_key(|it| it.kind.rank());
    modifiers
}

fn repeated(modifiers: &[Modifier]) -> Option<Diagnostic> {
    let (idx, second) = modifiers.iter().enumerate().find(|(idx, it)| {
        let is_same = |other: &Modifier| other.kind.rank() == it.kind.rank();
        !matches!(it.kind, ModifierKind::Check(_)) && modifiers[..*idx].iter().any(is_same)
    })?;
    let first = modifiers[..idx].iter().find(|it| it.kind.rank() == second.kind.rank())?;
    Some(diags::repeated_modifier(second.span, first.span, first.kind.words()))
}

fn out_of_order(cx: &Context<'_, '_>, modifiers: &[Modifier]) -> Option<Diagnostic> {
    let late = modifiers.windows(2).find(|it| it[1].kind.rank() < it[0].kind.rank())?;
    let [early, late] = late else { return None };
    let fix = reorder(cx, modifiers);
    let (early_words, late_words) = (early.kind.words(), late.kind.words());
    Some(diags::modifier_order(late.span, late_words, early.span, early_words, fix))
}

/// The edit that puts the clauses in order, each with the text it has.
fn reorder(cx: &Context<'_, '_>, modifiers: &[Modifier]) -> Fix {
    let mut sorted: Vec<&Modifier> = modifiers.iter().collect();
    sorted.compact_sort_by_key(|it| it.kind.rank());
    let edits = modifiers
        .iter()
        .zip(sorted)
        .filter(|(here, there)| here.span != there.span)
        .map(|(here, there)| Edit { span: here.span, text: cx.text[there.span.range()].to_owned() })
        .collect();
    Fix::safe("put them in order", edits)
}

/// A node of one of the modifiers.
pub(super) fn modifier(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Modifier> {
    let span = cx.span(&node);
    let kind = match node.as_rule() {
        Rule::flag => match node.as_str() {
            "key" => ModifierKind::Key,
            "unique" => ModifierKind::Unique,
            _ => ModifierKind::Identity,
        },
        Rule::default => ModifierKind::Default(expression::inner(cx, node)?),
        Rule::check_clause => ModifierKind::Check(expression::inner(cx, node)?),
        Rule::derived => derived(cx, node)?,
        Rule::references => {
            let mut paths = node.into_inner().filter(|it| it.as_rule() == Rule::path);
            let (entity, attribute) = (paths.next()?, paths.next()?);
            let paths = (names::path(cx, &entity), names::path(cx, &attribute));
            ModifierKind::References(Box::new(paths))
        }
        Rule::sharing => {
            let paths = node.into_inner().find(|it| it.as_rule() == Rule::paths)?;
            ModifierKind::Sharing(names::paths(cx, paths))
        }
        Rule::on_event => match on_event(node) {
            (Event::Delete, action) => ModifierKind::OnDelete(action),
            (Event::Update, action) => ModifierKind::OnUpdate(action),
        },
        Rule::deferrable => ModifierKind::Deferrable(deferrable(node)),
        _ => ModifierKind::Inverse(names::inner_ident(cx, node)?),
    };
    Some(Modifier { kind, span })
}

fn derived(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<ModifierKind> {
    let mut expr = None;
    let mut storage = None;
    for part in node.into_inner() {
        match (part.as_rule(), part.as_str()) {
            (Rule::expression, _) => expr = Some(expression::expression(cx, part)),
            (_, "stored") => storage = Some(Storage::Stored),
            _ => storage = Some(Storage::Virtual),
        }
    }
    Some(ModifierKind::Derived(expr?, storage))
}

/// What happens to a row that is referred to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Delete,
    Update,
}

/// What an `on_event` node says.
fn on_event(node: Node<'_>) -> (Event, ReferentialAction) {
    let mut event = Event::Delete;
    let mut action = ReferentialAction::NoAction;
    for part in node.into_inner() {
        match part.as_str().split_ascii_whitespace().last() {
            Some("update") => event = Event::Update,
            Some("cascade") => action = ReferentialAction::Cascade,
            Some("restrict") => action = ReferentialAction::Restrict,
            Some("null") => action = ReferentialAction::SetNull,
            Some("default") => action = ReferentialAction::SetDefault,
            _ => {}
        }
    }
    (event, action)
}

/// The clauses of a foreign key or participant.
#[derive(Default)]
pub(super) struct Actions {
    pub(super) on_delete: Option<ReferentialAction>,
    pub(super) on_update: Option<ReferentialAction>,
    pub(super) deferrable: Option<Deferrable>,
    seen: Vec<(Event, Span)>,
}

impl Actions {
    /// Takes an `on_event` or `deferrable` node in; reports what is out of order or said twice.
    pub(super) fn take(&mut self, cx: &mut Context<'_, '_>, node: Node<'_>) {
        if node.as_rule() == Rule::deferrable {
            self.deferrable = Some(deferrable(node));
            return;
        }
        let span = cx.span(&node);
        let (event, action) = on_event(node);
        let slot = match event {
            Event::Delete => &mut self.on_delete,
            Event::Update => &mut self.on_update,
        };
        slot.get_or_insert(action);
        if let Some(diagnostic) = self.refuse(cx, event, span) {
            cx.report(diagnostic);
        }
        self.seen.push((event, span));
    }

    fn refuse(&self, cx: &Context<'_, '_>, event: Event, span: Span) -> Option<Diagnostic> {
        if let Some((_, first)) = self.seen.iter().find(|it| it.0 == event) {
            return Some(diags::repeated_modifier(span, *first, event.words()));
        }
        let (_, before) = self.seen.first().filter(|_| event == Event::Delete)?;
        let text = |it: Span| cx.text[it.range()].to_owned();
        let edits =
            vec![Edit { span: *before, text: text(span) }, Edit { span, text: text(*before) }];
        let fix = Fix::safe("put them in order", edits);
        Some(diags::modifier_order(span, event.words(), *before, Event::Update.words(), fix))
    }
}

impl Event {
    fn words(self) -> &'static str {
        match self {
            Event::Delete => "on delete",
            Event::Update => "on update",
        }
    }
}

/// What a `deferrable` node says.
fn deferrable(node: Node<'_>) -> Deferrable {
    match node.into_inner().next() {
        Some(_) => Deferrable::InitiallyDeferred,
        None => Deferrable::InitiallyImmediate,
    }
}
