//! Checks.

use super::super::capabilities::Support;
use super::super::diags;
use super::super::expression::{Columns, Place, RefusalKind};
use super::super::mentions::names_in_sql;
use super::context::{Context, LogicalTable, NativeTable};
use super::tables::{Holder, comment, has_all};
use crate::base::{DialectSet, ExprKind, Name};
use crate::schema::{Check, Column, Expr, NativeType, Settings};

/// The checks of a table, in the words of the database.
pub(super) fn checks(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    known: &Columns,
    table: &mut NativeTable,
) {
    for check in logical.checks.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if !has_all(cx, table, check.expr.references(), "check", check.span) {
            continue;
        }
        if let Some(expr) = condition(cx, check, &check.expr, (known, &table.columns)) {
            let name = cx.member(&logical.name, &check.name);
            add(cx, check, name, expr, table);
        }
    }
}

/// Adds a check that is in the words of the database already.
fn add(cx: &mut Context<'_>, check: &Check, name: Name, expr: Expr, table: &mut NativeTable) {
    let lacks = |support: Support| !support.is_in(cx.options.version);
    let title = cx.title();
    let counted = table
        .columns
        .iter()
        .find(|column| column.identity.is_some() && expr.references().contains(&&column.name));
    if let (Some(counted), true) = (counted, lacks(cx.capabilities.checks_on_identity)) {
        let counted = counted.name.clone();
        cx.report(diags::check_on_identity(check.span, title, &name, &counted));
        return;
    }
    let comment = comment(cx, check.comment.as_deref(), Holder::Script, check.span);
    let (is_validated, span) = (check.is_validated, check.span);
    let only = DialectSet::NONE;
    let settings = Settings::new();
    table.checks.push(Check {
        name,
        column: None,
        expr,
        is_validated,
        comment,
        settings,
        only,
        span,
    });
}

/// What must not be false, in the words of the database; nothing when it has none, which is reported.
pub(super) fn condition(
    cx: &mut Context<'_>,
    check: &Check,
    expr: &Expr,
    (known, held): (&Columns, &[Column<NativeType>]),
) -> Option<Expr> {
    let title = cx.title();
    if asks_other_rows(cx, expr) {
        cx.report(diags::query_in_check(check.span, title, &check.name));
        return None;
    }
    let translator = cx.translator(known, held, Place::Check, check.only);
    match translator.translate(expr) {
        Ok(value) => Some(value.expr),
        Err(refusal) if refusal.kind == RefusalKind::Unenforced => {
            cx.report(diags::unenforced_check(&refusal, check.span, title, &check.name));
            None
        }
        Err(refusal) => {
            cx.report(diags::refused(&refusal, check.span, title, "check", &check.name));
            None
        }
    }
}

/// No database takes a query in a check.
fn asks_other_rows(cx: &Context<'_>, expr: &Expr) -> bool {
    let id = cx.dialect.id();
    let mut res = false;
    expr.walk(&mut |it| {
        if let ExprKind::Sql(sql) = &it.kind
            && let Some(text) = sql.text(id)
        {
            res |= names_in_sql(text).contains("select");
        }
    });
    res
}
