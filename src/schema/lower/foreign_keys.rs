//! `foreign key (a, b) references E (x, y)`: what is written physically stays as it is.

use super::given::{self, Body};
use super::metadata::settings;
use super::references::held_together;
use super::{Context, LogicalTableId, diags};
use crate::base::{Name, ReferentialAction};
use crate::model::ForeignKey as Written;
use crate::schema::ForeignKey;

/// Adds the foreign keys that entities write out.
pub(super) fn members(cx: &mut Context<'_>) {
    for plan in 0..cx.homes.plans.len() {
        let table = cx.homes.plans[plan].table;
        for idx in 0..cx.homes.plans[plan].members.len() {
            let member = cx.homes.plans[plan].members[idx];
            for it in &cx.model.entities[member.entity].foreign_keys {
                let body = cx.body_of(member.entity);
                lower(cx, table, body, it);
            }
        }
    }
}

fn lower(cx: &mut Context<'_>, table: LogicalTableId, body: Body, it: &Written) {
    let mut columns: Vec<Name> = Vec::new();
    for path in &it.attributes {
        match cx.columns(table, &[], path) {
            Ok(more) => columns.extend(more),
            Err(unheld) => {
                unheld.report(cx, it.span, "foreign key", false);
                return;
            }
        }
    }
    let Some((home, target_columns)) = held_together(cx, it.target, &it.target_attributes) else {
        let diagnostic = diags::target_without_table(it.span, &cx.model.entities[it.target].name);
        cx.report_once(diagnostic);
        return;
    };
    if columns.len() != target_columns.len() {
        return;
    }
    let foreign_key = ForeignKey {
        name: Name::default(),
        target: cx.table(home).name.clone(),
        target_columns,
        match_full: it.match_full,
        on_delete: it.on_delete.unwrap_or(ReferentialAction::NoAction),
        on_update: it.on_update.unwrap_or(ReferentialAction::NoAction),
        deferrable: it.deferrable,
        is_validated: true,
        comment: it.docs.clone(),
        settings: settings(&it.metadata),
        only: it.metadata.only,
        span: it.span,
        columns: columns.clone(),
    };
    let naming = given::member(body, (&it.name, &it.metadata, it.span), &columns, "fkey");
    cx.add_foreign_key(table, naming, foreign_key);
}
