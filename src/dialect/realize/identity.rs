//! Columns that count up.

use super::super::capabilities::IdentityRule;
use super::super::diags;
use super::context::{Context, NativeTable};
use super::keys::plain_index;

/// Judges the columns of a table that count up, and gives them the index they need.
pub(super) fn identity(cx: &mut Context<'_>, table: &mut NativeTable) {
    let counted = table.columns.iter().filter(|it| it.identity.is_some());
    let mut counted = counted.map(|it| (it.name.clone(), it.span));
    let rule = cx.capabilities.identity;
    let Some((name, span)) = counted.next() else { return };
    if rule == IdentityRule::Any {
        return;
    }
    let title = cx.title();
    if let Some((second, second_span)) = counted.next() {
        let diagnostic = diags::second_identity(second_span, title, &second);
        cx.report(diagnostic.because(span, "the first is here"));
    }
    let key = table.primary_key.as_ref().map(|it| it.columns.as_slice()).unwrap_or_default();
    match rule {
        IdentityRule::Any => {}
        IdentityRule::PrimaryKey => {
            if key != [name.clone()] {
                cx.report(diags::identity_outside_key(span, title, &name));
            } else if table.settings.get("without_rowid") == Some("true") {
                cx.report(diags::identity_without_rowid(span, title, &name));
            }
        }
        IdentityRule::OneIndexed => {
            let uniques = table.uniques.iter().map(|it| it.columns.first());
            let indexes = table.indexes.iter();
            let indexes = indexes.map(|it| it.items.first().and_then(|it| it.as_column()));
            let mut firsts = uniques.chain(indexes).chain([key.first()]);
            let is_indexed = firsts.any(|it| it == Some(&name));
            drop(firsts);
            if !is_indexed {
                let index_name = cx.made_index(&table.name, &[&name, "idx"]);
                table.indexes.push(plain_index(index_name, &[name], span));
            }
        }
    }
}
