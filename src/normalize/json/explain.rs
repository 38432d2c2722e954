//! The documents of `erc explain SOURCE RELATION --format json`.

use serde::Serialize;

use super::shapes::{
    AnyDependency, Dependencies, Names, Plain, Rows, StepShape, ViolationShape, cover,
    dependencies, dependency, sets, step, violation,
};
use crate::model::EntityGraph;
use crate::normalize::anomalies::anomalies;
use crate::normalize::example::example;
use crate::normalize::prover::Prover;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::normalize::words::{doubt_text, steps};
use crate::theory::{Dependency, Implication, NormalForm, Verdict, WorkLimit, armstrong};

#[derive(Serialize)]
struct Document<'a> {
    name: String,
    attributes: Names,
    dependencies: Dependencies,
    candidate_keys: Vec<Names>,
    prime: Names,
    normal_form: &'static str,
    normal_forms: Vec<VerdictShape>,
    violations: Vec<Harmful<'a>>,
    minimal_cover: Vec<Plain>,
    /// Null where the rows are too many for the work limit.
    armstrong: Option<Rows<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<String>,
}

#[derive(Serialize)]
struct VerdictShape {
    form: &'static str,
    /// Null where the work limit was hit.
    holds: Option<bool>,
    /// What was checked, where it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

#[derive(Serialize)]
struct Harmful<'a> {
    #[serde(flatten)]
    violation: ViolationShape<'a>,
    anomalies: Option<AnomaliesShape>,
}

#[derive(Serialize)]
struct AnomaliesShape {
    insert: String,
    update: String,
    delete: String,
}

/// Everything about one relation, as `docs/schemas/explain.schema.json` says.
pub fn explain_json(model: &EntityGraph, study: &Study, limit: &WorkLimit) -> String {
    let Study { relation, analysis, .. } = study;
    let verdict = |form: NormalForm| VerdictShape {
        form: form.name(),
        holds: match analysis.verdict(form) {
            Verdict::Holds(_) => Some(true),
            Verdict::Fails => Some(false),
            Verdict::Undecided => None,
        },
        evidence: match analysis.verdict(form) {
            Verdict::Holds(evidence) => Some(relation.evidence(evidence)),
            Verdict::Fails | Verdict::Undecided => None,
        },
    };
    let mut prover = Prover::new(model, relation, limit);
    let harmful = |it| Harmful {
        violation: violation(&mut prover, relation, it),
        anomalies: anomalies(relation, it).map(|it| AnomaliesShape {
            insert: it.insert,
            update: it.update,
            delete: it.delete,
        }),
    };
    let found = armstrong(&relation.dependencies, limit);
    super::to_text(&Document {
        name: relation.name.clone(),
        attributes: relation.names(&relation.dependencies.attributes()),
        dependencies: dependencies(relation),
        candidate_keys: sets(relation, &analysis.keys.keys),
        prime: relation.names(&analysis.primality.prime),
        normal_form: analysis.normal_form().name(),
        normal_forms: NormalForm::ALL.map(verdict).into(),
        violations: analysis.violations.iter().map(harmful).collect(),
        minimal_cover: cover(relation, &analysis.cover),
        armstrong: found.map(|it| Rows(example(model, relation, &it))),
        undecided: analysis.doubts.iter().map(|it| doubt_text(*it)).collect(),
    })
}

#[derive(Serialize)]
struct Answer<'a> {
    name: String,
    dependency: AnyDependency,
    /// Null where the work limit was hit.
    implied: Option<bool>,
    /// The steps of the proof, where it is implied.
    derivation: Option<Vec<StepShape>>,
    /// Rows that obey everything that holds and break the dependency, where it is not implied.
    counterexample: Option<Rows<'a>>,
}

/// Whether `goal` follows, with the proof or a counterexample.
pub fn implication_json(
    model: &EntityGraph,
    relation: &Relation,
    goal: &Dependency,
    answer: &Implication,
) -> String {
    let derivation = match answer {
        Implication::Derived(derivation) => {
            let steps = steps(derivation.clone());
            Some(steps.iter().map(|it| step(relation, it)).collect())
        }
        Implication::Chased(_) | Implication::Refuted(_) | Implication::Undecided => None,
    };
    let counterexample = match answer {
        Implication::Refuted(instance) => Some(Rows(example(model, relation, instance))),
        Implication::Derived(_) | Implication::Chased(_) | Implication::Undecided => None,
    };
    super::to_text(&Answer {
        name: relation.name.clone(),
        dependency: dependency(relation, goal),
        implied: answer.holds(),
        derivation,
        counterexample,
    })
}
