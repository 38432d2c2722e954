//! Strong locks: bounded in time, and one table at a time.

use super::{Context, Transaction, codes, finding};
use crate::dialect::facts::{Work, strength};
use crate::migrate::lint::Finding;
use crate::schema::QualifiedName;

pub(super) fn judge(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    let is_strong = |mode: &str| strength(mode, cx.id()) >= strength("SHARE", cx.id());
    let strong: Vec<&QualifiedName> =
        cx.facts.locks.iter().filter(|(_, mode)| is_strong(mode)).map(|(it, _)| it).collect();
    let Some(first) = strong.first() else { return };
    if !transaction.has_lock_timeout {
        res.push(finding(
            &codes::LOCK_TIMEOUT_MISSING,
            format!("whoever comes after this waits as long as it waits for `{first}`"),
            "say `set lock_timeout = '5s';` before it",
        ));
        // Once is enough.
        transaction.has_lock_timeout = true;
    }
    let is_long = [Work::Scan, Work::IndexBuild, Work::Rewrite].iter().any(|it| cx.has(*it));
    if is_long && !transaction.has_statement_timeout {
        res.push(finding(
            &codes::STATEMENT_TIMEOUT_MISSING,
            format!(
                "this goes through all rows of `{first}` while others wait, however long that takes"
            ),
            "say `set statement_timeout = '30s';` before it",
        ));
        transaction.has_statement_timeout = true;
    }
    if transaction.is_open {
        together(&strong, transaction, res);
    }
}

fn together(strong: &[&QualifiedName], transaction: &mut Transaction, res: &mut Vec<Finding>) {
    let n_before = transaction.strong.len();
    for table in strong {
        if !transaction.strong.contains(table) {
            transaction.strong.push((*table).clone());
        }
    }
    if n_before == 1 && transaction.strong.len() > 1 {
        let (a, b) = (&transaction.strong[0], &transaction.strong[1]);
        res.push(finding(
            &codes::SEVERAL_STRONG_LOCKS,
            format!("`{a}` and `{b}` are locked until the transaction ends"),
            "a transaction for each table is in the way for less time",
        ));
    }
}
