//! Messages about types, enums, columns and rows.

use super::codes::*;
use crate::base::{Diagnostic, Span};

pub(in crate::dialect) fn unreadable_type(span: Span, title: &str, text: &str) -> Diagnostic {
    let message = format!("`{text}` is no type of {title}");
    Diagnostic::error(&UNREADABLE_TYPE, span, message)
        .help("write one type, such as `numeric(10, 2)` or `public.\"My Type\"[]`")
}

pub(in crate::dialect) fn interval_as_number(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} has no type for lengths of time; `{name}` holds microseconds");
    Diagnostic::info(&INTERVAL_AS_NUMBER, span, message)
        .help("say `bigint` and a unit in the name, if the number should be seen in the model")
}

pub(in crate::dialect) fn array_as_json(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} has no lists in columns; `{name}` is held as JSON");
    Diagnostic::info(&ARRAY_AS_JSON, span, message)
        .help("a quantifier, `*` in place of `[]`, makes a table of it")
}

pub(in crate::dialect) fn unreadable_list(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} holds `{name}` as JSON, and its default is no list");
    Diagnostic::error(&UNREADABLE_LIST, span, message)
        .help("write it like `\"{a,b}\"` or `\"[1, 2]\"`")
}

pub(in crate::dialect) fn empty_table(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("table `{name}` has no columns in {title}");
    Diagnostic::error(&EMPTY_TABLE, span, message)
        .help("give it an attribute that exists there, or mark it for other databases alone")
}

pub(in crate::dialect) fn too_many_columns(
    span: Span,
    title: &str,
    name: &str,
    n_columns: usize,
    most: usize,
) -> Diagnostic {
    let message = format!("table `{name}` has {n_columns} columns, {title} takes {most}");
    Diagnostic::error(&LONG_ROW, span, message)
        .help("move a group of attributes to an entity of its own")
}

pub(in crate::dialect) fn long_row(
    span: Span,
    title: &str,
    name: &str,
    n_bytes: usize,
    most: usize,
) -> Diagnostic {
    let message = format!("a row of `{name}` can have {n_bytes} bytes, {title} takes {most}");
    Diagnostic::error(&LONG_ROW, span, message)
        .help("make long texts `text`, which is kept outside the row")
}

pub(in crate::dialect) fn long_label(
    span: Span,
    title: &str,
    name: &str,
    label: &str,
    most: usize,
) -> Diagnostic {
    let start: String = label.chars().take(40).collect();
    let message = format!("a value of enum `{name}` is too long for {title}: `{start}…`");
    Diagnostic::error(&IMPOSSIBLE_LABEL, span, message)
        .label(format!("at most {most}"))
        .help("shorten it, or hold enums as checks: `enums = \"check\"`")
}

pub(in crate::dialect) fn trimmed_label(
    span: Span,
    title: &str,
    name: &str,
    label: &str,
) -> Diagnostic {
    let message =
        format!("{title} cuts the space at the end of `{label}`, a value of enum `{name}`");
    Diagnostic::error(&IMPOSSIBLE_LABEL, span, message).help("remove the space")
}

pub(in crate::dialect) fn stored_instead(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} computes no column on reading; `{name}` is kept in the row");
    Diagnostic::info(&STORED_INSTEAD, span, message).help("say `stored`, or nothing")
}

pub(in crate::dialect) fn endless_derivation(span: Span, title: &str, name: &str) -> Diagnostic {
    let message =
        format!("`{name}` uses other derived attributes so often that {title} cannot compute it");
    Diagnostic::error(&IMPOSSIBLE_DERIVED_COLUMN, span, message)
        .help("derive it in a view, or keep one of the attributes it uses as a value")
}

pub(in crate::dialect) fn derived_from_identity(
    span: Span,
    title: &str,
    name: &str,
    counted: &str,
) -> Diagnostic {
    let message = format!("{title} cannot derive `{name}` from `{counted}`, which counts up");
    Diagnostic::error(&IMPOSSIBLE_DERIVED_COLUMN, span, message)
        .help("say `virtual`, or derive it in a view")
}

pub(in crate::dialect) fn derived_key(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} has no derived column like `{name}` in a primary key");
    Diagnostic::error(&IMPOSSIBLE_DERIVED_COLUMN, span, message)
        .help("make it `unique`, and another attribute the key")
}

pub(in crate::dialect) fn derived_reference(
    span: Span,
    title: &str,
    name: &str,
    column: &str,
) -> Diagnostic {
    let message =
        format!("{title} does not take foreign key `{name}`, since `{column}` is derived");
    Diagnostic::error(&IMPOSSIBLE_DERIVED_COLUMN, span, message)
        .help("a derived column cannot be set by an action; remove `on delete` and `on update`, or say `stored`")
}

pub(in crate::dialect) fn second_identity(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} counts up one column of a table, `{name}` is the second");
    Diagnostic::error(&IMPOSSIBLE_IDENTITY, span, message).help("remove one `identity`")
}

pub(in crate::dialect) fn identity_outside_key(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} counts up nothing but a primary key of one column");
    Diagnostic::error(&IMPOSSIBLE_IDENTITY, span, message)
        .help(format!("make `{name}` the key and the present key `unique`"))
}

pub(in crate::dialect) fn identity_without_rowid(
    span: Span,
    title: &str,
    name: &str,
) -> Diagnostic {
    let message = format!("{title} counts up `{name}` in tables with a rowid alone");
    Diagnostic::error(&IMPOSSIBLE_IDENTITY, span, message)
        .help("remove `@sqlite(without_rowid: true)`, which an integer key does not need")
}

pub(in crate::dialect) fn sequence(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} has no sequences, so none like `{name}`");
    Diagnostic::error(&IMPOSSIBLE_SEQUENCE, span, message).help("use `identity`")
}
