//! Whether a relation has a BCNF decomposition that loses no functional dependency.

use super::boyce_codd::shrinkable_pair;
use super::synthesis::{synthesize, with_key};
use crate::theory::attribute_set::AttributeSet;
use crate::theory::closure::ClosureIndex;
use crate::theory::cover::redundant_dependencies;
use crate::theory::dependencies::{Dependencies, FunctionalDependency, union};
use crate::theory::keys::minimal_determinants;
use crate::theory::part::maximal;
use crate::theory::project::{FunctionalCover, functional_cover};
use crate::theory::reasoner::Reasoner;
use crate::theory::work::WorkLimit;

/// Whether a lossless BCNF decomposition keeps all functional dependencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreservingBoyceCodd {
    /// This one does.
    Exists(Vec<AttributeSet>),
    /// None does: whatever the parts, this dependency is lost.
    Impossible {
        /// A dependency of a minimal cover, on its right side what cannot be kept.
        lost: FunctionalDependency,
    },
    /// The work limit came first.
    Undecided,
}

/// Decides whether a BCNF decomposition exists that is lossless and keeps all functional
/// dependencies.
///
/// The question is NP-hard (Tsou, Fischer 1982; Beeri, Bernstein 1979), so it may end undecided.
/// The answer rests on this: a part of a part in BCNF is in BCNF too, so what can be kept at all is
/// kept by parts `XA` for `X -> A` with no attribute in `X` to spare. If those of them that are in
/// BCNF imply the rest, together with a key, which always is in BCNF, they are a decomposition; if
/// not, there is none.
pub fn preserving_boyce_codd(
    dependencies: &Dependencies,
    limit: &WorkLimit,
) -> PreservingBoyceCodd {
    let mut reasoner = Reasoner::new(dependencies);
    reasoner.start(limit);
    let cover = functional_cover(&mut reasoner);
    search_preserving(&mut reasoner, &cover)
}

/// [`preserving_boyce_codd`] for the part that the reasoner looks at, whose functional dependencies
/// are `cover`.
pub(super) fn search_preserving(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
) -> PreservingBoyceCodd {
    if !cover.complete {
        return PreservingBoyceCodd::Undecided;
    }
    let synthesis = synthesize(reasoner, cover);
    let is_good = |part: &AttributeSet| is_boyce_codd(reasoner, part) == Some(true);
    if synthesis.iter().all(is_good) {
        return PreservingBoyceCodd::Exists(synthesis);
    }
    let (keepable, complete) = keepable_dependencies(reasoner, cover);
    let n_attributes = reasoner.dependencies().n_attributes();
    let mut closures = ClosureIndex::new(n_attributes, &keepable);
    for FunctionalDependency { from, to } in cover.cover.functional() {
        let missing = &to - &closures.closure(&from);
        if !missing.is_empty() && !complete {
            return PreservingBoyceCodd::Undecided;
        }
        if !missing.is_empty() {
            let lost = FunctionalDependency { from, to: missing };
            return PreservingBoyceCodd::Impossible { lost };
        }
    }
    PreservingBoyceCodd::Exists(assemble(reasoner, keepable))
}

/// Every `X -> A` without an attribute to spare in `X` and with `XA` in BCNF, those of the cover
/// first; and whether these are all.
fn keepable_dependencies(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
) -> (Vec<FunctionalDependency>, bool) {
    let dependencies = cover.cover.functional();
    let mut complete = true;
    let mut res = Vec::new();
    for to in union(dependencies.iter().map(|it| &it.to)).iter() {
        if reasoner.is_exhausted() {
            complete = false;
            break;
        }
        let goal = AttributeSet::only(to);
        let determinants = minimal_determinants(reasoner, cover, &goal);
        complete &= determinants.complete;
        for from in determinants.keys.into_iter().filter(|it| !it.contains(to)) {
            match is_boyce_codd(reasoner, &from.with(to)) {
                Some(true) => res.push(FunctionalDependency { from, to: goal.clone() }),
                Some(false) => (),
                None => complete = false,
            }
        }
    }
    let is_declared = |it: &FunctionalDependency| {
        dependencies.iter().any(|given| given.from == it.from && it.to.is_subset(&given.to))
    };
    res.sort_by_key(|it| !is_declared(it));
    (res, complete)
}

/// Few parts in BCNF that keep all of `keepable`, and a key.
fn assemble(
    reasoner: &mut Reasoner<'_>,
    mut keepable: Vec<FunctionalDependency>,
) -> Vec<AttributeSet> {
    let n_attributes = reasoner.dependencies().n_attributes();
    for idx in redundant_dependencies(n_attributes, &keepable).into_iter().rev() {
        keepable.remove(idx);
    }
    let mut closures = ClosureIndex::new(n_attributes, &keepable);
    let mut parts: Vec<AttributeSet> = Vec::new();
    for FunctionalDependency { from, to } in keepable {
        let single = &from | &to;
        let joins = |part: &&mut AttributeSet| {
            from.is_subset(part) && is_boyce_codd(reasoner, &(&**part | &to)) == Some(true)
        };
        match parts.iter_mut().find(joins) {
            Some(part) => *part |= &to,
            None => parts.push(single),
        }
    }
    maximal(with_key(&mut closures, reasoner.ground(), parts))
}

/// Whether `part` is in BCNF; `None` if the work limit came first.
fn is_boyce_codd(reasoner: &mut Reasoner<'_>, part: &AttributeSet) -> Option<bool> {
    if part.len() <= 2 || shrinkable_pair(reasoner, part).is_none() {
        return Some(true);
    }
    let ground = reasoner.ground().clone();
    reasoner.look_at(part.clone());
    let cover = functional_cover(reasoner);
    let mut lefts = cover.cover.dependencies.iter().map(|it| &it.dependency.from);
    let is_broken = lefts.any(|from| !reasoner.is_superkey(from));
    reasoner.look_at(ground);
    if is_broken { Some(false) } else { cover.complete.then_some(true) }
}
