//! Decomposition to BCNF.

use super::preserving::{PreservingBoyceCodd, search_preserving};
use super::synthesis::synthesize;
use crate::theory::attribute_set::{Attribute, AttributeSet};
use crate::theory::dependencies::FunctionalDependency;
use crate::theory::part::maximal;
use crate::theory::project::functional_cover;
use crate::theory::reasoner::Reasoner;
use crate::theory::work::WorkLimit;

/// Decomposes the part that the reasoner looks at.
///
/// The 3NF synthesis if its parts are in BCNF; otherwise a decomposition that loses nothing, if one
/// is found; otherwise the synthesis with its bad parts split. So there are few parts, and few
/// dependencies are lost.
pub(super) fn to_boyce_codd(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Vec<AttributeSet> {
    let ground = reasoner.ground().clone();
    reasoner.start(limit);
    let cover = functional_cover(reasoner);
    if let PreservingBoyceCodd::Exists(parts) = search_preserving(reasoner, &cover) {
        return parts;
    }
    let mut done = Vec::new();
    let mut waiting = synthesize(reasoner, &cover);
    waiting.reverse();
    while let Some(part) = waiting.pop() {
        reasoner.look_at(part.clone());
        reasoner.start(limit);
        match split(reasoner) {
            Some([a, b]) => waiting.extend([b, a]),
            None => done.push(part),
        }
    }
    reasoner.look_at(ground);
    maximal(done)
}

/// Splits the part that the reasoner looks at in two, of which it is the join; `None` if it is in
/// BCNF.
fn split(reasoner: &mut Reasoner<'_>) -> Option<[AttributeSet; 2]> {
    let ground = reasoner.ground().clone();
    shrinkable_pair(reasoner, &ground)?;
    let cover = functional_cover(reasoner);
    let dependencies = cover.cover.functional();
    let bad = dependencies.iter().filter(|it| !reasoner.is_superkey(&it.from));
    let bad: Vec<AttributeSet> = bad.map(|it| it.from.clone()).collect();
    let splits = bad.iter().map(|from| split_by(reasoner, from));
    let best = splits.min_by_key(|halves| n_torn(&dependencies, halves));
    if best.is_some() || cover.complete { best } else { Some(split_fast(reasoner)) }
}

/// Heath's theorem (1971): a relation is the join of what `from` determines and of `from` with the
/// rest.
fn split_by(reasoner: &mut Reasoner<'_>, from: &AttributeSet) -> [AttributeSet; 2] {
    let closure = reasoner.closure(from);
    let rest = from | &(reasoner.ground() - &closure);
    [closure, rest]
}

/// How many attributes lose their determinant in a split.
fn n_torn(dependencies: &[FunctionalDependency], halves: &[AttributeSet; 2]) -> usize {
    let torn = |it: &FunctionalDependency| {
        let half = halves.iter().find(|half| it.from.is_subset(half));
        half.map_or(it.to.len(), |half| (&it.to - half).len())
    };
    dependencies.iter().map(torn).sum()
}

/// Two attributes of which the first is determined by all of `part` but the two.
///
/// If a part is not in BCNF there is such a pair: take `X -> A` that violates and a `B` that `X`
/// does not determine. The converse fails: the rest may be a superkey. (Tsou, Fischer, SIGACT News
/// 14(3), 1982.)
pub(super) fn shrinkable_pair(
    reasoner: &mut Reasoner<'_>,
    part: &AttributeSet,
) -> Option<[Attribute; 2]> {
    for a in part.iter() {
        let others = part.without(a);
        if reasoner.reaches(&others, a)
            && let Some(b) = others.iter().find(|b| reasoner.reaches(&others.without(*b), a))
        {
            return Some([a, b]);
        }
    }
    None
}

/// A split in polynomial time when the search for a violation was given up, by Tsou and Fischer.
///
/// Shrinks the part as long as a pair is found. What is left is in BCNF and has the last `A`
/// determined by the others, so the rest of the part can do without `A`. It may split what is in
/// BCNF already.
fn split_fast(reasoner: &mut Reasoner<'_>) -> [AttributeSet; 2] {
    let ground = reasoner.ground().clone();
    let mut shrunk = ground.clone();
    let mut rest = ground.clone();
    while let Some([a, b]) = shrinkable_pair(reasoner, &shrunk) {
        shrunk.remove(b);
        rest = ground.without(a);
    }
    [shrunk, rest]
}
