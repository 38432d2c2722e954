//! Applying fixes to texts.

use std::collections::BTreeMap;

use crate::base::{Applicability, CompactSort, Diagnostic, Edit, FileId, Fix, Sources};

/// The texts that fixes have changed.
#[derive(Debug, Default)]
pub struct Applied {
    /// The new texts, by file, in the order of the files.
    pub texts: Vec<(FileId, String)>,
    /// How many fixes were applied.
    pub n_fixes: usize,
}

/// Applies every fix of `diagnostics` that may be applied unasked and touches `files` alone. Of two that touch
/// the same place the first is taken; the other has its turn when the new text is read.
pub fn apply<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    files: &[FileId],
) -> Applied {
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut res = Applied::default();
    let mut fixes: Vec<&Fix> = diagnostics.into_iter().filter_map(|it| it.fix.as_ref()).collect();
    fixes.retain(|it| it.applicability == Applicability::Safe && !it.edits.is_empty());
    fixes.retain(|it| it.edits.iter().all(|it| files.contains(&it.span.file)));
    fixes.compact_sort_by_key(|it| it.edits.iter().map(|it| it.span).min());
    let mut taken = BTreeMap::new();
    for fix in fixes {
        if fix.edits.iter().all(|it| is_free(&taken, it)) {
            taken.extend(fix.edits.iter().map(|it| ((it.span.file, it.span.start), it.span.end)));
            chosen.extend(&fix.edits);
            res.n_fixes += 1;
        }
    }
    chosen.compact_sort_by_key(|it| it.span);
    for group in chosen.chunk_by(|a, b| a.span.file == b.span.file) {
        let file = group[0].span.file;
        if let Some(source) = sources.get(file) {
            res.texts.push((file, edited(&source.text, group)));
        }
    }
    res
}

/// Whether an edit touches none that was taken. Two insertions at one place touch: their order would be a guess.
fn is_free(taken: &BTreeMap<(FileId, u32), u32>, edit: &Edit) -> bool {
    let before = taken.range(..=(edit.span.file, edit.span.end)).next_back();
    before.is_none_or(|(&(file, _), &end)| file != edit.span.file || end < edit.span.start)
}

/// The text with edits that are in order and apart.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut res = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        let range = edit.span.range();
        res.push_str(text.get(end..range.start).unwrap_or_default());
        res.push_str(&edit.text);
        end = range.end;
    }
    res.push_str(text.get(end..).unwrap_or_default());
    res
}
