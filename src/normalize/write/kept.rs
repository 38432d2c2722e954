//! What stays as it is on purpose: `@allow` of the rule that would complain of it.

use crate::base::Span;
use crate::normalize::study::Study;
use crate::syntax::ast::{Annotation, AnnotationValue, Declaration, DeclarationKind, File};
use crate::theory::NormalForm;

use super::declarations::members;

/// The rule that complains of a relation without a key.
pub(super) const MISSING_KEY: &str = "missing-primary-key";

/// Says in words what of a relation is kept on purpose, if something is.
pub(super) fn kept(files: &[File], study: &Study) -> Option<String> {
    let Study { relation, analysis, target, .. } = study;
    if !relation.has_key && is_allowed(files, MISSING_KEY, &[relation.span]) {
        return Some(format!("it has no key on purpose: `@allow({MISSING_KEY})`"));
    }
    let wanted = target.normal_form();
    analysis.violations.iter().filter(|it| it.form <= wanted).find_map(|it| {
        let rule = complaint(it.form)?;
        let is_kept = is_allowed(files, rule, &[relation.span_of(it), relation.span]);
        let text = relation.text(&it.dependency);
        is_kept.then(|| format!("`{text}` is kept on purpose: `@allow({rule})`"))
    })
}

/// The rule that complains of what breaks a form.
pub fn complaint(form: NormalForm) -> Option<&'static str> {
    Some(match form {
        NormalForm::First => return None,
        NormalForm::Second => "partial-dependency",
        NormalForm::Third => "transitive-dependency",
        NormalForm::ElementaryKey => "overlapping-key-dependency",
        NormalForm::BoyceCodd => "determinant-without-key",
        NormalForm::Fourth => "independent-facts",
        NormalForm::EssentialTuple => "redundant-tuple",
        NormalForm::Fifth => "join-dependency",
        NormalForm::Sixth => "divisible-relation",
    })
}

/// Whether a finding of `rule` at one of `places` is silenced.
fn is_allowed(files: &[File], rule: &str, places: &[Span]) -> bool {
    files.iter().any(|it| declarations_allow(&it.declarations, rule, places))
}

fn declarations_allow(declarations: &[Declaration], rule: &str, places: &[Span]) -> bool {
    declarations.iter().any(|it| {
        let is_around = |span: Span| places.iter().any(|place| contains(span, *place));
        let is_model = matches!(it.kind, DeclarationKind::Model(_));
        if (is_model || is_around(it.span)) && allows(&it.annotations, rule) {
            return true;
        }
        if let DeclarationKind::Schema(block) = &it.kind {
            return declarations_allow(&block.declarations, rule, places);
        }
        let mut members = members(it).into_iter().flatten();
        members.any(|it| is_around(it.span) && allows(&it.annotations, rule))
    })
}

fn contains(span: Span, place: Span) -> bool {
    span.file == place.file && span.start <= place.start && place.end <= span.end
}

fn allows(annotations: &[Annotation], rule: &str) -> bool {
    annotations.iter().any(|it| {
        let is_allow = it.name.as_single().is_some_and(|it| it.name == "allow");
        is_allow
            && it.arguments.first().is_some_and(|it| match &it.value {
                AnnotationValue::Name(parts) => parts.first().is_some_and(|it| it == rule),
                AnnotationValue::String(_)
                | AnnotationValue::Number(_)
                | AnnotationValue::Bool(_)
                | AnnotationValue::Sql(_) => false,
            })
    })
}
