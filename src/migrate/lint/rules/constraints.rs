//! Constraints that come and go in tables that are there.

use super::{Context, codes, finding};
use crate::dialect::facts::{ConstraintKindSpec, ConstraintSpec, Surroundings, TableAction, Work};
use crate::migrate::lint::Finding;
use crate::schema::QualifiedName;

pub(super) fn judge(
    cx: &Context<'_>,
    table: &QualifiedName,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    match action {
        TableAction::AddConstraint(it) => add(cx, table, it, res),
        TableAction::AlterConstraint { enforces: true, .. } if cx.has(Work::Scan) => {
            res.push(finding(
                &codes::FOREIGN_KEY_SCANS,
                format!("nobody can use `{table}` until all rows are checked"),
                "choose a quiet hour",
            ));
        }
        TableAction::DropConstraint { name, kind } => {
            let known = name.as_ref().and_then(|it| cx.state.constraint(table, it));
            match kind.or(known.map(|(kind, _)| kind)) {
                Some(ConstraintKindSpec::ForeignKey) => res.push(finding(
                    &codes::DROPPED_FOREIGN_KEY,
                    format!("rows of `{table}` may refer to nothing from now on"),
                    "add the one that takes its place first",
                )),
                Some(ConstraintKindSpec::Key) => res.push(finding(
                    &codes::DROPPED_PRIMARY_KEY,
                    format!("`{table}` has no primary key from now on"),
                    "add the new one in the same statement",
                )),
                Some(
                    ConstraintKindSpec::Unique
                    | ConstraintKindSpec::Check
                    | ConstraintKindSpec::Exclusion
                    | ConstraintKindSpec::NotNull,
                )
                | None => {}
            }
        }
        _ => {}
    }
}

pub(super) fn unique(table: &QualifiedName) -> Finding {
    finding(
        &codes::UNIQUE_BLOCKS,
        format!("an index is built while nobody can use `{table}`"),
        "build it with `create unique index concurrently`, and add the constraint `using index`",
    )
}

pub(super) fn key(table: &QualifiedName) -> Finding {
    finding(
        &codes::PRIMARY_KEY_BLOCKS,
        format!("nobody can use `{table}` until all rows are read"),
        "build a unique index concurrently over mandatory columns, and add the key `using index`",
    )
}

fn add(cx: &Context<'_>, table: &QualifiedName, it: &ConstraintSpec, res: &mut Vec<Finding>) {
    if matches!(it.kind, ConstraintKindSpec::Key | ConstraintKindSpec::Unique)
        && it.using_index.is_none()
    {
        res.push(finding(
            &codes::UNIQUE_MAY_FAIL,
            format!("this fails where two rows of `{table}` agree"),
            "look first that there are none",
        ));
    }
    if it.kind == ConstraintKindSpec::ForeignKey && cx.is_postgres() {
        without_index(cx, table, it, res);
    }
    if cx.is_postgres() {
        blocking(cx, table, it, res);
    }
}

fn without_index(
    cx: &Context<'_>,
    table: &QualifiedName,
    it: &ConstraintSpec,
    res: &mut Vec<Finding>,
) {
    let Some(own) = cx.state.table(table) else { return };
    let leads = |columns: &[crate::base::Name]| it.columns.iter().all(|it| columns.contains(it));
    let has_index = own
        .indexes
        .values()
        .any(|index| leads(index.columns.get(..it.columns.len()).unwrap_or_default()));
    let has_key = own
        .constraints
        .values()
        .filter(|it| it.is_key())
        .any(|key| leads(key.columns.get(..it.columns.len()).unwrap_or_default()));
    if !has_index && !has_key && cx.state.is_known {
        res.push(finding(
            &codes::FOREIGN_KEY_WITHOUT_INDEX,
            format!("who deletes what is referred to reads all of `{table}`"),
            "make an index over its columns first, concurrently",
        ));
    }
}

fn blocking(cx: &Context<'_>, table: &QualifiedName, it: &ConstraintSpec, res: &mut Vec<Finding>) {
    let builds = cx.has(Work::IndexBuild);
    let scans = cx.has(Work::Scan);
    match it.kind {
        ConstraintKindSpec::ForeignKey if scans => {
            let target = it.target.as_ref().map(ToString::to_string).unwrap_or_default();
            res.push(finding(
                &codes::FOREIGN_KEY_SCANS,
                format!("nobody can write to `{table}` and `{target}` until all rows are checked"),
                "add it `not valid`, and validate it in another transaction",
            ));
        }
        ConstraintKindSpec::Check | ConstraintKindSpec::NotNull if scans => res.push(finding(
            &codes::CHECK_SCANS,
            format!("nobody can use `{table}` until all rows are checked"),
            "add it `not valid`, and validate it in another transaction",
        )),
        ConstraintKindSpec::Unique if builds => res.push(unique(table)),
        ConstraintKindSpec::Key if builds || scans => res.push(key(table)),
        ConstraintKindSpec::Exclusion => res.push(finding(
            &codes::EXCLUSION_BLOCKS,
            format!("an index is built while nobody can use `{table}`"),
            "there is no way around it: choose a quiet hour",
        )),
        ConstraintKindSpec::ForeignKey
        | ConstraintKindSpec::Check
        | ConstraintKindSpec::NotNull
        | ConstraintKindSpec::Unique
        | ConstraintKindSpec::Key => {}
    }
}
