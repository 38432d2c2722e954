//! Findings that are known already: those of a baseline file, or of an earlier revision.

use rustc_hash::FxHashMap;

use crate::base::{Diagnostic, Diagnostics, Severity, Sources};

/// What tells a finding from others wherever it moves: its file, its name and its message, which speaks of
/// names and never of lines.
/// Files are named as seen from the folder that `root` leads to.
pub fn fingerprint<'a>(
    it: &'a Diagnostic,
    sources: &'a Sources,
    root: &str,
) -> (&'a str, &'a str, &'a str) {
    let file = sources.get(it.primary.span.file).map_or("", |it| it.path.as_str());
    (file.strip_prefix(root).unwrap_or(file), it.code.name, it.message.as_str())
}

/// How many findings there are of each fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprints {
    counts: FxHashMap<(String, String, String), usize>,
}

impl Fingerprints {
    /// Adds those of `diagnostics` that may be known.
    pub fn add_all(&mut self, diagnostics: &Diagnostics, sources: &Sources, root: &str) {
        for it in diagnostics.iter().filter(|it| may_be_known(it)) {
            let (file, code, message) = fingerprint(it, sources, root);
            self.add(file, code, message, 1);
        }
    }

    /// Adds `count` findings.
    pub fn add(&mut self, file: &str, code: &str, message: &str, count: usize) {
        let key = (file.to_owned(), code.to_owned(), message.to_owned());
        *self.counts.entry(key).or_default() += count;
    }

    /// File, name, message and count, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str, usize)> {
        let mut all: Vec<_> = self
            .counts
            .iter()
            .map(|((file, code, message), &count)| (&**file, &**code, &**message, count))
            .collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Takes away what is known; answers how many findings that were. Of several findings with one
    /// fingerprint as many are known as were counted.
    pub fn take_from(
        mut self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        root: &str,
    ) -> usize {
        let before = diagnostics.len();
        diagnostics.retain(|it| {
            let (file, code, message) = fingerprint(it, sources, root);
            let key = (file.to_owned(), code.to_owned(), message.to_owned());
            match self.counts.get_mut(&key) {
                Some(count) if *count > 0 && may_be_known(it) => {
                    *count -= 1;
                    false
                }
                Some(_) | None => true,
            }
        });
        before - diagnostics.len()
    }
}

/// An error of the compiler means that nothing can be built; only rules can be denied and yet known.
fn may_be_known(it: &Diagnostic) -> bool {
    it.severity != Severity::Error || super::rule(it.code.name).is_some()
}
