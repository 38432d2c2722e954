//! Findings as one SARIF 2.1.0 document (OASIS, "Static Analysis Results Interchange Format", 2023), with the page
//! of each rule as its help and fixes as replacements.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use crate::base::{Code, Diagnostic, Edit, FileId, Fix, Severity, Sources, Span};
use crate::lint;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut rules: IndexMap<&str, (&Code, Severity)> = IndexMap::new();
    diagnostics.iter().for_each(|it| {
        rules.entry(it.code.name).or_insert((it.code, it.severity));
    });
    rules.sort_unstable_keys();
    let fingerprints = fingerprints(diagnostics, sources);
    let results: Vec<Value> = diagnostics
        .iter()
        .zip(fingerprints)
        .map(|(it, fingerprint)| {
            let index = rules.get_index_of(it.code.name);
            result(it, index, &fingerprint, sources)
        })
        .collect();
    let rules: Vec<Value> = rules.values().map(|(code, severity)| rule(code, *severity)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "erc",
                "version": version,
                "semanticVersion": version,
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule(code: &Code, severity: Severity) -> Value {
    let page = match lint::rule(code.name) {
        Some(rule) => lint::docs::page(rule),
        None => format!("# {}\n\n{}.\n\n{}", code.name, code.summary, code.docs),
    };
    // A rule has a level of its own; any other finding is what it is.
    let usual = lint::rule(code.name).and_then(|it| it.level.severity());
    let level = level(usual.unwrap_or(severity));
    json!({
        "id": code.name,
        "shortDescription": { "text": code.summary },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level },
    })
}

fn result(it: &Diagnostic, rule: Option<usize>, fingerprint: &str, sources: &Sources) -> Value {
    let mut text = it.message.clone();
    if let Some(help) = &it.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let mut res = json!({
        "ruleId": it.code.name,
        "ruleIndex": rule,
        "level": level(it.severity),
        "message": { "text": text },
        "partialFingerprints": { "ercFinding/v1": fingerprint },
    });
    if let Some(place) = place(it.primary.span, sources) {
        res["locations"] = json!([{ "physicalLocation": place }]);
    }
    let related: Vec<Value> = it
        .secondary
        .iter()
        .filter_map(|label| {
            let place = place(label.span, sources)?;
            Some(json!({ "physicalLocation": place, "message": { "text": label.text } }))
        })
        .collect();
    if !related.is_empty() {
        res["relatedLocations"] = Value::Array(related);
    }
    if let Some(fix) = it.fix.as_ref().filter(|it| !it.edits.is_empty()) {
        res["fixes"] = json!([self::fix(fix, sources)]);
    }
    res
}

fn fix(fix: &Fix, sources: &Sources) -> Value {
    let mut files: IndexMap<FileId, Vec<&Edit>> = IndexMap::new();
    for edit in &fix.edits {
        files.entry(edit.span.file).or_default().push(edit);
    }
    let change = |(file, edits): (&FileId, &Vec<&Edit>)| {
        let replacements: Vec<Value> = edits
            .iter()
            .filter_map(|it| {
                let deleted = region(it.span, sources)?;
                Some(json!({ "deletedRegion": deleted, "insertedContent": { "text": it.text } }))
            })
            .collect();
        let path = &sources.get(*file)?.path;
        Some(json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }))
    };
    let changes: Vec<Value> = files.iter().filter_map(change).collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

fn place(span: Span, sources: &Sources) -> Option<Value> {
    let path = &sources.get(span.file)?.path;
    Some(json!({ "artifactLocation": { "uri": uri(path) }, "region": region(span, sources)? }))
}

/// Columns count characters from 1; the end column is the one behind the last.
fn region(span: Span, sources: &Sources) -> Option<Value> {
    let file = sources.get(span.file)?;
    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
    Some(json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }))
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/".contains(&it);
    path.bytes()
        .map(|it| if is_plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") })
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
