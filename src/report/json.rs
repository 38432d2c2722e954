//! Findings as one JSON document; `docs/schemas/diagnostics.schema.json` describes it.

use serde::Serialize;

use super::summary::{Counts, word};
use crate::base::{Applicability, Diagnostic, Fix, Label, Sources, Span};

/// The version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

/// Lines and columns count from 1, columns in characters; offsets count bytes from 0.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: u32,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    place: Option<Place<'a>>,
    text: &'a str,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let counts = Counts::of(diagnostics);
    let report = Report {
        version: VERSION,
        diagnostics: diagnostics.iter().map(|it| finding(it, sources)).collect(),
        summary: Summary { errors: counts.errors, warnings: counts.warnings, notes: counts.infos },
    };
    let mut res = serde_json::to_string_pretty(&report).expect("the report has string keys alone");
    res.push('\n');
    res
}

fn finding<'a>(it: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        code: it.code.name,
        severity: word(it.severity),
        message: &it.message,
        place: place(it.primary.span, sources),
        label: &it.primary.text,
        related: it.secondary.iter().map(|it| related(it, sources)).collect(),
        help: it.help.as_deref(),
        fix: it.fix.as_ref().map(|it| fix(it, sources)),
    }
}

fn related<'a>(label: &'a Label, sources: &'a Sources) -> Related<'a> {
    Related { message: &label.text, place: place(label.span, sources) }
}

fn fix<'a>(fix: &'a Fix, sources: &'a Sources) -> JsonFix<'a> {
    let edit =
        |it: &'a crate::base::Edit| JsonEdit { place: place(it.span, sources), text: &it.text };
    JsonFix {
        title: &fix.title,
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
            Applicability::DisplayOnly => "display-only",
        },
        edits: fix.edits.iter().map(edit).collect(),
    }
}

fn place(span: Span, sources: &Sources) -> Option<Place<'_>> {
    let file = sources.get(span.file)?;
    let point = |offset: u32| {
        let at = file.line_column(offset);
        Point { line: at.line, column: at.column, offset }
    };
    Some(Place { file: &file.path, start: point(span.start), end: point(span.end) })
}
