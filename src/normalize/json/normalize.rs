//! The document of `erc normalize --format json`.

use serde::Serialize;

use super::shapes::{
    AnyDependency, Dependencies, Names, Plain, ViolationShape, cover, dependencies, dependency,
    sets, violation,
};
use crate::model::EntityGraph;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::normalize::words::doubt_text;
use crate::theory::{Analysis, Decomposition, Part, WorkLimit};

#[derive(Serialize)]
struct Document {
    relations: Vec<RelationShape>,
}

#[derive(Serialize)]
struct RelationShape {
    name: String,
    attributes: Names,
    dependencies: Dependencies,
    candidate_keys: Vec<Names>,
    prime: Names,
    normal_form: &'static str,
    violations: Vec<ViolationShape>,
    minimal_cover: Vec<Plain>,
    decomposition: DecompositionShape,
    judged: Option<Judged>,
    /// Only where the work limit was hit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<String>,
}

#[derive(Serialize)]
struct DecompositionShape {
    target: &'static str,
    #[serde(flatten)]
    judged: Judged,
}

#[derive(Serialize)]
struct Judged {
    parts: Vec<PartShape>,
    lossless: Option<bool>,
    lost: Vec<AnyDependency>,
}

#[derive(Serialize)]
struct PartShape {
    attributes: Names,
    candidate_keys: Vec<Names>,
    normal_form: &'static str,
}

/// Everything that was found out, as `docs/schemas/normalize.schema.json` says.
pub fn normalize_json(model: &EntityGraph, studies: &[Study], limit: &WorkLimit) -> String {
    let relations = studies.iter().map(|it| relation(model, it, limit)).collect();
    super::to_text(&Document { relations })
}

fn relation(model: &EntityGraph, study: &Study, limit: &WorkLimit) -> RelationShape {
    let Study { relation, analysis, .. } = study;
    let violations = analysis.violations.iter();
    RelationShape {
        name: relation.name.clone(),
        attributes: relation.names(&relation.dependencies.attributes()),
        dependencies: dependencies(relation),
        candidate_keys: sets(relation, &analysis.keys.keys),
        prime: relation.names(&analysis.primality.prime),
        normal_form: analysis.normal_form().name(),
        violations: violations.map(|it| violation(model, relation, it, limit)).collect(),
        minimal_cover: cover(relation, &analysis.cover),
        decomposition: DecompositionShape {
            target: study.target.normal_form().name(),
            judged: judged(relation, &study.decomposition),
        },
        judged: study.judged.as_ref().map(|it| judged(relation, it)),
        undecided: undecided(analysis),
    }
}

/// What the work limit left open.
fn undecided(analysis: &Analysis) -> Vec<String> {
    let mut res: Vec<String> = analysis.doubts.iter().map(|it| doubt_text(*it)).collect();
    if !analysis.keys.complete {
        res.push("not all candidate keys are listed".to_owned());
    }
    res
}

fn judged(relation: &Relation, decomposition: &Decomposition) -> Judged {
    let lost = decomposition.preservation.lost.iter();
    Judged {
        parts: decomposition.parts.iter().map(|it| part(relation, it)).collect(),
        lossless: decomposition.lossless.holds(),
        lost: lost
            .map(|it| dependency(relation, &relation.dependencies.get(it.dependency)))
            .collect(),
    }
}

fn part(relation: &Relation, part: &Part) -> PartShape {
    PartShape {
        attributes: relation.names(&part.attributes),
        candidate_keys: sets(relation, &part.analysis.keys.keys),
        normal_form: part.analysis.normal_form().name(),
    }
}
