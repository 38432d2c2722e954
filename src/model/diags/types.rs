//! Messages about the types of attributes.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Span};
use crate::syntax::ast::{Ident, Path};

/// A scalar type with another number of arguments than it takes; they end with `end`.
pub(in crate::model) fn wrong_type_arguments(
    name: &Ident,
    end: Span,
    form: &str,
    n_arguments: usize,
) -> Diagnostic {
    let arguments = Span { start: name.span.end, ..end };
    let name_text = &name.name;
    if n_arguments == 0 {
        let message = format!("`{name_text}` needs a size");
        return Diagnostic::error(&WRONG_ARGUMENTS, name.span, message)
            .help(format!("write `{form}`"));
    }
    if form.contains('(') {
        let message = format!("`{name_text}` takes another number of arguments");
        return Diagnostic::error(&WRONG_ARGUMENTS, arguments, message)
            .help(format!("write `{form}`"));
    }
    let edit = Edit { span: arguments, text: String::new() };
    Diagnostic::error(&WRONG_ARGUMENTS, arguments, format!("`{name_text}` takes no arguments"))
        .help(format!("write `{form}`"))
        .fix(Fix::safe("remove the arguments", vec![edit]))
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
    let edit = Edit { span: arguments, text: String::new() };
    Diagnostic::error(&WRONG_ARGUMENTS, arguments, format!("`{path}` takes no arguments"))
        .because(declared, "declared here")
        .help(format!("write `{path}` alone"))
        .fix(Fix::unsafe_("remove the arguments", vec![edit]))
}

pub(in crate::model) fn array_of_other_type(span: Span) -> Diagnostic {
    let mark = Span { start: span.end.saturating_sub(2), ..span };
    let message = "only scalars and enums can be kept as a list in the row";
    Diagnostic::error(&INVALID_ARRAY, span, message)
        .help("write `*` instead of `[]`: several values in a table of their own")
        .fix(Fix::unsafe_("write `*`", vec![Edit { span: mark, text: "*".to_owned() }]))
}
