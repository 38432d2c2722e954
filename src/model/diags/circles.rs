//! Messages about what leads back to itself.

use super::codes::*;
use super::names::listed;
use crate::base::{Code, Diagnostic, Name, Span};

/// Mixins that take one another over.
pub(in crate::model) fn cyclic_mixin(links: &[(Name, Span)]) -> Diagnostic {
    circle(&CYCLIC_MIXIN, links, "takes over", "take one `with` out of the circle")
}

/// Entities that are their own supertypes.
pub(in crate::model) fn cyclic_inheritance(links: &[(Name, Span)]) -> Diagnostic {
    circle(&CYCLIC_INHERITANCE, links, "extends", "take one `extends` out of the circle")
}

/// Composites that contain themselves.
pub(in crate::model) fn cyclic_composite(links: &[(Name, Span)]) -> Diagnostic {
    circle(&CYCLIC_COMPOSITE, links, "contains", "make one of them an entity and refer to it")
}

/// Derived attributes that need themselves.
pub(in crate::model) fn cyclic_derivation(links: &[(Name, Span)]) -> Diagnostic {
    circle(&CYCLIC_DERIVATION, links, "is computed from", "give one of them a value of its own")
}

/// Entities that are identified by one another.
pub(in crate::model) fn cyclic_key(links: &[(Name, Span)]) -> Diagnostic {
    circle(&CYCLIC_KEY, links, "is identified by", "give one of them a key of its own")
}

/// One message for a circle, at its first link: who leads on, and where that is said.
fn circle(
    code: &'static Code,
    links: &[(Name, Span)],
    verb: &'static str,
    help: &'static str,
) -> Diagnostic {
    let (first, rest) = links.split_first().expect("a circle has a link");
    let mut names: Vec<Name> = links.iter().map(|it| it.0.clone()).collect();
    names.dedup();
    let message = match names.as_slice() {
        [one] => format!("`{one}` {verb} itself"),
        _ => format!("each of {} {verb} another, in a circle", listed(&names)),
    };
    let res = Diagnostic::error(code, first.1, message);
    rest.iter().fold(res, |res, (_, span)| res.because(*span, "part of the circle")).help(help)
}
