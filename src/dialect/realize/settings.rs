//! Settings of an item that are for this dialect, and whether it knows them.

use super::super::diags;
use super::super::settings::{SettingPlace, of_dialect};
use super::context::Context;
use crate::base::{Span, closest};
use crate::schema::Settings;

/// The settings of an item that this dialect knows, under their own names.
pub(super) fn of(
    cx: &mut Context<'_>,
    logical: &Settings,
    place: SettingPlace,
    span: Span,
) -> Settings {
    let mut res = Settings::new();
    if logical.is_empty() {
        return res;
    }
    let id = cx.dialect.id();
    let rules = cx.dialect.settings();
    for (name, value) in of_dialect(logical, id.name()) {
        let known = rules.iter().find(|it| it.name == name);
        match known {
            Some(rule) if !rule.places.contains(&place) => {
                cx.report_each(diags::misplaced_setting(span, id, name, place.title()));
            }
            Some(rule) => match rule.value.read(value) {
                Some(value) => res.set(name, value),
                None => {
                    let wanted = rule.value.title();
                    cx.report_each(diags::invalid_setting(span, id, name, value, &wanted));
                }
            },
            None => {
                let here = rules.iter().filter(|it| it.places.contains(&place));
                let meant = closest(name, here.map(|it| it.name));
                cx.report_each(diags::unknown_setting(span, id, name, place.title(), meant));
            }
        }
    }
    res
}
