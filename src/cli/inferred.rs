//! Proposed foreign keys: as a table for people, as JSON, as lines of a model.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::base::Name;
use crate::import::Proposal;
use crate::schema::QualifiedName;

/// How sure, what, why; aligned.
pub(super) fn report(proposals: &[Proposal]) -> String {
    if proposals.is_empty() {
        return "no column looks like a reference that is not one already\n".to_owned();
    }
    let what = |it: &Proposal| {
        format!(
            "{}({}) → {}({})",
            it.table,
            it.columns.join(", "),
            it.target,
            it.target_columns.join(", ")
        )
    };
    let width = proposals.iter().map(|it| what(it).chars().count()).max().unwrap_or_default();
    let mut res = String::new();
    for it in proposals {
        let what = what(it);
        let blank = " ".repeat(width - what.chars().count());
        let _ = writeln!(res, "{:>3} %  {what}{blank}  {}", it.confidence, it.reason);
    }
    res
}

/// Lines for the entities that would have them.
pub(super) fn lines(proposed: &[(String, String)]) -> String {
    let mut res = String::new();
    let mut before: Option<&str> = None;
    let mut sorted: Vec<&(String, String)> = proposed.iter().collect();
    sorted.sort();
    for (entity, line) in sorted {
        if before != Some(entity) {
            let _ = writeln!(res, "// {entity}");
        }
        before = Some(entity);
        let _ = writeln!(res, "  {line}");
    }
    res
}

/// The same for programs.
pub(super) fn json(proposals: &[Proposal]) -> String {
    let names = |it: &[Name]| it.iter().map(|it| it.as_str().into()).collect::<Vec<Value>>();
    let place = |table: &QualifiedName, columns: &[Name]| {
        json!({ "schema": table.namespace.as_deref(), "table": table.name.as_str(),
            "columns": names(columns) })
    };
    let proposal = |it: &Proposal| {
        json!({ "from": place(&it.table, &it.columns), "to": place(&it.target, &it.target_columns),
            "confidence": it.confidence, "reason": it.reason })
    };
    let all: Vec<Value> = proposals.iter().map(proposal).collect();
    serde_json::to_string_pretty(&json!({ "proposals": all })).unwrap_or_default() + "\n"
}
