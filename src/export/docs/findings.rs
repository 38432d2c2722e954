//! What `erc check` has to say, beside the subject and the column that it is about.

use serde::Serialize;

use super::Remarks;
use super::collect::Owner;
use crate::base::{CompactSort, Diagnostic, Severity, Span};
use crate::model::EntityGraph;

/// Something that was found out about the model.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The name of its kind.
    pub code: &'static str,
    /// `error`, `warning`, `note`.
    pub level: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where the model says it: `model.erd:12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The place of the subject it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<usize>,
    /// The place of the column in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// The findings, the worst first, otherwise in the order of the text.
pub(super) fn findings(
    model: &EntityGraph,
    owners: &[Owner<'_>],
    remarks: Remarks<'_>,
) -> Vec<Finding> {
    let mut found: Vec<&Diagnostic> = remarks.findings.iter().collect();
    found.compact_sort_by_key(|it| (it.severity, it.primary.span));
    let finding = |it: &Diagnostic| {
        let (subject, column) = owner(model, owners, it.primary.span).unzip();
        Finding {
            code: it.code.name,
            level: match it.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            },
            message: it.message.clone(),
            help: it.help.clone(),
            place: place(remarks, it.primary.span),
            subject,
            column: column.flatten(),
        }
    };
    found.into_iter().map(finding).collect()
}

/// What each kind of finding means, by name.
pub(super) fn codes(found: &[Diagnostic]) -> Vec<(&'static str, &'static str)> {
    let mut res: Vec<_> = found.iter().map(|it| (it.code.name, it.code.summary)).collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// The subject that a place is in, and the column.
fn owner(model: &EntityGraph, owners: &[Owner<'_>], span: Span) -> Option<(usize, Option<usize>)> {
    let subject = owners.iter().position(|it| is_around(it.span, span))?;
    let is_here = |id: &crate::model::AttributeId| is_around(model.attributes[*id].span, span);
    Some((subject, owners[subject].attributes.iter().position(is_here)))
}

fn is_around(outer: Span, inner: Span) -> bool {
    !inner.is_nowhere()
        && outer.file == inner.file
        && outer.start <= inner.start
        && inner.end <= outer.end
}

/// A line of a file, which is called as it is in the project.
fn place(remarks: Remarks<'_>, span: Span) -> Option<String> {
    let file = remarks.sources?.get(span.file)?;
    let path = file.path.strip_prefix(remarks.prefix).unwrap_or(&file.path);
    Some(format!("{path}:{}", file.line_column(span.start).line))
}
