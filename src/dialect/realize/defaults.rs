//! Defaults.

use super::super::diags;
use super::super::expression::{Columns, Place, ValueType, as_text, canonical};
use super::super::options::DomainForm;
use super::context::{Context, NativeTable};
use crate::base::ExprKind;
use crate::schema::{Column, Expr, LogicalType};

/// Gives a column its default: its own, else that of its `type` where that is held in place.
pub(super) fn default(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    idx: usize,
    known: &Columns,
    table: &mut NativeTable,
) {
    let Some(default) = logical.default.as_deref().or_else(|| of_domain(cx, logical)) else {
        return;
    };
    let Some(item) = known.get(&logical.name) else { return };
    if item.ty == ValueType::Array && !cx.can(cx.capabilities.arrays) {
        table.columns[idx].default = list_as_json(cx, default, logical).map(Box::new);
        return;
    }
    let native = &table.columns[idx].ty;
    let translator = cx.translator(known, &table.columns, Place::Default, logical.only);
    let value = translator.assigned(default, item.ty, native);
    match value {
        Ok(value) if value.expr.kind == ExprKind::Null => {}
        Ok(value) => {
            let expr = cx.dialect.default_value(value, item.ty, native);
            table.columns[idx].default = Some(Box::new(canonical(expr)));
        }
        Err(refusal) => {
            let title = cx.title();
            cx.report(diags::refused(&refusal, logical.span, title, "default", &logical.name));
        }
    }
}

fn of_domain<'a>(cx: &Context<'a>, logical: &Column<LogicalType>) -> Option<&'a Expr> {
    let LogicalType::Domain(idx) = logical.ty else { return None };
    let is_native = cx.options.domains == DomainForm::Native && cx.can(cx.capabilities.domains);
    let is_free = logical.identity.is_none() && !is_native;
    cx.logical.domains[idx].default.as_ref().filter(|_| is_free)
}

/// `"{a,b}"`, as PostgreSQL writes a list, or what is JSON already.
fn list_as_json(
    cx: &mut Context<'_>,
    default: &Expr,
    logical: &Column<LogicalType>,
) -> Option<Expr> {
    let json = as_text(default).and_then(|text| match text.trim() {
        text if text.starts_with('[') => {
            serde_json::from_str::<serde_json::Value>(text).ok().map(|it| it.to_string())
        }
        text => read_list(text).map(|it| serde_json::Value::from(it).to_string()),
    });
    match (json, &default.kind) {
        (Some(json), _) => Some(Expr::string(json)),
        (None, ExprKind::Null) => None,
        (None, _) => {
            let title = cx.title();
            cx.report(diags::unreadable_list(default.span, title, &logical.name));
            None
        }
    }
}

/// The items of `{a,"b c",3}`: numbers and truth values as such, all else as texts.
fn read_list(text: &str) -> Option<Vec<serde_json::Value>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut res = Vec::new();
    let mut chars = inner.chars().peekable();
    loop {
        while chars.next_if(|it| it.is_whitespace()).is_some() {}
        let mut item = String::new();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next()? {
                    '"' => break,
                    '\\' => item.push(chars.next()?),
                    c => item.push(c),
                }
            }
            res.push(serde_json::Value::from(item));
        } else {
            while let Some(c) = chars.next_if(|it| !matches!(it, ',' | '{' | '}' | '"' | '\\')) {
                item.push(c);
            }
            let word = item.trim();
            let bare =
                serde_json::from_str(word).ok().filter(|it: &serde_json::Value| !it.is_array());
            res.push(bare.unwrap_or_else(|| serde_json::Value::from(word)));
        }
        while chars.next_if(|it| it.is_whitespace()).is_some() {}
        match chars.next() {
            None => return Some(res),
            Some(',') => {}
            Some(_) => return None,
        }
    }
}
