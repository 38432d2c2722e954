//! Primary keys and unique constraints.

use super::super::diags;
use super::super::settings::SettingPlace;
use super::context::{Context, LogicalTable, NativeTable};
use super::tables::{Holder, comment, has_all};
use super::{nulls, settings, sizes};
use crate::base::{DialectSet, Name, Span, Storage};
use crate::schema::{Index, IndexItem, Key, Settings, Unique};

/// The primary key.
pub(super) fn primary(cx: &mut Context<'_>, logical: &LogicalTable, table: &mut NativeTable) {
    let Some(key) = &logical.primary_key else { return };
    if !has_all(cx, table, &key.columns, "primary key", key.span) {
        return;
    }
    let title = cx.title();
    let rule = cx.capabilities.generated.primary_key;
    for column in key.columns.iter().filter_map(|it| table.column(it)) {
        let storage = column.generated.as_ref().and_then(|it| it.storage);
        if storage.is_some_and(|it| !rule.admit(it == Storage::Stored)) {
            cx.report(diags::derived_key(key.span, title, &column.name));
        }
    }
    let settings = settings::of(cx, &key.settings, SettingPlace::Key, key.span);
    let lengths = settings.get("lengths");
    sizes::key(cx, table, &key.columns, sizes::Use::Key, lengths, key.span);
    let name = match cx.capabilities.names.primary_key {
        Some(name) => Name::new_static(name),
        None => cx.member(&logical.name, &key.name),
    };
    table.primary_key = Some(Key { name, columns: key.columns.clone(), settings, span: key.span });
}

/// The unique constraints over columns.
pub(super) fn uniques(cx: &mut Context<'_>, logical: &LogicalTable, table: &mut NativeTable) {
    table.uniques.reserve_exact(logical.uniques.len());
    for unique in logical.uniques.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if !has_all(cx, table, &unique.columns, "unique constraint", unique.span) {
            continue;
        }
        let mut deferrable = unique.deferrable;
        if deferrable.is_some() && !cx.can(cx.capabilities.deferrable_uniques) {
            let title = cx.title();
            let what = format!("unique constraint `{}`", unique.name);
            cx.report(diags::not_deferrable(unique.span, title, &what));
            deferrable = None;
        }
        sizes::key(cx, table, &unique.columns, sizes::Use::Unique, None, unique.span);
        let name = cx.member(&logical.name, &unique.name);
        let is_told = cx.can(cx.capabilities.nulls_not_distinct);
        let nulls_matter = unique.nulls_not_distinct
            && unique.columns.iter().any(|it| table.column(it).is_some_and(|it| it.is_nullable));
        let res = Unique {
            name: name.clone(),
            columns: unique.columns.clone(),
            nulls_not_distinct: unique.nulls_not_distinct && is_told,
            deferrable,
            comment: comment(cx, unique.comment.as_deref(), Holder::Member, unique.span),
            settings: settings::of(cx, &unique.settings, SettingPlace::Unique, unique.span),
            only: DialectSet::NONE,
            span: unique.span,
        };
        if let Some(other) = same(table, &res) {
            cx.report(diags::repeated_unique(unique.span, &res.name, &other));
            continue;
        }
        table.uniques.push(res);
        if nulls_matter && !is_told {
            nulls::equal_nulls(cx, &unique.columns, &name, unique.span, table);
        }
    }
}

/// The key or constraint that says the same already: some databases make one of both.
fn same(table: &NativeTable, unique: &Unique) -> Option<Name> {
    let is_plain = unique.deferrable.is_none() && !unique.nulls_not_distinct;
    let is_key = |it: &&Key| is_plain && it.columns == unique.columns;
    let is_same = |it: &&Unique| {
        it.columns == unique.columns
            && it.deferrable == unique.deferrable
            && it.nulls_not_distinct == unique.nulls_not_distinct
    };
    let key = table.primary_key.as_ref().filter(is_key).map(|it| it.name.clone());
    key.or_else(|| table.uniques.iter().find(is_same).map(|it| it.name.clone()))
}

/// An index over columns with nothing else to say.
pub(super) fn plain_index(name: Name, columns: &[Name], span: Span) -> Index {
    Index {
        name,
        items: columns.iter().cloned().map(IndexItem::column).collect(),
        is_unique: false,
        nulls_not_distinct: false,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span,
    }
}
