//! What is likely not meant, in statements of every kind.

use super::{Context, codes, finding};
use crate::base::Name;
use crate::dialect::facts::{Operation, TableAction, table_of};
use crate::migrate::lint::Finding;

pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    long_name(cx, res);
    asked_for(cx, res);
    match cx.operation {
        Operation::Unknown => res.push(finding(
            &codes::STATEMENT_NOT_UNDERSTOOD,
            "nothing is known about this statement",
            "",
        )),
        Operation::AddLabel { name, label, is_placed: false } if !cx.state.is_new_type(name) => {
            res.push(finding(
                &codes::ENUM_VALUE_WITHOUT_PLACE,
                format!("`{label}` goes to the end"),
                "say `before` or `after` which value it goes",
            ));
        }
        Operation::Grant(tables) if tables.iter().any(|it| !cx.is_new(it)) => permissions(res),
        Operation::CreatePolicy { table, is_rule: false, .. } if !cx.is_new(table) => {
            permissions(res);
        }
        _ => {}
    }
}

fn permissions(res: &mut Vec<Finding>) {
    res.push(finding(
        &codes::PERMISSIONS_CHANGED,
        "who may do what changes",
        "let a person look at it who answers for the data",
    ));
}

fn long_name(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let names = &crate::dialect::of(cx.id()).capabilities().names;
    for name in new_names(cx.operation).into_iter().filter(|it| !names.fits(it)) {
        res.push(finding(
            &codes::NAME_TOO_LONG,
            format!("`{name}` is longer than {} keeps", cx.id().title()),
            "shorten it",
        ));
    }
}

fn new_names(operation: &Operation) -> Vec<&Name> {
    match operation {
        Operation::CreateTable(it) => {
            let constraints = it.constraints.iter().filter_map(|it| it.name.as_ref());
            let columns = it.columns.iter().map(|it| &it.name);
            std::iter::once(&it.table.name).chain(columns).chain(constraints).collect()
        }
        Operation::CreateIndex { name, .. } => name.iter().collect(),
        Operation::CreateView { view, .. } => vec![&view.name],
        Operation::AlterIndex { to, .. } => to.iter().collect(),
        Operation::Alter(_, action) => match action {
            TableAction::AddColumn(column) => vec![&column.name],
            TableAction::AddConstraint(it) => it.name.iter().collect(),
            TableAction::RenameColumn(_, to) | TableAction::RenameConstraint(_, to) => vec![to],
            TableAction::RenameTable(to) => vec![&to.name],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// What is off unless it is asked for.
fn asked_for(cx: &Context<'_>, res: &mut Vec<Finding>) {
    let is_on = |code| cx.options.levels.of(code).is_some();
    if is_on(&codes::NAME_WITHOUT_SCHEMA)
        && let Some(table) = table_of(cx.operation).filter(|it| it.namespace.is_none())
    {
        res.push(finding(
            &codes::NAME_WITHOUT_SCHEMA,
            format!("which `{table}` is meant depends on the session"),
            "say its schema",
        ));
    }
    if is_on(&codes::NOT_REPEATABLE) && !is_repeatable(cx.operation) {
        res.push(finding(
            &codes::NOT_REPEATABLE,
            "run again, this fails",
            "say `if exists` or `if not exists`, or put it in a transaction with the rest",
        ));
    }
}

fn is_repeatable(operation: &Operation) -> bool {
    match operation {
        Operation::CreateTable(it) => it.if_not_exists,
        Operation::CreateIndex { if_not_exists, .. } => *if_not_exists,
        Operation::DropTable { if_exists, .. } => *if_exists,
        Operation::Alter(_, action) => match action {
            TableAction::AddColumn(it) => it.if_not_exists,
            TableAction::DropColumn { if_exists, .. } => *if_exists,
            TableAction::AddConstraint(_)
            | TableAction::RenameColumn(..)
            | TableAction::RenameTable(_)
            | TableAction::RenameConstraint(..) => false,
            _ => true,
        },
        _ => true,
    }
}
