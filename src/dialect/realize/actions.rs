//! Checks and kept derived columns on what a foreign key sets: some databases take one or the other.

use std::collections::BTreeSet;

use super::super::diags;
use super::context::{Context, NativeTable};
use crate::base::{Name, ReferentialAction, Storage};
use crate::schema::{Expr, ForeignKey};

/// Reports foreign keys that set a column which a check or a kept derived column uses. A check that the model
/// does not say, but that follows from it, is left out.
pub(super) fn checks_beside(cx: &mut Context<'_>, table: &mut NativeTable) {
    if cx.can(cx.capabilities.checks_beside_actions) {
        return;
    }
    let title = cx.title();
    let mut unheld = BTreeSet::new();
    for item in table.foreign_keys.iter().filter(|it| sets_columns(it)) {
        let is_set = |name: &&Name| item.columns.contains(name);
        for check in &table.checks {
            let Some(column) = check.expr.references().into_iter().find(is_set) else { continue };
            let diagnostic = if is_made(&check.expr) {
                if !unheld.insert(check.name.clone()) {
                    continue;
                }
                diags::unheld_rule(item.span, title, &check.name, &item.name, column)
            } else {
                let what = format!("check `{}`", check.name);
                let res = diags::beside_action(item.span, title, &item.name, column, &what);
                res.because(check.span, "this uses the column")
            };
            cx.report_each(diagnostic);
        }
        for column in &table.columns {
            let Some(generated) = &column.generated else { continue };
            let used = generated.expr.references().into_iter().find(is_set);
            if let (Some(used), Some(Storage::Stored)) = (used, generated.storage) {
                let what = format!("derived column `{}`", column.name);
                let diagnostic = diags::beside_action(item.span, title, &item.name, used, &what);
                cx.report(diagnostic.because(column.span, "this uses the column"));
            }
        }
    }
    table.checks.retain(|it| !unheld.contains(&it.name));
}

/// Whether no part of it stands in the model.
fn is_made(expr: &Expr) -> bool {
    let mut res = true;
    expr.walk(&mut |it| res &= it.span.is_nowhere());
    res
}

/// Whether the database changes the referring columns by itself.
fn sets_columns(item: &ForeignKey) -> bool {
    let sets = |it: ReferentialAction| {
        matches!(it, ReferentialAction::SetNull | ReferentialAction::SetDefault)
    };
    sets(item.on_delete) || sets(item.on_update) || item.on_update == ReferentialAction::Cascade
}
