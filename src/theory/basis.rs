//! The dependency basis: what a set of attributes determines and into which independent blocks the
//! rest falls.
//!
//! Beeri (TODS 5(3), 1980) for functional and multivalued dependencies, carried over to join
//! dependencies. Start with one block, everything that `X` does not determine, and refine while a
//! rule applies:
//!
//! - a join dependency splits a block `B` into the connected components of its components' traces
//!   on `B`; a multivalued dependency is the join dependency of its two sides;
//! - a functional dependency `V -> W` with no attribute of `V` in `B` makes `B ∩ W` determined
//!   (coalescence).
//!
//! Each rule is sound. When none applies, take two rows that differ exactly on one block `B`. They
//! satisfy every dependency: where `V` meets `B` a functional one asks nothing of them, otherwise
//! `W` lies outside `B`; and any row that a join dependency could add has, on each component, the
//! values of the first or of the second row, hence, as the traces connect `B`, is one of the two.
//! So what the rules do not prove has a counterexample of two rows: `X -> A` for `A` in `B`, and `X
//! ->> Y` for `Y` that cuts `B`. The rules are complete, in polynomial time. (With functional and
//! multivalued dependencies only, that two rows suffice is the theorem of Sagiv, Delobel, Parker
//! and Fagin, JACM 28(3), 1981.)

use super::attribute_set::AttributeSet;
use super::dependencies::{DependencyId, FunctionalDependency};

/// What `X` determines and the blocks of the rest.
///
/// `X -> Y` holds if and only if `Y` is part of `determined`; `X ->> Y` holds if and only if no
/// block has attributes both inside and outside `Y`.
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
    /// The functional dependency `by` determines `gained`: what it stands on is determined, or at
    /// least lies outside the blocks of `gained`.
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

impl Step {
    /// The dependency that is applied.
    pub fn by(&self) -> DependencyId {
        match self {
            Step::Determine { by, .. } | Step::Split { by, .. } => *by,
        }
    }
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

/// The dependencies that split blocks, by their components.
pub(super) type Splitters = [(DependencyId, Vec<AttributeSet>)];

impl DependencyBasis {
    /// What is known when `determined` is: all else is one block.
    pub(super) fn of_one_block(determined: AttributeSet, all: &AttributeSet) -> DependencyBasis {
        let rest = all - &determined;
        let blocks = if rest.is_empty() { Vec::new() } else { vec![rest] };
        DependencyBasis { determined, blocks }
    }

    /// Applies the rules until none applies; returns how many elementary steps that took.
    ///
    /// `determined` must be closed under the functional dependencies. So while there is only one
    /// block, they have nothing to add.
    pub(super) fn refine(
        &mut self,
        functional: &[FunctionalDependency],
        splitters: &Splitters,
        mut on_step: impl FnMut(Step),
    ) -> u64 {
        let mut steps = (splitters.len() * self.blocks.len()) as u64;
        while self.split_all(splitters, &mut on_step) {
            while self.coalesce(functional, &mut on_step) {
                steps += (functional.len() * self.blocks.len()) as u64;
            }
            steps += ((functional.len() + splitters.len()) * self.blocks.len()) as u64;
        }
        self.blocks.sort();
        steps
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

    /// Applies the functional dependencies to the blocks; whether one gained something.
    fn coalesce(
        &mut self,
        functional: &[FunctionalDependency],
        on_step: &mut impl FnMut(Step),
    ) -> bool {
        let n_determined = self.determined.len();
        for (by, FunctionalDependency { from, to }) in functional.iter().enumerate() {
            let hit = self.blocks.iter().filter(|it| it.intersects(to) && it.is_disjoint(from));
            let gained = hit.fold(AttributeSet::new(), |res, block| &res | &(block & to));
            if !gained.is_empty() {
                self.determine(&gained);
                on_step(Step::Determine { by: DependencyId::Functional(by), gained });
            }
        }
        self.determined.len() > n_determined
    }

    /// Splits the blocks; whether one fell apart.
    fn split_all(&mut self, splitters: &Splitters, on_step: &mut impl FnMut(Step)) -> bool {
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
