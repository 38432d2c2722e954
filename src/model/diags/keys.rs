//! Messages about keys.

use super::codes::*;
use super::names::because_all;
use crate::base::{Diagnostic, Span};

pub(in crate::model) fn second_key(span: Span, first: Span, is_inline: bool) -> Diagnostic {
    let help = match is_inline {
        true => {
            "mark the attributes with `key`, or list them in `key (…)`; a second key is `unique`"
        }
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

/// Something in a key that cannot identify.
pub(in crate::model) struct InKey<'a> {
    pub(in crate::model) name: &'a str,
    /// Where it says of itself why.
    pub(in crate::model) own: Span,
    /// Where the key names it, or what it is a part of.
    pub(in crate::model) part: Span,
    /// Whether the key names it, and not what it is a part of.
    pub(in crate::model) is_direct: bool,
}

impl InKey<'_> {
    fn message(&self, message: String, why: &str) -> Diagnostic {
        let (span, because, text) = match self.is_direct {
            true => (self.own, self.part, "in the key"),
            false => (self.part, self.own, why),
        };
        Diagnostic::error(&INVALID_KEY, span, message).because(because, text)
    }

    pub(in crate::model) fn optional(&self) -> Diagnostic {
        let message = format!("`{}` may be missing, and a key may not", self.name);
        let res = self.message(message, "may be missing");
        match self.is_direct {
            true => res
                .help("remove `?`, or use `unique` instead of `key`")
                .fix(super::declarations::removed("remove `?`", self.own)),
            false => res.help("remove its `?`, or take it out of the key"),
        }
    }

    pub(in crate::model) fn many(&self) -> Diagnostic {
        let message = format!("`{}` has several values, and a key has one", self.name);
        self.message(message, "several values").help("take it out of the key")
    }

    pub(in crate::model) fn union(&self) -> Diagnostic {
        let message = format!("`{}` refers to one of several entities", self.name);
        self.message(message, "one of several entities")
            .help("take it out of the key: all columns of a union but one are null")
    }
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
