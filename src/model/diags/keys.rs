//! Messages about keys.

use super::codes::*;
use super::names::because_all;
use crate::base::{Diagnostic, Span};

pub(in crate::model) fn second_key(span: Span, first: Span, is_inline: bool) -> Diagnostic {
    let help = match is_inline {
        true => "mark the attributes with `key`, or list them in `key (…)`; a second key is `unique`",
        false => "an entity has one key: declare the other as `unique`",
    };
    Diagnostic::error(&SECOND_KEY, span, "this entity has a key already")
        .because(first, "the other one")
        .help(help)
}

pub(in crate::model) fn key_of_subtype(span: Span, name: &str, root: &str) -> Diagnostic {
    Diagnostic::error(&KEY_OF_SUBTYPE, span, format!("`{name}` has the key of `{root}`"))
        .help("a subtype has no key of its own: declare this as `unique`")
}

pub(in crate::model) fn optional_in_key(
    span: Span,
    because: Span,
    name: &str,
    is_mark: bool,
) -> Diagnostic {
    let res =
        Diagnostic::error(&INVALID_KEY, span, format!("`{name}` may be missing, and a key may not"));
    match is_mark {
        true => res
            .because(because, "in the key")
            .help("remove `?`, or use `unique` instead of `key`")
            .fix(super::declarations::removed("remove `?`", span)),
        false => res
            .because(because, "may be missing")
            .help("remove its `?`, or take it out of the key"),
    }
}

pub(in crate::model) fn many_in_key(span: Span, because: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_KEY, span, format!("`{name}` has several values, and a key has one"))
        .because(because, "why")
        .help("take it out of the key")
}

pub(in crate::model) fn union_in_key(span: Span, because: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` refers to one of several entities, and cannot be in a key");
    Diagnostic::error(&INVALID_KEY, span, message)
        .because(because, "why")
        .help("all columns but one of it are null: take it out of the key")
}

pub(in crate::model) fn oversized_key(span: Span, name: &str, most: usize) -> Diagnostic {
    let message = format!("the key of `{name}` becomes more than {most} columns");
    Diagnostic::error(&OVERSIZED_KEY, span, message)
        .help("no foreign key holds that many: give one of the entities in it a key of its own")
}

/// One message for an entity that cannot be referred to, however often it is.
pub(in crate::model) fn target_without_key(span: Span, name: &str, uses: &[Span]) -> Diagnostic {
    let message = format!("`{name}` is referred to, and has no key");
    because_all(Diagnostic::error(&TARGET_WITHOUT_KEY, span, message), uses, "referred to here")
        .help("mark what identifies it with `key`, or what is always there with `unique`")
}
