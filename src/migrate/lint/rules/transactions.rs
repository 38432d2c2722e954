//! What depends on what else stands in the transaction.

use rustc_hash::FxHashSet;

use super::{Context, codes, finding};
use crate::base::Name;
use crate::dialect::facts::{Operation, TableAction};
use crate::migrate::lint::{Finding, Judged};
use crate::schema::QualifiedName;

/// What goes on in the transaction that is open.
#[derive(Debug, Default)]
pub(in crate::migrate::lint) struct Transaction {
    pub(super) is_open: bool,
    /// Whether whoever runs the script has opened it.
    is_outer: bool,
    pub(super) has_lock_timeout: bool,
    pub(super) has_statement_timeout: bool,
    /// Tables that are there and under a strong lock.
    pub(super) strong: Vec<QualifiedName>,
    /// Constraints that were added without looking at the rows.
    unvalidated: FxHashSet<(QualifiedName, Name)>,
    /// Labels of enums that were added.
    labels: Vec<(QualifiedName, Name)>,
}

impl Transaction {
    /// None is open, unless whoever runs the script opens one.
    pub(in crate::migrate::lint) fn new(is_outer: bool) -> Transaction {
        Transaction { is_open: is_outer, is_outer, ..Transaction::default() }
    }

    fn next(&mut self, is_open: bool) {
        *self = Transaction {
            is_open,
            has_lock_timeout: self.has_lock_timeout,
            has_statement_timeout: self.has_statement_timeout,
            ..Transaction::default()
        };
    }
}

pub(super) fn judge(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    let is_statement = !matches!(
        cx.operation,
        Operation::Begin | Operation::Commit | Operation::Rollback | Operation::Set(..)
    );
    if transaction.is_open && !cx.facts.is_transactional && is_statement {
        outside(cx, res);
    }
    match cx.operation {
        Operation::Begin if transaction.is_open => res.push(finding(
            &codes::TRANSACTION_NESTED,
            match transaction.is_outer {
                true => "whoever runs this has opened a transaction already",
                false => "a transaction is open already",
            },
            "take it away; the first `commit` ends the outer one",
        )),
        Operation::Begin => transaction.next(true),
        Operation::Commit | Operation::Rollback => transaction.next(false),
        Operation::Set(name, value) => set(name, value, transaction, res),
        Operation::Lock { .. } if cx.is_postgres() && !transaction.is_open => res.push(finding(
            &codes::LOCK_WITHOUT_TRANSACTION,
            "outside a transaction the lock ends with the statement",
            "put `begin;` before it",
        )),
        Operation::AddLabel { name, label, .. } if !cx.state.is_new_type(name) => {
            transaction.labels.push((name.clone(), label.clone()));
        }
        Operation::Alter(table, TableAction::AddConstraint(it)) if it.not_valid => {
            let name = it.name.clone().unwrap_or_default();
            transaction.unvalidated.insert((table.clone(), name));
        }
        Operation::Alter(table, TableAction::Validate(name)) if transaction.is_open => {
            validated(table, name, transaction, res);
        }
        _ => {}
    }
    changed_rows(cx, transaction, res);
}

/// What cannot stand in a transaction, or ends it.
fn outside(cx: &Context<'_>, res: &mut Vec<Finding>) {
    if cx.is_postgres() {
        res.push(finding(
            &codes::CONCURRENTLY_IN_TRANSACTION,
            "this cannot stand in a transaction",
            "take it out, or end the transaction before it",
        ));
    } else if cx.is_mysql_like() && !cx.facts.locks.is_empty() {
        res.push(finding(
            &codes::IMPLICIT_COMMIT,
            "the transaction ends before this, and what it did is kept",
            "end it yourself before, so that nobody relies on taking it back",
        ));
    }
}

fn set(name: &Name, value: &str, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    // Nothing is no limit.
    let is_limit = value != "0" && value != "default";
    match name.as_str() {
        "lock_timeout" | "lock_wait_timeout" => transaction.has_lock_timeout = is_limit,
        "statement_timeout" => {
            transaction.has_statement_timeout = is_limit;
            transaction.has_lock_timeout |= is_limit;
        }
        "foreign_keys" if transaction.is_open && matches!(value, "off" | "0" | "false") => {
            res.push(finding(
                &codes::FOREIGN_KEYS_OFF_IN_TRANSACTION,
                "inside a transaction this does nothing",
                "put it before `begin`",
            ));
        }
        _ => {}
    }
}

fn validated(
    table: &QualifiedName,
    name: &Name,
    transaction: &Transaction,
    res: &mut Vec<Finding>,
) {
    let is_new = transaction.unvalidated.contains(&(table.clone(), name.clone()));
    if is_new || transaction.strong.contains(table) {
        let why = match is_new {
            true => format!(
                "`{name}` was added in this transaction, whose strong lock is held until all rows are read"
            ),
            false => {
                format!("this transaction holds a strong lock on `{table}` until all rows are read")
            }
        };
        res.push(finding(
            &codes::VALIDATE_IN_SAME_TRANSACTION,
            why,
            "validate it in a transaction of its own",
        ));
    }
}

fn changed_rows(cx: &Context<'_>, transaction: &Transaction, res: &mut Vec<Finding>) {
    let (Operation::Update { table, .. }
    | Operation::Delete { table, .. }
    | Operation::Insert { table, .. }) = cx.operation
    else {
        return;
    };
    if !transaction.is_open {
        return;
    }
    let changes_many = !matches!(cx.operation, Operation::Insert { .. });
    if transaction.strong.contains(table) && changes_many {
        res.push(finding(
            &codes::ROWS_IN_SCHEMA_TRANSACTION,
            format!("nobody can use `{table}` until all its rows are changed"),
            "change the rows in transactions of their own, in batches",
        ));
    }
    if let Some((_, label)) = transaction.labels.first() {
        res.push(finding(
            &codes::ENUM_VALUE_USED_AT_ONCE,
            format!("`{label}` may be used here before it is committed"),
            "add the value in a transaction of its own",
        ));
    }
}

/// What is only seen when all statements are.
pub(in crate::migrate::lint) fn at_end(transaction: &Transaction, judged: &mut [Judged]) {
    let is_left = transaction.is_open && !transaction.is_outer;
    if let (true, Some(last)) = (is_left, judged.last_mut()) {
        last.findings.push(finding(
            &codes::TRANSACTION_UNFINISHED,
            "the transaction that is open is taken back when the session ends",
            "end it with `commit;`",
        ));
    }
}
