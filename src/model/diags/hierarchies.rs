//! Messages about hierarchies: groups of subtypes, what tells them apart, how they are kept.

use super::codes::*;
use super::names::{listed, written};
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::model::Enum;
use crate::syntax::ast::Ident;

pub(in crate::model) fn not_a_subtype(
    span: Span,
    subtype: &Ident,
    supertype: &str,
    other: Option<&Name>,
) -> Diagnostic {
    let name = &subtype.name;
    if let Some(other) = other {
        let message = format!("`{name}` extends `{other}`, not `{supertype}`");
        return Diagnostic::error(&NOT_A_SUBTYPE, span, message)
            .because(subtype.span, "declared here")
            .help("take it out of this group: an entity has one supertype");
    }
    let text = format!(" extends {}", written(supertype));
    let edit = Edit { span: subtype.span.at_end(), text };
    Diagnostic::error(&NOT_A_SUBTYPE, span, format!("`{name}` does not extend `{supertype}`"))
        .because(subtype.span, "declared here")
        .help(format!("write `entity {} extends {}`", written(name), written(supertype)))
        .fix(Fix::unsafe_("make it a subtype", vec![edit]))
}

pub(in crate::model) fn subtype_of_two_groups(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` is in two groups"))
        .because(before, "the other one")
        .help("take it out of one of them")
}

pub(in crate::model) fn unlisted_subtype(
    span: Span,
    name: &str,
    supertype: &str,
    group: Span,
) -> Diagnostic {
    let message = format!("`{name}` extends `{supertype}`, and is in none of its groups");
    Diagnostic::error(&UNLISTED_SUBTYPE, span, message)
        .because(group, "the groups are listed here")
        .help("add it to a group, or add a group for it: `subtypes (…)`")
}

pub(in crate::model) fn partial_abstract(span: Span, supertype: &Ident) -> Diagnostic {
    let message = format!("`{}` is abstract, so its only group is `total`", supertype.name);
    Diagnostic::error(&PARTIAL_ABSTRACT, span, message)
        .because(supertype.span, "declared abstract")
        .help("remove `partial`, or remove `abstract`")
}

pub(in crate::model) fn discriminator_of_overlapping(span: Span) -> Diagnostic {
    let message = "one attribute cannot name several subtypes at once";
    Diagnostic::error(&INVALID_DISCRIMINATOR, span, message)
        .help("remove `by …`, or make the group `disjoint`")
}

pub(in crate::model) fn inherited_discriminator(
    name: &Ident,
    entity: &str,
    declared: Span,
) -> Diagnostic {
    let message =
        format!("`{}` is inherited, and tells the subtypes of another entity apart", name.name);
    Diagnostic::error(&INVALID_DISCRIMINATOR, name.span, message)
        .because(declared, "declared here")
        .help(format!("declare an enum attribute in `{entity}` itself, or remove `by …`"))
}

pub(in crate::model) fn discriminator_of_other_type(name: &Ident, ty: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_DISCRIMINATOR, name.span, format!("`{}` is no enum", name.name))
        .because(ty, "its type")
        .help("use an enum whose values are the subtypes in snake_case, or remove `by …`")
}

pub(in crate::model) fn discriminator_of_many(name: &Ident, quantifier: Span) -> Diagnostic {
    let message = format!("`{}` has several values, and an instance has one kind", name.name);
    Diagnostic::error(&INVALID_DISCRIMINATOR, name.span, message)
        .because(quantifier, "said here")
        .help("remove its quantifier, or remove `by …`")
}

pub(in crate::model) fn optional_discriminator(name: &Ident, quantifier: Span) -> Diagnostic {
    let message = format!("`{}` may be missing, and the group is total", name.name);
    Diagnostic::error(&INVALID_DISCRIMINATOR, name.span, message)
        .because(quantifier, "said here")
        .help("remove its `?`, or make the group `partial`")
}

pub(in crate::model) fn discriminator_without_values(
    span: Span,
    missing: &[Name],
    item: &Enum,
) -> Diagnostic {
    let noun = if missing.len() == 1 { "value" } else { "values" };
    let message = format!("`{}` has no {noun} {}", item.name, listed(missing));
    let res = Diagnostic::error(&INVALID_DISCRIMINATOR, span, message)
        .because(item.name_span, "the enum")
        .help("its values are the names of the subtypes in snake_case");
    let text: String = missing.iter().map(|it| format!(", {}", written(it))).collect();
    // Behind a label or annotation the place for another value is not known.
    let last = item.values.last().filter(|it| it.label == it.name && it.docs.is_none());
    res.fix_opt(
        last.map(|it| {
            Fix::unsafe_("add what is missing", vec![Edit { span: it.span.at_end(), text }])
        }),
    )
}

pub(in crate::model) fn discriminator_with_more_values(
    span: Span,
    extra: &[Name],
    item: &Enum,
    group: Span,
) -> Diagnostic {
    let verb = if extra.len() == 1 { "is no subtype" } else { "are no subtypes" };
    let message = format!("{} of `{}` {verb}, and the group is total", listed(extra), item.name);
    Diagnostic::error(&INVALID_DISCRIMINATOR, span, message)
        .because(item.name_span, "the enum")
        .because(group, "the group")
        .help("remove the value, declare the subtype, or make the group `partial`")
}

pub(in crate::model) fn inherited_attribute(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&INHERITED_ATTRIBUTE, span, format!("`{name}` is inherited"))
        .because(before, "declared here already")
        .help("remove it, or rename it")
}

pub(in crate::model) fn inherited_from_mixin(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&INHERITED_ATTRIBUTE, span, format!("`{name}` of this mixin is inherited"))
        .because(before, "declared here already")
        .help("leave the mixin out here: the supertype has its members")
}

pub(in crate::model) fn mixed_storage(separate: Span, other: Span) -> Diagnostic {
    let message = "an entity stored separately has no table for its other groups";
    Diagnostic::error(&MIXED_STORAGE, separate, message)
        .because(other, "this group needs one")
        .help("store all groups of one entity `separate`, or none")
}

pub(in crate::model) fn separate_inside(separate: Span, declared: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` shares rows with its supertype, so its own cannot be separate");
    Diagnostic::error(&MIXED_STORAGE, separate, message)
        .because(declared, "a subtype that is not stored separately")
        .help("store this group `joined` or `single`, or the groups above it `separate`")
}

pub(in crate::model) fn attribute_of_other_table(
    name: &Ident,
    entity: &str,
    holder: &str,
    group: Span,
) -> Diagnostic {
    let message =
        format!("`{}` is kept with `{holder}`, in another table than `{entity}`", name.name);
    Diagnostic::error(&ATTRIBUTE_OF_OTHER_TABLE, name.span, message)
        .because(group, "these subtypes are stored `joined`")
        .help(format!("say it in `{holder}`, or store the subtypes `single` or `separate`"))
}
