//! What a migration costs, for people: in the terminal and as Markdown.

use std::fmt::Write as _;

use crate::base::Severity;
use crate::dialect::facts::Blocks;
use crate::migrate::{Finding, Judged, Obstacle};
use crate::report::Style;

/// What each statement that costs something locks and does, and what is wrong with it.
pub(super) fn human(judged: &[Judged], shown: &str, style: Style) -> String {
    let mut res = String::new();
    for it in judged.iter().filter(|it| is_worth_it(it)) {
        let sql = shortened(&it.sql, style.width.saturating_sub(2));
        let _ = writeln!(res, "{}:{}\n  {}", shown, it.line, paint(&sql, "1", style));
        if !it.facts.locks.is_empty() {
            let _ = writeln!(res, "  locks  {}", locks(it));
        }
        let _ = writeln!(res, "  work   {}", work(it));
        for loss in &it.outcome.loses {
            let _ = writeln!(res, "  loses  {loss}");
        }
        for obstacle in &it.outcome.may_fail {
            let query = obstacle.query.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            let _ = writeln!(res, "  fails  on {}{query}", obstacle.rows);
        }
        for finding in &it.findings {
            explain(&mut res, finding, style);
        }
        res.push('\n');
    }
    res
}

fn explain(res: &mut String, finding: &Finding, style: Style) {
    let (word, color) = match finding.severity {
        Severity::Error => ("error", "31;1"),
        Severity::Warning => ("warning", "33;1"),
        Severity::Info => ("note", "36;1"),
    };
    let name = format!("{word}[{}]", finding.code.name);
    let _ = writeln!(res, "  {}: {}", paint(&name, color, style), finding.message);
    if let Some(help) = &finding.help {
        let _ = writeln!(res, "    help: {help}");
    }
}

fn paint(text: &str, color: &str, style: Style) -> String {
    match style.color {
        true => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}

/// A table for a pull request, and what is wrong below it.
pub(super) fn markdown(judged: &[Judged], shown: &str) -> String {
    let mut res = format!("### `{shown}`\n\n");
    let worth: Vec<&Judged> = judged.iter().filter(|it| is_worth_it(it)).collect();
    if worth.is_empty() {
        res.push_str("Nothing that is there is locked or read.\n\n");
        return res;
    }
    res.push_str(
        "| line | statement | locks | waits | work | loses | |\n|---:|---|---|---|---|---|---|\n",
    );
    for it in &worth {
        let sql = shortened(&it.sql, 90).replace('`', "'");
        let worst = it.findings.iter().map(|it| it.severity).min().map_or("", sign);
        let _ = writeln!(
            res,
            "| {} | `{}` | {} | {} | {} | {} | {worst} |",
            it.line,
            cell(&sql),
            cell(&locks(it)),
            waits(it),
            work(it),
            cell(&it.outcome.loses.join(", "))
        );
    }
    res.push('\n');
    for it in &worth {
        for finding in &it.findings {
            let sign = sign(finding.severity);
            let help = finding.help.as_ref().map(|it| format!(" *{}.*", capital(it)));
            let _ = writeln!(
                res,
                "- {sign} line {}, **{}**: {}.{}",
                it.line,
                finding.code.name,
                finding.message,
                help.unwrap_or_default()
            );
        }
    }
    res.push('\n');
    before_it_runs(&worth, &mut res);
    res
}

/// The queries that tell whether a statement will fail, to be run before it is.
fn before_it_runs(worth: &[&Judged], res: &mut String) {
    let all: Vec<(&Judged, &Obstacle)> =
        worth.iter().flat_map(|it| it.outcome.may_fail.iter().map(move |by| (*it, by))).collect();
    if all.is_empty() {
        return;
    }
    let n = all.len();
    let _ = writeln!(res, "<details><summary>Rows that would stop it ({n})</summary>\n");
    for (it, obstacle) in all {
        let _ = writeln!(res, "Line {}: {}.\n", it.line, obstacle.rows);
        if let Some(query) = &obstacle.query {
            let _ = writeln!(res, "```sql\n{query};\n```\n");
        }
    }
    res.push_str("</details>\n\n");
}

fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn is_worth_it(it: &Judged) -> bool {
    !it.facts.locks.is_empty() || !it.findings.is_empty()
}

fn locks(it: &Judged) -> String {
    let lock = |(table, mode): &(crate::schema::QualifiedName, &str)| format!("{table} {mode}");
    it.facts.locks.iter().map(lock).collect::<Vec<_>>().join(", ")
}

/// Who waits while it runs.
fn waits(it: &Judged) -> &'static str {
    match it.outcome.blocks {
        Blocks::Nobody => "nobody",
        Blocks::Writes => "who writes",
        Blocks::Reads => "everybody",
    }
}

fn work(it: &Judged) -> String {
    it.facts.work.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ")
}

/// The start of a statement, on one line.
fn shortened(sql: &str, width: usize) -> String {
    let text: Vec<&str> = sql.split_whitespace().collect();
    let text = text.join(" ");
    match text.char_indices().nth(width.max(20)) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
