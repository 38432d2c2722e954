//! Messages about references and foreign keys.

use super::codes::*;
use super::declarations::removed;
use super::names::{because_all, listed, replaced, written};
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::model::Entity;
use crate::syntax::ast::{self, Path};

pub(in crate::model) fn target_not_unique(
    span: Span,
    entity: &str,
    names: &[Name],
    declared: Span,
) -> Diagnostic {
    let verb = if names.len() == 1 { "is" } else { "are together" };
    let message = format!("{} {verb} not unique in `{entity}`", listed(names));
    let list: Vec<&str> = names.iter().map(Name::as_str).collect();
    Diagnostic::error(&TARGET_NOT_UNIQUE, span, message)
        .because(declared, "declared here")
        .help(format!("refer to its key, or declare `unique ({})` there", list.join(", ")))
}

pub(in crate::model) fn reference_of_other_type(
    span: Span,
    own: &str,
    referred: Span,
    other: &str,
) -> Diagnostic {
    let message = format!("this is {own}, what it refers to is {other}");
    Diagnostic::error(&REFERENCE_OF_OTHER_TYPE, span, message)
        .because(referred, "referred to")
        .help("give both the same type")
}

pub(in crate::model) fn uneven_foreign_key(ast: &ast::ForeignKey) -> Diagnostic {
    let (own, other) = (ast.attributes.as_slice(), ast.target_attributes.as_slice());
    let message = format!(
        "{} to {}",
        counted(own.len(), "attribute refers", "attributes refer"),
        other.len()
    );
    Diagnostic::error(&UNEVEN_FOREIGN_KEY, whole(other).unwrap_or(ast.target.span()), message)
        .because(whole(own).unwrap_or(ast.target.span()), "what refers")
        .help("list as many attributes on both sides, in the same order")
}

fn whole(paths: &[Path]) -> Option<Span> {
    Some(paths.first()?.span().to(paths.last()?.span()))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

pub(in crate::model) fn uneven_ends(
    span: Span,
    referred: Span,
    counts: (usize, usize),
) -> Diagnostic {
    let own = counted(counts.0, "column", "columns");
    let message = format!("this stands for {own}, what it refers to for {}", counts.1);
    Diagnostic::error(&UNEVEN_FOREIGN_KEY, span, message)
        .because(referred, "referred to")
        .help("name the parts one by one, or give it the entity for its type")
}

pub(in crate::model) fn reference_to_part(path: &Path) -> Diagnostic {
    let message = format!("`{path}` is a part, and `references` names an attribute");
    Diagnostic::error(&MISPLACED_CLAUSE, path.span(), message)
        .help("write a member: `foreign key (…) references … (…)`")
}

pub(in crate::model) fn misplaced_sharing(span: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_SHARING, span, "`sharing` stands in entities and mixins only")
        .help("move the reference to an entity")
}

pub(in crate::model) fn sharing_of_literal(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is one column, so there is none to share");
    Diagnostic::error(&INVALID_SHARING, span, message)
        .help("remove `sharing`, or give the attribute an entity for its type")
}

pub(in crate::model) fn sharing_of_many(path: &Path, name: &str, quantifier: Span) -> Diagnostic {
    let message = format!("`{name}` is kept in a table of its own, which does not have `{path}`");
    Diagnostic::error(&INVALID_SHARING, path.span(), message)
        .because(quantifier, "several values")
        .help("share an attribute of this entity's key, which that table has as well")
}

pub(in crate::model) fn sharing_of_part(path: &Path) -> Diagnostic {
    let message = format!("`{path}` is a part, not an attribute of this entity");
    Diagnostic::error(&INVALID_SHARING, path.span(), message)
        .help("name an attribute of this entity whose columns the reference uses")
}

pub(in crate::model) fn sharing_of_itself(path: &Path) -> Diagnostic {
    Diagnostic::error(&INVALID_SHARING, path.span(), format!("`{path}` cannot share with itself"))
        .help("name another attribute, whose columns the reference uses")
}

pub(in crate::model) fn not_in_key(
    path: &Path,
    entity: &str,
    key: &[Name],
    declared: Span,
) -> Diagnostic {
    let message = format!("no part of the key of `{entity}` is what `{path}` is");
    Diagnostic::error(&INVALID_SHARING, path.span(), message)
        .because(declared, format!("identified by {}", listed(key)))
        .help("share an attribute of the same name and type as a part of that key")
}

/// Why an action can never be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) enum Never {
    /// The value would be null.
    Null,
    /// There is no default.
    Default,
}

pub(in crate::model) fn impossible_action(
    span: Span,
    name: &str,
    declared: Span,
    never: Never,
    is_literal: bool,
) -> Diagnostic {
    let (message, help) = never_words(name, never);
    let res = match is_literal {
        true => Diagnostic::warning(&IMPOSSIBLE_ACTION, span, message),
        false => Diagnostic::error(&IMPOSSIBLE_ACTION, span, message),
    };
    let res = if declared == span { res } else { res.because(declared, "always there") };
    res.help(help)
}

pub(in crate::model) fn impossible_action_of_role(
    span: Span,
    name: &str,
    never: Never,
) -> Diagnostic {
    let (message, help) = never_words(name, never);
    Diagnostic::error(&IMPOSSIBLE_ACTION, span, message).help(help)
}

fn never_words(name: &str, never: Never) -> (String, &'static str) {
    match never {
        Never::Null => (
            format!("`set null` can never work: `{name}` is always there"),
            "write `?` behind it, or choose `cascade` or `restrict`",
        ),
        Never::Default => (
            format!("`set default` can never work: `{name}` is always there and has no default"),
            "give it a default, or choose `cascade` or `restrict`",
        ),
    }
}

pub(in crate::model) fn clause_of_key_holder(span: Span, name: &str, other: Span) -> Diagnostic {
    let message = format!("no foreign key refers to `{name}` here");
    Diagnostic::error(&MISPLACED_CLAUSE, span, message)
        .because(other, "the foreign key refers to this one")
        .help("move the clause to the participant that is referred to")
}

/// An entity whose rows are spread over the tables of its subtypes.
pub(in crate::model) struct Separate<'a> {
    pub(in crate::model) entity: &'a Entity,
    pub(in crate::model) group: Span,
    pub(in crate::model) subtypes: &'a [String],
}

impl Separate<'_> {
    fn message(&self, spans: &[Span]) -> Option<Diagnostic> {
        let (first, rest) = spans.split_first()?;
        let message = format!("`{}` has no table to refer to", self.entity.name);
        let res = Diagnostic::error(&SEPARATE_SUPERTYPE, *first, message);
        Some(
            because_all(res, rest, "referred to here as well")
                .because(self.group, "its subtypes are stored separately"),
        )
    }

    /// By attributes: a union, under a name that is free, can take its place.
    pub(in crate::model) fn referred_to(
        &self,
        spans: &[Span],
        union: Option<&str>,
    ) -> Option<Diagnostic> {
        let res = self.message(spans)?;
        let alternatives = self.subtypes.join(" | ");
        let Some(union) = union.filter(|_| self.subtypes.len() > 1) else {
            return Some(res.help("refer to one of its subtypes, or to a `union` of them"));
        };
        let line = format!("union {} = {alternatives}", written(union));
        let indent = if self.entity.namespace.is_some() { "  " } else { "" };
        let mut edits = replaced(spans, &written(union));
        edits.push(Edit { span: self.entity.span.at_end(), text: format!("\n\n{indent}{line}") });
        let title = format!("declare and refer to `{union}`");
        Some(
            res.help(format!("refer to a union instead: `{line}`")).fix(Fix::unsafe_(title, edits)),
        )
    }

    /// By a union: the subtypes can take its place.
    pub(in crate::model) fn in_union(&self, spans: &[Span]) -> Option<Diagnostic> {
        let res = self.message(spans)?;
        let alternatives = self.subtypes.join(" | ");
        if self.subtypes.is_empty() {
            return Some(res.help("name entities that have tables"));
        }
        let fix = Fix::unsafe_("name its subtypes", replaced(spans, &alternatives));
        Some(res.help(format!("name its subtypes: `{alternatives}`")).fix(fix))
    }

    pub(in crate::model) fn literally(&self, spans: &[Span]) -> Option<Diagnostic> {
        Some(self.message(spans)?.help("refer to one of its subtypes"))
    }

    pub(in crate::model) fn in_relationship(&self, spans: &[Span]) -> Option<Diagnostic> {
        let help = "let its subtypes take part, or store them `joined` or `single`";
        Some(self.message(spans)?.help(help))
    }
}

/// A fact that is said from both sides.
pub(in crate::model) struct BothSides<'a> {
    pub(in crate::model) name: &'a str,
    pub(in crate::model) span: Span,
    /// All of the attribute that says it again.
    pub(in crate::model) member: Span,
    /// All of the attribute that says it.
    pub(in crate::model) back: Span,
    /// Behind its last clause.
    pub(in crate::model) back_end: Span,
    /// "Order.customer"
    pub(in crate::model) back_name: String,
    /// Whether it names the other side.
    pub(in crate::model) has_inverse: bool,
    /// Whether both stand in entities, where `inverse` can stand.
    pub(in crate::model) is_movable: bool,
}

impl BothSides<'_> {
    pub(in crate::model) fn report(&self) -> Diagnostic {
        let message = format!("`{}` says again what `{}` says", self.name, self.back_name);
        let clause = format!("inverse {}", written(self.name));
        let res = Diagnostic::error(&BOTH_SIDES, self.span, message)
            .because(self.back, "the same reference, seen from the other side");
        if !self.is_movable {
            return res.help("remove it, or give it an `inverse` of its own if it is another fact");
        }
        let mut fix = removed("name the other side", self.member);
        if !self.has_inverse {
            let text = format!(" {clause}");
            fix.edits.push(Edit { span: self.back_end, text });
        }
        res.help(format!(
            "remove it and write `{clause}` there; a fact of its own names an `inverse` itself"
        ))
        .fix(fix)
    }
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
