//! Messages about declarations as wholes.

use super::codes::*;
use super::names::listed;
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::syntax::ast::Path;

pub(in crate::model) fn misplaced_model(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_MODEL, span, message)
        .help("keep one `model` line, at the top of the entry file")
}

pub(in crate::model) fn nested_schema(span: Span) -> Diagnostic {
    Diagnostic::error(&NESTED_SCHEMA, span, "a schema cannot stand inside another")
        .help("close the outer block first")
}

pub(in crate::model) fn repeated_alternative(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(&INVALID_UNION, span, format!("`{path}` is listed twice"))
        .help("remove one of them")
}

pub(in crate::model) fn lonely_alternative(span: Span, name: &str, only: &Path) -> Diagnostic {
    Diagnostic::error(&INVALID_UNION, span, format!("`{name}` offers one entity alone"))
        .help(format!("refer to `{only}` directly, or add an alternative"))
}

pub(in crate::model) fn not_a_subtype(
    span: Span,
    name: &str,
    supertype: &str,
    declared: Span,
) -> Diagnostic {
    let text = format!(" extends {supertype}");
    Diagnostic::error(&NOT_A_SUBTYPE, span, format!("`{name}` does not extend `{supertype}`"))
        .because(declared, "declared here")
        .help(format!("write `entity {name} extends {supertype}`"))
        .fix(Fix::unsafe_("make it a subtype", vec![Edit { span: declared.at_end(), text }]))
}

pub(in crate::model) fn discriminator_of_overlapping(span: Span) -> Diagnostic {
    Diagnostic::error(
        &INVALID_DISCRIMINATOR,
        span,
        "one attribute cannot name several subtypes at once",
    )
    .help("remove `by …`, or make the group `disjoint`")
}

pub(in crate::model) fn discriminator_of_other_type(
    span: Span,
    name: &str,
    declared: Span,
) -> Diagnostic {
    Diagnostic::error(&INVALID_DISCRIMINATOR, span, format!("`{name}` is no enum"))
        .because(declared, "its type")
        .help("use an enum whose values are the names of the subtypes in snake_case, or remove `by …`")
}

pub(in crate::model) fn discriminator_without_values(
    span: Span,
    missing: &[Name],
    item: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!("`{item}` has no value {}", listed(missing));
    Diagnostic::error(&INVALID_DISCRIMINATOR, span, message)
        .because(declared, "the enum")
        .help("its values are the names of the subtypes in snake_case")
}

pub(in crate::model) fn discriminator_with_more_values(
    span: Span,
    extra: &[Name],
    item: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!("{} of `{item}` is no subtype, and the group is total", listed(extra));
    Diagnostic::error(&INVALID_DISCRIMINATOR, span, message)
        .because(declared, "the enum")
        .help("remove the value, declare the subtype, or make the group `partial`")
}

pub(in crate::model) fn optional_discriminator(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        &INVALID_DISCRIMINATOR,
        span,
        format!("`{name}` may be missing, and the group is total"),
    )
    .help("remove its `?`, or make the group `partial`")
}

pub(in crate::model) fn inherited_attribute(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&INHERITED_ATTRIBUTE, span, format!("`{name}` is inherited"))
        .because(before, "declared here already")
        .help("remove it, or rename it")
}

pub(in crate::model) fn mixed_storage(separate: Span, other: Span) -> Diagnostic {
    Diagnostic::error(
        &MIXED_STORAGE,
        separate,
        "an entity stored separately has no table for its other groups",
    )
    .because(other, "this group needs one")
    .help("store all groups of one entity `separate`, or none")
}

pub(in crate::model) fn minimum_of_many(span: Span, participant: Span) -> Diagnostic {
    Diagnostic::error(
        &MINIMUM_OF_MANY,
        span,
        "with three or more participants only a maximum can be said",
    )
    .because(participant, "a minimum would be about every combination of the others")
    .help("write `*`, `?` or `{0..n}`")
}

pub(in crate::model) fn ambiguous_role(span: Span, label: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&AMBIGUOUS_ROLE, span, format!("`{label}` takes part twice under one name"))
        .because(before, "the other one")
        .help("say which is which: `Person as manager -- Person as report`")
}

pub(in crate::model) fn taken_inverse(
    span: Span,
    name: &str,
    entity: &str,
    before: Span,
) -> Diagnostic {
    Diagnostic::error(&TAKEN_INVERSE, span, format!("`{entity}` has `{name}` already"))
        .because(before, "the other one")
        .help("choose another name for this side")
}

pub(in crate::model) fn both_sides(
    span: Span,
    name: &str,
    back: Span,
    other: &str,
    other_name: &str,
    has_inverse: bool,
) -> Diagnostic {
    let message = format!("`{name}` says again what `{other}.{other_name}` says");
    let mut edits = vec![Edit { span, text: String::new() }];
    if !has_inverse {
        edits.push(Edit { span: back.at_end(), text: format!(" inverse {name}") });
    }
    Diagnostic::error(&BOTH_SIDES, span, message)
        .because(back, "the same reference, seen from the other side")
        .help(format!("remove it and write `inverse {name}` there; a fact of its own names an `inverse` itself"))
        .fix(Fix::unsafe_("name the other side", edits))
}
