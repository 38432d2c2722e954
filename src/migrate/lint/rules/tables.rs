//! Tables, indexes and everything beside columns.

use rustc_hash::FxHashSet;

use super::super::Finding;
use super::super::codes;
use super::{Context, columns, fail, warn};
use crate::base::DialectId;
use crate::dialect::facts::{ConstraintKindSpec, Operation, Surroundings, TableAction, Work};
use crate::schema::QualifiedName;

/// What a new table deserves; it locks nobody.
pub(super) fn create(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let Operation::CreateTable { table, columns, partition_of, if_not_exists, is_unlogged, .. } =
        cx.operation
    else {
        return;
    };
    let mut seen = FxHashSet::default();
    for column in columns {
        if !seen.insert(&column.name) {
            res.push(fail(
                &codes::COLUMN_TWICE,
                format!("`{}` is named twice", column.name),
                "take one of them away",
            ));
        }
        columns::types(cx, column, res);
        if column.references.is_some() && cx.id() == DialectId::Mysql {
            res.push(warn(
                &codes::INLINE_REFERENCE_IGNORED,
                format!("MySQL forgets what `{}` refers to", column.name),
                "say it as `foreign key (…) references …`",
            ));
        }
    }
    if *is_unlogged {
        res.push(warn(
            &codes::UNLOGGED_TABLE,
            format!("`{table}` is empty after a crash"),
            "leave `unlogged` out unless its rows can be had again",
        ));
    }
    if let Some(parent) = partition_of.as_ref().filter(|it| !cx.is_new(it)) {
        res.push(warn(
            &codes::PARTITION_BLOCKS,
            format!("nobody can use `{parent}` meanwhile"),
            "make the table apart, and attach it",
        ));
    }
    let exists = cx.state.tables.get(table).is_some_and(|it| !it.is_new);
    if *if_not_exists && exists {
        res.push(warn(
            &codes::EXISTING_TABLE_LEFT,
            format!("`{table}` exists, so this does nothing"),
            "alter it, or take the statement away",
        ));
    }
}

/// What is done to a table that is there.
pub(super) fn action(
    cx: &Context<'_>,
    table: &QualifiedName,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    match action {
        TableAction::AddConstraint(it) => columns::constraint(cx, table, it, res),
        TableAction::RenameTable(to) => res.push(warn(
            &codes::RENAMED_TABLE,
            format!("programs that know `{table}` fail at once"),
            format!("make a view by the old name of `{to}` in the same transaction"),
        )),
        TableAction::DropConstraint { name, kind } => {
            let known = name.as_ref().and_then(|it| cx.state.constraint(table, it));
            match kind.or(known.map(|(kind, _)| kind)) {
                Some(ConstraintKindSpec::ForeignKey) => res.push(warn(
                    &codes::DROPPED_FOREIGN_KEY,
                    format!("rows of `{table}` may refer to nothing from now on"),
                    "add the one that takes its place first",
                )),
                Some(ConstraintKindSpec::Key) => res.push(warn(
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
        TableAction::Detach(part, false) if cx.is_postgres() => res.push(warn(
            &codes::DETACH_BLOCKS,
            format!("nobody can use `{table}` while `{part}` is detached"),
            "say `concurrently` behind it",
        )),
        TableAction::Rewrite if cx.is_postgres() => res.push(rewritten(table)),
        TableAction::Convert => res.push(warn(
            &codes::CHARSET_CONVERTED,
            format!("all texts of `{table}` are converted"),
            "change one column after the other",
        )),
        TableAction::AddIndex { .. } if cx.is_postgres() => res.push(index(table)),
        _ => {}
    }
    let is_said = matches!(action, TableAction::Algorithm(_) | TableAction::Lock(_));
    let is_dear = cx.has(Work::Rewrite) || cx.has(Work::IndexBuild);
    if cx.is_mysql_like() && is_dear && !is_said {
        res.push(Finding {
            severity: crate::base::Severity::Info,
            ..warn(
                &codes::ALGORITHM_MISSING,
                format!("the server may change `{table}` in any way that it can"),
                "add `algorithm = inplace, lock = none`, so that it refuses what blocks",
            )
        });
    }
}

fn rewritten(table: &QualifiedName) -> Finding {
    warn(
        &codes::TABLE_REWRITTEN,
        format!("`{table}` is written anew while nobody can use it"),
        "choose a quiet hour, or a tool that does it online",
    )
}

fn index(table: &QualifiedName) -> Finding {
    warn(
        &codes::INDEX_BLOCKS_WRITES,
        format!("nobody can write to `{table}` until the index is built"),
        "say `concurrently`, outside any transaction",
    )
}

/// Whether the script has made a table that can take this one's place, with its name in its own: SQLite's way to
/// alter a table.
fn is_made_anew(cx: &Context<'_>, table: &QualifiedName) -> bool {
    let is_successor = |name: &QualifiedName| {
        name != table && name.name.ends_with(table.name.as_str()) && cx.is_new(name)
    };
    cx.id() == DialectId::Sqlite && cx.state.tables.keys().any(is_successor)
}

/// All other statements.
pub(super) fn statement(cx: &Context<'_>, res: &mut Vec<Finding>) {
    match cx.operation {
        Operation::CreateIndex { table, concurrently, if_not_exists, .. } => {
            if cx.is_new(table) || !cx.is_postgres() {
                return;
            }
            if !concurrently {
                res.push(index(table));
            } else if *if_not_exists {
                res.push(warn(
                    &codes::INDEX_OVER_INVALID,
                    "an index that failed before is passed over in silence",
                    "drop it concurrently first, and leave `if not exists` out",
                ));
            }
        }
        Operation::DropIndex { table, concurrently: false, .. } if cx.is_postgres() => {
            let is_new = table.as_ref().is_some_and(|it| cx.is_new(it));
            if !is_new {
                res.push(warn(
                    &codes::INDEX_DROP_BLOCKS,
                    "nobody can use the table until this has its lock and is done",
                    "say `concurrently`, outside any transaction",
                ));
            }
        }
        Operation::Reindex { concurrently: false, .. } if cx.is_postgres() => res.push(warn(
            &codes::REINDEX_BLOCKS,
            "nobody can write until the index is built",
            "say `concurrently`, outside any transaction",
        )),
        Operation::DropTable { table, cascade }
            if !cx.is_new(table) && !is_made_anew(cx, table) =>
        {
            res.push(warn(
                &codes::DROPPED_TABLE,
                format!("the rows of `{table}` are gone"),
                "drop it when nothing that runs uses it any more",
            ));
            columns::cascaded(*cascade, res);
        }
        Operation::DropOther { kind, name, cascade } => {
            let code = match kind.as_str() {
                "schema" => Some(&codes::DROPPED_SCHEMA),
                "database" => Some(&codes::DROPPED_DATABASE),
                "sequence" => Some(&codes::DROPPED_SEQUENCE),
                _ => None,
            };
            if let Some(code) = code {
                let message = format!("what is in `{name}` is gone");
                res.push(warn(code, message, "make sure that nothing uses it any more"));
            }
            columns::cascaded(*cascade, res);
        }
        Operation::Truncate { table, cascade } if !cx.is_new(table) => {
            let message = format!("the rows of `{table}` are gone");
            res.push(warn(&codes::TRUNCATED_TABLE, message, "make sure that this is meant"));
            if *cascade {
                res.push(warn(
                    &codes::TRUNCATE_CASCADE,
                    format!("tables that refer to `{table}` are emptied as well"),
                    "name the tables, and leave `cascade` out",
                ));
            }
        }
        Operation::Refresh { concurrently: false, view } => res.push(warn(
            &codes::REFRESH_BLOCKS,
            format!("nobody can read `{view}` meanwhile"),
            "give it a unique index and say `concurrently`",
        )),
        Operation::Cluster(table) if cx.is_postgres() => {
            let table = table.clone().unwrap_or_else(|| QualifiedName::plain("every table"));
            res.push(rewritten(&table));
        }
        Operation::RenameNamespace(name) => res.push(warn(
            &codes::RENAMED_SCHEMA,
            format!("programs that know `{name}` fail at once"),
            "make a new schema, and views in the old one",
        )),
        Operation::Update { table, has_condition: false } if !cx.is_new(table) => res.push(warn(
            &codes::UPDATE_WITHOUT_CONDITION,
            format!("every row of `{table}` is locked until all are changed"),
            "change them in batches",
        )),
        Operation::Delete { table, has_condition: false } if !cx.is_new(table) => res.push(warn(
            &codes::DELETE_WITHOUT_CONDITION,
            format!("all rows of `{table}` are gone"),
            "say which rows, or `where true` if all are meant",
        )),
        Operation::Set(name, value) if cx.is_mysql_like() => {
            let is_off = matches!(value.as_str(), "0" | "off" | "");
            let checks = ["foreign_key_checks", "unique_checks", "check_constraint_checks"];
            if is_off && (checks.contains(&name.as_str()) || name == "sql_mode") {
                res.push(warn(
                    &codes::CHECKS_OFF,
                    "rows that break the rules are kept, and nothing looks at them again",
                    "put the statements in an order that needs no exception",
                ));
            }
        }
        _ => {}
    }
}
