//! Messages about relationships.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Span};
use crate::syntax::ast::{Path, Quantifier, QuantifierKind};

pub(in crate::model) fn minimum_of_many(
    span: Span,
    quantifier: Quantifier,
    entity: &Path,
) -> Diagnostic {
    let message = match quantifier.kind {
        QuantifierKind::One => format!("exactly one `{entity}` says a minimum"),
        QuantifierKind::Optional
        | QuantifierKind::Any
        | QuantifierKind::Some
        | QuantifierKind::Range { .. } => format!("this says a minimum of `{entity}`"),
    };
    let meant = match quantifier.kind.max() {
        Some(1) => "?".to_owned(),
        Some(max) => format!("{{0..{max}}}"),
        None => "*".to_owned(),
    };
    let edit = Edit { span: quantifier.span, text: meant.clone() };
    Diagnostic::error(&MINIMUM_OF_MANY, span, message)
        .help(format!(
            "with three or more participants only a maximum can be said: write `{meant}`"
        ))
        .fix(Fix::unsafe_(format!("write `{meant}`"), vec![edit]))
}

pub(in crate::model) fn missing_role(span: Span, entity: &str, other: Span) -> Diagnostic {
    Diagnostic::error(&AMBIGUOUS_ROLE, span, format!("`{entity}` takes part twice"))
        .because(other, "the other time")
        .help("say as what each time: `Person as manager -- Person as report`")
}

pub(in crate::model) fn ambiguous_role(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&AMBIGUOUS_ROLE, span, format!("`{name}` means two things here"))
        .because(before, "the other one")
        .help("choose another name, of the role or of the attribute")
}
