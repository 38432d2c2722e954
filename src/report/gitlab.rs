//! Findings as a GitLab code quality report: a list in the form of Code Climate.

use serde::Serialize;

use super::fingerprint::fingerprints;
use crate::base::{Diagnostic, Severity, Sources};

#[derive(Serialize)]
struct Finding<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let fingerprints = fingerprints(diagnostics, sources);
    let findings: Vec<Finding<'_>> = diagnostics
        .iter()
        .zip(fingerprints)
        .map(|(it, fingerprint)| finding(it, fingerprint, sources))
        .collect();
    let mut res =
        serde_json::to_string_pretty(&findings).expect("the report has string keys alone");
    res.push('\n');
    res
}

fn finding<'a>(it: &'a Diagnostic, fingerprint: String, sources: &'a Sources) -> Finding<'a> {
    let description = match &it.help {
        Some(help) => format!("{} ({help})", it.message),
        None => it.message.clone(),
    };
    let location = match sources.get(it.primary.span.file) {
        Some(file) => Location {
            path: &file.path,
            lines: Lines {
                begin: file.line_column(it.primary.span.start).line,
                end: file.line_column(it.primary.span.end).line,
            },
        },
        // GitLab refuses a finding without a place.
        None => Location { path: "", lines: Lines { begin: 1, end: 1 } },
    };
    let severity = match it.severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    };
    Finding { description, check_name: it.code.name, fingerprint, severity, location }
}
