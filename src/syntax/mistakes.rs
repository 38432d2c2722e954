//! The mistakes of one file: each is kept once, and no file floods the reader.

use crate::base::{CompactSort, Diagnostic, Diagnostics, Span};
use crate::syntax::diags;

/// How many mistakes of one file are told. A text with more is no model.
const MAX_MISTAKES: usize = 1_000;

/// Collects what is wrong with one file.
pub(super) struct Mistakes<'d> {
    diagnostics: &'d mut Diagnostics,
    found: Vec<Diagnostic>,
    /// Where all mistakes are, those included that are no longer told.
    places: Vec<Span>,
}

impl<'d> Mistakes<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Mistakes<'d> {
        Mistakes { diagnostics, found: Vec::new(), places: Vec::new() }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if self.are_full() {
            return self.skip(diagnostic.primary.span);
        }
        self.places.push(diagnostic.primary.span);
        self.found.push(diagnostic);
    }

    /// Whether no more are told.
    pub(super) fn are_full(&self) -> bool {
        self.found.len() >= MAX_MISTAKES
    }

    /// Notes the place of a mistake that is not told.
    pub(super) fn skip(&mut self, place: Span) {
        match self.places.last_mut() {
            // From there on to the farthest, everything counts as mistaken.
            Some(last) if self.found.len() >= MAX_MISTAKES => *last = last.to(place),
            _ => self.places.push(place),
        }
    }

    /// Hands the mistakes over in the order of their places; answers those places.
    pub(super) fn finish(mut self, text: &str) -> Vec<Span> {
        if self.found.len() == MAX_MISTAKES {
            let last = self.places.last().copied().unwrap_or(Span::nowhere());
            self.found.push(diags::too_many_mistakes(last.at_end(), MAX_MISTAKES));
        }
        self.found.compact_sort_by_key(|it| it.primary.span.start);
        self.diagnostics.extend(without_echoes(self.found, text));
        self.places.compact_sort_by_key(|it| it.start);
        self.places
    }
}

/// On a line with a bracket or quote too many or too few, that is the mistake; others follow from it.
fn without_echoes(found: Vec<Diagnostic>, text: &str) -> Vec<Diagnostic> {
    let mut res: Vec<Diagnostic> = Vec::with_capacity(found.len());
    for it in found {
        let shares_line = |last: &mut Diagnostic| {
            let between = last.primary.span.start as usize..it.primary.span.start as usize;
            !text[between].contains('\n')
        };
        let is_same = |last: &Diagnostic| {
            last.primary.span == it.primary.span && last.code.name == it.code.name
        };
        match res.pop_if(shares_line) {
            Some(last) if diags::unbalances(last.code) || is_same(&last) => res.push(last),
            Some(last) if !diags::unbalances(it.code) => res.extend([last, it]),
            Some(_) | None => res.push(it),
        }
    }
    res
}
