//! Enums, domains and sequences.

use super::super::super::catalog::Values;
use super::{Context, qualified};
use crate::base::{DialectSet, Name, Span};
use crate::schema::{Check, Domain, Enum, Sequence, Settings};

pub(super) fn enumeration(cx: &mut Context<'_>, mut row: Values) {
    let name = qualified(row.name(), row.name());
    let labels = row.names();
    cx.schema.enums.push(Enum {
        name,
        label_comments: vec![None; labels.len()],
        labels,
        was: Vec::new(),
        comment: row.filled(),
        only: DialectSet::NONE,
        old_names: Vec::new(),
        span: Span::nowhere(),
    });
}

pub(super) fn domain(cx: &mut Context<'_>, mut row: Values) {
    let name = qualified(row.name(), row.name());
    let ty = cx.ty(&row.text());
    cx.schema.domains.push(Domain {
        name,
        ty,
        is_not_null: row.flag(),
        default: row.filled().map(|it| cx.words.expr(&it)),
        checks: Vec::new(),
        collation: row.filled().map(Name::from),
        comment: row.filled(),
        settings: Settings::new(),
        only: DialectSet::NONE,
        old_names: Vec::new(),
        span: Span::nowhere(),
    });
}

pub(super) fn domain_check(cx: &mut Context<'_>, mut row: Values) {
    let name = qualified(row.name(), row.name());
    let check = Check {
        name: row.name(),
        column: None,
        expr: cx.words.expr(&row.text()),
        is_validated: row.flag(),
        comment: row.filled(),
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    };
    let domain = cx.schema.domains.iter_mut().find(|it| it.name == name);
    domain.into_iter().for_each(|it| it.checks.push(check.clone()));
}

pub(super) fn sequence(cx: &mut Context<'_>, mut row: Values) {
    let name = qualified(row.name(), row.name());
    let ty = row.text();
    let mut settings = Settings::new();
    if ty != "bigint" {
        settings.set("type", ty.clone());
    }
    numbers(&mut row, &ty, &mut settings);
    let owner = row.filled().zip(row.filled()).zip(row.filled());
    let owned_by = owner.map(|((schema, table), column)| {
        (qualified(Name::from(schema), Name::from(table)), Name::from(column))
    });
    cx.schema.sequences.push(Sequence { name, owned_by, settings, comment: row.filled() });
}

/// Start, increment, bounds, cache and cycle of a sequence, where they are not the usual ones.
pub(super) fn numbers(row: &mut Values, ty: &str, settings: &mut Settings) {
    let (start, increment) = (row.number(), row.number());
    let (min, max) = (row.number(), row.number());
    let (cache, cycles) = (row.number(), row.flag());
    let greatest = match ty {
        "smallint" => i64::from(i16::MAX),
        "integer" => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    let (usual_min, usual_max) = if increment < 0 { (-greatest - 1, -1) } else { (1, greatest) };
    let usual_start = if increment < 0 { max } else { min };
    let told = [
        ("start", start, usual_start),
        ("increment", increment, 1),
        ("minvalue", min, usual_min),
        ("maxvalue", max, usual_max),
        ("cache", cache, 1),
    ];
    for (name, value, usual) in told {
        if value != usual {
            settings.set(name, value.to_string());
        }
    }
    if cycles {
        settings.set("cycle", "true");
    }
}
