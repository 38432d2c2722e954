//! The dependency basis: what a set of attributes determines and into which independent blocks the rest falls.
//!
//! Beeri (TODS 5(3), 1980) for functional and multivalued dependencies, carried over to join dependencies.
//! Start with one block, everything that `X` does not determine, and refine while a rule applies:
//!
//! - a join dependency splits a block `B` into the connected components of its components' traces on `B`;
//!   a multivalued dependency is the join dependency of its two sides;
//! - a functional dependency `V -> W` with no attribute of `V` in `B` makes `B ∩ W` determined (coalescence).
//!
//! Each rule is sound. When none applies, take two rows that differ exactly on one block `B`. They satisfy every
//! dependency: where `V` meets `B` a functional one asks nothing of them, otherwise `W` lies outside `B`; and any
//! row that a join dependency could add has, on each component, the values of the first or of the second row,
//! hence, as the traces connect `B`, is one of the two. So what the rules do not prove has a counterexample of two
//! rows: `X -> A` for `A` in `B`, and `X ->> Y` for `Y` that cuts `B`. The rules are complete, in polynomial time.
//! (With functional and multivalued dependencies only, that two rows suffice is the theorem of Sagiv, Delobel,
//! Parker and Fagin, JACM 28(3), 1981.)

use super::attribute_set::AttributeSet;
use super::closure::ClosureIndex;
use super::dependencies::{Dependencies, DependencyId};

/// What `X` determines and the blocks of the rest.
///
/// `X -> Y` holds if and only if `Y` is part of `determined`; `X ->> Y` holds if and only if no block has
/// attributes both inside and outside `Y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependencyBasis {
    /// The closure of `X`, `X` included.
    pub determined: AttributeSet,
    /// The blocks, ascending; none is empty, no two share an attribute.
    pub blocks: Vec<AttributeSet>,
}

/// One application of a dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The functional dependency `by` determines `gained`: what it stands on is determined, or at least lies
    /// outside the blocks of `gained`.
    Determine {
        /// The dependency.
        by: DependencyId,
        /// What is known to be determined from now on.
        gained: AttributeSet,
    },
    /// The multivalued or join dependency `by` splits `block` into the independent `into`.
    Split {
        /// The dependency.
        by: DependencyId,
        /// A block so far.
        block: AttributeSet,
        /// The blocks that replace it.
        into: Vec<AttributeSet>,
    },
}

impl DependencyBasis {
    /// Whether `X -> goal`.
    pub fn determines(&self, goal: &AttributeSet) -> bool {
        goal.is_subset(&self.determined)
    }

    /// Whether `X ->> goal`.
    pub fn multidetermines(&self, goal: &AttributeSet) -> bool {
        self.block_cut_by(goal).is_none()
    }

    /// A block that has attributes both inside and outside `goal`.
    pub fn block_cut_by(&self, goal: &AttributeSet) -> Option<&AttributeSet> {
        self.blocks.iter().find(|block| block.intersects(goal) && !block.is_subset(goal))
    }
}

/// The dependency basis of `from`, the steps that lead to it told to `on_step`, and how many elementary steps it
/// took.
pub(super) fn dependency_basis(
    dependencies: &Dependencies,
    closures: &mut ClosureIndex,
    splitters: &[(DependencyId, Vec<AttributeSet>)],
    from: &AttributeSet,
    mut on_step: impl FnMut(Step),
) -> (DependencyBasis, u64) {
    let mut basis = DependencyBasis::start(from, &dependencies.attributes());
    for by in closures.firing_order(from) {
        let gained = &dependencies.functional()[by].to - &basis.determined;
        basis.gain(by, gained, &mut on_step);
    }

    let n_rules = splitters.len() + dependencies.functional().len();
    let mut steps = 0;
    let mut changed = !splitters.is_empty();
    while changed {
        steps += (n_rules * (basis.blocks.len() + 1)) as u64;
        changed = basis.split_all(splitters, &mut on_step);
        changed |= basis.coalesce(dependencies, &mut on_step);
    }
    basis.blocks.sort();
    (basis, steps)
}

impl DependencyBasis {
    /// The basis of `from` before any dependency is applied.
    pub(super) fn start(from: &AttributeSet, attributes: &AttributeSet) -> DependencyBasis {
        let rest = attributes - from;
        let blocks = if rest.is_empty() { Vec::new() } else { vec![rest] };
        DependencyBasis { determined: from.clone(), blocks }
    }

    /// Takes one step that was taken before.
    pub(super) fn apply(&mut self, step: &Step) {
        match step {
            Step::Determine { gained, .. } => self.determine(gained),
            Step::Split { block, into, .. } => {
                self.blocks.retain(|it| it != block);
                self.blocks.extend_from_slice(into);
            }
        }
    }

    fn determine(&mut self, gained: &AttributeSet) {
        self.determined |= gained;
        for block in &mut self.blocks {
            *block -= gained;
        }
        self.blocks.retain(|block| !block.is_empty());
    }

    fn gain(&mut self, by: usize, gained: AttributeSet, on_step: &mut impl FnMut(Step)) {
        if !gained.is_empty() {
            self.determine(&gained);
            on_step(Step::Determine { by: DependencyId::Functional(by), gained });
        }
    }

    /// Applies the functional dependencies to the blocks.
    fn coalesce(&mut self, dependencies: &Dependencies, on_step: &mut impl FnMut(Step)) -> bool {
        let n_determined = self.determined.len();
        for (by, dependency) in dependencies.functional().iter().enumerate() {
            let hit = self.blocks.iter().filter(|block| {
                block.intersects(&dependency.to) && block.is_disjoint(&dependency.from)
            });
            let gained = hit.fold(AttributeSet::new(), |res, it| &res | &(it & &dependency.to));
            self.gain(by, gained, on_step);
        }
        self.determined.len() > n_determined
    }

    fn split_all(
        &mut self,
        splitters: &[(DependencyId, Vec<AttributeSet>)],
        on_step: &mut impl FnMut(Step),
    ) -> bool {
        let n_blocks = self.blocks.len();
        for (by, components) in splitters {
            self.split(*by, components, on_step);
        }
        self.blocks.len() > n_blocks
    }

    fn split(
        &mut self,
        by: DependencyId,
        components: &[AttributeSet],
        on_step: &mut impl FnMut(Step),
    ) {
        for idx in 0..self.blocks.len() {
            let mut into = connected_traces(components, &self.blocks[idx]);
            if into.len() > 1 {
                into.sort();
                let block = std::mem::replace(&mut self.blocks[idx], into[0].clone());
                self.blocks.extend_from_slice(&into[1..]);
                on_step(Step::Split { by, block, into });
            }
        }
    }
}

/// The traces of `components` on `block`, those that share attributes united.
pub(super) fn connected_traces(
    components: &[AttributeSet],
    block: &AttributeSet,
) -> Vec<AttributeSet> {
    let mut groups: Vec<AttributeSet> = Vec::new();
    for component in components {
        let mut group = component & block;
        if group.is_empty() {
            continue;
        }
        groups.retain(|other| {
            let is_apart = other.is_disjoint(&group);
            if !is_apart {
                group |= other;
            }
            is_apart
        });
        groups.push(group);
    }
    groups
}
