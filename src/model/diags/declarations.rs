//! Messages about declarations as wholes.

use super::codes::*;
use super::names::written;
use crate::base::{Diagnostic, Edit, Fix, Span};
use crate::syntax::ast::Path;

pub(in crate::model) fn model_in_import(span: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_MODEL, span, "an imported file does not name the model")
        .help("remove the line: the entry file names the model")
}

pub(in crate::model) fn lonely_alternative(span: Span, name: &str, only: &Path) -> Diagnostic {
    Diagnostic::error(&LONELY_ALTERNATIVE, span, format!("`{name}` offers one entity alone"))
        .because(only.span(), "the only choice")
        .help(format!("refer to `{only}` directly, or add an alternative"))
}

pub(in crate::model) fn empty_enum(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&EMPTY_TYPE, span, format!("enum `{name}` has no values"))
        .help("add a value: nothing could ever be of this type")
}

pub(in crate::model) fn empty_composite(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&EMPTY_TYPE, span, format!("type `{name}` has no parts"))
        .help(format!("add a part, or narrow a scalar: `type {} = …`", written(name)))
}

pub(in crate::model) fn oversized_composite(span: Span, name: &str, most: usize) -> Diagnostic {
    let message = format!("type `{name}` becomes more than {most} columns");
    Diagnostic::error(&OVERSIZED_TYPE, span, message)
        .help("no table holds that many: make some of its parts entities and refer to them")
}

pub(in crate::model) fn empty_sql(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(&EMPTY_SQL, span, "this SQL is empty").help(format!("write the {what}"))
}

pub(in crate::model) fn domain_of_other_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_DOMAIN, span, format!("`{name}` can only narrow a scalar type"))
        .help(format!(
            "write a scalar behind `=`; what has parts is `type {} {{ … }}`",
            written(name)
        ))
}

pub(in crate::model) fn domain_of_declared_type(
    span: Span,
    name: &str,
    path: &Path,
    found: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!("`{name}` can only narrow a scalar type, and `{path}` is {found}");
    Diagnostic::error(&INVALID_DOMAIN, span, message)
        .because(declared, "declared here")
        .help("write a scalar behind `=`")
}

/// What stands in a body that has none of its kind; its first word tells it.
pub(in crate::model) fn misplaced_member(span: Span, kind: &str, place: &str) -> Diagnostic {
    let word = kind.split(' ').next().unwrap_or_default();
    let word_span = Span { end: span.start + word.len() as u32, ..span };
    let span = if kind == "dependency" { span } else { word_span };
    let help = match kind {
        "dependency" => "declare it in the entity that the view reads".to_owned(),
        _ => format!("move it to an entity: only those have `{kind}` members"),
    };
    let (what, quoted) = match kind {
        "dependency" => ("dependencies", String::new()),
        _ => ("", format!("`{kind}`")),
    };
    Diagnostic::error(&MISPLACED_MEMBER, span, format!("{place} has no {what}{quoted}")).help(help)
}

pub(in crate::model) fn key_in_relationship(span: Span) -> Diagnostic {
    let span = Span { end: span.start + "key".len() as u32, ..span };
    let message = "the key of a relationship follows from its quantifiers";
    Diagnostic::error(&MISPLACED_MEMBER, span, message).help(
        "mark an attribute with `key` to let it join the key, or declare another key as `unique`",
    )
}

/// The edit that takes a piece out.
pub(super) fn removed(title: &str, span: Span) -> Fix {
    Fix::unsafe_(title, vec![Edit { span, text: String::new() }])
}
