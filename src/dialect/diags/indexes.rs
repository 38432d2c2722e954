//! Messages about indexes and keys.

use super::codes::*;
use crate::base::{Diagnostic, Span};

pub(in crate::dialect) fn lesser_index(
    span: Span,
    title: &str,
    name: &str,
    lost: &[&str],
) -> Diagnostic {
    let lost: Vec<String> = lost.iter().map(|it| format!("`{it}`")).collect();
    let message = format!("index `{name}` is made without {} in {title}", lost.join(", "));
    Diagnostic::info(&LESSER_INDEX, span, message)
        .help("queries give the same rows, perhaps slower; mark the index for one database to have it there alone")
}

pub(in crate::dialect) fn prefix_index(
    span: Span,
    title: &str,
    name: &str,
    n_characters: usize,
) -> Diagnostic {
    let message = format!("index `{name}` covers {n_characters} characters of a text in {title}");
    Diagnostic::info(&PREFIX_INDEX, span, message)
        .help("bound the text with `varchar(n)` to have all of it indexed")
}

pub(in crate::dialect) fn unknown_method(
    span: Span,
    title: &str,
    name: &str,
    method: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!("index `{name}`: {title} has no method `{method}`");
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "remove `using …`, or mark the index for another database alone".to_owned(),
    };
    Diagnostic::error(&UNKNOWN_METHOD, span, message).help(help)
}

pub(in crate::dialect) fn collation_of_unique(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("unique index `{name}`: {title} has no collations in indexes");
    Diagnostic::error(&IMPOSSIBLE_INDEX, span, message)
        .help("give the column the collation, or compare `lower(…)`")
}

pub(in crate::dialect) fn index_on_identity(
    span: Span,
    title: &str,
    name: &str,
    column: &str,
) -> Diagnostic {
    let message =
        format!("index `{name}`: {title} computes nothing from `{column}`, which counts up");
    Diagnostic::error(&IMPOSSIBLE_INDEX, span, message)
        .help("index the column itself, or mark the index for other databases alone")
}

pub(in crate::dialect) fn untyped_index(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!(
        "index `{name}`: {title} needs to know the type of what is indexed, and it cannot be told"
    );
    Diagnostic::error(&IMPOSSIBLE_INDEX, span, message)
        .help("put `cast(… as …)` around the expression")
}

pub(in crate::dialect) fn unbounded_index(
    span: Span,
    title: &str,
    what: &str,
    name: &str,
    ty: &str,
) -> Diagnostic {
    let message = format!("{what} `{name}`: {title} cannot index `{ty}`");
    Diagnostic::error(&IMPOSSIBLE_INDEX, span, message)
        .help("bound the value, `varchar(n)`, or index `left(…, 255)`")
}

pub(in crate::dialect) fn unbounded_key(
    span: Span,
    title: &str,
    what: &str,
    column: &str,
    ty: &str,
) -> Diagnostic {
    let message = format!("{title} takes no `{ty}` like `{column}` in a {what}");
    Diagnostic::error(&LONG_KEY, span, message).help("bound it: `varchar(n)`, `bytes(n)`")
}

pub(in crate::dialect) fn long_key(
    span: Span,
    title: &str,
    what: &str,
    n_bytes: usize,
    most: usize,
) -> Diagnostic {
    let message = format!("the {what} can have {n_bytes} bytes, {title} takes {most}");
    Diagnostic::error(&LONG_KEY, span, message)
        .help("shorten its texts; each character counts four bytes")
}

pub(in crate::dialect) fn wide_key(
    span: Span,
    title: &str,
    what: &str,
    n_columns: usize,
    most: usize,
) -> Diagnostic {
    let message = format!("the {what} has {n_columns} columns, {title} takes {most}");
    Diagnostic::error(&LONG_KEY, span, message).help("an `id` of its own ends the growth of keys")
}

pub(in crate::dialect) fn equal_nulls(span: Span, title: &str, name: &str) -> Diagnostic {
    let message =
        format!("`{name}`: {title} has no `nulls not distinct`; further unique indexes hold it");
    Diagnostic::info(&EQUAL_NULLS, span, message)
        .help("PostgreSQL has it from version 15 on, if that is the oldest you use")
}

pub(in crate::dialect) fn too_many_nullable(
    span: Span,
    title: &str,
    name: &str,
    most: usize,
) -> Diagnostic {
    let message = format!(
        "`{name}`: {title} has no `nulls not distinct`, and more than {most} columns can be null"
    );
    Diagnostic::error(&IMPOSSIBLE_NULLS, span, message)
        .help("make some of the attributes mandatory")
}

pub(in crate::dialect) fn nulls_of_expressions(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!(
        "`{name}`: {title} has no `nulls not distinct`, and it is not over all rows and columns alone"
    );
    Diagnostic::error(&IMPOSSIBLE_NULLS, span, message)
        .help("say what null stands for: `coalesce(…, \"\")`")
}

pub(in crate::dialect) fn repeated_unique(span: Span, name: &str, other: &str) -> Diagnostic {
    let message = format!("unique constraint `{name}` is left out, since `{other}` says the same");
    Diagnostic::info(&REPEATED_UNIQUE, span, message).help("remove one of them")
}
