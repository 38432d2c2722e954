//! Messages about types and expressions.

use super::codes::*;
use crate::base::{Diagnostic, Fix, Function, Span};
use crate::syntax::ast::Path;

pub(in crate::model) fn wrong_type_arguments(span: Span, name: &str, form: &str) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("`{name}` has other arguments"))
        .help(format!("write `{form}`"))
}

pub(in crate::model) fn type_argument_out_of_range(
    span: Span,
    value: u32,
    low: u32,
    high: u32,
) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("{value} is outside what this type allows"))
        .help(format!("write a number from {low} to {high}"))
}

pub(in crate::model) fn arguments_of_declared_type(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("`{path}` has no arguments"))
        .help(format!("write `{path}` alone"))
        .fix(Fix::replace("remove the arguments", span, path.to_string()))
}

pub(in crate::model) fn domain_of_other_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_DOMAIN, span, format!("`{name}` can only narrow a scalar type"))
        .help("write a scalar behind `=`; a type with several parts has a body instead: `type Name { … }`")
}

pub(in crate::model) fn array_of_other_type(span: Span) -> Diagnostic {
    Diagnostic::error(
        &INVALID_ARRAY,
        span,
        "only scalars and enums can be kept as a list in the row",
    )
    .help("write `*` instead of `[]`: several values of their own table")
}

pub(in crate::model) fn empty_enum(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&EMPTY_ENUM, span, format!("enum `{name}` has no values"))
        .help("add a value: nothing could ever be of this type")
}

pub(in crate::model) fn not_a_condition(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("this is {found}, not a condition"))
        .help("compare it with something, or test it with `is not null`")
}

pub(in crate::model) fn mismatched_type(
    span: Span,
    found: &str,
    wanted: &str,
    fix: Option<Fix>,
) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("this is {found}, where {wanted} is needed"))
        .help(format!("write {wanted}, or convert it: `cast(… as …)`"))
        .fix_opt(fix)
}

pub(in crate::model) fn incomparable(
    span: Span,
    left: (Span, &str),
    right: (Span, &str),
    fix: Option<Fix>,
) -> Diagnostic {
    let message = format!("{} and {} cannot be compared", left.1, right.1);
    Diagnostic::error(&MISMATCHED_TYPE, span, message)
        .because(left.0, format!("this is {}", left.1))
        .because(right.0, format!("this is {}", right.1))
        .help("compare values of one type, or convert one of them: `cast(… as …)`")
        .fix_opt(fix)
}

pub(in crate::model) fn invalid_literal(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_LITERAL, span, problem).help("write a value that the type can hold")
}

pub(in crate::model) fn comparison_with_null(span: Span) -> Diagnostic {
    Diagnostic::error(&COMPARISON_WITH_NULL, span, "nothing equals `null`, not even `null`")
        .help("write `is null` or `is not null`")
}

pub(in crate::model) fn comparison_of_many(span: Span) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, "this stands for several values")
        .help("compare its parts one by one: `name.part`")
}

pub(in crate::model) fn many_in_expression(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&MANY_IN_EXPRESSION, span, format!("`{name}` has any number of values"))
        .help("an expression sees one row: use attributes that have one value")
}

pub(in crate::model) fn attribute_in_default(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(&ATTRIBUTE_IN_DEFAULT, span, format!("a default cannot use `{path}`"))
        .help("a value computed from attributes is derived: write `:=` instead of `=`")
}

pub(in crate::model) fn cast_to_other_type(
    span: Span,
    spelling: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let res = Diagnostic::error(&MISMATCHED_TYPE, span, format!("`{spelling}` is no scalar type"));
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")),
        None => res.help("convert to a scalar type, or write the whole expression as `sql(\"…\")`"),
    }
}

pub(in crate::model) fn unknown_field(span: Span, field: &str, meant: Option<&str>) -> Diagnostic {
    let res = Diagnostic::error(&UNKNOWN_FUNCTION, span, format!("a moment has no `{field}`"));
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")),
        None => res.help("write `year`, `month`, `day`, `hour`, `minute` or `second`"),
    }
}

pub(in crate::model) fn wrong_number_of_arguments(
    span: Span,
    function: &Function,
    found: usize,
) -> Diagnostic {
    let (low, high) = (function.min_arguments, function.max_arguments);
    let wanted = match (low, high) {
        (1, 1) => "one argument".to_owned(),
        (0, 0) => "no argument".to_owned(),
        _ if low == high => format!("{low} arguments"),
        _ if high > 8 => format!("{low} arguments or more"),
        _ => format!("{low} to {high} arguments"),
    };
    let message = format!("`{}` takes {wanted}, not {found}", function.name);
    Diagnostic::error(&WRONG_ARGUMENTS, span, message).help(format!("give it {wanted}"))
}

pub(in crate::model) fn volatile_function(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` gives another value each time");
    Diagnostic::error(&VOLATILE_EXPRESSION, span, message)
        .help("derived attributes and indexes need the same value for the same row: use it in a default instead")
}

pub(in crate::model) fn empty_sql(span: Span) -> Diagnostic {
    Diagnostic::error(&EMPTY_SQL, span, "this SQL is empty").help("write the statement or query")
}
