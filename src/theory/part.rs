//! Which multivalued and join dependencies hold in a part of the relation.

use std::collections::BTreeSet;

use super::attribute_set::{Attribute, AttributeSet};
use super::basis::DependencyBasis;
use super::chase::chase_join;
use super::dependencies::{Dependencies, DependencyId, JoinDependency, MultivaluedDependency};
use super::normal_form::{DoubtCause, Findings, NormalForm};
use super::project::FunctionalCover;
use super::reasoner::Reasoner;
use super::tableau::ChaseOutcome;
use super::work::WorkLimit;

/// A multivalued dependency of the part whose left side is no superkey of it, if there is one.
///
/// Exact: if `X ->> Y` is one, let `a` lie in `Y` and `b` on the other side, and let `M` be a
/// largest set with all of `X` that is no superkey. Then `a` and `b` are also apart in the basis of
/// `M - {a, b}`. So these are all that need be looked at; the left sides of declared dependencies
/// come first because they read better.
pub(super) fn independent_sides(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
    limit: &WorkLimit,
    findings: &mut Findings,
) -> Vec<(MultivaluedDependency, Option<DependencyId>)> {
    let dependencies = reasoner.dependencies();
    if dependencies.is_functional() {
        return Vec::new();
    }
    let declared = declared_independence(reasoner, dependencies);
    if !declared.is_empty() {
        return declared;
    }
    reasoner.start(limit);
    match any_independence(reasoner, cover) {
        Ok(found) => found.map(|it| (it, None)).into_iter().collect(),
        Err(()) => {
            findings.doubt(NormalForm::Fourth, DoubtCause::Separators);
            Vec::new()
        }
    }
}

fn declared_independence(
    reasoner: &mut Reasoner<'_>,
    dependencies: &Dependencies,
) -> Vec<(MultivaluedDependency, Option<DependencyId>)> {
    let mut res = Vec::new();
    for (idx, MultivaluedDependency { from, .. }) in dependencies.multivalued().iter().enumerate() {
        if from.is_subset(reasoner.ground()) && !reasoner.is_superkey(from) {
            let basis = reasoner.basis(from);
            if let [block, _, ..] = basis.blocks.as_slice() {
                let found = MultivaluedDependency::new(from.clone(), block.clone());
                res.push((found, Some(DependencyId::Multivalued(idx))));
            }
        }
    }
    res
}

/// The error says that the limit was hit.
fn any_independence(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
) -> Result<Option<MultivaluedDependency>, ()> {
    let members: Vec<Attribute> = reasoner.ground().iter().collect();
    let mut tried = BTreeSet::new();
    for antikey in cover.antikeys.as_ref().ok_or(())? {
        for (place, &a) in members.iter().enumerate() {
            for &b in &members[place + 1..] {
                let from = antikey.without(a).without(b);
                if !tried.insert((from.clone(), a, b)) || !is_apart(&reasoner.basis(&from), a, b) {
                    continue;
                }
                return Ok(Some(reduced(reasoner, from, a, b)));
            }
            if reasoner.is_exhausted() {
                return Err(());
            }
        }
    }
    Ok(None)
}

/// Whether both attributes lie in blocks, and in different ones.
fn is_apart(basis: &DependencyBasis, a: Attribute, b: Attribute) -> bool {
    let of_a = basis.blocks.iter().position(|it| it.contains(a));
    let of_b = basis.blocks.iter().position(|it| it.contains(b));
    of_a.is_some() && of_b.is_some() && of_a != of_b
}

fn reduced(
    reasoner: &mut Reasoner<'_>,
    mut from: AttributeSet,
    a: Attribute,
    b: Attribute,
) -> MultivaluedDependency {
    for attribute in from.clone().iter() {
        let smaller = from.without(attribute);
        if is_apart(&reasoner.basis(&smaller), a, b) {
            from = smaller;
        }
    }
    let basis = reasoner.basis(&from);
    let block = basis.blocks.into_iter().find(|it| it.contains(a)).unwrap_or_default();
    MultivaluedDependency { from, to: block }
}

/// The declared join dependencies, cut down to the part, that its projection satisfies.
pub(super) fn traces(
    reasoner: &Reasoner<'_>,
    limit: &WorkLimit,
    findings: &mut Findings,
) -> Vec<(JoinDependency, DependencyId)> {
    let dependencies = reasoner.dependencies();
    let declared = dependencies.join().iter().cloned();
    if *reasoner.ground() == dependencies.attributes() {
        return declared.zip((0..).map(DependencyId::Join)).collect();
    }
    let mut res = Vec::new();
    for (idx, declared) in declared.enumerate() {
        let trace = trace_of(&declared, reasoner.ground());
        if trace.is_trivial(reasoner.ground()) {
            continue;
        }
        match chase_join(dependencies, &trace.components, limit).outcome {
            ChaseOutcome::Proven { .. } => res.push((trace, DependencyId::Join(idx))),
            ChaseOutcome::Refuted => (),
            ChaseOutcome::Undecided => {
                findings.doubt(NormalForm::EssentialTuple, DoubtCause::Traces);
            }
        }
    }
    res
}

/// The components cut down to `part`, those within others left out.
fn trace_of(declared: &JoinDependency, part: &AttributeSet) -> JoinDependency {
    JoinDependency::new(maximal(declared.components.iter().map(|it| it & part)))
}

/// The sets that lie in no other, each once, in the order given.
pub(super) fn maximal(sets: impl IntoIterator<Item = AttributeSet>) -> Vec<AttributeSet> {
    let mut res: Vec<AttributeSet> = Vec::new();
    for set in sets {
        if !res.iter().any(|it| set.is_subset(it)) {
            res.retain(|it| !it.is_subset(&set));
            res.push(set);
        }
    }
    res
}
