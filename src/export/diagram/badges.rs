//! What is known of a box beside what it holds: its normal form, and what was found about it.

use rustc_hash::FxHashMap;

use super::scene::{Badge, Scene, Tone};
use crate::base::{Diagnostic, Severity, Span};
use crate::model::EntityGraph;
use crate::normalize::{Owner, relations};
use crate::theory::{NormalForm, WorkLimit};

/// Adds the normal form of each entity and relationship, where its dependencies are known.
pub fn add_normal_forms(scene: &mut Scene, model: &EntityGraph) {
    let forms: FxHashMap<String, NormalForm> = normal_forms(model).into_iter().collect();
    for node in &mut scene.nodes {
        let Some(&form) = forms.get(&node.anchor) else { continue };
        let tone = if form < NormalForm::BoyceCodd { Tone::Warning } else { Tone::Good };
        node.badges.push(Badge { text: form.name().to_owned(), tone, hover: None });
    }
}

/// The highest normal form of each entity and relationship, by full name.
fn normal_forms(model: &EntityGraph) -> Vec<(String, NormalForm)> {
    let limit = WorkLimit::default();
    let named = |it: crate::normalize::Relation| match it.owner {
        Owner::Entity(_) | Owner::Relationship(_) if it.has_key => {
            Some((it.name.clone(), it.analyse(&limit).normal_form()))
        }
        Owner::Entity(_)
        | Owner::Relationship(_)
        | Owner::Attribute(_)
        | Owner::Composite(_)
        | Owner::Table => None,
    };
    relations(model).into_iter().filter_map(named).collect()
}

/// Adds how many errors and warnings there are about each entity and relationship.
pub fn add_findings(scene: &mut Scene, model: &EntityGraph, findings: &[Diagnostic]) {
    let mut about: FxHashMap<String, Vec<&Diagnostic>> = FxHashMap::default();
    let places = places(model);
    for finding in findings.iter().filter(|it| it.severity != Severity::Info) {
        if let Some(name) = place(&places, finding.primary.span) {
            about.entry(name.to_owned()).or_default().push(finding);
        }
    }
    for node in &mut scene.nodes {
        let Some(found) = about.get(&node.anchor) else { continue };
        let has_errors = found.iter().any(|it| it.severity == Severity::Error);
        let tone = if has_errors { Tone::Bad } else { Tone::Warning };
        let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        let text = format!("! {}", found.len());
        node.badges.push(Badge { text, tone, hover: Some(messages.join("\n")) });
    }
}

/// Where each entity and relationship stands, by full name.
fn places(model: &EntityGraph) -> Vec<(Span, String)> {
    let full = |namespace: Option<crate::model::NamespaceId>, name: &str| match namespace {
        Some(namespace) => format!("{}.{name}", model.namespaces[namespace].name),
        None => name.to_owned(),
    };
    let entities = model.entities.values().map(|it| (it.span, full(it.namespace, &it.name)));
    let relationships =
        model.relationships.values().map(|it| (it.span, full(it.namespace, &it.name)));
    entities.chain(relationships).collect()
}

/// What stands around a place.
fn place(places: &[(Span, String)], span: Span) -> Option<&str> {
    let is_around =
        |it: &Span| it.file == span.file && it.start <= span.start && span.end <= it.end;
    places.iter().find(|(around, _)| is_around(around)).map(|(_, name)| name.as_str())
}
