//! Enums: types of their own, lookup tables, or nothing beside the checks of their columns.

use super::super::capabilities::EnumSupport;
use super::super::diags;
use super::super::options::EnumForm;
use super::context::{Context, NativeTable};
use super::tables::{Holder, comment};
use super::types;
use crate::base::{DialectSet, Name, ScalarType};
use crate::schema::{Column, Enum, Key, Origin, Settings, Unique};

/// Makes what enums need beside the columns that use them, and gives their lookup tables.
pub(super) fn enums(cx: &mut Context<'_>) -> Vec<NativeTable> {
    let mut lookups = Vec::new();
    for (idx, item) in cx.logical.enums.iter().enumerate() {
        if !cx.admits(item.only) {
            continue;
        }
        let form = types::enum_form(cx, idx);
        labels(cx, item, form);
        let is_type = form == EnumForm::Native && cx.capabilities.enums == EnumSupport::Type;
        if is_type || form == EnumForm::Lookup {
            let name = cx.physical(&item.name);
            let comment = comment(cx, item.comment.as_deref(), Holder::Table, item.span);
            let made = Enum { name, comment, only: DialectSet::NONE, ..item.clone() };
            if form == EnumForm::Lookup {
                let table = lookup(cx, &made);
                lookups.push(table);
            }
            cx.res.enums.push(made);
        }
    }
    lookups
}

/// Judges the labels.
fn labels(cx: &mut Context<'_>, item: &Enum, form: EnumForm) {
    let title = cx.title();
    for label in &item.labels {
        if label.contains('\0') {
            cx.report(diags::nul_in_text(item.span, title, "value of an enum"));
        }
        let (most, unit) = match (form, cx.capabilities.enums) {
            (EnumForm::Native, EnumSupport::Type) => (63, label.len()),
            _ => (255, label.chars().count()),
        };
        if unit > most {
            cx.report_each(diags::long_label(item.span, title, &item.name.name, label, most));
        }
        let is_trimmed = label.ends_with(' ') && cx.capabilities.enums == EnumSupport::ColumnType;
        if is_trimmed && form == EnumForm::Native {
            cx.report_each(diags::trimmed_label(item.span, title, &item.name.name, label));
        }
    }
}

/// The table whose rows are the labels.
fn lookup(cx: &mut Context<'_>, item: &Enum) -> NativeTable {
    let integer = cx.dialect.scalar_type(ScalarType::Int, &cx.options);
    let label = types::label_type(cx, &item.labels);
    let text = cx.dialect.scalar_type(ScalarType::Text, &cx.options);
    let mut res = NativeTable::new(item.name.clone(), Origin::Lowering, item.span);
    let made = |name: &'static str, ty| Column::new(name, ty, Origin::Lowering, item.span);
    res.columns = vec![made("position", integer), made("label", label)];
    if item.label_comments.iter().any(Option::is_some) {
        let description = made("description", text);
        res.columns.push(Column { is_nullable: true, ..description });
    }
    let key_name = match cx.capabilities.names.primary_key {
        Some(name) => Name::new_static(name),
        None => cx.made_index(&res.name, &["pkey"]),
    };
    res.primary_key = Some(Key {
        name: key_name,
        columns: vec![Name::new_static("label")],
        settings: Settings::new(),
        span: item.span,
    });
    res.uniques.push(Unique {
        name: cx.made_index(&res.name, &["position_key"]),
        columns: vec![Name::new_static("position")],
        nulls_not_distinct: false,
        deferrable: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: item.span,
    });
    cx.dialect.usual_settings(&mut res.settings, &cx.options);
    res.comment = item.comment.clone();
    res
}
