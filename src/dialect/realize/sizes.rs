//! How long keys and rows may be.

use super::super::capabilities::{Sizes, Width};
use super::super::diags;
use super::super::mysql::types::charset_of;
use super::context::{Context, NativeTable};
use crate::base::{Name, Span};
use crate::schema::{Column, Index, IndexItem, NativeType};

/// What a list of columns is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A primary key.
    Key,
    /// A unique constraint.
    Unique,
}

/// So many characters of an unbounded text are indexed.
const PREFIX: u32 = 255;

/// Judges a primary key or unique constraint.
pub(super) fn key(
    cx: &mut Context<'_>,
    table: &NativeTable,
    columns: &[Name],
    wanted: Use,
    lengths: Option<&str>,
    span: Span,
) {
    let title = cx.title();
    let what = if wanted == Use::Key { "primary key" } else { "unique constraint" };
    if columns.len() > cx.capabilities.indexes.max_columns {
        let most = cx.capabilities.indexes.max_columns;
        cx.report(diags::wide_key(span, title, what, columns.len(), most));
    }
    let Some(sizes) = &cx.capabilities.sizes else { return };
    let is_hashed = wanted == Use::Unique && cx.can(cx.capabilities.indexes.unbounded_unique);
    let mut length = 0;
    let usual = charset(table);
    let lengths = each(lengths);
    for (place, column) in columns.iter().enumerate() {
        let Some(column) = table.column(column) else { continue };
        match (width(cx, usual, column), lengths.get(place).copied().flatten()) {
            (Width::Fixed(n), _) => length += n,
            (Width::Text { character, .. }, Some(prefix)) => length += prefix as usize * character,
            (Width::Text { most: Some(most), character }, None) => length += most * character,
            (Width::Text { most: None, .. }, None) if is_hashed => {}
            (Width::Text { most: None, .. }, None) | (Width::None, _) => {
                let ty = cx.dialect.type_words().written_text(&column.ty);
                cx.report(diags::unbounded_key(span, title, what, &column.name, &ty));
            }
        }
    }
    if length > sizes.key && !is_hashed {
        cx.report(diags::long_key(span, title, what, length, sizes.key));
    }
}

/// `20, 0`: how many characters of each column count, where `0` is all.
fn each(lengths: Option<&str>) -> Vec<Option<u32>> {
    let one = |it: &str| it.trim().parse().ok().filter(|it| *it > 0);
    lengths.map(|it| it.split(',').map(one).collect()).unwrap_or_default()
}

/// Judges an index, and cuts its columns to what fits; `false` when it cannot be. `types` are those of its items as
/// far as they are no columns, which tell their own.
pub(super) fn index(
    cx: &mut Context<'_>,
    table: &NativeTable,
    types: &[Option<NativeType>],
    index: &mut Index,
) -> bool {
    let title = cx.title();
    let what = if index.is_unique { "unique index" } else { "index" };
    if index.items.len() > cx.capabilities.indexes.max_columns {
        let (n_items, most) = (index.items.len(), cx.capabilities.indexes.max_columns);
        cx.report(diags::wide_key(index.span, title, what, n_items, most));
        return false;
    }
    let Some(sizes) = &cx.capabilities.sizes else { return true };
    if index.method.as_deref().is_some_and(|it| it == "fulltext" || it == "spatial") {
        return true;
    }
    let is_hashed = index.is_unique && cx.can(cx.capabilities.indexes.unbounded_unique);
    let given = index.settings.remove("length").and_then(|it| it.parse::<u32>().ok());
    let lengths = each(index.settings.remove("lengths").as_deref());
    let mut length = 0;
    let mut is_shortened = false;
    let held = |item: &IndexItem| item.as_column().and_then(|it| table.column(it));
    let widths = widths(cx, table, types, index);
    for (place, (item, width)) in index.items.iter_mut().zip(&widths).enumerate() {
        let Some(width) = *width else { continue };
        let given = lengths.get(place).copied().flatten().or(given);
        let given = given.filter(|_| item.as_column().is_some());
        let is_cut = item.as_column().is_some() && !index.is_unique;
        match (width, given) {
            (Width::Fixed(n), _) => length += n,
            (Width::Text { character, .. }, Some(prefix)) => {
                item.prefix_length = Some(prefix);
                length += prefix as usize * character;
            }
            (Width::Text { most: Some(most), character }, None) => length += most * character,
            (Width::Text { most: None, .. }, None) if is_hashed => {}
            (Width::Text { most: None, character }, None) if is_cut => {
                item.prefix_length = Some(PREFIX);
                length += PREFIX as usize * character;
                is_shortened = true;
            }
            (Width::Text { most: None, .. } | Width::None, _) => {
                let own = held(item).map(|it| &it.ty);
                let ty = own.or(types.get(place).and_then(Option::as_ref));
                let text = ty.map(|it| cx.dialect.type_words().written_text(it));
                let text = text.unwrap_or_default();
                cx.report(diags::unbounded_index(index.span, title, what, &index.name, &text));
                return false;
            }
        }
    }
    if length <= sizes.key && is_shortened {
        report_prefix(cx, index, PREFIX as usize);
    }
    if length <= sizes.key || is_hashed {
        return true;
    }
    if index.is_unique {
        cx.report(diags::long_key(index.span, title, what, length, sizes.key));
        return false;
    }
    shorten(cx, &widths, index, sizes);
    true
}

/// Lets only so many characters of each text count that the key fits.
fn shorten(cx: &mut Context<'_>, widths: &[Option<Width>], index: &mut Index, sizes: &Sizes) {
    let character = widths.iter().flatten().filter_map(|it| match it {
        Width::Text { character, .. } => Some(*character),
        Width::Fixed(_) | Width::None => None,
    });
    let character = character.max().unwrap_or(sizes.character);
    let fixed = widths.iter().flatten().filter_map(|it| match it {
        Width::Fixed(n) => Some(*n),
        Width::Text { .. } | Width::None => None,
    });
    let texts = widths.iter().flatten().filter(|it| matches!(it, Width::Text { .. }));
    let (fixed, n_texts): (usize, usize) = (fixed.sum(), texts.count().max(1));
    let share = sizes.key.saturating_sub(fixed) / n_texts / character;
    report_prefix(cx, index, share);
    for (item, width) in index.items.iter_mut().zip(widths) {
        if let Some(Width::Text { most, .. }) = *width
            && item.as_column().is_some()
            && most.is_none_or(|it| it > share)
        {
            item.prefix_length = u32::try_from(share).ok();
        }
    }
}

fn report_prefix(cx: &mut Context<'_>, index: &Index, n_characters: usize) {
    let title = cx.title();
    cx.report(diags::prefix_index(index.span, title, &index.name, n_characters));
}

/// Judges how many columns a table has and how long its rows are.
pub(super) fn sizes(cx: &mut Context<'_>, table: &mut NativeTable) {
    let (most, _) = cx.capabilities.columns;
    let title = cx.title();
    if table.columns.len() > most {
        let n_columns = table.columns.len();
        cx.report(diags::too_many_columns(table.span, title, &table.name.name, n_columns, most));
    }
    let Some(sizes) = &cx.capabilities.sizes else { return };
    let usual = charset(table);
    let n_bytes: usize = table.columns.iter().map(|it| row_bytes(width(cx, usual, it))).sum();
    if n_bytes > sizes.row {
        cx.report(diags::long_row(table.span, title, &table.name.name, n_bytes, sizes.row));
    }
}

/// The bytes of a value of a column, which has the `usual` character set of its table unless it says another.
fn width(cx: &Context<'_>, usual: Option<&str>, column: &Column<NativeType>) -> Width {
    let own =
        column.settings.get("charset").or_else(|| column.collation.as_deref().map(charset_of));
    cx.dialect.width(&column.ty, own.or(usual))
}

/// The bytes of the values that an index is over.
fn widths(
    cx: &Context<'_>,
    table: &NativeTable,
    types: &[Option<NativeType>],
    index: &Index,
) -> Vec<Option<Width>> {
    let usual = charset(table);
    let of_item = |(place, item): (usize, &IndexItem)| {
        let column = item.as_column().and_then(|it| table.column(it));
        match column {
            Some(column) => Some(width(cx, usual, column)),
            None => types.get(place)?.as_ref().map(|it| cx.dialect.width(it, usual)),
        }
    };
    index.items.iter().enumerate().map(of_item).collect()
}

fn charset(table: &NativeTable) -> Option<&str> {
    let settings = &table.settings;
    settings.get("charset").or_else(|| settings.get("collation").map(charset_of))
}

/// The bytes of a value inside its row, the length of a variable one included.
fn row_bytes(width: Width) -> usize {
    match width {
        Width::Fixed(n) => n,
        Width::Text { most: Some(most), character } => most * character + 2,
        // What is long lies elsewhere; the row holds a length and a pointer.
        Width::Text { most: None, .. } | Width::None => 12,
    }
}
