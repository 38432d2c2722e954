//! Messages about attributes, keys and constraints.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::syntax::ast::Path;

pub(in crate::model) fn misplaced_member(span: Span, kind: &str, place: &str) -> Diagnostic {
    let article =
        if kind.starts_with(['a', 'e', 'i', 'u']) && kind != "unique" { "an" } else { "a" };
    Diagnostic::error(&MISPLACED_MEMBER, span, format!("{place} has no `{kind}`"))
        .help(format!("move it to the entity that needs {article} `{kind}`"))
}

pub(in crate::model) fn clause_without_reference(
    span: Span,
    words: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::error(
        &MISPLACED_CLAUSE,
        span,
        format!("`{words}` needs a reference, and `{name}` is none"),
    )
    .help("give it an entity for its type, or say what it `references`")
}

pub(in crate::model) fn references_on_reference(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        &MISPLACED_CLAUSE,
        span,
        format!("`{name}` refers to an entity by its type already"),
    )
    .help("remove `references …`, or write the scalar type of the column")
    .fix(Fix::safe("remove the clause", vec![Edit { span, text: String::new() }]))
}

pub(in crate::model) fn misplaced_inverse(span: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, "`inverse` cannot be shared by several entities")
        .help("remove it from the mixin, composite or relationship")
}

pub(in crate::model) fn misplaced_sharing(span: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, "`sharing` stands in entities only")
        .help("move the reference to an entity")
}

pub(in crate::model) fn sharing_of_part(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(
        &MISPLACED_CLAUSE,
        span,
        format!("`{path}` is a part, not an attribute of this entity"),
    )
    .help("name an attribute of this entity whose column the reference uses")
}

pub(in crate::model) fn identity_of_other_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_IDENTITY, span, format!("`{name}` cannot count up"))
        .help("`identity` stands behind one `smallint`, `int` or `bigint` that is always there")
}

pub(in crate::model) fn identity_with_value(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        &INVALID_IDENTITY,
        span,
        format!("`{name}` counts up and has a value as well"),
    )
    .help("remove `identity` or the value")
}

pub(in crate::model) fn unique_of_many(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`{name}` has any number of values"))
        .label("unique for whom?")
        .help("the values of one owner are told apart already; for uniqueness over all owners declare an entity")
}

pub(in crate::model) fn key_in_composite(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("a part like `{name}` cannot be a key"))
        .help("say `key` or `unique` in the entity that uses the type")
        .fix(Fix::safe("remove it", vec![Edit { span, text: String::new() }]))
}

pub(in crate::model) fn clause_in_view(span: Span, words: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_CLAUSE, span, format!("`{words}` means nothing in a view"))
        .help("a view lists names and types; its query says the rest")
}

pub(in crate::model) fn reference_in_view(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        &MISPLACED_CLAUSE,
        span,
        format!("`{name}` in a view is a column, not a reference"),
    )
    .help("write the scalar type of the column")
}

pub(in crate::model) fn default_of_many(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_DEFAULT, span, format!("`{name}` has no single value to preset"))
        .help("give defaults to the parts of a composite, where they are declared")
}

pub(in crate::model) fn derived_with_default(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        &INVALID_DEFAULT,
        span,
        format!("`{name}` is computed, so a default never counts"),
    )
    .help("remove `= …` or `:= …`")
}

pub(in crate::model) fn derived_of_many(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_DEFAULT, span, format!("`{name}` has no single value to compute"))
        .help("only an attribute with one scalar value can be derived")
}

pub(in crate::model) fn attribute_of_mixin(
    span: Span,
    name: &str,
    other: Span,
    mixin: &str,
) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` comes with `{mixin}` as well"))
        .because(other, "declared here too")
        .help("remove it here, or leave the mixin out")
}

pub(in crate::model) fn repeated_mixin(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{path}` is taken over twice"))
        .help("remove one of them")
}

pub(in crate::model) fn repeated_attribute(span: Span, path: &Path) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{path}` is listed twice"))
        .help("remove one of them")
}

pub(in crate::model) fn repeated_item(span: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, "this attribute is listed twice")
        .help("remove one of them")
}

pub(in crate::model) fn second_key(span: Span, first: Span, is_inline: bool) -> Diagnostic {
    let help = if is_inline {
        "list all its attributes in `key (…)`, or mark each with `key`, not both; a second key is `unique`"
    } else {
        "an entity has one key: declare the other as `unique`"
    };
    Diagnostic::error(&SECOND_KEY, span, "this entity has a key already")
        .because(first, "the other one")
        .help(help)
}

pub(in crate::model) fn key_of_subtype(span: Span, name: &str, supertype: &str) -> Diagnostic {
    Diagnostic::error(&KEY_OF_SUBTYPE, span, format!("`{name}` has the key of `{supertype}`"))
        .help("a subtype has no key of its own: declare this as `unique`")
}

pub(in crate::model) fn key_in_relationship(span: Span) -> Diagnostic {
    Diagnostic::error(
        &MISPLACED_MEMBER,
        span,
        "the key of a relationship follows from its quantifiers",
    )
    .help("mark an attribute with `key` to let it join the key, or declare another key as `unique`")
}

pub(in crate::model) fn optional_in_key(span: Span, name: &str, key: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_KEY, span, format!("`{name}` may be missing, and a key may not"))
        .because(key, "the key")
        .help("remove `?`, or use `unique` instead of `key`")
}

pub(in crate::model) fn many_in_key(span: Span, name: &str, key: Span) -> Diagnostic {
    Diagnostic::error(
        &INVALID_KEY,
        span,
        format!("`{name}` has any number of values, and a key has one"),
    )
    .because(key, "the key")
    .help("take it out of the key")
}

pub(in crate::model) fn union_in_key(span: Span, name: &str, key: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_KEY, span, format!("`{name}` refers to one of several entities"))
        .because(key, "the key")
        .help("a union cannot be in a key, since all columns but one of it are null")
}

pub(in crate::model) fn target_without_key(span: Span, name: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(&TARGET_WITHOUT_KEY, span, format!("`{name}` has no key to refer to"))
        .because(declared, "declared here")
        .help(format!("give `{name}` a key, or a `unique` attribute that is always there"))
}

pub(in crate::model) fn target_not_unique(span: Span, name: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        &TARGET_NOT_UNIQUE,
        span,
        format!("what this refers to is not unique in `{name}`"),
    )
    .because(declared, "declared here")
    .help("refer to its key, or declare those attributes `unique` together")
}

pub(in crate::model) fn reference_to_separate(
    span: Span,
    name: &str,
    group: Span,
    subtypes: &[Name],
) -> Diagnostic {
    let alternatives: Vec<&str> = subtypes.iter().map(Name::as_str).collect();
    Diagnostic::error(&SEPARATE_SUPERTYPE, span, format!("`{name}` has no table of its own"))
        .because(group, "its subtypes are stored separately")
        .help(format!("refer to a union instead: `union Any{name} = {}`", alternatives.join(" | ")))
}

pub(in crate::model) fn reference_of_other_type(
    span: Span,
    own: &str,
    referred: Span,
    other: &str,
) -> Diagnostic {
    Diagnostic::error(
        &REFERENCE_OF_OTHER_TYPE,
        span,
        format!("this is {own}, what it refers to is {other}"),
    )
    .because(referred, "referred to")
    .help("give both the same type")
}

pub(in crate::model) fn uneven_foreign_key(span: Span, counts: (usize, usize)) -> Diagnostic {
    let message = format!("{} attributes refer to {}", counts.0, counts.1);
    Diagnostic::error(&UNEVEN_FOREIGN_KEY, span, message)
        .help("list as many attributes on both sides, in the same order")
}
