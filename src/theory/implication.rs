//! Whether a dependency follows from the declared ones, with a proof or a counterexample.

use super::chase::chase_join;
use super::dependencies::{
    Dependencies, Dependency, FunctionalDependency, JoinDependency, Malformed,
    MultivaluedDependency,
};
use super::derivation::{Derivation, derive_determination, derive_independence};
use super::instance::Instance;
use super::reasoner::Reasoner;
use super::tableau::{ChaseOutcome, Tableau};
use super::work::WorkLimit;

/// Whether a dependency follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Implication {
    /// It follows by these steps.
    Derived(Derivation),
    /// It follows: its chased tableau has a row of distinguished symbols.
    Chased(Tableau),
    /// It does not follow: this instance satisfies every declared dependency and violates it.
    Refuted(Instance),
    /// The work limit came first. Only a join dependency can end here.
    Undecided,
}

impl Implication {
    /// Whether it follows, if that is known.
    pub fn holds(&self) -> Option<bool> {
        match self {
            Implication::Derived(_) | Implication::Chased(_) => Some(true),
            Implication::Refuted(_) => Some(false),
            Implication::Undecided => None,
        }
    }
}

/// Decides whether `goal` follows from `dependencies`.
///
/// Functional and multivalued goals are decided in polynomial time by the dependency basis, join
/// dependencies by the chase, which the limit bounds.
pub fn implies(
    dependencies: &Dependencies,
    goal: &Dependency,
    limit: &WorkLimit,
) -> Result<Implication, Malformed> {
    Reasoner::new(dependencies).implies(goal, limit)
}

impl Reasoner<'_> {
    /// [`implies`] for one of many questions about the whole relation.
    pub fn implies(
        &mut self,
        goal: &Dependency,
        limit: &WorkLimit,
    ) -> Result<Implication, Malformed> {
        self.dependencies().check(goal)?;
        Ok(match goal {
            Dependency::Functional(goal) => implies_functional(self, goal),
            Dependency::Multivalued(goal) => implies_multivalued(self, goal),
            Dependency::Join(goal) => implies_join(self.dependencies(), goal, limit),
        })
    }
}

fn implies_functional(reasoner: &mut Reasoner<'_>, goal: &FunctionalDependency) -> Implication {
    if let Some(derivation) = derive_determination(reasoner, &goal.from, &goal.to) {
        return Implication::Derived(derivation);
    }
    let basis = reasoner.basis(&goal.from);
    let block = basis.blocks.iter().find(|block| block.intersects(&goal.to));
    let block = block.expect("an attribute that is not determined lies in a block");
    Implication::Refuted(Instance::differing_on(block, reasoner.dependencies().n_attributes()))
}

fn implies_multivalued(reasoner: &mut Reasoner<'_>, goal: &MultivaluedDependency) -> Implication {
    if let Some(derivation) = derive_independence(reasoner, &goal.from, &goal.to) {
        return Implication::Derived(derivation);
    }
    let basis = reasoner.basis(&goal.from);
    let block = basis.block_cut_by(&goal.to).expect("without a derivation a block is cut");
    Implication::Refuted(Instance::differing_on(block, reasoner.dependencies().n_attributes()))
}

fn implies_join(
    dependencies: &Dependencies,
    goal: &JoinDependency,
    limit: &WorkLimit,
) -> Implication {
    let tableau = chase_join(dependencies, &goal.components, limit);
    match tableau.outcome {
        ChaseOutcome::Proven { .. } => Implication::Chased(tableau),
        ChaseOutcome::Refuted => Implication::Refuted(Instance::new(tableau.rows)),
        ChaseOutcome::Undecided => Implication::Undecided,
    }
}
