//! Messages about annotations.

use super::codes::*;
use super::names::respelled;
use crate::base::{Diagnostic, Fix, Span};
use crate::syntax::ast::Annotation;

/// An annotation without a dot that the language does not have.
pub(in crate::model) fn unknown_annotation(
    annotation: &Annotation,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let (span, whole) = (annotation.name.span(), annotation.span);
    let res =
        Diagnostic::error(&UNKNOWN_ANNOTATION, span, format!("there is no annotation `@{name}`"));
    let clause = match name {
        "id" | "pk" | "primary" | "primary_key" => Some("key"),
        "unique" => Some("unique"),
        "autoincrement" | "auto_increment" | "identity" => Some("identity"),
        _ => None,
    };
    let help = match name {
        "default" => Some("write a default behind the type: `= …`"),
        "relation" => Some("a reference is an attribute of an entity type: `customer Customer`"),
        "map" => Some("write `@column(\"…\")` or `@table(\"…\")`"),
        "updatedAt" => Some("what changes a value on each update is a `native trigger`"),
        "check" => Some("write a check behind the type: `check …`"),
        _ => None,
    };
    let alias = match name {
        "pg" | "postgresql" => Some("postgres"),
        "sqlite3" => Some("sqlite"),
        "maria" => Some("mariadb"),
        _ => None,
    };
    if let Some(alias) = alias {
        let fix = Fix::replace(format!("write `@{alias}`"), span, alias);
        return res.help(format!("write `@{alias}`")).fix(fix);
    }
    match (clause, help, meant) {
        (Some(clause), ..) => {
            res.help(format!("write `{clause}` behind the type, before all annotations")).fix(
                Fix::unsafe_(format!("write `{clause}`"), super::names::replaced(&[whole], clause)),
            )
        }
        (None, Some(help), _) => res.help(help),
        (None, None, Some(meant)) => {
            res.help(format!("did you mean `@{meant}`?")).fix(respelled(&[span], name, meant))
        }
        (None, None, None) => res.help("metadata of your own has a dot: `@team.name(…)`"),
    }
}

pub(in crate::model) fn misplaced_annotation(span: Span, name: &str, place: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_ANNOTATION, span, format!("`@{name}` means nothing on {place}"))
        .help("remove it, or move it to what it is about")
}

/// An annotation that names what comes along with an attribute, where nothing does.
pub(in crate::model) fn pointless_annotation(
    span: Span,
    annotation: &str,
    attribute: &str,
) -> Diagnostic {
    let help = match annotation {
        "table" => {
            "only an attribute with several values has a table; name a column with `@column`"
        }
        "index" => "only a reference brings an index; write `index name: (…)` for another",
        _ => "only keys, `unique`, `check`, references and several values bring constraints along",
    };
    let message = format!("`{attribute}` brings no {annotation} along");
    Diagnostic::error(&MISPLACED_ANNOTATION, span, message).help(help)
}

pub(in crate::model) fn wrong_annotation(span: Span, name: &str, form: &str) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("`@{name}` is written in another form"))
        .help(format!("write `{form}`"))
}

pub(in crate::model) fn repeated_annotation(span: Span, first: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`@{name}` is said twice"))
        .because(first, "said here before")
        .help("remove one of them, or say both in one")
}
