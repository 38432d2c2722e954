//! Messages about expressions.

use super::codes::*;
use super::names::listed;
use crate::base::{BinaryOp, Diagnostic, Edit, ExprKind, Fix, Function, Name, ScalarType, Span};
use crate::syntax::ast::{Expr, Path};

pub(in crate::model) fn not_a_condition(span: Span, found: &str, fix: Option<Fix>) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("this is {found}, not a condition"))
        .help("compare it with something, or test it with `is not null`")
        .fix_opt(fix)
}

pub(in crate::model) fn mismatched_type(
    span: Span,
    found: &str,
    wanted: &str,
    fix: Option<Fix>,
) -> Diagnostic {
    let help = match &fix {
        Some(fix) => fix.title.clone(),
        None if wanted.starts_with('`') => {
            format!("write a value of {wanted}, or convert this one: `cast(… as …)`")
        }
        None => format!("write {wanted}, or convert it: `cast(… as …)`"),
    };
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("this is {found}, where {wanted} is needed"))
        .help(help)
        .fix_opt(fix)
}

pub(in crate::model) fn incomparable(
    span: Span,
    left: (Span, &str),
    right: (Span, &str),
    fix: Option<Fix>,
) -> Diagnostic {
    let help = match &fix {
        Some(fix) => fix.title.clone(),
        None => "compare values of one type, or convert one: `cast(… as …)`".to_owned(),
    };
    Diagnostic::error(
        &MISMATCHED_TYPE,
        span,
        format!("{} and {} cannot be compared", left.1, right.1),
    )
    .because(left.0, format!("this is {}", left.1))
    .because(right.0, format!("this is {}", right.1))
    .help(help)
    .fix_opt(fix)
}

pub(in crate::model) fn incomputable(span: Span, op: &str, left: &str, right: &str) -> Diagnostic {
    let message = format!("`{op}` cannot be applied to {left} and {right}");
    Diagnostic::error(&MISMATCHED_TYPE, span, message).help("convert one of them: `cast(… as …)`")
}

pub(in crate::model) fn remainder_of_fractions(span: Span, left: &str, right: &str) -> Diagnostic {
    let message = format!("`%` cannot be applied to {left} and {right}");
    Diagnostic::error(&MISMATCHED_TYPE, span, message)
        .help("only whole numbers have the same remainder in all databases: `cast(… as bigint)`")
}

pub(in crate::model) fn concatenated(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("this is {found}, where a text is needed"))
        .help("write `cast(… as text)`, or join any values with `concat(…, …)`")
}

pub(in crate::model) fn unordered(span: Span, found: &str) -> Diagnostic {
    let message = format!("values of {found} are in no order that all databases share");
    Diagnostic::error(&MISMATCHED_TYPE, span, message)
        .help("compare with `=` or `in`, or keep a number to compare by")
}

pub(in crate::model) fn comparison_of_many(span: Span) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, "this stands for several values")
        .help("use its parts one by one: `name.part`")
}

pub(in crate::model) fn invalid_literal(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_LITERAL, span, problem).help("write a value that the type can hold")
}

/// `a = null`; the edit is sure where the operator stands between two blanks.
pub(in crate::model) fn comparison_with_null(
    span: Span,
    op: BinaryOp,
    left: &Expr,
    right: &Expr,
) -> Diagnostic {
    let meant = if op == BinaryOp::NotEqual { "is not null" } else { "is null" };
    let gap = Span { start: left.span.end, end: right.span.end, ..span };
    let is_plain = right.span.start.saturating_sub(left.span.end) as usize == op.symbol().len() + 2;
    let is_right = matches!(right.kind, ExprKind::Null) && !matches!(left.kind, ExprKind::Null);
    let is_equality = matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
    let fix = (is_plain && is_right && is_equality).then(|| {
        let edit = Edit { span: gap, text: format!(" {meant}") };
        Fix::unsafe_(format!("write `{meant}`"), vec![edit])
    });
    Diagnostic::error(&COMPARISON_WITH_NULL, span, "a comparison with `null` is never true")
        .help(format!("write `{meant}`"))
        .fix_opt(fix)
}

pub(in crate::model) fn many_in_expression(span: Span, name: &str, quantifier: Span) -> Diagnostic {
    Diagnostic::error(&MANY_IN_EXPRESSION, span, format!("`{name}` has several values"))
        .because(quantifier, "said here")
        .help("they are kept in a table of their own: name attributes that have one value")
}

/// A check of one value of an attribute that has several names something beside it.
pub(in crate::model) fn attribute_beside_values(
    path: &Path,
    own: &str,
    quantifier: Span,
) -> Diagnostic {
    let message = format!("a check of `{own}` cannot use `{path}`");
    Diagnostic::error(&MANY_IN_EXPRESSION, path.span(), message)
        .because(quantifier, "several values, kept in a table of their own")
        .help(format!("check each value by itself: name `{own}` alone"))
}

pub(in crate::model) fn attribute_in_default(path: &Path) -> Diagnostic {
    Diagnostic::error(&ATTRIBUTE_IN_DEFAULT, path.span(), format!("a default cannot use `{path}`"))
        .help("a value computed from attributes is derived: write `:=` instead of `=`")
}

pub(in crate::model) fn cast_to_domain(span: Span, name: &str, base: ScalarType) -> Diagnostic {
    let message = format!("`{name}` narrows `{base}`, and a value is converted to that");
    Diagnostic::error(&MISMATCHED_TYPE, span, message).help(format!("write `{base}`"))
}

pub(in crate::model) fn cast_to_declared(span: Span, name: &str, found: &str) -> Diagnostic {
    Diagnostic::error(&MISMATCHED_TYPE, span, format!("`{name}` is {found}, no scalar type"))
        .help("convert to a scalar type")
}

pub(in crate::model) fn cast_to_other_type(
    span: Span,
    name: &str,
    form: Option<&str>,
    meant: Option<&str>,
) -> Diagnostic {
    if let Some(form) = form {
        return Diagnostic::error(
            &WRONG_ARGUMENTS,
            span,
            format!("`{name}` takes other arguments"),
        )
        .help(format!("write `{form}`"));
    }
    let res = Diagnostic::error(&UNKNOWN_NAME, span, format!("there is no scalar type `{name}`"));
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")),
        None => res.help("convert to a scalar type, or write the whole expression as `sql(…)`"),
    }
}

pub(in crate::model) fn unknown_field(
    span: Span,
    field: &str,
    of: &str,
    fields: &[&str],
    meant: Option<&str>,
) -> Diagnostic {
    let res = Diagnostic::error(&UNKNOWN_FUNCTION, span, format!("{of} has no `{field}`"));
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")),
        None => {
            let names: Vec<Name> = fields.iter().map(Name::new).collect();
            res.help(format!("it has {}", listed(&names)))
        }
    }
}

pub(in crate::model) fn wrong_number_of_arguments(
    span: Span,
    function: &Function,
    found: usize,
) -> Diagnostic {
    let (low, high) = (function.min_arguments, function.max_arguments);
    let wanted = match (low, high) {
        (0, 0) => "no argument".to_owned(),
        (1, 1) => "one argument".to_owned(),
        _ if low == high => format!("{low} arguments"),
        _ if high > 8 => format!("{low} or more arguments"),
        _ => format!("{low} or {high} arguments"),
    };
    let message = format!("`{}` takes {wanted}, not {found}", function.name);
    Diagnostic::error(&WRONG_ARGUMENTS, span, message).help(format!("give it {wanted}"))
}

pub(in crate::model) fn volatile_function(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` gives another value each time");
    Diagnostic::error(&VOLATILE_EXPRESSION, span, message).help(
        "derived attributes and indexes need the same value for the same row: use it in a default",
    )
}
