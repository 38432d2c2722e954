//! Messages about expressions and SQL.

use super::codes::*;
use crate::base::{Diagnostic, DialectId, Span};
use crate::dialect::expression::{Refusal, RefusalKind};

/// An expression that a database has no words for; `what` uses it and is called `name`.
pub(in crate::dialect) fn refused(
    refusal: &Refusal,
    span: Span,
    title: &str,
    what: &str,
    name: &str,
) -> Diagnostic {
    let code = match refusal.kind {
        RefusalKind::NoWords | RefusalKind::Unenforced => &UNSUPPORTED_EXPRESSION,
        RefusalKind::AmbiguousSql => &AMBIGUOUS_SQL,
        RefusalKind::MissingSql => &MISSING_SQL,
        RefusalKind::Volatile => &VOLATILE_CHECK,
    };
    let message = match refusal.kind {
        RefusalKind::MissingSql => format!("the SQL of {what} `{name}` has no text for {title}"),
        RefusalKind::AmbiguousSql => {
            format!(
                "the SQL of {what} `{name}` names no database, and the model is built for several"
            )
        }
        RefusalKind::NoWords | RefusalKind::Unenforced | RefusalKind::Volatile => {
            format!("{what} `{name}`: {title} {}", refusal.reason)
        }
    };
    let place = if refusal.span.is_nowhere() { span } else { refusal.span };
    let primary = Diagnostic::error(code, place, message);
    let primary = if place == span { primary } else { primary.because(span, "used here") };
    primary.help_opt(refusal.help.clone())
}

/// A check that is left out.
pub(in crate::dialect) fn unenforced_check(
    refusal: &Refusal,
    span: Span,
    title: &str,
    name: &str,
) -> Diagnostic {
    let place = if refusal.span.is_nowhere() { span } else { refusal.span };
    let message = format!("check `{name}` is left out of the tables: {title} {}", refusal.reason);
    Diagnostic::warning(&UNENFORCED_CHECK, place, message).help_opt(refusal.help.clone())
}

pub(in crate::dialect) fn missing_sql(span: Span, dialect: DialectId, what: &str) -> Diagnostic {
    let message = format!("the SQL of this {what} has no text for {}", dialect.title());
    Diagnostic::error(&MISSING_SQL, span, message).help(
        "give `sql(…)` a text for each database, or mark the item with `@…` for the others alone",
    )
}

pub(in crate::dialect) fn ambiguous_sql(span: Span) -> Diagnostic {
    let message = "this SQL names no database, and the model is built for several";
    Diagnostic::error(&AMBIGUOUS_SQL, span, message).help(
        "name its database, `sql(postgres: \"…\")`, or mark the item for one alone: `@postgres`",
    )
}

pub(in crate::dialect) fn query_in_check(span: Span, title: &str, name: &str) -> Diagnostic {
    let message = format!("check `{name}`: {title} takes no query in a check");
    Diagnostic::error(&IMPOSSIBLE_CHECK, span, message)
        .help("a check sees one row; what concerns others is for a foreign key or a trigger")
}

pub(in crate::dialect) fn check_on_identity(
    span: Span,
    title: &str,
    name: &str,
    column: &str,
) -> Diagnostic {
    let message = format!("check `{name}`: {title} takes none on `{column}`, which counts up");
    Diagnostic::error(&IMPOSSIBLE_CHECK, span, message)
        .help("remove the check, or mark it for other databases alone")
}

pub(in crate::dialect) fn beside_action(
    span: Span,
    title: &str,
    foreign_key: &str,
    column: &str,
    what: &str,
) -> Diagnostic {
    let message = format!(
        "foreign key `{foreign_key}` may set `{column}`, and {title} does not do that under {what}"
    );
    Diagnostic::error(&IMPOSSIBLE_CHECK, span, message)
        .help("let the reference be `on delete restrict` or `cascade` without `on update`, or mark one of them for other databases alone")
}

pub(in crate::dialect) fn unheld_rule(
    span: Span,
    title: &str,
    check: &str,
    foreign_key: &str,
    column: &str,
) -> Diagnostic {
    let message = format!(
        "check `{check}` is left out of the tables: {title} does not let foreign key `{foreign_key}` set \
         `{column}` under a check"
    );
    Diagnostic::info(&UNENFORCED_CHECK, span, message)
        .help("`on delete restrict` in place of `set null` lets the database see to it")
}
