//! Each kind of operation to those who judge it.

use super::super::Finding;
use super::super::codes;
use super::{Context, columns, fail, tables, warn};
use crate::base::DialectId;
use crate::dialect::facts::{Operation, TableAction, Work, table_of};

pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    match cx.operation {
        Operation::CreateTable { .. } => tables::create(cx, res),
        Operation::Alter(table, action) => {
            unknown_table(cx, res);
            if !cx.is_new(table) {
                columns::action(cx, table, action, res);
                tables::action(cx, table, action, res);
            }
            if cx.id() == DialectId::Sqlite {
                sqlite(action, res);
            }
        }
        Operation::Unknown => res.push(Finding {
            severity: crate::base::Severity::Info,
            ..warn(&codes::STATEMENT_NOT_UNDERSTOOD, "nothing is known about this statement", "")
        }),
        Operation::AddLabel { label, is_placed: false, .. } => res.push(Finding {
            severity: crate::base::Severity::Info,
            ..warn(
                &codes::ENUM_VALUE_WITHOUT_PLACE,
                format!("`{label}` goes to the end"),
                "say `before` or `after` which value it goes",
            )
        }),
        _ => tables::statement(cx, res),
    }
    copied(cx, res);
    long_name(cx, res);
}

fn unknown_table(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let Some(table) = table_of(cx.operation) else { return };
    if cx.state.is_known && !cx.state.tables.contains_key(table) {
        res.push(fail(
            &codes::UNKNOWN_TABLE,
            format!("there is no table `{table}` at this point"),
            "look at the name, or at the schema that was given",
        ));
    }
}

/// What MySQL and MariaDB copy.
fn copied(cx: &Context<'_>, res: &mut Vec<Finding>) {
    if cx.is_mysql_like() && (cx.has(Work::Copy)) {
        let table = table_of(cx.operation).map(ToString::to_string).unwrap_or_default();
        res.push(warn(
            &codes::TABLE_COPIED,
            format!("`{table}` is copied row by row, and nobody may write meanwhile"),
            "use an online schema change tool, or a new column that takes the old one's place",
        ));
    }
}

fn sqlite(action: &TableAction, res: &mut Vec<Finding>) {
    let is_possible = matches!(
        action,
        TableAction::AddColumn(_)
            | TableAction::DropColumn { .. }
            | TableAction::RenameColumn(..)
            | TableAction::RenameTable(_)
    );
    if !is_possible {
        res.push(fail(
            &codes::UNSUPPORTED_ALTER,
            "SQLite has no such statement",
            "make a new table, move the rows, and give it the old name; `erc diff --format sql` writes it",
        ));
    }
}

fn long_name(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let name = match cx.operation {
        Operation::CreateTable { table, .. } => Some(&table.name),
        Operation::CreateIndex { name, .. } => name.as_ref(),
        Operation::Alter(_, TableAction::AddColumn(column)) => Some(&column.name),
        Operation::Alter(_, TableAction::AddConstraint(it)) => it.name.as_ref(),
        Operation::Alter(_, TableAction::RenameColumn(_, to)) => Some(to),
        Operation::Alter(_, TableAction::RenameTable(to)) => Some(&to.name),
        _ => None,
    };
    let names = &crate::dialect::of(cx.id()).capabilities().names;
    if let Some(name) = name
        && !names.fits(name)
    {
        res.push(fail(
            &codes::NAME_TOO_LONG,
            format!("`{name}` is longer than {} keeps", cx.id().title()),
            "shorten it",
        ));
    }
}
