//! The document of `erc normalize --format json`.

use std::borrow::Borrow;
use std::cell::Cell;

use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::shapes::{
    AnyDependency, Dependencies, Names, Plain, cover, dependencies, dependency, sets, violation,
};
use crate::model::EntityGraph;
use crate::normalize::prover::Prover;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::normalize::words::doubt_text;
use crate::theory::{Analysis, Decomposition, Part, WorkLimit};

#[derive(Serialize)]
struct Document<S: Serialize> {
    relations: S,
}

#[derive(Serialize)]
struct RelationShape<V: Serialize> {
    name: String,
    attributes: Names,
    dependencies: Dependencies,
    candidate_keys: Vec<Names>,
    prime: Names,
    normal_form: &'static str,
    violations: V,
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

/// A sequence whose members are made when they are written, one after the other, so that a large document
/// is never in memory. It can be written once.
struct Made<I>(Cell<Option<I>>);

impl<I> Made<I> {
    fn of(members: I) -> Made<I> {
        Made(Cell::new(Some(members)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Made<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = self.0.take().ok_or_else(|| S::Error::custom("it was written already"))?;
        // Without a length: asking for it would make the members.
        let mut res = serializer.serialize_seq(None)?;
        for it in members {
            res.serialize_element(&it)?;
        }
        res.end()
    }
}

/// A study whose shape is made when it is written.
struct Shaped<'a, S> {
    model: &'a EntityGraph,
    study: S,
    limit: &'a WorkLimit,
}

impl<S: Borrow<Study>> Serialize for Shaped<'_, S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        relation(self.model, self.study.borrow(), self.limit).serialize(serializer)
    }
}

/// Everything that is found out, as `docs/schemas/normalize.schema.json` says; to be written once, since each
/// study is asked for when it is its turn.
pub fn normalize_json<'a, S>(
    model: &'a EntityGraph,
    studies: impl IntoIterator<Item = S> + 'a,
    limit: &'a WorkLimit,
) -> impl Serialize + 'a
where
    S: Borrow<Study> + 'a,
{
    let shaped = move |study| Shaped { model, study, limit };
    Document { relations: Made::of(studies.into_iter().map(shaped)) }
}

fn relation<'a>(
    model: &'a EntityGraph,
    study: &'a Study,
    limit: &'a WorkLimit,
) -> RelationShape<impl Serialize + 'a> {
    let Study { relation, analysis, .. } = study;
    let mut prover = Prover::new(model, relation, limit);
    let violations = analysis.violations.iter().map(move |it| violation(&mut prover, relation, it));
    RelationShape {
        name: relation.name.clone(),
        attributes: relation.names(&relation.dependencies.attributes()),
        dependencies: dependencies(relation),
        candidate_keys: sets(relation, &analysis.keys.keys),
        prime: relation.names(&analysis.primality.prime),
        normal_form: analysis.normal_form().name(),
        violations: Made::of(violations),
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
