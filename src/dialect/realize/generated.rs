//! Derived columns: what they may use, and whether they are kept in the row.

use super::super::capabilities::GeneratedUses;
use super::super::diags;
use super::super::expression::{Columns, Place, call, canonical};
use super::columns::made_check;
use super::context::{Context, NativeTable};
use crate::base::{ExprKind, Name, Storage};
use crate::schema::{Column, Expr, Generated, LogicalType};

/// Expressions that are put in place of others can grow without end; so many parts are enough.
const MOST_PARTS: usize = 10_000;

/// Gives a column the expression that it is computed from.
pub(super) fn generated(
    cx: &mut Context<'_>,
    columns: &[&Column<LogicalType>],
    idx: usize,
    known: &Columns,
    table: &mut NativeTable,
) {
    let logical = columns[idx];
    let Some(wanted) = &logical.generated else { return };
    let Some(item) = known.get(&logical.name) else { return };
    let Some(expr) = expanded(cx, columns, idx) else {
        let title = cx.title();
        cx.report(diags::endless_derivation(logical.span, title, &logical.name));
        return;
    };
    let translator = cx.translator(known, &table.columns, Place::Generated, logical.only);
    let value = match translator.assigned(&expr, item.ty, &table.columns[idx].ty) {
        Ok(value) => value,
        Err(refusal) => {
            let title = cx.title();
            let what = "derived column";
            cx.report(diags::refused(&refusal, logical.span, title, what, &logical.name));
            return;
        }
    };
    let storage = storage(cx, logical, wanted.storage, table);
    let rules = &cx.capabilities.generated;
    let uses =
        |it: &Column<LogicalType>| it.identity.is_some() && expr.references().contains(&&it.name);
    if !rules.uses_identity.admit(storage == Storage::Stored)
        && let Some(counted) = columns.iter().find(|it| uses(it))
    {
        let title = cx.title();
        let diagnostic =
            diags::derived_from_identity(logical.span, title, &logical.name, &counted.name);
        cx.report(diagnostic.because(counted.span, "the database counts this up"));
    }
    let may_be_null = value.is_nullable;
    let expr = cx.dialect.computed_value(value, item.ty);
    let expr = canonical(without_padding(cx, expr, table));
    let column = &mut table.columns[idx];
    column.generated = Some(Box::new(Generated { expr, storage: Some(storage) }));
    if !rules.not_null && !column.is_nullable {
        column.is_nullable = true;
        if may_be_null {
            let name = cx.made(&table.name, &[&logical.name, "not_null"]);
            let expr = Expr::is_null(Expr::reference(logical.name.clone()), true);
            table.checks.push(made_check(name, expr, logical.span));
        }
    }
}

/// What is computed from columns of fixed length, without the spaces that fill them up for some sessions.
pub(super) fn without_padding(cx: &Context<'_>, expr: Expr, table: &NativeTable) -> Expr {
    if cx.capabilities.generated.uses_padded {
        return expr;
    }
    expr.substitute(&mut |name: &Name, span| {
        let column = Expr::new(ExprKind::Reference(name.clone()), span);
        let is_filled = table.column(name).is_some_and(|it| it.ty.name == "char");
        if is_filled { call("rtrim", vec![column]) } else { column }
    })
}

/// Whether the column is kept in the row.
fn storage(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    wanted: Option<Storage>,
    table: &NativeTable,
) -> Storage {
    let rules = &cx.capabilities.generated;
    let has_virtual = cx.can(rules.r#virtual);
    let is_key = table.primary_key.iter().any(|it| it.columns.contains(&logical.name));
    let usual = if is_key { Storage::Stored } else { rules.usual };
    match wanted {
        None => usual,
        Some(Storage::Stored) => Storage::Stored,
        Some(Storage::Virtual) if has_virtual => Storage::Virtual,
        Some(Storage::Virtual) => {
            let title = cx.title();
            cx.report(diags::stored_instead(logical.span, title, &logical.name));
            Storage::Stored
        }
    }
}

/// The expression of a column over columns that it may use; nothing when it grows without end.
fn expanded(cx: &Context<'_>, columns: &[&Column<LogicalType>], idx: usize) -> Option<Expr> {
    let expr = &columns[idx].generated.as_ref()?.expr;
    let stands_before = |name: &Name| columns[..idx].iter().any(|it| it.name == *name);
    let may_stay = |name: &Name| match cx.capabilities.generated.uses {
        GeneratedUses::All => true,
        GeneratedUses::Earlier => stands_before(name),
        GeneratedUses::None => false,
    };
    let mut res = expr.clone();
    let mut n_parts = 0_usize;
    // A chain of derived columns is no longer than the table has columns; the model has no circles.
    for _ in 0..=columns.len() {
        let mut is_done = true;
        res = res.substitute(&mut |name: &Name, span| {
            let derived = columns.iter().find(|it| it.name == *name);
            let derived = derived.and_then(|it| it.generated.as_ref());
            match derived {
                Some(derived) if !may_stay(name) && n_parts <= MOST_PARTS => {
                    is_done = false;
                    derived.expr.walk(&mut |_| n_parts += 1);
                    derived.expr.clone()
                }
                _ => Expr::new(ExprKind::Reference(name.clone()), span),
            }
        });
        if n_parts > MOST_PARTS {
            return None;
        }
        if is_done {
            return Some(res);
        }
    }
    None
}
