//! Messages about names, comments and settings.

use super::codes::*;
use crate::base::{Diagnostic, DialectId, Span};
use crate::dialect::capabilities::NameLimit;
use crate::schema::QualifiedName;

pub(in crate::dialect) fn long_name(
    span: Span,
    title: &str,
    kind: &str,
    name: &str,
    limit: NameLimit,
) -> Diagnostic {
    let (has, most) = match limit {
        NameLimit::Bytes(most) => (format!("{} bytes", name.len()), most),
        NameLimit::Characters(most) => (format!("{} characters", name.chars().count()), most),
        NameLimit::None => (format!("{} bytes", name.len()), usize::MAX),
    };
    let message = format!("the name of {kind} `{name}` has {has}, {title} takes {most}");
    Diagnostic::error(&LONG_NAME, span, message).help("give it a shorter name")
}

pub(in crate::dialect) fn invalid_name(
    span: Span,
    title: &str,
    kind: &str,
    name: &str,
    fault: &str,
) -> Diagnostic {
    let name = name.escape_debug();
    let message = format!("{title} takes no {kind} of the name `{name}`: {fault}");
    Diagnostic::error(&INVALID_NAME, span, message).help("give it another name")
}

pub(in crate::dialect) fn taken_name(
    span: Span,
    title: &str,
    kind: &str,
    name: &str,
) -> Diagnostic {
    let message = format!("{title} has a {kind} `{name}` of its own");
    Diagnostic::error(&INVALID_NAME, span, message).help("give it another name")
}

pub(in crate::dialect) fn name_collision(
    span: Span,
    title: &str,
    kinds: &str,
    name: &str,
    before: Span,
) -> Diagnostic {
    let message = format!("two {kinds} get the name `{name}` in {title}");
    Diagnostic::error(&NAME_COLLISION, span, message)
        .because(before, "the first has it here")
        .help("name one of them with `@table`, `@column`, `@constraint` or `@index`")
}

pub(in crate::dialect) fn nul_in_text(span: Span, title: &str, what: &str) -> Diagnostic {
    let message = format!("the {what} holds a NUL character, which {title} takes in no text");
    Diagnostic::error(&NUL_CHARACTER, span, message).help("remove the character")
}

pub(in crate::dialect) fn respelled_comment(span: Span, title: &str, most: usize) -> Diagnostic {
    let message = format!("{title} cannot keep this comment as it is");
    let help = format!(
        "it keeps {most} characters up to U+FFFF; shorten the documentation if that matters"
    );
    Diagnostic::info(&RESPELLED_COMMENT, span, message).help(help)
}

pub(in crate::dialect) fn missing_column(
    span: Span,
    dialect: DialectId,
    what: &str,
    column: &str,
) -> Diagnostic {
    let title = dialect.title();
    let message = format!("the {what} uses `{column}`, which does not exist in {title}");
    Diagnostic::error(&MISSING_IN_DIALECT, span, message).help(
        "mark it with the same `@…` as the attribute, so that it exists in the same databases",
    )
}

pub(in crate::dialect) fn missing_target(
    span: Span,
    dialect: DialectId,
    name: &str,
    target: &QualifiedName,
) -> Diagnostic {
    let title = dialect.title();
    let message =
        format!("foreign key `{name}` refers to `{target}`, which does not exist in {title}");
    Diagnostic::error(&MISSING_IN_DIALECT, span, message)
        .help("mark the reference with the same `@…` as the entity it refers to")
}

pub(in crate::dialect) fn left_out(
    span: Span,
    dialect: DialectId,
    kind: &str,
    name: &str,
) -> Diagnostic {
    let title = dialect.title();
    let message = format!("{kind} `{name}` has no text for {title} and is left out there");
    Diagnostic::info(&LEFT_OUT, span, message)
        .help("give its `sql(…)` a text for each database, or mark it for the others alone")
}

pub(in crate::dialect) fn unknown_setting(
    span: Span,
    dialect: DialectId,
    name: &str,
    place: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!("`@{dialect}` has no setting `{name}` for {place}");
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`docs/dialects.md` lists the settings of each database".to_owned(),
    };
    Diagnostic::error(&UNKNOWN_SETTING, span, message).help(help)
}

pub(in crate::dialect) fn misplaced_setting(
    span: Span,
    dialect: DialectId,
    name: &str,
    place: &str,
) -> Diagnostic {
    let message = format!("the setting `{name}` of `@{dialect}` is not for {place}");
    Diagnostic::error(&UNKNOWN_SETTING, span, message)
        .help("`docs/dialects.md` says where each setting stands")
}

pub(in crate::dialect) fn invalid_setting(
    span: Span,
    dialect: DialectId,
    name: &str,
    value: &str,
    wanted: &str,
) -> Diagnostic {
    let message = format!("`@{dialect}({name}: …)` cannot be `{value}`");
    Diagnostic::error(&INVALID_SETTING, span, message).help(format!("it takes {wanted}"))
}

pub(in crate::dialect) fn impossible_setting(
    span: Span,
    dialect: DialectId,
    name: &str,
    problem: &str,
) -> Diagnostic {
    let message = format!("`@{dialect}({name}: …)`: {problem}");
    Diagnostic::error(&INVALID_SETTING, span, message).help(format!(
        "name the oldest version that is used: `[{dialect}] version = \"…\"` in `erc.toml`"
    ))
}
