//! Decompositions of a relation: proposed for a normal form, or given and judged.

mod boyce_codd;
mod inclusion;
mod judgement;
mod preservation;
mod preserving;
mod refine;
mod synthesis;

use super::attribute_set::AttributeSet;
use super::dependencies::Dependencies;
use super::normal_form::NormalForm;
use super::project::functional_cover;
use super::reasoner::Reasoner;
use super::work::WorkLimit;

pub use inclusion::Inclusion;
pub use judgement::{Decomposition, Lossless, Part, judge};
pub use preservation::{Lost, Preservation};
pub use preserving::{PreservingBoyceCodd, preserving_boyce_codd};

/// The normal form that a decomposition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// 2NF: parts of keys are split off with what depends on them.
    Second,
    /// 3NF by synthesis: loses no functional dependency.
    Third,
    /// BCNF: loses a functional dependency only where no decomposition is known that keeps all.
    BoyceCodd,
    /// 4NF
    Fourth,
    /// 5NF, as far as declared join dependencies are concerned.
    Fifth,
}

impl Target {
    /// The normal form.
    pub fn normal_form(self) -> NormalForm {
        match self {
            Target::Second => NormalForm::Second,
            Target::Third => NormalForm::Third,
            Target::BoyceCodd => NormalForm::BoyceCodd,
            Target::Fourth => NormalForm::Fourth,
            Target::Fifth => NormalForm::Fifth,
        }
    }
}

/// Decomposes the relation for `target` and judges the result.
///
/// Always lossless. Where the work limit stops the search for a violation, a part can be short of
/// the target; its own analysis then says what is not known about it.
pub fn decompose(dependencies: &Dependencies, target: Target, limit: &WorkLimit) -> Decomposition {
    judge(dependencies, &propose(dependencies, target, limit), limit)
}

/// The parts of [`decompose`], without the judgement.
pub fn propose(
    dependencies: &Dependencies,
    target: Target,
    limit: &WorkLimit,
) -> Vec<AttributeSet> {
    let mut reasoner = Reasoner::new(dependencies);
    match target {
        Target::Second => refine::to_second(&mut reasoner, limit),
        Target::Third => {
            reasoner.start(limit);
            let cover = functional_cover(&mut reasoner);
            synthesis::synthesize(&reasoner, &cover)
        }
        Target::BoyceCodd => boyce_codd::to_boyce_codd(&mut reasoner, limit),
        Target::Fourth => refine::to_fourth(&mut reasoner, limit),
        Target::Fifth => refine::to_fifth(&mut reasoner, limit),
    }
}
