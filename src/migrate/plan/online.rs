//! Steps that are in nobody's way for long: what reads many rows does so beside readers and writers.

use super::Stage;
use super::context::{Context, NativeTable};
use crate::base::{Name, Span};
use crate::dialect::{Action, Alteration, Constraint, ConstraintKind, Statement};
use crate::schema::{Check, ForeignKey, Index, IndexItem, Key, QualifiedName, Settings, Unique};

/// Adds a foreign key. Online it first holds for rows to come; rows that are there are looked at afterwards, while
/// others read and write.
pub(super) fn add_foreign_key(cx: &mut Context<'_>, table: &QualifiedName, it: &ForeignKey) {
    if !cx.is_online() || !it.is_validated {
        cx.push(Stage::ForeignKey, &Statement::AddForeignKey { table, foreign_key: it });
        return;
    }
    let later = ForeignKey { is_validated: false, ..it.clone() };
    let statement = Statement::AddForeignKey { table, foreign_key: &later };
    cx.push_noted(Stage::ForeignKey, &statement, Some("old rows are looked at further down"));
    validate(cx, table, &it.name);
}

/// Adds a check in the same two steps.
pub(super) fn add_check(cx: &mut Context<'_>, table: &NativeTable, it: &Check) {
    let actions = vec![Action::Add { table, constraint: Constraint::Check(it), not_valid: true }];
    cx.alter(Stage::Constraint, Alteration::Table { table: &table.name, actions });
    if it.is_validated {
        validate(cx, &table.name, &it.name);
    }
}

fn validate(cx: &mut Context<'_>, table: &QualifiedName, name: &Name) {
    let actions = vec![Action::Validate(name)];
    cx.alter(Stage::Data, Alteration::Table { table, actions });
}

/// Adds a primary key: its index is built beside readers and writers, and then takes the place of the old one.
pub(super) fn add_key(
    cx: &mut Context<'_>,
    table: &QualifiedName,
    it: &Key,
    old: Option<(ConstraintKind, &Name)>,
    beside: &Name,
) {
    let index = index(beside, &it.columns, false, &it.settings);
    add_using(cx, table, Constraint::Key(it), old, &index);
}

/// Adds a unique constraint in the same way.
pub(super) fn add_unique(
    cx: &mut Context<'_>,
    table: &QualifiedName,
    it: &Unique,
    old: Option<(ConstraintKind, &Name)>,
    beside: &Name,
) {
    let index = index(beside, &it.columns, it.nulls_not_distinct, &it.settings);
    add_using(cx, table, Constraint::Unique(it), old, &index);
}

fn add_using(
    cx: &mut Context<'_>,
    table: &QualifiedName,
    constraint: Constraint<'_>,
    old: Option<(ConstraintKind, &Name)>,
    index: &Index,
) {
    cx.alter(Stage::Constraint, Alteration::CreateIndexConcurrently { table, index });
    let drop = old.map(|(kind, name)| Action::Drop(kind, name));
    let add = Action::AddUsingIndex { constraint, index: &index.name };
    let actions = drop.into_iter().chain([add]).collect();
    cx.alter(Stage::Constraint, Alteration::Table { table, actions });
}

fn index(name: &Name, columns: &[Name], nulls_not_distinct: bool, settings: &Settings) -> Index {
    Index {
        name: name.clone(),
        items: columns.iter().map(|it| IndexItem::column(it.clone())).collect(),
        is_unique: true,
        nulls_not_distinct,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: settings.clone(),
        only: crate::base::DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// Makes columns mandatory by way of a check, which is validated beside readers and writers and then proves it; what
/// else is to be done to columns is given back.
pub(super) fn take_not_nulls<'a>(
    cx: &mut Context<'a>,
    table: &QualifiedName,
    stage: Stage,
    actions: Vec<Action<'a>>,
) -> Vec<Action<'a>> {
    if !cx.is_online() {
        return actions;
    }
    let (mandatory, rest): (Vec<_>, Vec<_>) =
        actions.into_iter().partition(|it| matches!(it, Action::SetNotNull(_)));
    for action in mandatory {
        let Action::SetNotNull(column) = action else { continue };
        let check = Name::new(format!("erc_{column}_given"));
        let mut alter = |actions, note: Option<&str>| {
            let statement = Statement::Alter(Alteration::Table { table, actions });
            cx.push_noted(stage, &statement, note);
        };
        let note = format!("`{column}` becomes mandatory without keeping readers out");
        alter(vec![Action::AddNotNullCheck { name: &check, column }], Some(&note));
        alter(vec![Action::Validate(&check)], None);
        alter(vec![Action::SetNotNull(column)], None);
        alter(vec![Action::Drop(crate::dialect::ConstraintKind::Check, &check)], None);
    }
    rest
}
