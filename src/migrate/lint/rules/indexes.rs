//! Indexes that are built and dropped.

use super::{Context, codes, finding};
use crate::base::Name;
use crate::dialect::facts::{IndexSpec, Operation};
use crate::migrate::lint::Finding;
use crate::schema::QualifiedName;

pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    match cx.operation {
        Operation::CreateIndex { table, index, concurrently, if_not_exists, name, .. }
            if !cx.is_new(table) =>
        {
            opinions(cx, table, name.as_ref(), index, res);
            if !cx.is_postgres() {
                return;
            }
            if !concurrently {
                res.push(blocks(table));
            } else if *if_not_exists {
                res.push(finding(
                    &codes::INDEX_OVER_INVALID,
                    "an index that failed before is passed over in silence",
                    "drop it concurrently first, and leave `if not exists` out",
                ));
            }
        }
        Operation::DropIndex { table, concurrently: false, .. }
            if cx.is_postgres() && !table.as_ref().is_some_and(|it| cx.is_new(it)) =>
        {
            res.push(finding(
                &codes::INDEX_DROP_BLOCKS,
                "nobody can use the table until this has its lock and is done",
                "say `concurrently`, outside any transaction",
            ));
        }
        Operation::Reindex { concurrently: false, table, .. }
            if cx.is_postgres() && !table.as_ref().is_some_and(|it| cx.is_new(it)) =>
        {
            res.push(finding(
                &codes::REINDEX_BLOCKS,
                "nobody can write until the index is built",
                "say `concurrently`, outside any transaction",
            ));
        }
        _ => {}
    }
}

/// `alter table … add index` of MySQL.
pub(super) fn added(
    cx: &Context<'_>,
    table: &QualifiedName,
    index: &IndexSpec,
    res: &mut Vec<Finding>,
) {
    opinions(cx, table, None, index, res);
    if cx.is_postgres() {
        res.push(blocks(table));
    }
}

fn blocks(table: &QualifiedName) -> Finding {
    finding(
        &codes::INDEX_BLOCKS_WRITES,
        format!("nobody can write to `{table}` until the index is built"),
        "say `concurrently`, outside any transaction",
    )
}

fn opinions(
    cx: &Context<'_>,
    table: &QualifiedName,
    name: Option<&Name>,
    index: &IndexSpec,
    res: &mut Vec<Finding>,
) {
    if index.is_unique {
        res.push(finding(
            &codes::UNIQUE_MAY_FAIL,
            format!("this fails where two rows of `{table}` agree"),
            "look first that there are none",
        ));
    } else if index.columns.len() > 3 {
        res.push(finding(
            &codes::WIDE_INDEX,
            format!("an index over {} columns rarely pays", index.columns.len()),
            "leave out what does not find fewer rows",
        ));
    }
    let Some(own) = cx.state.table(table) else { return };
    let same = own.indexes.iter().find(|(other, it)| {
        Some(*other) != name
            && it.columns == index.columns
            && it.is_unique == index.is_unique
            && it.method == index.method
            && it.predicate.is_none()
            && index.predicate.is_none()
            && !it.has_expressions
            && !index.has_expressions
    });
    if let Some((other, _)) = same.filter(|_| !index.columns.is_empty()) {
        res.push(finding(
            &codes::INDEX_AGAIN,
            format!("`{table}` has the same index as `{other}`"),
            "keep one of them",
        ));
    }
}
