//! Which findings an operation deserves where it stands.

mod by_kind;
mod columns;
mod tables;

use rustc_hash::FxHashSet;

use super::codes;
use super::state::State;
use super::{Finding, Judged, LintOptions};
use crate::base::{Code, DialectId, Name, Severity};
use crate::dialect::facts::{Facts, Operation, Surroundings, Work};
use crate::schema::QualifiedName;

/// An operation, what it costs, and where it stands.
pub(super) struct Context<'a> {
    pub(super) options: &'a LintOptions<'a>,
    pub(super) state: &'a State,
    pub(super) operation: &'a Operation,
    pub(super) facts: &'a Facts,
}

impl Context<'_> {
    pub(super) fn id(&self) -> DialectId {
        self.options.dialect
    }

    pub(super) fn is_postgres(&self) -> bool {
        self.id() == DialectId::Postgres
    }

    pub(super) fn is_mysql_like(&self) -> bool {
        matches!(self.id(), DialectId::Mysql | DialectId::Mariadb)
    }

    pub(super) fn is_new(&self, table: &QualifiedName) -> bool {
        self.state.is_new(table)
    }

    pub(super) fn has(&self, work: Work) -> bool {
        self.facts.work.contains(&work)
    }
}

/// What goes on in the transaction that is open.
#[derive(Debug, Default)]
pub(super) struct Transaction {
    is_open: bool,
    has_lock_timeout: bool,
    /// Tables that are there and under a strong lock.
    strong: Vec<QualifiedName>,
    /// Constraints that were added without looking at the rows.
    unvalidated: FxHashSet<(QualifiedName, Name)>,
    /// Labels of enums that were added.
    labels: Vec<Name>,
}

pub(super) fn warn(
    code: &'static Code,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding { code, severity: Severity::Warning, message: message.into(), help: Some(help.into()) }
}

pub(super) fn fail(
    code: &'static Code,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding { severity: Severity::Error, ..warn(code, message, help) }
}

/// How much a lock is in the way of others.
pub(super) fn strength(mode: &str, dialect: DialectId) -> usize {
    let order: &[&str] = match dialect {
        DialectId::Postgres => &[
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE",
        ],
        DialectId::Mysql | DialectId::Mariadb => &["NONE", "ROW", "SHARED", "EXCLUSIVE"],
        DialectId::Sqlite => &["RESERVED"],
    };
    order.iter().position(|it| *it == mode).unwrap_or_default()
}

/// Adds what an operation deserves.
pub(super) fn judge(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    by_kind::judge(cx, res);
    together(cx, transaction, res);
    if cx.is_postgres() {
        locks(cx, transaction, res);
    }
}

/// What depends on what else stands in the transaction.
fn together(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    use crate::dialect::facts::TableAction;
    if transaction.is_open && !cx.facts.is_transactional && cx.is_postgres() {
        res.push(fail(
            &codes::CONCURRENTLY_IN_TRANSACTION,
            "this cannot stand in a transaction",
            "take it out, or end the transaction before it",
        ));
    }
    match cx.operation {
        Operation::Begin if transaction.is_open => res.push(warn(
            &codes::TRANSACTION_NESTED,
            "a transaction is open already",
            "take it away; the first `commit` ends the outer one",
        )),
        Operation::Begin => {
            let has_lock_timeout = transaction.has_lock_timeout;
            *transaction =
                Transaction { is_open: true, has_lock_timeout, ..Transaction::default() };
        }
        Operation::Commit | Operation::Rollback => {
            let has_lock_timeout = transaction.has_lock_timeout;
            *transaction = Transaction { has_lock_timeout, ..Transaction::default() };
        }
        Operation::Set(name, _) if name == "lock_timeout" || name == "statement_timeout" => {
            transaction.has_lock_timeout = true;
        }
        Operation::Set(name, value)
            if name == "foreign_keys"
                && transaction.is_open
                && matches!(value.as_str(), "off" | "0" | "false") =>
        {
            res.push(fail(
                &codes::FOREIGN_KEYS_OFF_IN_TRANSACTION,
                "inside a transaction this does nothing",
                "put it before `begin`",
            ));
        }
        Operation::AddLabel { label, .. } => transaction.labels.push(label.clone()),
        Operation::Alter(table, TableAction::AddConstraint(it)) if it.not_valid => {
            let name = it.name.clone().unwrap_or_default();
            transaction.unvalidated.insert((table.clone(), name));
        }
        Operation::Alter(table, TableAction::Validate(name)) => {
            let is_new = transaction.unvalidated.contains(&(table.clone(), name.clone()));
            if transaction.is_open && is_new {
                res.push(warn(
                    &codes::VALIDATE_IN_SAME_TRANSACTION,
                    format!("`{name}` was added in this transaction, whose strong lock is held until all rows are read"),
                    "validate it in a transaction of its own",
                ));
            }
        }
        _ => {}
    }
    let changes_rows = match cx.operation {
        Operation::Update { table, .. } | Operation::Delete { table, .. } => Some(table),
        _ => None,
    };
    if let Some(table) = changes_rows
        && transaction.is_open
        && transaction.strong.contains(table)
    {
        res.push(warn(
            &codes::ROWS_IN_SCHEMA_TRANSACTION,
            format!("nobody can use `{table}` until all its rows are changed"),
            "change the rows in transactions of their own, in batches",
        ));
    }
    if changes_rows.is_some() && transaction.is_open && !transaction.labels.is_empty() {
        let label = &transaction.labels[0];
        res.push(fail(
            &codes::ENUM_VALUE_USED_AT_ONCE,
            format!("`{label}` may be used here before it is committed"),
            "add the value in a transaction of its own",
        ));
    }
}

/// Strong locks: bounded in time, and one table at a time.
fn locks(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    let is_strong = |mode: &str| strength(mode, cx.id()) >= strength("SHARE", cx.id());
    let strong: Vec<&QualifiedName> =
        cx.facts.locks.iter().filter(|(_, mode)| is_strong(mode)).map(|(it, _)| it).collect();
    let Some(first) = strong.first() else { return };
    if !transaction.has_lock_timeout {
        res.push(warn(
            &codes::LOCK_TIMEOUT_MISSING,
            format!("whoever comes after this waits as long as it waits for `{first}`"),
            "say `set lock_timeout = '5s';` before it",
        ));
        // Once is enough.
        transaction.has_lock_timeout = true;
    }
    if !transaction.is_open {
        return;
    }
    let n_before = transaction.strong.len();
    for table in strong {
        if !transaction.strong.contains(table) {
            transaction.strong.push(table.clone());
        }
    }
    if n_before == 1 && transaction.strong.len() > 1 {
        let (a, b) = (&transaction.strong[0], &transaction.strong[1]);
        res.push(warn(
            &codes::SEVERAL_STRONG_LOCKS,
            format!("`{a}` and `{b}` are locked until the transaction ends"),
            "a transaction for each table is in the way for less time",
        ));
    }
}

/// What is only seen when all statements are.
pub(super) fn at_end(transaction: &Transaction, judged: &mut [Judged]) {
    if let (true, Some(last)) = (transaction.is_open, judged.last_mut()) {
        last.findings.push(warn(
            &codes::TRANSACTION_UNFINISHED,
            "the transaction that is open is taken back when the session ends",
            "end it with `commit;`",
        ));
    }
}
