//! Decomposition by splitting what violates: 2NF, 4NF and 5NF.

use super::boyce_codd::to_boyce_codd;
use crate::theory::analysis::analyse_part;
use crate::theory::attribute_set::AttributeSet;
use crate::theory::dependencies::{Dependency, FunctionalDependency, JoinDependency};
use crate::theory::normal_form::{Findings, NormalForm, unite_by_keys};
use crate::theory::part::{independent_sides, maximal, traces};
use crate::theory::project::functional_cover;
use crate::theory::reasoner::Reasoner;
use crate::theory::work::WorkLimit;

/// Splits off parts of keys with the attributes that depend on them and are not prime.
pub(super) fn to_second(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Vec<AttributeSet> {
    refine(reasoner, |reasoner| {
        let analysis = analyse_part(reasoner, limit);
        let first = analysis.violations.into_iter().next()?;
        let (NormalForm::Second, Dependency::Functional(FunctionalDependency { from, .. })) =
            (first.form, first.dependency)
        else {
            return None;
        };
        let keep = &(&analysis.primality.prime | &analysis.primality.undecided) | &from;
        let dependent = &reasoner.closure(&from) - &keep;
        Some(vec![reasoner.ground() - &dependent, &from | &dependent])
    })
}

/// Splits by multivalued dependencies first, then to BCNF.
pub(super) fn to_fourth(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Vec<AttributeSet> {
    refine(reasoner, |reasoner| split_to_fourth(reasoner, limit))
}

/// Splits by join dependencies first, then to 4NF.
pub(super) fn to_fifth(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Vec<AttributeSet> {
    refine(reasoner, |reasoner| {
        split_by_join(reasoner, limit).or_else(|| split_to_fourth(reasoner, limit))
    })
}

/// Splits until nothing is left to split. Every split is into smaller parts of which the whole is
/// the join.
fn refine(
    reasoner: &mut Reasoner<'_>,
    mut split: impl FnMut(&mut Reasoner<'_>) -> Option<Vec<AttributeSet>>,
) -> Vec<AttributeSet> {
    let ground = reasoner.ground().clone();
    let mut done = Vec::new();
    let mut waiting = vec![ground.clone()];
    while let Some(part) = waiting.pop() {
        reasoner.look_at(part.clone());
        match split(reasoner) {
            Some(parts) => waiting.extend(parts.into_iter().rev()),
            None => done.push(part),
        }
    }
    reasoner.look_at(ground);
    maximal(done)
}

fn split_to_fourth(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Option<Vec<AttributeSet>> {
    split_by_independence(reasoner, limit).or_else(|| {
        let parts = to_boyce_codd(reasoner, limit);
        (parts.len() > 1).then_some(parts)
    })
}

/// The left side with what it determines, and with each block that is independent of the others
/// given it.
fn split_by_independence(
    reasoner: &mut Reasoner<'_>,
    limit: &WorkLimit,
) -> Option<Vec<AttributeSet>> {
    if reasoner.dependencies().is_functional() {
        return None;
    }
    reasoner.start(limit);
    let cover = functional_cover(reasoner);
    let found = independent_sides(reasoner, &cover, limit, &mut Findings::default());
    let (violation, _) = found.into_iter().next()?;
    let basis = reasoner.basis(&violation.from);
    let blocks = basis.blocks.iter().map(|block| &violation.from | block);
    Some(maximal(std::iter::once(basis.determined.clone()).chain(blocks)))
}

/// The components of a join dependency that the keys do not imply, those with a superkey in common
/// united.
fn split_by_join(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Option<Vec<AttributeSet>> {
    for (join, _) in traces(reasoner, limit, &mut Findings::default()) {
        let united = unite_by_keys(reasoner, &join.components);
        if !JoinDependency::new(united.clone()).is_trivial(reasoner.ground()) {
            return Some(maximal(united));
        }
    }
    None
}
