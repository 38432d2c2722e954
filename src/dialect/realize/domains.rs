//! A `type` with checks: a domain of its own, or its checks at every column.

use super::super::diags;
use super::super::expression::{Columns, Item, Place, ValueType};
use super::super::options::DomainForm;
use super::columns::made_check;
use super::context::{Context, NativeTable};
use super::tables::{Holder, comment};
use super::{checks, types};
use crate::base::{Name, Span};
use crate::schema::{Check, Column, Domain, Expr, LogicalType, NativeType};

/// Domains, where they are wanted and the database has them.
pub(super) fn domains(cx: &mut Context<'_>) {
    let wanted = cx.options.domains == DomainForm::Native;
    if !wanted || !cx.can(cx.capabilities.domains) {
        return;
    }
    for logical in &cx.logical.domains {
        if cx.admits(logical.only) {
            let domain = domain(cx, logical);
            cx.res.domains.push(domain);
        }
    }
}

fn domain(cx: &mut Context<'_>, logical: &Domain<LogicalType>) -> Domain<NativeType> {
    let site = types::Site {
        name: &logical.name.name,
        span: logical.span,
        is_for_one: logical.only.is_one(),
    };
    let (mut ty, value) = types::of(cx, &logical.ty, site);
    let setting = format!("{}.type", cx.dialect.id());
    if let Some(text) = logical.settings.get(&setting)
        && let Some(given) = types::read(cx, text, logical.span)
    {
        ty = given;
    }
    let known = known(Name::new_static("value"), value, &ty);
    let mut checks: Vec<Check> = Vec::new();
    for check in logical.checks.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if let Some(expr) = checks::condition(cx, check, &check.expr, (&known, &[])) {
            checks.push(Check { expr, ..check.clone() });
        }
    }
    let bound = match logical.ty {
        LogicalType::Scalar(scalar) => {
            cx.dialect.type_check(scalar, &Name::new_static("value"), &cx.options)
        }
        LogicalType::Domain(_)
        | LogicalType::Enum(_)
        | LogicalType::Array(_)
        | LogicalType::Native(_) => None,
    };
    if let Some(expr) = bound {
        let name = Name::new(format!("{}_type", logical.name.name));
        checks.push(made_check(name, expr, logical.span));
    }
    Domain {
        name: cx.physical(&logical.name),
        default: default(cx, logical, value, &ty),
        ty,
        is_not_null: logical.is_not_null,
        checks,
        collation: logical.collation.clone(),
        comment: comment(cx, logical.comment.as_deref(), Holder::Script, logical.span),
        settings: crate::schema::Settings::new(),
        only: crate::base::DialectSet::NONE,
        old_names: logical.old_names.clone(),
        span: logical.span,
    }
}

fn default(
    cx: &mut Context<'_>,
    logical: &Domain<LogicalType>,
    value: ValueType,
    ty: &NativeType,
) -> Option<Expr> {
    let none = Columns::default();
    let translator = cx.translator(&none, &[], Place::Default, logical.only);
    let translated = translator.assigned(logical.default.as_ref()?, value, ty);
    match translated {
        Ok(res) => Some(res.expr),
        Err(refusal) => {
            let title = cx.title();
            let name = &logical.name.name;
            cx.report(diags::refused(&refusal, logical.span, title, "default", name));
            None
        }
    }
}

fn known(name: Name, ty: ValueType, native: &NativeType) -> Columns {
    let mut res = Columns::default();
    res.push(Item { name, ty, native: Some(native.clone()), is_nullable: true });
    res
}

/// Puts the checks of a `type` at a column of it, `value` being the column.
pub(super) fn inline(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    domain: usize,
    idx: usize,
    table: &mut NativeTable,
) {
    let domain = &cx.logical.domains[domain];
    let value = match &domain.ty {
        LogicalType::Scalar(scalar) => ValueType::Scalar(*scalar),
        LogicalType::Domain(_)
        | LogicalType::Enum(_)
        | LogicalType::Array(_)
        | LogicalType::Native(_) => ValueType::Unknown,
    };
    let known = known(logical.name.clone(), value, &table.columns[idx].ty);
    for check in domain.checks.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        let name = cx.made(&table.name, &[&logical.name, "check"]);
        let expr = check.expr.substitute(&mut |_, span: Span| {
            Expr::new(crate::base::ExprKind::Reference(logical.name.clone()), span)
        });
        let named = Check { name: domain.name.name.clone(), ..check.clone() };
        if let Some(expr) = checks::condition(cx, &named, &expr, (&known, &[])) {
            table.checks.push(made_check(name, expr, check.span));
        }
    }
}
