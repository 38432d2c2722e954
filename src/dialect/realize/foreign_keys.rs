//! Foreign keys, once all tables are there.

use super::super::diags;
use super::super::options::EnumForm;
use super::columns;
use super::context::{Context, LogicalTable, NativeTable};
use super::keys::plain_index;
use super::tables::{Holder, comment, has_all};
use super::types::enum_form;
use crate::base::{DialectSet, ExprKind, Name, ReferentialAction, Storage};
use crate::schema::{Expr, ForeignKey, LogicalType, NativeType, Settings};

/// The foreign keys of a table, and the checks that they need.
pub(super) fn foreign_keys(cx: &mut Context<'_>, logical: &LogicalTable, table: &mut NativeTable) {
    table.foreign_keys.reserve_exact(logical.foreign_keys.len());
    for item in logical.foreign_keys.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if let Some(res) = translated(cx, logical, table, item) {
            match_full(cx, logical, table, &res, item);
            table.foreign_keys.push(res);
        }
    }
    lookups(cx, logical, table);
}

fn translated(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    table: &NativeTable,
    item: &ForeignKey,
) -> Option<ForeignKey> {
    let title = cx.title();
    let Some(&(_, target)) = cx.tables.get(&item.target) else {
        let dialect = cx.dialect.id();
        cx.report(diags::missing_target(item.span, dialect, &item.name, &item.target));
        return None;
    };
    let is_whole =
        has_all(cx, table, &item.columns, "foreign key", item.span) && has_target(cx, target, item);
    if !is_whole {
        return None;
    }
    same_types(cx, table, target, item);
    derived(cx, table, item);
    mandatory(cx, table, item);
    let rules = &cx.capabilities.foreign_keys;
    let mut deferrable = item.deferrable;
    if deferrable.is_some() && !cx.can(cx.capabilities.deferrable_foreign_keys) {
        let what = format!("foreign key `{}`", item.name);
        cx.report(diags::not_deferrable(item.span, title, &what));
        deferrable = None;
    }
    Some(ForeignKey {
        name: cx.member(&logical.name, &item.name),
        columns: item.columns.clone(),
        target: cx.physical(&target.name),
        target_columns: item.target_columns.clone(),
        match_full: item.match_full && cx.can(rules.match_full),
        on_delete: action(cx, item, item.on_delete),
        on_update: action(cx, item, item.on_update),
        deferrable,
        is_validated: item.is_validated,
        comment: comment(cx, item.comment.as_deref(), Holder::Script, item.span),
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: item.span,
    })
}

/// The action as the catalog tells it: a database whose own word for doing nothing is `restrict` means both.
fn action(cx: &mut Context<'_>, item: &ForeignKey, action: ReferentialAction) -> ReferentialAction {
    let rules = &cx.capabilities.foreign_keys;
    if action == ReferentialAction::SetDefault && !cx.can(rules.set_default) {
        let title = cx.title();
        cx.report(diags::set_default(item.span, title, &item.name));
    }
    if action == ReferentialAction::NoAction { rules.default_action } else { action }
}

/// Some databases want one type at both sides.
fn same_types(cx: &mut Context<'_>, table: &NativeTable, target: &LogicalTable, item: &ForeignKey) {
    if !cx.capabilities.foreign_keys.needs_same_type {
        return;
    }
    for (from, to) in item.columns.iter().zip(&item.target_columns) {
        let (Some(from), Some(to)) = (table.column(from), target.column(to)) else { continue };
        let is_text = |ty: &NativeType| matches!(ty.name.as_str(), "char" | "varchar");
        let (to_type, _) = columns::held_type(cx, to);
        let agrees = from.ty == to_type
            || is_text(&from.ty) && is_text(&to_type)
            || from.ty.name == "decimal" && to_type.name == "decimal"
            || from.ty.name == "enum" && to_type.name == "enum";
        if !agrees {
            let words = cx.dialect.type_words();
            let types = (words.written_text(&from.ty), words.written_text(&to_type));
            let title = cx.title();
            let diagnostic = diags::unequal_types(
                item.span,
                title,
                (&from.name, &types.0),
                (&to.name, &types.1),
            );
            cx.report(diagnostic.because(to.span, "it refers to this"));
        }
    }
}

/// A derived column cannot be set by an action, and not every one can refer to anything.
fn derived(cx: &mut Context<'_>, table: &NativeTable, item: &ForeignKey) {
    if table.columns.iter().all(|it| it.generated.is_none()) {
        return;
    }
    let rule = cx.capabilities.generated.foreign_key;
    let title = cx.title();
    for column in item.columns.iter().filter_map(|it| table.column(it)) {
        let Some(storage) = column.generated.as_ref().and_then(|it| it.storage) else { continue };
        let is_set = [item.on_delete, item.on_update]
            .iter()
            .any(|it| matches!(it, ReferentialAction::SetNull | ReferentialAction::SetDefault))
            || item.on_update == ReferentialAction::Cascade;
        if is_set || !rule.admit(storage == Storage::Stored) {
            cx.report(diags::derived_reference(item.span, title, &item.name, &column.name));
        }
    }
}

/// `set null` on a mandatory column: some databases refuse it at once.
fn mandatory(cx: &mut Context<'_>, table: &NativeTable, item: &ForeignKey) {
    let sets_null = item.on_delete == ReferentialAction::SetNull
        || item.on_update == ReferentialAction::SetNull;
    if !sets_null || !cx.capabilities.foreign_keys.refuses_set_null_on_mandatory {
        return;
    }
    let columns = item.columns.iter().filter_map(|it| table.column(it));
    if let Some(column) = columns.into_iter().find(|it| !it.is_nullable) {
        let title = cx.title();
        cx.report(diags::set_null(item.span, title, &item.name, &column.name));
    }
}

/// Whether the columns that it refers to exist in this dialect; a missing one is reported.
fn has_target(cx: &mut Context<'_>, target: &LogicalTable, item: &ForeignKey) -> bool {
    let is_held = |name: &&Name| target.column(name).is_some_and(|it| cx.admits(it.only));
    let missing = item.target_columns.iter().find(|it| !is_held(it));
    if let Some(missing) = missing {
        let id = cx.dialect.id();
        cx.report(diags::missing_column(item.span, id, "foreign key", missing));
    }
    missing.is_none()
}

/// `match full` where there is none: all columns are null or none is.
fn match_full(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    table: &mut NativeTable,
    res: &ForeignKey,
    item: &ForeignKey,
) {
    if !item.match_full || res.match_full || item.columns.len() < 2 {
        return;
    }
    let is_null = |name: &Name, negated| Expr::is_null(Expr::reference(name.clone()), negated);
    let all = |negated| {
        let operands = item.columns.iter().map(|it| is_null(it, negated)).collect();
        Expr::made(ExprKind::Nary { op: crate::base::NaryOp::And, operands })
    };
    let operands = vec![all(false), all(true)];
    let expr = Expr::made(ExprKind::Nary { op: crate::base::NaryOp::Or, operands });
    let long = format!("{}_full", cx.member(&logical.name, &item.name));
    let name = super::super::names::cut(&long, &cx.capabilities.names);
    let is_known = table.checks.iter().any(|it| it.expr == expr);
    if !is_known {
        let check = super::columns::made_check(name, expr, item.span);
        table.checks.push(check);
    }
}

/// References to the lookup tables of enums.
fn lookups(cx: &mut Context<'_>, logical: &LogicalTable, table: &mut NativeTable) {
    for column in &logical.columns {
        let LogicalType::Enum(idx) = column.ty else { continue };
        if enum_form(cx, idx) != EnumForm::Lookup || !cx.admits(column.only) {
            continue;
        }
        let usual = cx.capabilities.foreign_keys.default_action;
        let foreign_key = ForeignKey {
            name: cx.made(&table.name, &[&column.name, "fkey"]),
            columns: vec![column.name.clone()],
            target: cx.physical(&cx.logical.enums[idx].name),
            target_columns: vec![Name::new_static("label")],
            match_full: false,
            on_delete: usual,
            on_update: usual,
            deferrable: None,
            is_validated: true,
            comment: None,
            settings: Settings::new(),
            only: DialectSet::NONE,
            span: column.span,
        };
        table.foreign_keys.push(foreign_key);
    }
}

/// An index for each foreign key that none serves: the database would make one by itself, and name it so.
pub(super) fn indexes(cx: &Context<'_>, table: &mut NativeTable) {
    if !cx.capabilities.foreign_keys.needs_index {
        return;
    }
    let mut missing = Vec::new();
    for item in &table.foreign_keys {
        let starts = |columns: &[Name]| columns.starts_with(&item.columns);
        let by_key = table.primary_key.iter().any(|it| starts(&it.columns));
        let by_unique = table.uniques.iter().any(|it| starts(&it.columns));
        let by_index = table.indexes.iter().chain(&missing).any(|index| {
            let columns = index
                .items
                .iter()
                .map_while(|it| it.as_column().filter(|_| it.prefix_length.is_none()));
            index.method.is_none() && columns.take(item.columns.len()).eq(&item.columns)
        });
        if !by_key && !by_unique && !by_index {
            missing.push(plain_index(item.name.clone(), &item.columns, item.span));
        }
    }
    table.indexes.extend(missing);
}
