//! Exclusion constraints.

use super::super::diags;
use super::super::expression::{Columns, Place};
use super::super::settings::SettingPlace;
use super::context::{Context, LogicalTable, NativeTable};
use super::settings;
use super::tables::{Holder, comment, has_all};
use crate::base::{DialectSet, Name};
use crate::schema::Exclusion;

/// The exclusion constraints of a table.
pub(super) fn exclusions(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    known: &Columns,
    table: &mut NativeTable,
) {
    for exclusion in logical.exclusions.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        let title = cx.title();
        if !cx.can(cx.capabilities.exclusions) {
            cx.report(diags::exclusion(exclusion.span, title, &exclusion.name));
            continue;
        }
        if let Some(res) = translated(cx, logical, exclusion, known, table) {
            table.exclusions.push(res);
        }
    }
}

fn translated(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    exclusion: &Exclusion,
    known: &Columns,
    table: &NativeTable,
) -> Option<Exclusion> {
    let exprs = exclusion.items.iter().map(|it| &it.item.expr).chain(&exclusion.predicate);
    let columns = exprs.flat_map(|it| it.references());
    if !has_all(cx, table, columns, "exclusion", exclusion.span) {
        return None;
    }
    let mut res = Exclusion {
        name: cx.member(&logical.name, &exclusion.name),
        comment: comment(cx, exclusion.comment.as_deref(), Holder::Script, exclusion.span),
        settings: settings::of(cx, &exclusion.settings, SettingPlace::Exclusion, exclusion.span),
        only: DialectSet::NONE,
        ..exclusion.clone()
    };
    let title = cx.title();
    let bad_operator = res.items.iter().find(|it| !is_operator(&it.operator));
    if let Some(bad) = bad_operator {
        cx.report(diags::unknown_operator(exclusion.span, title, &res.name, &bad.operator));
        return None;
    }
    let translator = cx.translator(known, &table.columns, Place::Index, exclusion.only);
    let mut translate = || {
        for item in &mut res.items {
            item.item.expr = translator.translate(&item.item.expr)?.expr;
        }
        if let Some(predicate) = &mut res.predicate {
            *predicate = translator.translate(predicate)?.expr;
        }
        Ok(())
    };
    if let Err(refusal) = translate() {
        let what = "exclusion";
        cx.report(diags::refused(&refusal, exclusion.span, title, what, &exclusion.name));
        return None;
    }
    // Ranges and the like are compared by gist; with the usual method only equality could be.
    res.method.get_or_insert_with(|| Name::new_static("gist"));
    Some(res)
}

/// Characters of which operators are made (PostgreSQL manual, "Operators").
fn is_operator(operator: &str) -> bool {
    !operator.is_empty() && operator.chars().all(|it| "+-*/<>=~!@#%^&|`?".contains(it))
}
