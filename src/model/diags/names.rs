//! Messages about names that stand where they cannot, and the words for names in all messages.

use super::codes::*;
use crate::base::{Diagnostic, Fix, Name, Span, is_plain_name};
use crate::syntax::ast::Path;

/// What kind of name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::model) enum Wanted {
    /// A type of any kind, an entity or union included.
    Type,
    /// An entity.
    Entity,
    /// A mixin.
    Mixin,
    /// What a native object can belong to.
    Owner,
    /// A schema, before a dot.
    Schema,
}

impl Wanted {
    /// Whether a name of kind `found` is what is looked for.
    pub(in crate::model) fn admits(self, found: Wanted) -> bool {
        match self {
            Wanted::Type => matches!(found, Wanted::Type | Wanted::Entity),
            Wanted::Entity => found == Wanted::Entity,
            Wanted::Mixin => found == Wanted::Mixin,
            Wanted::Owner => matches!(found, Wanted::Entity | Wanted::Owner),
            Wanted::Schema => found == Wanted::Schema,
        }
    }

    /// What a message calls it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Wanted::Type => "type",
            Wanted::Entity => "entity",
            Wanted::Mixin => "mixin",
            Wanted::Owner => "entity, relationship or view",
            Wanted::Schema => "schema",
        }
    }

    fn with_article(self) -> &'static str {
        match self {
            Wanted::Type => "a type",
            Wanted::Entity => "an entity",
            Wanted::Mixin => "a mixin",
            Wanted::Owner => "an entity, relationship or view",
            Wanted::Schema => "a schema",
        }
    }
}

/// A name as it is written in a model: in backticks when it is not plain.
pub(in crate::model) fn written(name: &str) -> String {
    if is_plain_name(name) {
        return name.to_owned();
    }
    let escaped = name.replace('\\', "\\\\").replace('`', "\\`");
    format!("`{}`", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}

/// The edits that write `text` in all of `spans`.
pub(super) fn replaced(spans: &[Span], text: &str) -> Vec<crate::base::Edit> {
    spans.iter().map(|&span| crate::base::Edit { span, text: text.to_owned() }).collect()
}

/// A list of names for a message: "`a`, `b` and `c`".
pub(super) fn listed(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [init @ .., last] => {
            let init: Vec<String> = init.iter().map(|it| format!("`{it}`")).collect();
            format!("{} and `{last}`", init.join(", "))
        }
    }
}

/// The same finding with further places.
pub(super) fn because_all(diagnostic: Diagnostic, spans: &[Span], text: &str) -> Diagnostic {
    spans.iter().fold(diagnostic, |res, &span| res.because(span, text))
}

pub(in crate::model) fn wrong_kind(
    path: &Path,
    found: &str,
    declared: Span,
    wanted: Wanted,
) -> Diagnostic {
    let message = format!("`{path}` is {found}, not {}", wanted.with_article());
    let help = match (found, wanted) {
        ("a mixin", _) => format!("take its members over in the header: `with {path}`"),
        ("an entity", Wanted::Mixin) => format!("write `extends {path}` for a supertype"),
        ("a union", Wanted::Entity) => "name one of its entities".to_owned(),
        _ => format!("name {} here", wanted.with_article()),
    };
    Diagnostic::error(&WRONG_KIND, path.span(), message)
        .because(declared, "declared here")
        .help(help)
}

pub(in crate::model) fn duplicate_name(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` is declared twice"))
        .because(before, "declared here before")
        .help("rename or remove one of them")
}

pub(in crate::model) fn confusable_names(
    span: Span,
    name: &str,
    other: &str,
    before: Span,
) -> Diagnostic {
    let message = format!("`{name}` and `{other}` differ only in case or encoding");
    Diagnostic::error(&CONFUSABLE_NAMES, span, message)
        .because(before, "the other one")
        .help("rename one of them: databases fold case, and so do people")
}

pub(in crate::model) fn name_of_scalar(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` is a scalar type of the language"))
        .help("choose another name")
}

pub(in crate::model) fn duplicate_label(span: Span, label: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("two values are stored as `{label}`"))
        .because(before, "the other one")
        .help("give one of them another label")
}

pub(in crate::model) fn repeated_mixin(path: &Path, before: Span) -> Diagnostic {
    listed_twice(path, before)
}

pub(in crate::model) fn repeated_attribute(path: &Path, before: Span) -> Diagnostic {
    listed_twice(path, before)
}

pub(in crate::model) fn repeated_alternative(path: &Path, before: Span) -> Diagnostic {
    listed_twice(path, before)
}

fn listed_twice(path: &Path, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, path.span(), format!("`{path}` is listed twice"))
        .because(before, "listed here before")
        .help("remove one of them")
}

pub(in crate::model) fn repeated_item(span: Span, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, "this attribute is listed twice")
        .because(before, "listed here before")
        .help("remove one of them")
}

pub(in crate::model) fn earlier_name_in_use(
    span: Span,
    was: &str,
    name: &str,
    other: Span,
) -> Diagnostic {
    let message = format!("`{name}` was `{was}`, and there is a `{was}` now");
    Diagnostic::error(&EARLIER_NAME_IN_USE, span, message)
        .because(other, format!("`{was}` is declared here"))
        .help("remove the earlier name here, or rename what has it now")
}

pub(in crate::model) fn earlier_name_of_two(span: Span, was: &str, other: Span) -> Diagnostic {
    Diagnostic::error(&EARLIER_NAME_IN_USE, span, format!("`{was}` cannot have become two things"))
        .because(other, "the other one")
        .help("keep it where the rows went, and write `@from(…)` at the other")
}

/// The edit that puts one name for another: safe where only case differs.
pub(super) fn respelled(spans: &[Span], wrong: &str, meant: &str) -> Fix {
    let text = written(meant);
    let title = format!("replace it by `{meant}`");
    match wrong.eq_ignore_ascii_case(meant) {
        true => Fix::safe(title, replaced(spans, &text)),
        false => Fix::unsafe_(title, replaced(spans, &text)),
    }
}
