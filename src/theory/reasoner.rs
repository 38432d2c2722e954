//! The dependencies of a relation prepared for many questions, asked of the relation or of a part
//! of it.

use super::attribute_set::{Attribute, AttributeSet};
use super::basis::DependencyBasis;
use super::closure::ClosureIndex;
use super::dependencies::{Dependencies, DependencyId, union};
use super::derivation::{Derivation, derive_functional};
use super::work::{Meter, WorkLimit};

/// Answers what sets of attributes determine, under dependencies of every kind.
///
/// Looks at one part of the relation at a time, the whole at first: closures and blocks come
/// without what lies outside it. Every answer is exact; the work limit is only counted here, and
/// the searches that ask many questions look at it.
pub struct Reasoner<'a> {
    dependencies: &'a Dependencies,
    all: AttributeSet,
    ground: AttributeSet,
    closures: ClosureIndex,
    /// The dependencies that split blocks, by their components.
    splitters: Vec<(DependencyId, Vec<AttributeSet>)>,
    meter: Meter,
}

impl<'a> Reasoner<'a> {
    /// Prepares `dependencies`.
    pub fn new(dependencies: &'a Dependencies) -> Reasoner<'a> {
        Reasoner {
            dependencies,
            all: dependencies.attributes(),
            ground: dependencies.attributes(),
            closures: ClosureIndex::new(dependencies.n_attributes(), dependencies.functional()),
            splitters: dependencies.components(),
            meter: Meter::new(&WorkLimit::NONE),
        }
    }

    /// The dependencies that it reasons with.
    pub fn dependencies(&self) -> &'a Dependencies {
        self.dependencies
    }

    /// The part of the relation that is looked at.
    pub fn ground(&self) -> &AttributeSet {
        &self.ground
    }

    /// Looks at the attributes of `part` from now on.
    pub fn look_at(&mut self, part: AttributeSet) {
        self.ground = part;
    }

    /// Everything in the part that `from` determines.
    pub fn closure(&mut self, from: &AttributeSet) -> AttributeSet {
        &self.full_closure(from) & &self.ground
    }

    /// The dependency basis of `from`; blocks that lie outside the part are left out, the others
    /// cut down to it.
    ///
    /// Exact for the part too: `from ->> Y` holds in the projection if and only if no cut block is
    /// cut by `Y`.
    pub fn basis(&mut self, from: &AttributeSet) -> DependencyBasis {
        let mut basis = self.full_basis(from);
        basis.determined &= &self.ground;
        for block in &mut basis.blocks {
            *block &= &self.ground;
        }
        basis.blocks.retain(|block| !block.is_empty());
        basis.blocks.sort();
        basis
    }

    /// Whether `from` determines all of `goal`.
    pub fn determines(&mut self, from: &AttributeSet, goal: &AttributeSet) -> bool {
        goal.is_subset(&self.full_closure(from))
    }

    /// Whether `from` determines `goal`.
    pub fn reaches(&mut self, from: &AttributeSet, goal: Attribute) -> bool {
        if self.dependencies.is_functional() {
            self.counted(|closures| closures.reaches(from, goal))
        } else {
            self.full_closure(from).contains(goal)
        }
    }

    /// Whether `from` determines all of the part.
    pub fn is_superkey(&mut self, from: &AttributeSet) -> bool {
        if self.splitters.is_empty() && self.ground == self.all {
            return self.counted(|closures| closures.is_superkey(from));
        }
        let closure = self.full_closure(from);
        self.ground.is_subset(&closure)
    }

    /// `from` without what is not needed to determine `goal`; attributes of `kept` stay in any
    /// case.
    ///
    /// Of several answers the one that keeps the first attributes. `from` must determine `goal`.
    pub fn minimize(
        &mut self,
        from: &AttributeSet,
        goal: &AttributeSet,
        kept: &AttributeSet,
    ) -> AttributeSet {
        let mut res = from.clone();
        let mut candidates: Vec<Attribute> = (from - kept).iter().collect();
        candidates.reverse();
        for attribute in candidates {
            let smaller = res.without(attribute);
            if self.determines(&smaller, goal) {
                res = smaller;
            }
        }
        res
    }

    /// The attributes of `from` that a short derivation of `goal` needs, none of them to spare.
    pub fn determinant(&mut self, from: &AttributeSet, goal: Attribute) -> AttributeSet {
        let goal = AttributeSet::only(goal);
        let enough = self.support(from, &goal);
        self.minimize(&enough, &goal, &AttributeSet::new())
    }

    /// Some attributes of `from` that suffice to determine `goal`; not always as few as can be.
    pub(super) fn support(&mut self, from: &AttributeSet, goal: &AttributeSet) -> AttributeSet {
        let declared = self.dependencies.functional();
        match self.derive_functional(from, goal) {
            None => self.minimize(from, goal, &AttributeSet::new()),
            Some(derivation) => {
                let lefts = derivation.steps.iter().filter_map(|step| match step.by() {
                    DependencyId::Functional(idx) => Some(&declared[idx].from),
                    DependencyId::Multivalued(_) | DependencyId::Join(_) => None,
                });
                &(&union(lefts) | goal) & from
            }
        }
    }

    /// A proof of `from -> goal` from the functional dependencies alone, if there is one.
    pub(super) fn derive_functional(
        &mut self,
        from: &AttributeSet,
        goal: &AttributeSet,
    ) -> Option<Derivation> {
        let declared = self.dependencies.functional();
        self.counted(|closures| derive_functional(closures, declared, from, goal))
    }

    /// The dependency basis of `from` in the whole relation.
    fn full_basis(&mut self, from: &AttributeSet) -> DependencyBasis {
        let closure = self.counted(|closures| closures.closure(from));
        let mut basis = DependencyBasis::of_one_block(closure, &self.all);
        let functional = self.dependencies.functional();
        let steps = basis.refine(functional, &self.splitters, |_| ());
        self.meter.spend(steps);
        basis
    }

    fn full_closure(&mut self, from: &AttributeSet) -> AttributeSet {
        if self.splitters.is_empty() {
            self.counted(|closures| closures.closure(from))
        } else {
            self.full_basis(from).determined
        }
    }

    fn counted<T>(&mut self, ask: impl FnOnce(&mut ClosureIndex) -> T) -> T {
        let before = self.closures.steps();
        let res = ask(&mut self.closures);
        self.meter.spend(self.closures.steps() - before);
        res
    }

    /// Starts a question that may cost `limit`.
    pub(super) fn start(&mut self, limit: &WorkLimit) {
        self.meter = Meter::new(limit);
    }

    /// Counts work that was done beside the closures.
    pub(super) fn spend(&mut self, steps: u64) {
        self.meter.spend(steps);
    }

    /// What the question that was started may still cost.
    pub(super) fn remaining(&self) -> u64 {
        self.meter.left()
    }

    /// Whether the question that was started has cost its limit.
    pub(super) fn is_exhausted(&self) -> bool {
        self.meter.is_exhausted()
    }
}
