//! Schemas, enums, domains and sequences that change or go; what comes is made with everything else that comes.

use rustc_hash::FxHashMap;

use super::super::change::{Change, Edit};
use super::super::permission::Permission;
use super::Stage;
use super::columns::conversion;
use super::context::Context;
use crate::base::Name;
use crate::dialect::{Alteration, Conversion, DomainAction, Statement, TypeKind};
use crate::schema::{Domain, Enum, NativeType, QualifiedName, Sequence};

/// Types that are made anew because the database cannot change them, and how values get from the old to the new.
pub(super) type Swapped = FxHashMap<QualifiedName, Option<Conversion>>;

/// Adds what happens to named types, and answers which of them are made anew.
pub(super) fn types(cx: &mut Context<'_>) -> Swapped {
    let mut res = Swapped::default();
    for change in cx.changes.clone() {
        match change {
            Change::Enum(Edit::Drop(it)) if !is_lookup(cx, &it.name) => {
                drop_type(cx, TypeKind::Enum, &it.name);
            }
            Change::Enum(Edit::Change { before, after }) => {
                if !is_lookup(cx, &after.name) && before.labels != after.labels {
                    labels(cx, before, after, &mut res);
                }
            }
            Change::Domain(Edit::Drop(it)) => drop_type(cx, TypeKind::Domain, &it.name),
            Change::Domain(Edit::Change { before, after }) => domain(cx, before, after, &mut res),
            Change::Sequence(Edit::Drop(it)) if goes_along(cx, it) => {}
            Change::Sequence(Edit::Drop(it)) => {
                let alteration = Alteration::DropSequence(&it.name);
                let name = it.name.to_string();
                cx.take_away(Permission::DropSequence, &name, Stage::Emptied, alteration);
            }
            Change::Sequence(Edit::Change { before, after }) => sequence(cx, before, after),
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(Edit::Add(_))
            | Change::Sequence(Edit::Add(_))
            | Change::AddTable(_)
            | Change::DropTable(_)
            | Change::Table(_)
            | Change::View(_)
            | Change::Object(_) => {}
        }
    }
    drop_namespaces(cx);
    res
}

/// Whether a sequence goes with the column that owns it.
fn goes_along(cx: &Context<'_>, it: &Sequence) -> bool {
    let Some((table, column)) = &it.owned_by else { return false };
    let Some(before) = cx.tables_before.get(table) else { return false };
    match cx.tables_after.get(table) {
        None => cx.may_drop_table(before),
        Some(after) => after.column(column).is_none() && cx.may_drop_column(table, column),
    }
}

/// Schemas go behind everything that was in them.
fn drop_namespaces(cx: &mut Context<'_>) {
    for change in cx.changes.clone() {
        if let Change::Namespace(Edit::Drop(it)) = change {
            let alteration = Alteration::DropNamespace(&it.name);
            cx.take_away(Permission::DropSchema, &it.name, Stage::Emptied, alteration);
        }
    }
}

/// Whether the labels of an enum are the rows of a table.
pub(super) fn is_lookup(cx: &Context<'_>, name: &QualifiedName) -> bool {
    cx.tables_after.contains_key(name) || cx.tables_before.contains_key(name)
}

fn drop_type(cx: &mut Context<'_>, kind: TypeKind, name: &QualifiedName) {
    let alteration = Alteration::DropType { kind, name };
    cx.take_away(Permission::DropType, &name.to_string(), Stage::Emptied, alteration);
}

/// Labels that only come are added; a type that loses labels, or has them in another order, is made anew.
fn labels(cx: &mut Context<'_>, before: &Enum, after: &Enum, swapped: &mut Swapped) {
    let kept: Vec<&Name> = before.labels.iter().filter(|it| after.labels.contains(it)).collect();
    let in_order: Vec<&Name> = after.labels.iter().filter(|it| kept.contains(it)).collect();
    let going = before.labels.iter().filter(|it| !after.labels.contains(it));
    let mut may_go = true;
    let mut goes = false;
    for label in going {
        goes = true;
        let name = format!("{}.{label}", after.name);
        if !cx.allows(Permission::DropValue, &name) {
            // What would be done is the whole exchange; that the value goes is all there is to say.
            cx.hold(Permission::DropValue, &name);
            may_go = false;
        }
    }
    if may_go && (goes || kept != in_order) {
        swapped.insert(after.name.clone(), Some(Conversion::ThroughText));
        exchange(cx, TypeKind::Enum, &after.name, &Statement::CreateEnum(after));
        return;
    }
    let is_new = |idx: &usize| !before.labels.contains(&after.labels[*idx]);
    let first_kept = (0..after.labels.len()).find(|it| !is_new(it)).unwrap_or(after.labels.len());
    // In front of the first label that stays, each goes before its successor, so the last of them comes first.
    for label in (0..first_kept).rev() {
        let before_next = label + 1 < after.labels.len();
        cx.alter(Stage::Type, Alteration::AddLabel { item: after, label, before_next });
    }
    for label in (first_kept..after.labels.len()).filter(is_new) {
        cx.alter(Stage::Type, Alteration::AddLabel { item: after, label, before_next: false });
    }
}

/// Puts the old type aside, makes the new one, and takes the old one away when no column has it any more.
fn exchange(cx: &mut Context<'_>, kind: TypeKind, name: &QualifiedName, new: &Statement<'_>) {
    let aside = Name::new(format!("{}_erc", name.name));
    let aside = QualifiedName { namespace: name.namespace.clone(), name: aside };
    cx.alter(Stage::Type, Alteration::RenameType { kind, from: name, to: &aside });
    cx.push(Stage::Type, new);
    cx.exchanged.insert(name.clone());
    cx.alter(Stage::Emptied, Alteration::DropType { kind, name: &aside });
}

fn domain(
    cx: &mut Context<'_>,
    before: &Domain<NativeType>,
    after: &Domain<NativeType>,
    swapped: &mut Swapped,
) {
    if before.ty != after.ty || before.collation != after.collation {
        swapped.insert(after.name.clone(), conversion(&before.ty, &after.ty));
        exchange(cx, TypeKind::Domain, &after.name, &Statement::CreateDomain(after));
        return;
    }
    let mut alter = |action| cx.alter(Stage::Type, Alteration::Domain { domain: after, action });
    let bare = |it: &crate::schema::Check| (it.name.clone(), it.expr.clone(), it.is_validated);
    let is_in = |all: &[crate::schema::Check], it: &crate::schema::Check| {
        all.iter().any(|other| bare(other) == bare(it))
    };
    for check in before.checks.iter().filter(|it| !is_in(&after.checks, it)) {
        alter(DomainAction::DropCheck(&check.name));
    }
    if before.default != after.default {
        alter(DomainAction::Default(after.default.as_ref()));
    }
    for check in after.checks.iter().filter(|it| !is_in(&before.checks, it)) {
        alter(DomainAction::AddCheck(check));
    }
    if before.is_not_null != after.is_not_null {
        alter(DomainAction::NotNull(after.is_not_null));
    }
}

fn sequence(cx: &mut Context<'_>, before: &Sequence, after: &Sequence) {
    if before.settings != after.settings {
        cx.alter(Stage::Type, Alteration::Sequence(after));
    }
    if before.owned_by != after.owned_by {
        cx.push(Stage::Constraint, &Statement::OwnSequence(after));
    }
}
