//! Findings as annotations of a GitHub workflow.

use std::fmt::Write as _;

use crate::base::{Diagnostic, Severity, Sources};

/// GitHub keeps so many annotations of each kind for a step, and drops the rest in silence.
const MOST: usize = 10;

/// The gravest come first; what GitHub would drop is counted at the end.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut res = String::new();
    let mut cut = Vec::new();
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")]
    {
        let of_kind = || diagnostics.iter().filter(|it| it.severity == severity);
        of_kind().take(MOST).for_each(|it| annotation(&mut res, command, it, sources));
        let n_cut = of_kind().count().saturating_sub(MOST);
        if n_cut > 0 {
            cut.push(format!("{n_cut} more of kind `{command}`"));
        }
    }
    if !cut.is_empty() {
        let cut = cut.join(", ");
        writeln!(
            res,
            "erc: {cut}; GitHub keeps {MOST} of a kind for a step, `erc check` shows all"
        )
        .expect("a String takes all text");
    }
    res
}

fn annotation(res: &mut String, command: &str, it: &Diagnostic, sources: &Sources) {
    let mut properties = Vec::new();
    if let Some(file) = sources.get(it.primary.span.file) {
        let span = it.primary.span;
        let (start, end) = (file.line_column(span.start), file.line_column(span.end));
        properties.push(format!("file={}", property(&file.path)));
        properties.push(format!("line={},endLine={}", start.line, end.line));
        // Columns are shown only where both ends stand on one line.
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    properties.push(format!("title={}", property(it.code.name)));
    let mut text = it.message.clone();
    if let Some(help) = &it.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    writeln!(res, "::{command} {}::{}", properties.join(","), data(&text))
        .expect("a String takes all text");
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
