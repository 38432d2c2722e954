//! Messages about foreign keys, exclusions and when constraints are checked.

use super::codes::*;
use crate::base::{Diagnostic, Span};

pub(in crate::dialect) fn not_deferrable(span: Span, title: &str, what: &str) -> Diagnostic {
    let message = format!("{title} checks each statement at once; {what} is not deferrable there");
    Diagnostic::warning(&NOT_DEFERRABLE, span, message)
        .help("write rows in an order that holds at each step")
}

pub(in crate::dialect) fn closed_circle(span: Span, title: &str, tables: &str) -> Diagnostic {
    let message = format!("no row can be the first in {tables}: {title} checks each row at once");
    Diagnostic::error(&CLOSED_CIRCLE, span, message)
        .help("make one reference of the circle optional")
}

pub(in crate::dialect) fn exclusion(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("{title} has no exclusion constraints, so none like `{name}`");
    Diagnostic::error(&IMPOSSIBLE_EXCLUSION, span, message)
        .help("mark it `@postgres`, and see to it in the application elsewhere")
}

pub(in crate::dialect) fn unknown_operator(
    span: Span,
    title: &str,
    name: &str,
    operator: &str,
) -> Diagnostic {
    let message = format!("exclusion `{name}`: `{operator}` is no operator of {title}");
    Diagnostic::error(&IMPOSSIBLE_EXCLUSION, span, message)
        .help("ranges overlap with `&&`, values are equal with `=`")
}

pub(in crate::dialect) fn set_default(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("foreign key `{name}`: {title} has no action `set default`");
    Diagnostic::error(&IMPOSSIBLE_FOREIGN_KEY, span, message)
        .help("use `restrict`, `cascade` or `set null`")
}

pub(in crate::dialect) fn set_null(
    span: Span,
    title: &str,
    name: &str,
    column: &str,
) -> Diagnostic {
    let message = format!(
        "foreign key `{name}`: {title} takes no `set null` on `{column}`, which is mandatory"
    );
    Diagnostic::error(&IMPOSSIBLE_FOREIGN_KEY, span, message)
        .help("make the reference optional with `?`, or use another action")
}

pub(in crate::dialect) fn unequal_types(
    span: Span,
    title: &str,
    from: (&str, &str),
    to: (&str, &str),
) -> Diagnostic {
    let message = format!(
        "`{}` is `{}` and `{}` is `{}`: {title} wants one type at both ends of a foreign key",
        from.0, from.1, to.0, to.1
    );
    Diagnostic::error(&IMPOSSIBLE_FOREIGN_KEY, span, message)
        .help("give both attributes the same type")
}
