//! What the theory says of the relations of a model, and how it is reported.

use super::{Context, Findings};
use crate::model::EntityGraph;
use crate::normalize::{OriginKind, Relation, relations};
use crate::theory::{Analysis, Dependency, DependencyId, NormalForm, WorkLimit};

/// Each question about a relation may cost so much: what takes longer has no finding.
const LIMIT: WorkLimit = WorkLimit { steps: 1_000_000 };

/// The relations in which more holds than their keys, with their analysis. Keys alone break nothing.
pub(super) fn study(model: &EntityGraph) -> Vec<(Relation, Analysis)> {
    let mut res = relations(model);
    res.retain(|it| {
        let all = &it.dependencies;
        let is_other = |idx| is_other(it.origin(DependencyId::Functional(idx)).kind);
        !all.is_functional() || (0..all.functional().len()).any(is_other)
    });
    res.into_iter()
        .map(|it| {
            let analysis = it.analyse(&LIMIT);
            (it, analysis)
        })
        .collect()
}

/// Whether a dependency is more than what a key or the form of a relationship says.
fn is_other(kind: OriginKind) -> bool {
    match kind {
        OriginKind::Key | OriginKind::Unique | OriginKind::Cardinality => false,
        OriginKind::Declared
        | OriginKind::Composite
        | OriginKind::Derived
        | OriginKind::Reference => true,
    }
}

/// Reports what breaks `form` and no weaker one.
pub(super) fn report(cx: &Context<'_>, out: &mut Findings, form: NormalForm) {
    for (relation, analysis) in cx.studied() {
        for violation in analysis.violations.iter().filter(|it| it.form == form) {
            let text = relation.text(&violation.dependency);
            let (message, help) = match &violation.dependency {
                Dependency::Functional(it) if it.from.is_empty() => (
                    format!(
                        "`{}` has the same {} in every row",
                        relation.name,
                        relation.quoted(&it.to)
                    ),
                    "make it a default, or keep it in a table of its own that has one row"
                        .to_owned(),
                ),
                Dependency::Functional(it) => (
                    format!("`{}` says again in every row what `{text}` says once", relation.name),
                    format!(
                        "give {} an entity of its own with {}: `erc normalize` shows it",
                        relation.quoted(&it.from),
                        relation.quoted(&it.to)
                    ),
                ),
                Dependency::Multivalued(_) => (
                    format!("`{}` holds independent facts: `{text}`", relation.name),
                    "give each an entity of its own: `erc normalize` shows them".to_owned(),
                ),
                Dependency::Join(_) => (
                    format!("`{}` falls into parts: `{text}`", relation.name),
                    "give each part an entity of its own: `erc normalize` shows them".to_owned(),
                ),
            };
            let finding = out.at(relation.span_of(violation), message);
            let finding = finding.label(relation.reason(violation)).help(help);
            out.push_of(relation.span, finding);
        }
    }
}
