//! How many findings of each kind there are.

use crate::base::{Diagnostic, Severity};

/// Findings by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Everything else.
    pub infos: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Counts {
        let mut res = Counts::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => res.errors += 1,
                Severity::Warning => res.warnings += 1,
                Severity::Info => res.infos += 1,
            }
        }
        res
    }
}

/// The counts in words: "2 errors, 1 warning".
pub fn summary(counts: Counts) -> String {
    let parts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "note")];
    let words: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
}

/// The word for a severity.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
