//! Findings of several projects as one list.

use rustc_hash::FxHashSet;

use crate::base::{Diagnostics, FileId, Sources, Span};

/// The texts and findings of all.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) sources: Sources,
    pub(super) diagnostics: Diagnostics,
    n_projects: usize,
}

impl Merged {
    /// Takes the findings of a project in. A file that two models import is found in both: what is said of it
    /// in the same words is said once.
    pub(super) fn add(&mut self, sources: Sources, diagnostics: Diagnostics) {
        self.n_projects += 1;
        if self.n_projects == 1 {
            self.sources = sources;
            self.diagnostics = diagnostics;
            return;
        }
        let mut seen: FxHashSet<_> =
            self.diagnostics.iter().map(|it| said(it, &self.sources)).collect();
        let new: Vec<_> = diagnostics.into_vec();
        let mut new: Vec<_> =
            new.into_iter().filter(|it| seen.insert(said(it, &sources))).collect();
        let offset = self.sources.next_id().0;
        for (_, file) in sources.iter() {
            self.sources.add(file.path.clone(), file.text.clone());
        }
        for it in &mut new {
            shift(&mut it.primary.span, offset);
            it.secondary.iter_mut().for_each(|it| shift(&mut it.span, offset));
            let edits = it.fix.iter_mut().flat_map(|it| &mut it.edits);
            edits.for_each(|it| shift(&mut it.span, offset));
        }
        self.diagnostics.extend(new);
    }
}

/// Where and what a finding says.
fn said(it: &crate::base::Diagnostic, sources: &Sources) -> (String, u32, String) {
    let path = sources.get(it.primary.span.file).map(|it| it.path.clone());
    (path.unwrap_or_default(), it.primary.span.start, format!("{} {}", it.code.name, it.message))
}

fn shift(span: &mut Span, offset: u32) {
    if !span.is_nowhere() {
        span.file = FileId(span.file.0 + offset);
    }
}
