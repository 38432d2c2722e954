//! What a script of statements locks, reads and writes, judged against the schema as it stands before each.
// Of some forty operations each place here cares about a few, and a new one concerns none of them by itself.
#![allow(clippy::wildcard_enum_match_arm)]

mod codes;
mod read;
mod rules;
mod state;

pub(super) use codes::CODES;

use serde_json::{Value, json};

use super::statements::{ScriptStatement, statements};
use crate::base::{Code, DialectId, Severity};
use crate::dialect::Version;
use crate::dialect::facts::{Facts, Operation, facts};
use crate::schema::NativeSchema;
use rules::Transaction;
use state::State;

/// For what a script is judged.
#[derive(Debug, Clone, Copy)]
pub struct LintOptions<'a> {
    /// Whose SQL it is.
    pub dialect: DialectId,
    /// The version of the database.
    pub version: Version,
    /// The schema before the first statement; without one every table may be there.
    pub schema: Option<&'a NativeSchema>,
}

/// What is known of one statement.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The line of its first word.
    pub line: usize,
    /// Its text.
    pub sql: String,
    /// What it costs.
    pub facts: Facts,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong with a statement.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which kind.
    pub code: &'static Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Judges every statement of a script.
pub fn lint(script: &str, options: &LintOptions<'_>) -> Vec<Judged> {
    let mut state = State::of(options.schema);
    let mut transaction = Transaction::default();
    let mut res: Vec<Judged> = Vec::new();
    for statement in statements(script, options.dialect) {
        let judged = judge(&statement, options, &mut state, &mut transaction);
        res.push(judged);
    }
    rules::at_end(&transaction, &mut res);
    res
}

fn judge(
    statement: &ScriptStatement,
    options: &LintOptions<'_>,
    state: &mut State,
    transaction: &mut Transaction,
) -> Judged {
    let mut all = Facts { is_transactional: true, ..Facts::default() };
    let mut findings = Vec::new();
    for mut operation in read::operations(&statement.tokens, options.dialect) {
        if let Operation::DropIndex { table: table @ None, name, .. } = &mut operation {
            *table = state.table_of_index(name);
        }
        let own = facts(&operation, options.dialect, options.version, state);
        let cx = rules::Context { options, state, operation: &operation, facts: &own };
        rules::judge(&cx, transaction, &mut findings);
        all.is_transactional &= own.is_transactional;
        for lock in own.locks {
            add_lock(&mut all, lock, options.dialect);
        }
        all.work.extend(own.work);
        state.apply(&operation);
    }
    all.work.sort_unstable();
    all.work.dedup();
    if all.work.len() > 1 {
        all.work.retain(|it| *it != crate::dialect::facts::Work::Catalog);
    }
    findings.retain(|it| !is_allowed(statement, it.code.name));
    Judged { line: statement.line, sql: statement.text.clone(), facts: all, findings }
}

/// The strictest lock on a table is the one that counts.
fn add_lock(
    all: &mut Facts,
    lock: (crate::schema::QualifiedName, &'static str),
    dialect: DialectId,
) {
    match all.locks.iter_mut().find(|(table, _)| *table == lock.0) {
        Some(there) => {
            if rules::strength(lock.1, dialect) > rules::strength(there.1, dialect) {
                there.1 = lock.1;
            }
        }
        None => all.locks.push(lock),
    }
}

/// Whether a comment at the statement says `@allow(rule, "reason")`.
fn is_allowed(statement: &ScriptStatement, rule: &str) -> bool {
    statement.comments.iter().any(|comment| {
        let Some((_, rest)) = comment.split_once("@allow(") else { return false };
        let inner = rest.split([',', ')']).next().unwrap_or_default();
        inner.trim() == rule
    })
}

/// What was judged as one JSON document.
pub fn lint_json(judged: &[Judged]) -> Value {
    let locks = |it: &Judged| -> Vec<Value> {
        let lock = |(table, mode): &(crate::schema::QualifiedName, &str)| json!({ "table": table.to_string(), "mode": mode });
        it.facts.locks.iter().map(lock).collect()
    };
    let finding = |it: &Finding| {
        let severity = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        json!({
            "code": it.code.name,
            "severity": severity,
            "message": it.message,
            "help": it.help,
        })
    };
    let statement = |it: &Judged| {
        json!({
            "line": it.line,
            "sql": it.sql,
            "locks": locks(it),
            "work": it.facts.work.iter().map(|it| it.name()).collect::<Vec<_>>(),
            "transactional": it.facts.is_transactional,
            "findings": it.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    };
    json!({ "statements": judged.iter().map(statement).collect::<Vec<_>>() })
}
