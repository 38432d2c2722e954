//! What was judged as one JSON document.

use serde_json::{Value, json};

use super::{Finding, Judged, Obstacle};
use crate::base::Severity;
use crate::schema::QualifiedName;

/// What was judged as one JSON document.
pub fn lint_json(judged: &[Judged]) -> Value {
    json!({ "statements": judged.iter().map(lint_statement_json).collect::<Vec<_>>() })
}

/// One statement of it.
pub fn lint_statement_json(it: &Judged) -> Value {
    let lock =
        |(table, mode): &(QualifiedName, &str)| json!({ "table": table.to_string(), "mode": mode });
    json!({
        "line": it.line,
        "sql": it.sql,
        "locks": it.facts.locks.iter().map(lock).collect::<Vec<_>>(),
        "work": it.facts.work.iter().map(|it| it.name()).collect::<Vec<_>>(),
        "transactional": it.facts.is_transactional,
        "blocks": it.outcome.blocks.name(),
        "reversible": it.outcome.is_reversible,
        "loses": it.outcome.loses,
        "may_fail": it.outcome.may_fail.iter().map(obstacle).collect::<Vec<_>>(),
        "since": it.outcome.since.map(|it| it.to_string()),
        "findings": it.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn obstacle(it: &Obstacle) -> Value {
    json!({ "rows": it.rows, "query": it.query })
}

fn finding(it: &Finding) -> Value {
    let severity = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    json!({ "code": it.code.name, "severity": severity, "message": it.message, "help": it.help })
}
