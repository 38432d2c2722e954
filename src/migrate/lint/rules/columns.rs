//! Columns that come, change and go in tables that are there.

use super::super::Finding;
use super::super::codes;
use super::{Context, fail, warn};
use crate::base::{DialectId, Name};
use crate::dialect::facts::{ColumnSpec, ConstraintKindSpec, DefaultKind, TableAction, Work};
use crate::schema::QualifiedName;

pub(super) fn action(
    cx: &Context<'_>,
    table: &QualifiedName,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    match action {
        TableAction::AddColumn(column) => add(cx, table, column, res),
        TableAction::DropColumn { name, cascade } => {
            res.push(warn(
                &codes::DROPPED_COLUMN,
                format!("the values of `{table}.{name}` are gone, and programs that name it fail"),
                "drop it when nothing that runs uses it any more",
            ));
            cascaded(*cascade, res);
        }
        TableAction::RenameColumn(from, to) => res.push(warn(
            &codes::RENAMED_COLUMN,
            format!("programs that know `{table}.{from}` fail at once, and those that know `{to}` failed before"),
            "add the new column, write both, move the readers, drop the old one",
        )),
        TableAction::SetType { name, .. } => set_type(cx, table, name, res),
        TableAction::SetNotNull(name) if cx.is_postgres() && cx.has(Work::Scan) => res.push(warn(
            &codes::NOT_NULL_SCANS,
            format!("all rows of `{table}` are read while nobody can use it"),
            format!("prove it first: a check `{name} is not null`, `not valid`, then validated"),
        )),
        TableAction::DropNotNull(name) => res.push(Finding {
            severity: crate::base::Severity::Info,
            ..warn(
                &codes::DROPPED_NOT_NULL,
                format!("`{table}.{name}` may be null from now on"),
                "make sure that its readers expect that",
            )
        }),
        TableAction::Modify { from, column, .. } => modify(cx, table, from, column, res),
        _ => {}
    }
}

pub(super) fn cascaded(cascade: bool, res: &mut Vec<Finding>) {
    if cascade {
        res.push(warn(
            &codes::DROP_CASCADE,
            "whatever depends on it goes as well",
            "name what goes, and leave `cascade` out",
        ));
    }
}

fn add(cx: &Context<'_>, table: &QualifiedName, column: &ColumnSpec, res: &mut Vec<Finding>) {
    let name = &column.name;
    let has_value = matches!(
        column.default,
        Some(DefaultKind::Constant | DefaultKind::Stable | DefaultKind::Volatile)
    ) || column.is_identity
        || column.generated.is_some()
        || column.type_text.ends_with("serial");
    if column.is_not_null && !has_value {
        res.push(fail(
            &codes::REQUIRED_COLUMN_WITHOUT_DEFAULT,
            match cx.is_mysql_like() {
                true => format!("the rows of `{table}` get a zero or an empty text in `{name}`"),
                false => format!("`{table}` may have rows, and they have no value for `{name}`"),
            },
            "give it a default, or add it nullable, fill it, and make it mandatory then",
        ));
    }
    if cx.is_postgres() && cx.has(Work::Rewrite) {
        let code = if column.generated == Some(true) {
            &codes::DERIVED_REWRITES
        } else if column.is_identity || column.type_text.ends_with("serial") {
            &codes::IDENTITY_REWRITES
        } else {
            &codes::DEFAULT_REWRITES
        };
        res.push(warn(
            code,
            format!("all rows of `{table}` are written anew while nobody can use it"),
            "add the column without a value, set the default, and fill it in batches",
        ));
    }
    if cx.is_postgres() && column.references.is_some() && cx.has(Work::Scan) {
        res.push(warn(
            &codes::FOREIGN_KEY_SCANS,
            format!("all rows of `{table}` are checked while nobody can write"),
            "add the column, and then the foreign key, `not valid`",
        ));
    }
    if cx.is_postgres() && column.has_check && cx.has(Work::Scan) {
        res.push(warn(
            &codes::CHECK_SCANS,
            format!("all rows of `{table}` are checked while nobody can use it"),
            "add the column, and then the check, `not valid`",
        ));
    }
    if cx.is_postgres() && (column.is_unique || column.is_key) {
        res.push(unique(table));
    }
    let is_plain = !matches!(column.default, Some(DefaultKind::Stable | DefaultKind::Volatile));
    if cx.id() == DialectId::Sqlite && !is_plain {
        res.push(fail(
            &codes::CLASH_OF_DEFAULT,
            format!("SQLite refuses this where `{table}` has rows"),
            "add the column without a default, and fill it",
        ));
    }
    types(cx, column, res);
}

fn unique(table: &QualifiedName) -> Finding {
    warn(
        &codes::UNIQUE_BLOCKS,
        format!("an index is built while nobody can use `{table}`"),
        "build it with `create unique index concurrently`, and add the constraint `using index`",
    )
}

fn set_type(cx: &Context<'_>, table: &QualifiedName, name: &Name, res: &mut Vec<Finding>) {
    if !cx.is_postgres() {
        return;
    }
    if cx.has(Work::Rewrite) {
        res.push(warn(
            &codes::TYPE_REWRITES,
            format!("all rows of `{table}` are written anew while nobody can use it"),
            format!("add a column beside `{name}`, fill it in batches, and let it take the place"),
        ));
    } else if cx.has(Work::Scan) || cx.has(Work::IndexBuild) {
        res.push(warn(
            &codes::TYPE_SCANS,
            format!("`{table}` is read as a whole while nobody can use it"),
            "drop the check or index before, and add it again without blocking",
        ));
    }
}

fn modify(
    cx: &Context<'_>,
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    res: &mut Vec<Finding>,
) {
    if *from != column.name {
        res.push(warn(
            &codes::RENAMED_COLUMN,
            format!("programs that know `{table}.{from}` fail at once"),
            "add the new column, write both, move the readers, drop the old one",
        ));
    }
    let Some(before) = cx.state.tables.get(table).and_then(|it| it.columns.get(from)) else {
        return;
    };
    let forgotten = [
        (before.is_not_null && !column.is_not_null && !column.is_key, "`not null`"),
        (before.has_default && column.default.is_none(), "its default"),
        (before.has_comment && !column.has_comment, "its comment"),
    ];
    let forgotten: Vec<&str> =
        forgotten.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect();
    if !forgotten.is_empty() {
        res.push(warn(
            &codes::COLUMN_FORGETS,
            format!("`{table}.{from}` loses {}", forgotten.join(" and ")),
            "say the whole column",
        ));
    }
}

/// Types that are regretted.
pub(super) fn types(cx: &Context<'_>, column: &ColumnSpec, res: &mut Vec<Finding>) {
    let text = column.type_text.to_lowercase();
    let bare = text.split('(').next().unwrap_or_default().trim();
    let name = &column.name;
    let mut say = |code, message: String, help: &str| {
        let severity = crate::base::Severity::Info;
        res.push(Finding { severity, ..warn(code, message, help) });
    };
    if matches!(bare, "char" | "character" | "bpchar") && cx.is_postgres() {
        let message = format!("`{name}` is padded with spaces");
        say(&codes::PADDED_TYPE, message, "use `varchar` or `text`");
    }
    if !cx.is_postgres() {
        if matches!(bare, "float" | "double" | "real") && is_money(name) {
            let message = format!("`{name}` is rounded");
            say(&codes::INEXACT_MONEY, message, "use `decimal`");
        }
        return;
    }
    match bare {
        "timestamp" | "timestamp without time zone" => {
            let message = format!("`{name}` is another moment in every session");
            say(&codes::TIME_WITHOUT_ZONE, message, "use `timestamptz`");
        }
        "serial" | "bigserial" | "smallserial" | "serial4" | "serial8" => {
            let message = format!("the sequence of `{name}` has permissions of its own");
            say(&codes::SERIAL_TYPE, message, "use `generated by default as identity`");
        }
        "json" => {
            let message = format!("`{name}` cannot be compared");
            say(&codes::JSON_TEXT, message, "use `jsonb`");
        }
        "money" => {
            let message = format!("`{name}` depends on the locale of the session");
            say(&codes::INEXACT_MONEY, message, "use `numeric`");
        }
        "real" | "float" | "float4" | "float8" | "double precision" if is_money(name) => {
            let message = format!("`{name}` is rounded");
            say(&codes::INEXACT_MONEY, message, "use `numeric`");
        }
        _ => {}
    }
    let is_small = matches!(bare, "int" | "integer" | "int4" | "smallint" | "int2" | "serial");
    if is_small && (column.is_identity || bare == "serial") {
        let message = format!("`{name}` has room for two thousand million rows alone");
        say(&codes::SMALL_KEY, message, "use `bigint`");
    }
}

fn is_money(name: &Name) -> bool {
    ["price", "amount", "cost", "total", "salary", "fee"].iter().any(|it| name.contains(it))
}

/// A constraint that comes.
pub(super) fn constraint(
    cx: &Context<'_>,
    table: &QualifiedName,
    it: &crate::dialect::facts::ConstraintSpec,
    res: &mut Vec<Finding>,
) {
    if !cx.is_postgres() {
        return;
    }
    let builds = cx.has(Work::IndexBuild);
    let scans = cx.has(Work::Scan);
    match it.kind {
        ConstraintKindSpec::ForeignKey if scans => {
            let target = it.target.as_ref().map(ToString::to_string).unwrap_or_default();
            res.push(warn(
                &codes::FOREIGN_KEY_SCANS,
                format!("nobody can write to `{table}` and `{target}` until all rows are checked"),
                "add it `not valid`, and validate it in another transaction",
            ));
        }
        ConstraintKindSpec::Check | ConstraintKindSpec::NotNull if scans => res.push(warn(
            &codes::CHECK_SCANS,
            format!("nobody can use `{table}` until all rows are checked"),
            "add it `not valid`, and validate it in another transaction",
        )),
        ConstraintKindSpec::Unique if builds => res.push(unique(table)),
        ConstraintKindSpec::Key if builds || scans => res.push(warn(
            &codes::PRIMARY_KEY_BLOCKS,
            format!("nobody can use `{table}` until all rows are read"),
            "build a unique index concurrently over mandatory columns, and add the key `using index`",
        )),
        ConstraintKindSpec::Exclusion => res.push(warn(
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
