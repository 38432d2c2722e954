//! What the server refuses.

use super::{Context, codes, finding};
use crate::base::DialectId;
use crate::dialect::facts::{
    ConstraintKindSpec, Operation, Refusal, TableAction, refusal, table_of,
};
use crate::migrate::lint::Finding;

pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    unknown_table(cx, res);
    without_key(cx, res);
    let version = cx.options.version;
    match refusal(cx.operation, cx.id(), version, cx.state) {
        Some(Refusal::Version(first)) => res.push(finding(
            &codes::NEWER_VERSION_NEEDED,
            format!("{} has this from version {first} on", cx.id().title()),
            "",
        )),
        Some(Refusal::InUse(by)) => res.push(finding(
            &codes::STILL_USED,
            format!("{by} uses it, so the server refuses this"),
            "drop that before, and make it again afterwards",
        )),
        Some(Refusal::Impossible(reason)) if cx.id() == DialectId::Sqlite => res.push(finding(
            &codes::UNSUPPORTED_ALTER,
            reason,
            "make a new table, move the rows, and give it the old name; `erc diff --format sql` writes it",
        )),
        Some(Refusal::Impossible(reason)) => {
            res.push(finding(&codes::IMPOSSIBLE_STATEMENT, reason, ""));
        }
        None => {}
    }
    let version = version.filter(|_| cx.is_postgres());
    let builds = matches!(
        cx.operation,
        Operation::CreateIndex { concurrently: true, .. }
            | Operation::Reindex { concurrently: true, .. }
    );
    // 14.4 mended it.
    if builds && version.is_some_and(|it| it.major == 14 && it.minor < 4 && it.minor > 0) {
        res.push(finding(
            &codes::INDEX_CORRUPTION,
            "on 14.0 to 14.3 rows may be missing from the index",
            "update the server to 14.4 or later first",
        ));
    }
}

fn unknown_table(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let is_lenient = match cx.operation {
        Operation::CreateTable(_) | Operation::Comment(_) | Operation::Vacuum(_) => true,
        Operation::DropTable { if_exists, .. } => *if_exists,
        _ => false,
    };
    if is_lenient {
        return;
    }
    let targets = match cx.operation {
        Operation::Alter(_, TableAction::AddConstraint(it)) => it.target.as_ref(),
        Operation::Alter(_, TableAction::AddColumn(it)) => it.references.as_ref(),
        _ => None,
    };
    for table in table_of(cx.operation).into_iter().chain(targets) {
        if !cx.state.may_exist(table) {
            res.push(finding(
                &codes::UNKNOWN_TABLE,
                format!("there is no table `{table}` at this point"),
                "look at the name, or at the schema that was given",
            ));
        }
    }
}

/// A foreign key to columns that may not tell rows apart.
fn without_key(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let Operation::Alter(_, TableAction::AddConstraint(it)) = cx.operation else { return };
    let (Some(target), false) = (&it.target, it.target_columns.is_empty()) else { return };
    let Some(table) = cx.state.table(target) else { return };
    if it.kind != ConstraintKindSpec::ForeignKey || table.is_partial || !cx.state.is_known {
        return;
    }
    let mut wanted: Vec<_> = it.target_columns.iter().map(|it| it.to_lowercase()).collect();
    wanted.sort_unstable();
    let same = |columns: &[crate::base::Name]| {
        let mut own: Vec<_> = columns.iter().map(|it| it.to_lowercase()).collect();
        own.sort_unstable();
        own == wanted
    };
    let has_key = table.constraints.values().any(|it| it.is_key() && same(&it.columns));
    let is_whole = |it: &&crate::migrate::lint::state::IndexState| {
        it.is_unique && it.predicate.is_none() && !it.has_expressions
    };
    let has_index = table.indexes.values().filter(is_whole).any(|it| same(&it.columns));
    // MySQL takes any index that starts with them.
    let starts = |it: &crate::migrate::lint::state::IndexState| {
        it.columns.iter().map(|it| it.to_lowercase()).take(wanted.len()).eq(wanted.iter().cloned())
    };
    let is_enough = cx.is_mysql_like() && table.indexes.values().any(starts);
    if !has_key && !has_index && !is_enough {
        let columns = it.target_columns.join(", ");
        res.push(finding(
            &codes::REFERENCE_WITHOUT_KEY,
            format!("no key of `{target}` is over {columns}"),
            "make it unique first",
        ));
    }
}
