//! Why a dependency follows: the declared dependencies that prove it, in the order in which they
//! apply.

use super::attribute_set::AttributeSet;
use super::basis::{DependencyBasis, Step};
use super::closure::ClosureIndex;
use super::dependencies::{Dependencies, DependencyId, FunctionalDependency};
use super::reasoner::Reasoner;

/// A proof of `from -> goal` or `from ->> goal`.
///
/// Start with `from` determined and one block of everything else; after the last step `goal` is
/// determined, or no block is cut by it. Where functional dependencies suffice, every step gains
/// what a later one or the goal needs, and no more; elsewhere no dependency can be left out. Without
/// steps the dependency is trivial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The dependencies in the order in which they apply.
    pub steps: Vec<Step>,
}

/// A proof of `from -> goal` from functional dependencies alone, if there is one; in time linear in
/// their size.
pub fn derive_functional(
    closures: &mut ClosureIndex,
    dependencies: &[FunctionalDependency],
    from: &AttributeSet,
    goal: &AttributeSet,
) -> Option<Derivation> {
    let fired = closures.firing_order(from);
    let mut determined = from.clone();
    let mut gains = Vec::with_capacity(fired.len());
    for by in fired {
        let is_new = |it: &u32| determined.insert(*it);
        gains.push((by, dependencies[by].to.iter().filter(is_new).collect::<Vec<_>>()));
    }
    goal.is_subset(&determined).then(|| keep_needed(gains, dependencies, from, goal))
}

/// Walks from the goal back to what it stands on.
fn keep_needed(
    gains: Vec<(usize, Vec<u32>)>,
    dependencies: &[FunctionalDependency],
    from: &AttributeSet,
    goal: &AttributeSet,
) -> Derivation {
    let mut needed = goal - from;
    let mut steps = Vec::new();
    for (by, gained) in gains.into_iter().rev() {
        let gained: AttributeSet = gained.into_iter().filter(|it| needed.remove(*it)).collect();
        if !gained.is_empty() {
            needed.extend(dependencies[by].from.iter().filter(|it| !from.contains(*it)));
            steps.push(Step::Determine { by: DependencyId::Functional(by), gained });
        }
    }
    steps.reverse();
    Derivation { steps }
}

/// A proof of `from -> goal`, if it follows.
pub(super) fn derive_determination(
    reasoner: &mut Reasoner<'_>,
    from: &AttributeSet,
    goal: &AttributeSet,
) -> Option<Derivation> {
    reasoner
        .derive_functional(from, goal)
        .or_else(|| derive_by_blocks(reasoner, from, |basis| basis.determines(goal)))
}

/// A proof of `from ->> goal`, if it follows; where one of its two sides is determined, of that.
pub(super) fn derive_independence(
    reasoner: &mut Reasoner<'_>,
    from: &AttributeSet,
    goal: &AttributeSet,
) -> Option<Derivation> {
    let rest = &reasoner.dependencies().attributes() - goal;
    reasoner
        .derive_functional(from, goal)
        .or_else(|| reasoner.derive_functional(from, &rest))
        .or_else(|| derive_by_blocks(reasoner, from, |basis| basis.multidetermines(goal)))
}

/// The steps to a basis in which `holds`, from as few dependencies as can be without exchanging one
/// for another.
fn derive_by_blocks(
    reasoner: &mut Reasoner<'_>,
    from: &AttributeSet,
    holds: impl Fn(&DependencyBasis) -> bool,
) -> Option<Derivation> {
    let all = reasoner.dependencies();
    let mut premises = used_by(&steps_to(all, &Premises::all(all), from, &holds)?);
    for candidate in premises.ids.clone() {
        let fewer = premises.without(candidate);
        if steps_to(all, &fewer, from, &holds).is_some() {
            premises = fewer;
        }
    }
    steps_to(all, &premises, from, &holds).map(|steps| Derivation { steps })
}

/// Some of the declared dependencies.
struct Premises {
    ids: Vec<DependencyId>,
}

impl Premises {
    fn all(dependencies: &Dependencies) -> Premises {
        let functional = (0..dependencies.functional().len()).map(DependencyId::Functional);
        let multivalued = (0..dependencies.multivalued().len()).map(DependencyId::Multivalued);
        let join = (0..dependencies.join().len()).map(DependencyId::Join);
        Premises { ids: functional.chain(multivalued).chain(join).collect() }
    }

    fn without(&self, id: DependencyId) -> Premises {
        Premises { ids: self.ids.iter().copied().filter(|it| *it != id).collect() }
    }

    /// Only these dependencies, and for each kind where they came from.
    fn select(&self, all: &Dependencies) -> (Dependencies, [Vec<usize>; 3]) {
        let mut selected = Dependencies::new(all.n_attributes());
        let mut origins: [Vec<usize>; 3] = Default::default();
        for id in &self.ids {
            let (kind, idx) = match id {
                DependencyId::Functional(idx) => (0, *idx),
                DependencyId::Multivalued(idx) => (1, *idx),
                DependencyId::Join(idx) => (2, *idx),
            };
            origins[kind].push(idx);
            selected.declare(all.get(*id)).expect("it was declared in the same relation");
        }
        (selected, origins)
    }
}

fn used_by(steps: &[Step]) -> Premises {
    let mut ids: Vec<DependencyId> = steps.iter().map(Step::by).collect();
    ids.sort();
    ids.dedup();
    Premises { ids }
}

/// The steps with these premises until `holds`.
fn steps_to(
    all: &Dependencies,
    premises: &Premises,
    from: &AttributeSet,
    holds: impl Fn(&DependencyBasis) -> bool,
) -> Option<Vec<Step>> {
    let (selected, [functional, multivalued, join]) = premises.select(all);
    let mut basis = DependencyBasis::of_one_block(from.clone(), &all.attributes());
    let mut steps = Vec::new();
    for_each_step(&selected, from, |step| {
        if !holds(&basis) {
            basis.apply(&step);
            steps.push(step.renamed(|id| match id {
                DependencyId::Functional(idx) => DependencyId::Functional(functional[idx]),
                DependencyId::Multivalued(idx) => DependencyId::Multivalued(multivalued[idx]),
                DependencyId::Join(idx) => DependencyId::Join(join[idx]),
            }));
        }
    });
    holds(&basis).then_some(steps)
}

/// Every step from `from` to its dependency basis.
fn for_each_step(all: &Dependencies, from: &AttributeSet, mut on_step: impl FnMut(Step)) {
    let mut closures = ClosureIndex::new(all.n_attributes(), all.functional());
    let mut determined = from.clone();
    for by in closures.firing_order(from) {
        let gained = &all.functional()[by].to - &determined;
        if !gained.is_empty() {
            determined |= &gained;
            on_step(Step::Determine { by: DependencyId::Functional(by), gained });
        }
    }
    let mut basis = DependencyBasis::of_one_block(determined, &all.attributes());
    basis.refine(all.functional(), &all.components(), on_step);
}

impl Step {
    fn renamed(self, rename: impl Fn(DependencyId) -> DependencyId) -> Step {
        match self {
            Step::Determine { by, gained } => Step::Determine { by: rename(by), gained },
            Step::Split { by, block, into } => Step::Split { by: rename(by), block, into },
        }
    }
}
