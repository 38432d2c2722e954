//! Runs the rules that are wanted.

use super::rules::documentation::STALE_ALLOW;
use super::rules::rules;
use super::{Context, Findings, Input, Levels, Needs, Options, Rule, Selection};
use crate::base::{Diagnostics, Severity};

/// What decides which rules run and how.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The levels of the project.
    pub levels: &'a Levels,
    /// What rules are told.
    pub options: &'a Options,
    /// What this run wants.
    pub selection: &'a Selection,
}

/// Adds what the rules find to `diagnostics`, and takes away what the model allows, those notes and warnings
/// included that are there already. A model with errors must not be judged.
pub fn check(input: Input<'_>, settings: Settings<'_>, diagnostics: &mut Diagnostics) {
    if settings.selection.is_empty() {
        return;
    }
    let cx = Context::new(input, settings.options);
    diagnostics.retain(|it| {
        it.severity == Severity::Error || !cx.allows.silences(it.code.name, it.primary.span)
    });
    let active = |rule: &&&'static Rule| match rule.needs {
        Needs::Model | Needs::Schema => true,
        Needs::Native => !input.native.is_empty(),
    };
    // What silences nothing is known when every other rule has run.
    let (last, first): (Vec<_>, Vec<_>) =
        rules().iter().filter(active).partition(|it| it.name() == STALE_ALLOW);
    for rule in first.into_iter().chain(last) {
        let level = settings.selection.level(rule, settings.levels);
        if let Some(severity) = level.severity() {
            cx.ran.borrow_mut().insert(rule.name());
            run(&cx, rule, severity, diagnostics);
        }
    }
}

fn run(cx: &Context<'_>, rule: &'static Rule, severity: Severity, diagnostics: &mut Diagnostics) {
    let mut findings = Findings::new(rule, severity);
    (rule.check)(cx, &mut findings);
    let kept = findings.kept(|it| {
        let is_silenced = |span| cx.allows.silences(rule.name(), span);
        !is_silenced(it.diagnostic.primary.span) && !it.owner.is_some_and(is_silenced)
    });
    diagnostics.extend(kept);
}
