//! Messages about the clauses of attributes.

use super::codes::*;
use crate::base::{Diagnostic, Fix, Span};
use crate::model::resolve::{Before, Home};
use crate::model::{Attribute, AttributeType};
use crate::syntax::ast::{Ident, Modifier};

pub(in crate::model) fn attribute_of_mixin(
    name: &Ident,
    mixin: &str,
    before: &Before,
) -> Diagnostic {
    match &before.mixin {
        None => {
            let message = format!("`{}` comes with `{mixin}` as well", name.name);
            Diagnostic::error(&DUPLICATE_NAME, before.span, message)
                .because(name.span, format!("declared in `{mixin}`"))
                .help("remove it here, or leave the mixin out")
        }
        Some(other) => {
            let message = format!("`{}` comes with `{other}` and with `{mixin}`", name.name);
            Diagnostic::error(&DUPLICATE_NAME, name.span, message)
                .because(before.span, format!("declared in `{other}`"))
                .help("rename one of them, or take over one mixin alone")
        }
    }
}

pub(in crate::model) fn clause_without_reference(
    span: Span,
    words: &str,
    name: &str,
) -> Diagnostic {
    let message = format!("`{words}` needs a reference, and `{name}` is none");
    Diagnostic::error(&MISPLACED_CLAUSE, span, message)
        .help("give it an entity for its type, or say what it `references`")
}

pub(in crate::model) fn references_on_reference(span: Span, name: &str, fix: Fix) -> Diagnostic {
    let message = format!("`{name}` refers to an entity by its type already");
    Diagnostic::error(&MISPLACED_CLAUSE, span, message)
        .help("remove `references …`, or write the scalar type of the column")
        .fix(fix)
}

pub(in crate::model) fn references_of_many(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` has no single value that could refer to something");
    Diagnostic::error(&MISPLACED_CLAUSE, span, message)
        .help("write the reference where the value is a scalar, or give it an entity for its type")
}

pub(in crate::model) fn misplaced_inverse(span: Span, home: Home, fix: Fix) -> Diagnostic {
    let (place, help) = match home {
        Home::Relationship => ("a relationship", "name the participant instead: `as role`"),
        Home::Composite => ("a type", "several entities may use it: write it in an entity"),
        Home::Entity | Home::Mixin | Home::View => {
            ("a mixin", "several entities may take it over: write it in an entity")
        }
    };
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`inverse` cannot stand in {place}"))
        .help(help)
        .fix(fix)
}

pub(in crate::model) fn identity_of_other_type(span: Span, name: &str, ty: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_IDENTITY, span, format!("`{name}` cannot count up"))
        .because(ty, "no whole number")
        .help("use `smallint`, `int` or `bigint`")
}

pub(in crate::model) fn identity_of_many(span: Span, name: &str, quantifier: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_IDENTITY, span, format!("`{name}` cannot count up"))
        .because(quantifier, "not exactly one value")
        .help("`identity` gives every row one value: remove the quantifier")
}

pub(in crate::model) fn identity_of_part(span: Span, name: &str, home: Home) -> Diagnostic {
    let (message, help) = match home {
        Home::Relationship => (
            format!("`{name}` cannot count up: a relationship is told apart by its participants"),
            "make it an entity with two references",
        ),
        Home::Composite | Home::Entity | Home::Mixin | Home::View => (
            format!("a part like `{name}` cannot count up"),
            "declare it in the entity that uses the type",
        ),
    };
    Diagnostic::error(&INVALID_IDENTITY, span, message).help(help)
}

pub(in crate::model) fn identity_with_value(span: Span, name: &str, value: Span) -> Diagnostic {
    let message = format!("`{name}` counts up and has a value as well");
    Diagnostic::error(&INVALID_IDENTITY, span, message)
        .because(value, "its other value")
        .help("remove `identity` or the value")
}

pub(in crate::model) fn unique_of_many(
    mark: Option<&Modifier>,
    attribute: &Attribute,
) -> Diagnostic {
    let (name, span) = (&attribute.name, mark.map_or(attribute.name_span, |it| it.span));
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`{name}` has several values"))
        .because(attribute.quantifier_span, "said here")
        .help(
            "values of one owner differ already; for uniqueness among all owners declare an entity",
        )
}

pub(in crate::model) fn key_in_composite(modifier: &Modifier, name: &str, fix: Fix) -> Diagnostic {
    let words = modifier.kind.words();
    let message = format!("a part like `{name}` cannot be `{words}`");
    Diagnostic::error(&MISPLACED_CLAUSE, modifier.span, message)
        .help(format!("say `{words}` in the entity that uses the type"))
        .fix(fix)
}

pub(in crate::model) fn many_in_composite(span: Span, name: &str) -> Diagnostic {
    let message = format!("a part like `{name}` has one value");
    Diagnostic::error(&MANY_IN_TYPE, span, message)
        .help("declare it in the entity, or make the type an entity and refer to that")
}

pub(in crate::model) fn clause_in_view(span: Span, words: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`{words}` means nothing in a view"))
        .help("a view lists names and types; its query says the rest")
}

pub(in crate::model) fn reference_in_view(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` in a view is a column, not a reference");
    Diagnostic::error(&MISPLACED_CLAUSE, span, message).help("write the scalar type of the column")
}

pub(in crate::model) fn many_in_view(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`{name}` in a view is one column"))
        .help("write `?` or nothing, or `[]` for a list kept in the row")
}

pub(in crate::model) fn default_of_many(span: Span, attribute: &Attribute) -> Diagnostic {
    let message = format!("`{}` has no single value to preset", attribute.name);
    let (because, text) = match attribute.quantifier.max() {
        Some(1) => (attribute.type_span, "its type"),
        Some(_) | None => (attribute.quantifier_span, "said here"),
    };
    let help = match attribute.ty {
        AttributeType::Composite(_) => "give defaults to its parts, where they are declared",
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => "remove the default",
    };
    Diagnostic::error(&INVALID_DEFAULT, span, message).because(because, text).help(help)
}

pub(in crate::model) fn derived_with_default(span: Span, name: &str, default: Span) -> Diagnostic {
    let message = format!("`{name}` is computed, so its default never counts");
    Diagnostic::error(&INVALID_DEFAULT, span, message)
        .because(default, "the default")
        .help("remove `= …` or `:= …`")
}

pub(in crate::model) fn derived_of_many(span: Span, name: &str, ty: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_DEFAULT, span, format!("`{name}` has no single value to compute"))
        .because(ty, "its type")
        .help("only an attribute with one scalar value can be derived")
}
