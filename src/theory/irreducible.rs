//! The meet-irreducible closed sets of functional dependencies: the largest sets that miss an
//! attribute.

use std::collections::BTreeSet;

use super::attribute_set::{Attribute, AttributeSet};
use super::dependencies::FunctionalDependency;

/// For each attribute the maximal closed sets without it.
///
/// Every closed set is an intersection of these, so they say all that the dependencies say; two
/// rows that agree exactly on one of them are the most that a counterexample can agree on.
/// Dependencies are added one at a time (Mannila and Räihä, JCSS 33(2), 1986): a maximal set `M`
/// that a new `X -> Y` breaks gives way to its intersections with the maximal sets without some
/// attribute of `X`.
#[derive(Clone, Debug)]
pub(super) struct Irreducibles {
    /// In the order of the attributes.
    maximal: Vec<(Attribute, Vec<AttributeSet>)>,
}

impl Irreducibles {
    /// Of `ground`, with no dependency: everything but the attribute.
    pub(super) fn new(ground: &AttributeSet) -> Irreducibles {
        let maximal = ground.iter().map(|it| (it, vec![ground.without(it)])).collect();
        Irreducibles { maximal }
    }

    /// Every set once, ascending.
    pub(super) fn sets(&self) -> BTreeSet<AttributeSet> {
        self.maximal.iter().flat_map(|(_, sets)| sets.iter().cloned()).collect()
    }

    /// Adds a dependency over the ground; returns how many elementary steps it took. With more than
    /// `most` steps it gives up: `None`, and the sets are as before.
    pub(super) fn add(&mut self, dependency: &FunctionalDependency, most: u64) -> Option<u64> {
        let partners: BTreeSet<AttributeSet> = self
            .maximal
            .iter()
            .filter(|(attribute, _)| dependency.from.contains(*attribute))
            .flat_map(|(_, sets)| sets.iter().cloned())
            .collect();
        let mut steps = 0;
        let mut changed = Vec::new();
        let is_broken =
            |set: &AttributeSet| dependency.from.is_subset(set) && !dependency.to.is_subset(set);
        for (place, (_, sets)) in self.maximal.iter().enumerate() {
            let n_candidates = sets.iter().filter(|set| is_broken(set)).count() * partners.len();
            steps += 1 + ((sets.len() + n_candidates) * n_candidates) as u64;
            if steps > most {
                return None;
            }
            if sets.iter().any(is_broken) {
                let (broken, kept): (Vec<_>, Vec<_>) = sets.iter().partition(|set| is_broken(set));
                let candidates =
                    broken.iter().flat_map(|set| partners.iter().map(move |it| *set & it));
                let kept = kept.into_iter().cloned().collect();
                changed.push((place, maximal_of(kept, candidates)));
            }
        }
        for (place, sets) in changed {
            self.maximal[place].1 = sets;
        }
        Some(steps)
    }

    /// The maximal ones of all: the largest sets that are no superkey.
    pub(super) fn antikeys(&self) -> Vec<AttributeSet> {
        maximal_of(Vec::new(), self.sets())
    }
}

/// `kept`, none of which lies in another, and the candidates that lie in none of them and in no
/// other candidate.
fn maximal_of(
    kept: Vec<AttributeSet>,
    candidates: impl IntoIterator<Item = AttributeSet>,
) -> Vec<AttributeSet> {
    let distinct: BTreeSet<AttributeSet> = candidates.into_iter().collect();
    let mut largest_first: Vec<AttributeSet> = distinct.into_iter().collect();
    largest_first.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let mut res = kept;
    for candidate in largest_first {
        if !res.iter().any(|set| candidate.is_subset(set)) {
            res.push(candidate);
        }
    }
    res.sort();
    res
}
