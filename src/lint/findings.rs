//! What one rule found.

use rustc_hash::FxHashSet;

use super::Rule;
use crate::base::{Diagnostic, Severity, Span};

/// What one rule found, each place once.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    severity: Severity,
    items: Vec<Found>,
}

/// A finding and whose it is.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    /// The declaration it is about, where that is not the one around it: a member of a mixin is found
    /// for an entity.
    pub(super) owner: Option<Span>,
}

impl Findings {
    pub(super) fn new(rule: &'static Rule, severity: Severity) -> Findings {
        Findings { rule, severity, items: Vec::new() }
    }

    /// A finding of this rule, to be completed and pushed.
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, &self.rule.code, span, message)
    }

    /// Takes a finding in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(Found { diagnostic, owner: None });
    }

    /// Takes a finding in about a member of the declaration at `owner`.
    pub fn push_of(&mut self, owner: Span, diagnostic: Diagnostic) {
        self.items.push(Found { diagnostic, owner: Some(owner) });
    }

    /// The findings that `keep` lets through, one for each place: a member of a mixin is found once for every
    /// entity that takes it over, and a table once for every database.
    pub(super) fn kept(self, keep: impl Fn(&Found) -> bool) -> impl Iterator<Item = Diagnostic> {
        let mut seen = FxHashSet::default();
        let kept = self.items.into_iter().filter(move |it| keep(it));
        kept.map(|it| it.diagnostic).filter(move |it| seen.insert(it.primary.span))
    }
}
