//! What was judged, in every format.

use serde_json::{Value, json};

use super::super::report;
use super::LintFormat;
use super::scripts::Script;
use crate::base::{Diagnostic, Diagnostics, Sources, Span};
use crate::io::Terminal;
use crate::migrate::{Judged, lint_statement_json};
use crate::report::{Format, Style, render as render_diagnostics};

pub(super) fn render(
    judged: &[(Script, Vec<Judged>)],
    format: LintFormat,
    terminal: Terminal,
) -> String {
    let style = Style { color: terminal.has_color(), width: terminal.width() };
    let each = |print: &dyn Fn(&[Judged], &str) -> String| {
        judged.iter().map(|(script, it)| print(it, &script.shown)).collect::<String>()
    };
    let as_diagnostics = |format| {
        let (diagnostics, sources) = diagnostics(judged);
        render_diagnostics(&diagnostics, &sources, format, style)
    };
    match format {
        LintFormat::Human => each(&|it, shown| report::human(it, shown, style)),
        LintFormat::Short => as_diagnostics(Format::Short),
        LintFormat::Json => format!("{:#}\n", document(judged)),
        LintFormat::Markdown => each(&report::markdown),
        LintFormat::Sarif => as_diagnostics(Format::Sarif),
        LintFormat::Github => as_diagnostics(Format::Github),
        LintFormat::Gitlab => as_diagnostics(Format::Gitlab),
        LintFormat::Junit => as_diagnostics(Format::Junit),
    }
}

/// One document of all statements; where there are several scripts each says its own.
fn document(judged: &[(Script, Vec<Judged>)]) -> Value {
    let is_many = judged.len() > 1;
    let statements = judged.iter().flat_map(|(script, it)| {
        it.iter().map(move |it| {
            let mut res = lint_statement_json(it);
            if is_many {
                res["file"] = Value::from(script.shown.clone());
            }
            res
        })
    });
    json!({ "statements": statements.collect::<Vec<_>>() })
}

/// Findings as what erc says of any text.
fn diagnostics(judged: &[(Script, Vec<Judged>)]) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let mut res = Diagnostics::new();
    for (script, judged) in judged {
        let file = sources.add(script.shown.clone(), script.text.clone());
        for it in judged {
            let span = Span::new(file, it.start, it.start + it.sql.len());
            for finding in &it.findings {
                let message = finding.message.clone();
                let mut diagnostic = Diagnostic::new(finding.severity, finding.code, span, message);
                diagnostic.help.clone_from(&finding.help);
                res.push(diagnostic);
            }
        }
    }
    (res.into_vec(), sources)
}
