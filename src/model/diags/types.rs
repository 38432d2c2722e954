//! Messages about the types of attributes.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Span};
use crate::syntax::ast::Path;

pub(in crate::model) fn wrong_type_arguments(
    span: Span,
    name: &str,
    form: &str,
    is_bare: bool,
) -> Diagnostic {
    let message = match is_bare {
        true => format!("`{name}` needs to be told its size"),
        false => format!("`{name}` takes other arguments"),
    };
    Diagnostic::error(&WRONG_ARGUMENTS, span, message).help(format!("write `{form}`"))
}

pub(in crate::model) fn type_argument_out_of_range(
    span: Span,
    name: &str,
    value: u32,
    (low, high): (u32, u32),
) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("{value} is outside what `{name}` allows"))
        .help(format!("write a number from {low} to {high}"))
}

pub(in crate::model) fn arguments_of_declared_type(
    path: &Path,
    span: Span,
    declared: Span,
) -> Diagnostic {
    let arguments = Span { start: path.span().end, ..span };
    Diagnostic::error(&WRONG_ARGUMENTS, arguments, format!("`{path}` takes no arguments"))
        .because(declared, "declared here")
        .help(format!("write `{path}` alone"))
}

pub(in crate::model) fn array_of_other_type(span: Span) -> Diagnostic {
    let mark = Span { start: span.end.saturating_sub(2), ..span };
    let message = "only scalars and enums can be kept as a list in the row";
    Diagnostic::error(&INVALID_ARRAY, span, message)
        .help("write `*` instead of `[]`: several values in a table of their own")
        .fix(Fix::unsafe_("write `*`", vec![Edit { span: mark, text: "*".to_owned() }]))
}
