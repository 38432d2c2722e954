//! The JSON shapes that the commands share: dependencies, proofs, rows.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::base::Name;
use crate::normalize::example::ExampleRows;
use crate::normalize::prover::Prover;
use crate::normalize::relation::Relation;
use crate::normalize::words::{Gain, ProofStep};
use crate::theory::{AttributeSet, Cover, Dependency, DependencyId, Violation};

/// The names of a set of attributes.
pub(super) type Names = Vec<String>;

/// What holds in a relation.
#[derive(Serialize)]
pub(super) struct Dependencies {
    fds: Vec<Declared>,
    mvds: Vec<Declared>,
    jds: Vec<DeclaredJoin>,
}

/// A functional or multivalued dependency and what says it.
#[derive(Serialize)]
struct Declared {
    from: Names,
    to: Names,
    origin: &'static str,
}

/// A join dependency and what says it.
#[derive(Serialize)]
struct DeclaredJoin {
    components: Vec<Names>,
    origin: &'static str,
}

/// A dependency of any kind.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum AnyDependency {
    Functional { from: Names, to: Names },
    Multivalued { from: Names, to: Names },
    Join { components: Vec<Names> },
}

/// A dependency of a cover.
#[derive(Serialize)]
pub(super) struct Plain {
    from: Names,
    to: Names,
}

/// A step of a proof.
#[derive(Serialize)]
pub(super) struct StepShape {
    by: AnyDependency,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    gives: Option<Names>,
    #[serde(skip_serializing_if = "Option::is_none")]
    splits: Option<Names>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<Vec<Names>>,
}

/// A dependency that breaks a normal form.
#[derive(Serialize)]
pub(super) struct ViolationShape<'a> {
    form: &'static str,
    dependency: AnyDependency,
    reason: String,
    derivation: Vec<StepShape>,
    counterexample: Option<Rows<'a>>,
}

/// Rows by the names of their attributes.
pub(super) struct Rows<'a>(pub(super) ExampleRows<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut res = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            res.serialize_element(&Row { columns: &self.0.columns, values: row })?;
        }
        res.end()
    }
}

struct Row<'a> {
    columns: &'a [&'a str],
    values: &'a [Name],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.values.iter().map(Name::as_str)))
    }
}

pub(super) fn dependencies(relation: &Relation) -> Dependencies {
    let declared = |from: &AttributeSet, to: &AttributeSet, id| Declared {
        from: relation.names(from),
        to: relation.names(to),
        origin: relation.origin(id).kind.name(),
    };
    let all = &relation.dependencies;
    let fds = all.functional().iter().zip((0..).map(DependencyId::Functional));
    let mvds = all.multivalued().iter().zip((0..).map(DependencyId::Multivalued));
    let jds = all.join().iter().zip((0..).map(DependencyId::Join));
    Dependencies {
        fds: fds.map(|(it, id)| declared(&it.from, &it.to, id)).collect(),
        mvds: mvds.map(|(it, id)| declared(&it.from, &it.to, id)).collect(),
        jds: jds
            .map(|(it, id)| DeclaredJoin {
                components: sets(relation, &it.components),
                origin: relation.origin(id).kind.name(),
            })
            .collect(),
    }
}

pub(super) fn dependency(relation: &Relation, dependency: &Dependency) -> AnyDependency {
    let names = |set: &AttributeSet| relation.names(set);
    match dependency {
        Dependency::Functional(it) => {
            AnyDependency::Functional { from: names(&it.from), to: names(&it.to) }
        }
        Dependency::Multivalued(it) => {
            AnyDependency::Multivalued { from: names(&it.from), to: names(&it.to) }
        }
        Dependency::Join(it) => AnyDependency::Join { components: sets(relation, &it.components) },
    }
}

pub(super) fn sets(relation: &Relation, sets: &[AttributeSet]) -> Vec<Names> {
    sets.iter().map(|it| relation.names(it)).collect()
}

pub(super) fn cover(relation: &Relation, cover: &Cover) -> Vec<Plain> {
    let plain = |it: &crate::theory::CoverDependency| Plain {
        from: relation.names(&it.dependency.from),
        to: relation.names(&it.dependency.to),
    };
    cover.dependencies.iter().map(plain).collect()
}

pub(super) fn step(relation: &Relation, step: &ProofStep) -> StepShape {
    let mut res = StepShape {
        by: dependency(relation, &relation.dependencies.get(step.by)),
        origin: relation.origin(step.by).kind.name(),
        gives: None,
        splits: None,
        into: None,
    };
    match &step.gain {
        Gain::Determined(gained) => res.gives = Some(relation.names(gained)),
        Gain::Split(block, into) => {
            res.splits = Some(relation.names(block));
            res.into = Some(sets(relation, into));
        }
        Gain::Declared => (),
    }
    res
}

pub(super) fn violation<'a>(
    prover: &mut Prover<'a>,
    relation: &Relation,
    violation: &Violation,
) -> ViolationShape<'a> {
    ViolationShape {
        form: violation.form.name(),
        dependency: dependency(relation, &violation.dependency),
        reason: relation.reason(violation),
        derivation: prover.proof(violation).iter().map(|it| step(relation, it)).collect(),
        counterexample: prover.witness(violation).map(|(rows, _)| Rows(rows)),
    }
}
