//! What exactly differs between two items of a kind.

use crate::base::{Deferrable, Name};
use crate::dialect::{Dialect, expr_text};
use crate::schema::{
    Check, Column, Domain, Enum, Exclusion, Expr, ForeignKey, Index, Key, NativeType, Sequence,
    Unique,
};

/// A column in short: its type and what it is beside.
pub(super) fn described(it: &Column<NativeType>, dialect: &dyn Dialect) -> String {
    let mut res = type_text(&it.ty, dialect);
    res.push_str(if it.is_nullable { ", nullable" } else { "" });
    if let Some(default) = &it.default {
        res.push_str(&format!(", default {}", expr_text(default, dialect)));
    }
    res
}

pub(super) fn column(
    before: &Column<NativeType>,
    after: &Column<NativeType>,
    dialect: &dyn Dialect,
) -> Vec<String> {
    let mut res = Vec::new();
    if before.ty != after.ty {
        res.push(arrow("", &type_text(&before.ty, dialect), &type_text(&after.ty, dialect)));
    }
    match (before.is_nullable, after.is_nullable) {
        (true, false) => res.push("no longer nullable".to_owned()),
        (false, true) => res.push("nullable".to_owned()),
        _ => {}
    }
    expr_change(&mut res, "default ", before.default.as_deref(), after.default.as_deref(), dialect);
    if before.generated != after.generated {
        let expr = |it: &Column<NativeType>| it.generated.clone().map(|it| it.expr);
        let (old, new) = (expr(before), expr(after));
        match old == new {
            true => res.push("stored or virtual".to_owned()),
            false => expr_change(&mut res, "computed as ", old.as_ref(), new.as_ref(), dialect),
        }
    }
    if before.identity != after.identity {
        res.push("how it counts up".to_owned());
    }
    if before.collation != after.collation {
        res.push(format!(
            "collation {}",
            named(before.collation.as_deref(), after.collation.as_deref())
        ));
    }
    if before.comment != after.comment {
        res.push("comment".to_owned());
    }
    if before.settings != after.settings {
        res.push("settings".to_owned());
    }
    res
}

/// `a → b`, where nothing is `none`.
pub(super) fn named(before: Option<&str>, after: Option<&str>) -> String {
    arrow("", before.unwrap_or("none"), after.unwrap_or("none"))
}

fn arrow(words: &str, before: &str, after: &str) -> String {
    format!("{words}{before} → {after}")
}

fn type_text(ty: &NativeType, dialect: &dyn Dialect) -> String {
    dialect.type_words().written_text(ty)
}

fn expr_change(
    res: &mut Vec<String>,
    words: &str,
    before: Option<&Expr>,
    after: Option<&Expr>,
    dialect: &dyn Dialect,
) {
    if before != after {
        let text = |it: Option<&Expr>| it.map_or("none".to_owned(), |it| expr_text(it, dialect));
        res.push(arrow(words, &text(before), &text(after)));
    }
}

fn names(names: &[Name]) -> String {
    let names: Vec<&str> = names.iter().map(Name::as_str).collect();
    format!("({})", names.join(", "))
}

fn name(res: &mut Vec<String>, before: &Name, after: &Name) {
    if before != after {
        res.push(format!("was {before}"));
    }
}

fn columns(res: &mut Vec<String>, before: &[Name], after: &[Name]) {
    if before != after {
        res.push(arrow("", &names(before), &names(after)));
    }
}

fn rest(res: &mut Vec<String>, differs: bool, words: &str) {
    if differs {
        res.push(words.to_owned());
    }
}

pub(super) fn key(before: &Key, after: &Key) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    columns(&mut res, &before.columns, &after.columns);
    rest(&mut res, before.settings != after.settings, "settings");
    res
}

pub(super) fn unique(before: &Unique, after: &Unique) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    columns(&mut res, &before.columns, &after.columns);
    rest(&mut res, before.nulls_not_distinct != after.nulls_not_distinct, "how nulls compare");
    deferrable(&mut res, before.deferrable, after.deferrable);
    rest(&mut res, before.comment != after.comment, "comment");
    rest(&mut res, before.settings != after.settings, "settings");
    res
}

fn deferrable(res: &mut Vec<String>, before: Option<Deferrable>, after: Option<Deferrable>) {
    rest(res, before != after, "when it is checked");
}

pub(super) fn foreign_key(before: &ForeignKey, after: &ForeignKey) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    columns(&mut res, &before.columns, &after.columns);
    if before.target != after.target || before.target_columns != after.target_columns {
        let text = |it: &ForeignKey| format!("{} {}", it.target, names(&it.target_columns));
        res.push(arrow("refers to ", &text(before), &text(after)));
    }
    let actions = [
        ("on delete ", before.on_delete, after.on_delete),
        ("on update ", before.on_update, after.on_update),
    ];
    for (words, before, after) in actions {
        if before != after {
            res.push(arrow(words, before.words(), after.words()));
        }
    }
    rest(&mut res, before.match_full != after.match_full, "match full");
    deferrable(&mut res, before.deferrable, after.deferrable);
    rest(&mut res, before.is_validated != after.is_validated, "whether old rows are checked");
    rest(&mut res, before.comment != after.comment, "comment");
    res
}

pub(super) fn check(before: &Check, after: &Check, dialect: &dyn Dialect) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    expr_change(&mut res, "", Some(&before.expr), Some(&after.expr), dialect);
    rest(&mut res, before.is_validated != after.is_validated, "whether old rows are checked");
    rest(&mut res, before.comment != after.comment, "comment");
    res
}

pub(super) fn exclusion(before: &Exclusion, after: &Exclusion) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    rest(&mut res, before.items != after.items, "what is compared");
    rest(&mut res, before.method != after.method, "method");
    rest(&mut res, before.predicate != after.predicate, "the rows it holds for");
    deferrable(&mut res, before.deferrable, after.deferrable);
    rest(&mut res, before.comment != after.comment, "comment");
    res
}

pub(super) fn index(before: &Index, after: &Index, dialect: &dyn Dialect) -> Vec<String> {
    let mut res = Vec::new();
    name(&mut res, &before.name, &after.name);
    rest(&mut res, before.items != after.items, "what is indexed");
    rest(&mut res, before.include != after.include, "what is carried along");
    if before.is_unique != after.is_unique {
        res.push(if after.is_unique { "now unique" } else { "no longer unique" }.to_owned());
    }
    let (old, new) = (before.predicate.as_ref(), after.predicate.as_ref());
    expr_change(&mut res, "where ", old, new, dialect);
    rest(&mut res, before.method != after.method, "method");
    rest(&mut res, before.nulls_not_distinct != after.nulls_not_distinct, "how nulls compare");
    rest(&mut res, before.comment != after.comment, "comment");
    rest(&mut res, before.settings != after.settings, "settings");
    res
}

pub(super) fn enumeration(before: &Enum, after: &Enum) -> Vec<String> {
    let mut res = Vec::new();
    for label in after.labels.iter().filter(|it| !before.labels.contains(it)) {
        res.push(format!("new value {label}"));
    }
    for label in before.labels.iter().filter(|it| !after.labels.contains(it)) {
        res.push(format!("value {label} goes"));
    }
    let is_other_order = before.labels != after.labels && res.is_empty();
    rest(&mut res, is_other_order, "the order of its values");
    rest(&mut res, before.comment != after.comment, "comment");
    rest(&mut res, before.label_comments != after.label_comments, "what its values are about");
    res
}

pub(super) fn domain(
    before: &Domain<NativeType>,
    after: &Domain<NativeType>,
    dialect: &dyn Dialect,
) -> Vec<String> {
    let mut res = Vec::new();
    if before.ty != after.ty {
        res.push(arrow("", &type_text(&before.ty, dialect), &type_text(&after.ty, dialect)));
    }
    expr_change(&mut res, "default ", before.default.as_ref(), after.default.as_ref(), dialect);
    rest(&mut res, before.is_not_null != after.is_not_null, "whether it refuses null");
    rest(&mut res, before.checks != after.checks, "checks");
    rest(&mut res, before.collation != after.collation, "collation");
    rest(&mut res, before.comment != after.comment, "comment");
    rest(&mut res, before.settings != after.settings, "settings");
    res
}

pub(super) fn sequence(before: &Sequence, after: &Sequence) -> Vec<String> {
    let mut res = Vec::new();
    rest(&mut res, before.settings != after.settings, "settings");
    rest(&mut res, before.owned_by != after.owned_by, "the column it belongs to");
    rest(&mut res, before.comment != after.comment, "comment");
    res
}
