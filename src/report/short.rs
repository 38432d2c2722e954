//! One line for each finding: `model.erd:3:5: error[unknown-name]: there is no type `Foo``.

use std::fmt::Write as _;

use super::summary::word;
use crate::base::{Diagnostic, Sources, Span};

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut res = String::new();
    for it in diagnostics {
        let place = place(it.primary.span, sources);
        let (severity, code) = (word(it.severity), it.code.name);
        let help = it.help.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
        writeln!(res, "{place}{severity}[{code}]: {}{help}", one_line(&it.message))
            .expect("a String takes all text");
    }
    res
}

/// `file:line:column: `, or nothing for a finding without a place.
pub(super) fn place(span: Span, sources: &Sources) -> String {
    let Some(file) = sources.get(span.file) else { return String::new() };
    let at = file.line_column(span.start);
    format!("{}:{}:{}: ", file.path, at.line, at.column)
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
