//! What a migration costs, for people: in the terminal and as Markdown.

use std::fmt::Write as _;

use crate::base::Severity;
use crate::migrate::Judged;

/// What each statement that costs something locks and does, and what is wrong with it.
pub(super) fn human(judged: &[Judged], shown: &str) -> String {
    let mut res = String::new();
    for it in judged.iter().filter(|it| is_worth_it(it)) {
        let _ = writeln!(res, "{shown}:{}  {}", it.line, first_line(&it.sql));
        if !it.facts.locks.is_empty() {
            let _ = writeln!(res, "    locks  {}", locks(it));
        }
        let _ = writeln!(res, "    work   {}", work(it));
        for finding in &it.findings {
            let (severity, code) = (severity(finding.severity), finding.code.name);
            let _ = writeln!(res, "    {severity}[{code}] {}", finding.message);
            if let Some(help) = finding.help.as_ref().filter(|it| !it.is_empty()) {
                let _ = writeln!(res, "      help: {help}");
            }
        }
    }
    res
}

/// One line for each finding.
pub(super) fn short(judged: &[Judged], shown: &str) -> String {
    let mut res = String::new();
    for it in judged {
        for finding in &it.findings {
            let (severity, code) = (severity(finding.severity), finding.code.name);
            let _ = writeln!(res, "{shown}:{}: {severity}[{code}] {}", it.line, finding.message);
        }
    }
    res
}

/// A table for a pull request.
pub(super) fn markdown(judged: &[Judged], shown: &str) -> String {
    let mut res = format!("### `{shown}`\n\n");
    let worth: Vec<&Judged> = judged.iter().filter(|it| is_worth_it(it)).collect();
    if worth.is_empty() {
        res.push_str("Nothing that is there is locked or read.\n");
        return res;
    }
    res.push_str("| line | statement | locks | work | findings |\n|---|---|---|---|---|\n");
    for it in worth {
        let findings: Vec<String> = it
            .findings
            .iter()
            .map(|it| format!("**{}** {}", it.code.name, cell(&it.message)))
            .collect();
        let _ = writeln!(
            res,
            "| {} | {} | {} | {} | {} |",
            it.line,
            cell(&format!("`{}`", first_line(&it.sql).replace('`', "'"))),
            cell(&locks(it)),
            work(it),
            findings.join("<br>")
        );
    }
    res
}

fn is_worth_it(it: &Judged) -> bool {
    !it.facts.locks.is_empty() || !it.findings.is_empty()
}

fn locks(it: &Judged) -> String {
    let lock = |(table, mode): &(crate::schema::QualifiedName, &str)| format!("{table} {mode}");
    it.facts.locks.iter().map(lock).collect::<Vec<_>>().join(", ")
}

fn work(it: &Judged) -> String {
    it.facts.work.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The start of a statement, on one line.
fn first_line(sql: &str) -> String {
    let text: Vec<&str> = sql.split_whitespace().collect();
    let text = text.join(" ");
    match text.char_indices().nth(90) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
