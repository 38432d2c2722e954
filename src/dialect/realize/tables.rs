//! Tables: columns first, then what holds their rows together.

use super::super::capabilities::CommentForm;
use super::super::diags;
use super::super::options::Options;
use super::super::settings::SettingPlace;
use super::context::{Context, LogicalTable, NativeTable};
use super::{
    actions, checks, columns, exclusions, foreign_keys, identity, indexes, insertion, keys, scopes,
    settings, sizes,
};
use crate::base::{Name, Span};

/// Judges a table, if it exists in this dialect.
pub(super) fn table<'a>(cx: &mut Context<'a>, logical: &'a LogicalTable) {
    if !cx.admits(logical.only) {
        return;
    }
    cx.table = Some(logical);
    let mut table = NativeTable::new(cx.physical(&logical.name), logical.origin, logical.span);
    table.was = cx.physical_olds(&logical.name, &logical.was);
    table.from = cx.physical_sources(&logical.from);
    table.comment = comment(cx, logical.comment.as_deref(), Holder::Table, logical.span);
    table.settings = settings::of(cx, &logical.settings, SettingPlace::Table, logical.span);
    cx.dialect.usual_settings(&mut table.settings, &cx.options);
    let usual = cx.options;
    cx.options.strict_tables = is_strict(cx, &table);
    let known = columns::columns(cx, logical, &mut table);
    keys::primary(cx, logical, &mut table);
    keys::uniques(cx, logical, &mut table);
    checks::checks(cx, logical, &known, &mut table);
    exclusions::exclusions(cx, logical, &known, &mut table);
    indexes::indexes(cx, logical, &known, &mut table);
    identity::identity(cx, &mut table);
    sizes::sizes(cx, &mut table);
    cx.options = usual;
    foreign_keys::foreign_keys(cx, logical, &mut table);
    actions::checks_beside(cx, &mut table);
    foreign_keys::indexes(cx, &mut table);
    insertion::needs(cx, logical, &table);
    finish(cx, table);
}

/// Judges the names of a table that is whole.
pub(super) fn finish(cx: &mut Context<'_>, table: NativeTable) {
    scopes::table(cx, &table);
    if cx.keeps_tables {
        cx.res.tables.alloc(table);
    }
}

/// Whether the table takes values of its columns' types only, which it may say for itself.
fn is_strict(cx: &mut Context<'_>, table: &NativeTable) -> bool {
    let is_strict = table.settings.get("strict") == Some("true");
    let options = Options { strict_tables: is_strict, ..cx.options };
    if let Some(problem) = options.problem(cx.dialect) {
        let id = cx.dialect.id();
        cx.report(diags::impossible_setting(table.span, id, "strict", &problem));
    }
    is_strict
}

/// What a comment belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Table,
    /// A column or an index.
    Member,
    /// What the database keeps no comment of: it stands in the script.
    Script,
}

/// A comment as the database keeps it: some keep only so much of it, and not every character.
pub(super) fn comment(
    cx: &mut Context<'_>,
    text: Option<&str>,
    holder: Holder,
    span: Span,
) -> Option<String> {
    let text = text?.trim_end();
    if text.is_empty() {
        return None;
    }
    if text.contains('\0') {
        let title = cx.title();
        cx.report(diags::nul_in_text(span, title, "comment"));
        return Some(text.replace('\0', ""));
    }
    let most = match (cx.capabilities.comments, holder) {
        (CommentForm::Statements | CommentForm::Text, _) | (_, Holder::Script) => {
            return Some(text.to_owned());
        }
        (CommentForm::Clauses { table, .. }, Holder::Table) => table,
        (CommentForm::Clauses { column, .. }, Holder::Member) => column,
    };
    if text.len() <= most && text.is_ascii() {
        return Some(text.to_owned());
    }
    let kept: String = text.chars().map(kept_character).take(most).collect();
    if kept != text {
        let title = cx.title();
        cx.report(diags::respelled_comment(span, title, most));
    }
    Some(kept)
}

/// Characters beyond U+FFFF are kept as question marks by the server itself.
fn kept_character(c: char) -> char {
    if c > '\u{ffff}' { '?' } else { c }
}

/// Whether all columns that a constraint of the model names exist in this dialect; a missing one is reported.
pub(super) fn has_all<'n>(
    cx: &mut Context<'_>,
    table: &NativeTable,
    columns: impl IntoIterator<Item = &'n Name>,
    what: &str,
    span: Span,
) -> bool {
    if cx.has_all_columns {
        return true;
    }
    let missing = columns.into_iter().find(|it| table.column(it).is_none());
    if let Some(missing) = missing {
        let id = cx.dialect.id();
        cx.report(diags::missing_column(span, id, what, missing));
    }
    missing.is_none()
}
