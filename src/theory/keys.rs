//! Candidate keys, and in general the minimal determinants of a set.

use std::collections::BTreeSet;

use super::attribute_set::AttributeSet;
use super::cover::CoverDependency;
use super::dependencies::{Dependencies, FunctionalDependency, union};
use super::project::{FunctionalCover, functional_cover};
use super::reasoner::Reasoner;
use super::work::WorkLimit;

/// The candidate keys that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateKeys {
    /// The keys, the ones with fewest attributes first.
    pub keys: Vec<AttributeSet>,
    /// Whether these are all. If not, the work limit was hit; every set listed is a candidate key
    /// all the same.
    pub complete: bool,
}

/// One candidate key; the one that keeps the first attributes. Needs one closure an attribute.
pub fn one_key(dependencies: &Dependencies) -> AttributeSet {
    let all = dependencies.attributes();
    Reasoner::new(dependencies).minimize(&all, &all, &AttributeSet::new())
}

/// All candidate keys, as far as the limit goes.
pub fn candidate_keys(dependencies: &Dependencies, limit: &WorkLimit) -> CandidateKeys {
    let mut reasoner = Reasoner::new(dependencies);
    reasoner.start(limit);
    let cover = functional_cover(&mut reasoner);
    keys_within(&mut reasoner, &cover, limit)
}

/// All keys of the part that the reasoner looks at and whose functional dependencies are `cover`.
pub(super) fn keys_within(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
    limit: &WorkLimit,
) -> CandidateKeys {
    reasoner.start(limit);
    let ground = reasoner.ground().clone();
    minimal_determinants(reasoner, cover, &ground)
}

/// All minimal sets that determine `goal`, by Lucchesi and Osborn (JCSS 17(2), 1978).
///
/// Begin with one, found inside `goal`. For each set `K` found and each dependency `V -> W` that
/// meets it on the right, `V ∪ (K - W)` determines the goal as well and contains a minimal set;
/// when none of these is new, all have been found. The proof never uses that the goal is the whole
/// relation, so the minimal left sides of a single attribute are found in the same way.
///
/// What is on no right side is in every minimal set, and what is on no left side in none but those
/// within the goal (Saiedian and Spencer, The Computer Journal 39(2), 1996); neither is ever tried.
pub(super) fn minimal_determinants(
    reasoner: &mut Reasoner<'_>,
    cover: &FunctionalCover,
    goal: &AttributeSet,
) -> CandidateKeys {
    let mut search = Search::begin(reasoner, cover, goal);
    let mut n_done = 0;
    while let Some(determinant) = search.found.get(n_done).cloned()
        && search.exchange(reasoner, cover, &determinant)
    {
        n_done += 1;
    }
    let complete = n_done == search.found.len() && cover.complete;
    let mut keys = search.found;
    keys.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    CandidateKeys { keys, complete }
}

struct Search<'a> {
    goal: &'a AttributeSet,
    /// What every minimal set has.
    in_all: AttributeSet,
    /// The minimal sets in the order found.
    found: Vec<AttributeSet>,
    known: BTreeSet<AttributeSet>,
    /// Sets that determine the goal without being minimal, looked at already.
    tried: BTreeSet<AttributeSet>,
}

impl<'a> Search<'a> {
    fn begin(
        reasoner: &mut Reasoner<'_>,
        cover: &FunctionalCover,
        goal: &'a AttributeSet,
    ) -> Search<'a> {
        let on_left = union(cover.cover.dependencies.iter().map(|it| &it.dependency.from));
        let on_right = union(cover.cover.dependencies.iter().map(|it| &it.dependency.to));
        let in_all = if cover.complete { goal - &on_right } else { AttributeSet::new() };
        let useful = goal - &(&on_right - &on_left);
        let start = if reasoner.determines(&useful, goal) { &useful } else { goal };
        let first = reasoner.minimize(start, goal, &in_all);
        Search {
            goal,
            in_all,
            known: BTreeSet::from([first.clone()]),
            found: vec![first],
            tried: BTreeSet::new(),
        }
    }

    /// Finds what one exchange leads to from `determinant`; false if the work limit came first.
    fn exchange(
        &mut self,
        reasoner: &mut Reasoner<'_>,
        cover: &FunctionalCover,
        determinant: &AttributeSet,
    ) -> bool {
        for CoverDependency { dependency: FunctionalDependency { from, to }, .. } in
            &cover.cover.dependencies
        {
            if determinant.is_disjoint(to) {
                continue;
            }
            if reasoner.is_exhausted() {
                return false;
            }
            reasoner.spend(1);
            let candidate = from | &(determinant - to);
            if !self.known.contains(&candidate) && self.tried.insert(candidate.clone()) {
                let minimal = reasoner.minimize(&candidate, self.goal, &self.in_all);
                if self.known.insert(minimal.clone()) {
                    self.found.push(minimal);
                }
            }
        }
        true
    }
}
