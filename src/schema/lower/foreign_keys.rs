//! `foreign key (a, b) references E (x, y)`: what is written physically stays as it is.

use super::given::{self, Body};
use super::homes::Member;
use super::metadata::settings;
use super::references::held_together;
use super::{Context, LogicalTableId, diags};
use crate::base::{Name, ReferentialAction};
use crate::model::ForeignKey as Written;
use crate::schema::ForeignKey;

/// Adds the foreign keys that the entities in a table write out.
pub(super) fn members(cx: &mut Context<'_>, table: LogicalTableId) {
    for idx in 0..cx.homes.members(table).len() {
        let Member { entity, .. } = cx.homes.members(table)[idx];
        for it in &cx.model.entities[entity].foreign_keys {
            let body = cx.body_of(entity);
            lower(cx, table, body, it);
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
