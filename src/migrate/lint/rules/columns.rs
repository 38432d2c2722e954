//! Columns that come, change and go in tables that are there.

use super::types;
use super::{Context, codes, finding};
use crate::base::{DialectId, Name};
use crate::dialect::facts::{
    ColumnSpec, DefaultKind, GeneratedKind, Surroundings, TableAction, Work,
};
use crate::migrate::lint::Finding;
use crate::schema::QualifiedName;

pub(super) fn judge(
    cx: &Context<'_>,
    table: &QualifiedName,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    match action {
        TableAction::AddColumn(column) => add(cx, table, column, res),
        TableAction::DropColumn { name, cascade, .. } => {
            res.push(finding(
                &codes::DROPPED_COLUMN,
                format!("the values of `{table}.{name}` are gone, and programs that name it fail"),
                "drop it when nothing that runs uses it any more",
            ));
            cascaded(*cascade, res);
        }
        TableAction::RenameColumn(from, to) => res.push(renamed(table, from, to)),
        TableAction::SetType { name, .. } => {
            types::changed(cx, table, name, action, res);
        }
        TableAction::SetNotNull(name) => set_not_null(cx, table, name, res),
        TableAction::DropNotNull(name) if !cx.is_mysql_like() => res.push(finding(
            &codes::DROPPED_NOT_NULL,
            format!("`{table}.{name}` may be null from now on"),
            "make sure that its readers expect that",
        )),
        TableAction::SetExpression(_) if cx.is_postgres() => res.push(finding(
            &codes::DERIVED_REWRITES,
            format!("all rows of `{table}` are written anew while nobody can use it"),
            "add another column, and fill it in batches",
        )),
        TableAction::Modify { from, column, .. } => modify(cx, table, from, column, res),
        _ => {}
    }
}

pub(super) fn cascaded(cascade: bool, res: &mut Vec<Finding>) {
    if cascade {
        res.push(finding(
            &codes::DROP_CASCADE,
            "whatever depends on it goes as well",
            "name what goes, and leave `cascade` out",
        ));
    }
}

fn renamed(table: &QualifiedName, from: &Name, to: &Name) -> Finding {
    finding(
        &codes::RENAMED_COLUMN,
        format!(
            "programs that know `{table}.{from}` fail at once, and those that know `{to}` failed before"
        ),
        "add the new column, write both, move the readers, drop the old one",
    )
}

fn set_not_null(cx: &Context<'_>, table: &QualifiedName, name: &Name, res: &mut Vec<Finding>) {
    if cx.is_postgres() && cx.has(Work::Scan) {
        res.push(finding(
            &codes::NOT_NULL_SCANS,
            format!("all rows of `{table}` are read while nobody can use it, and it fails where one has no `{name}`"),
            format!("prove it first: a check `{name} is not null`, `not valid`, then validated"),
        ));
    } else if !cx.is_postgres() {
        null_refused(table, name, res);
    }
}

fn null_refused(table: &QualifiedName, name: &Name, res: &mut Vec<Finding>) {
    res.push(finding(
        &codes::NULL_REFUSED,
        format!("this fails where a row of `{table}` has no `{name}`, or puts a zero or an empty text in"),
        "fill these rows first",
    ));
}

fn add(cx: &Context<'_>, table: &QualifiedName, column: &ColumnSpec, res: &mut Vec<Finding>) {
    let name = &column.name;
    if cx.state.has_column(table, name) {
        if !column.if_not_exists {
            res.push(finding(
                &codes::COLUMN_TWICE,
                format!("`{table}` has a column `{name}` already"),
                "look at the name",
            ));
        }
        return;
    }
    required(cx, table, column, res);
    breaks_check(cx, table, column, res);
    if cx.is_postgres() {
        rewritten(cx, table, column, res);
        checked(cx, table, column, res);
    }
    let is_computed = matches!(column.default, Some(DefaultKind::Stable | DefaultKind::Volatile));
    if cx.id() == DialectId::Sqlite && is_computed {
        res.push(finding(
            &codes::CLASH_OF_DEFAULT,
            format!("SQLite refuses this where `{table}` has rows"),
            "add the column without a default, and fill it",
        ));
    }
    types::regretted(cx, column, res);
}

/// A mandatory column, and rows that have no value for it.
fn required(cx: &Context<'_>, table: &QualifiedName, column: &ColumnSpec, res: &mut Vec<Finding>) {
    let has_value = column.default.is_some_and(|it| it != DefaultKind::Null)
        || column.is_identity
        || column.generated.is_some()
        || column.ty.as_ref().is_some_and(|it| cx.state.is_constrained_domain(it));
    let is_mandatory = column.is_not_null || column.is_key && !column.is_identity;
    if is_mandatory && !has_value {
        let name = &column.name;
        res.push(finding(
            &codes::REQUIRED_COLUMN_WITHOUT_DEFAULT,
            match cx.is_mysql_like() {
                true => format!("the rows of `{table}` get a zero or an empty text in `{name}`"),
                false => format!("`{table}` may have rows, and they have no value for `{name}`"),
            },
            "give it a default, or add it nullable, fill it, and make it mandatory then",
        ));
    }
}

/// A default that no row may have, and rows that get it.
fn breaks_check(
    cx: &Context<'_>,
    table: &QualifiedName,
    column: &ColumnSpec,
    res: &mut Vec<Finding>,
) {
    if !column.breaks_check {
        return;
    }
    let name = &column.name;
    res.push(finding(
        &codes::DEFAULT_BREAKS_CHECK,
        match cx.id() {
            DialectId::Mariadb => format!(
                "MariaDB does not ask the rows of `{table}`: they keep a `{name}` that its check refuses"
            ),
            _ => format!("the rows of `{table}` would get a `{name}` that its check refuses"),
        },
        "take another default, or another check",
    ));
}

fn rewritten(cx: &Context<'_>, table: &QualifiedName, column: &ColumnSpec, res: &mut Vec<Finding>) {
    if !cx.has(Work::Rewrite) {
        return;
    }
    let code = if column.generated.is_some() {
        &codes::DERIVED_REWRITES
    } else if column.is_identity {
        &codes::IDENTITY_REWRITES
    } else {
        &codes::DEFAULT_REWRITES
    };
    let is_domain = column.ty.as_ref().is_some_and(|it| cx.state.is_constrained_domain(it));
    let help = match (column.generated, is_domain) {
        (Some(GeneratedKind::Stored | GeneratedKind::Unsaid), _) => {
            "add a plain column and fill it in batches, with a trigger that keeps it up"
        }
        (_, true) => {
            "add the column with the type that the domain narrows, and a check, `not valid`"
        }
        _ => "add the column without a value, set the default, and fill it in batches",
    };
    let message = format!("all rows of `{table}` are written anew while nobody can use it");
    res.push(finding(code, message, help));
}

fn checked(cx: &Context<'_>, table: &QualifiedName, column: &ColumnSpec, res: &mut Vec<Finding>) {
    if column.references.is_some() && cx.has(Work::Scan) {
        res.push(finding(
            &codes::FOREIGN_KEY_SCANS,
            format!("all rows of `{table}` are checked while nobody can write"),
            "add the column, and then the foreign key, `not valid`",
        ));
    }
    if column.has_check && cx.has(Work::Scan) {
        res.push(finding(
            &codes::CHECK_SCANS,
            format!("all rows of `{table}` are checked while nobody can use it"),
            "add the column, and then the check, `not valid`",
        ));
    }
    if column.is_key {
        res.push(super::constraints::key(table));
    } else if column.is_unique {
        res.push(super::constraints::unique(table));
    }
}

fn modify(
    cx: &Context<'_>,
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    res: &mut Vec<Finding>,
) {
    if !from.eq_ignore_ascii_case(&column.name) {
        res.push(renamed(table, from, &column.name));
    }
    let Some(before) =
        cx.state.table(table).and_then(|it| it.columns.get(&from.to_lowercase()[..]))
    else {
        return;
    };
    let is_mandatory = column.is_not_null || column.is_key;
    let forgotten = [
        (before.is_not_null && !is_mandatory, "`not null`"),
        (before.has_default && column.default.is_none(), "its default"),
        (before.has_comment && !column.has_comment, "its comment"),
    ];
    let forgotten: Vec<&str> =
        forgotten.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect();
    if !forgotten.is_empty() {
        res.push(finding(
            &codes::COLUMN_FORGETS,
            format!("`{table}.{from}` loses {}", forgotten.join(" and ")),
            "say the whole column",
        ));
    }
    if !before.is_not_null && is_mandatory {
        null_refused(table, &column.name, res);
    }
    if let (Some(old), Some(new)) = (&before.ty, &column.ty) {
        types::compared(cx, table, from, (old, new), false, res);
    }
}
