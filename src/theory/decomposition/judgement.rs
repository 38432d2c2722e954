//! What a decomposition is worth: its parts, whether it is lossless, what it loses.

use super::inclusion::{Inclusion, inclusions};
use super::preservation::{Parts, Preservation};
use crate::theory::analysis::{Analysis, analyse_part};
use crate::theory::attribute_set::AttributeSet;
use crate::theory::chase::chase_join;
use crate::theory::dependencies::{Dependencies, union};
use crate::theory::part::maximal;
use crate::theory::reasoner::Reasoner;
use crate::theory::tableau::{ChaseOutcome, Tableau};
use crate::theory::work::WorkLimit;

/// A decomposition and all that is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decomposition {
    /// The parts in the order given.
    pub parts: Vec<Part>,
    /// The attributes of the relation that are in no part.
    pub missing: AttributeSet,
    /// Whether the relation is always the join of its parts.
    pub lossless: Lossless,
    /// What the parts do not enforce any more.
    pub preservation: Preservation,
    /// The foreign keys between the parts.
    pub inclusions: Vec<Inclusion>,
}

/// A part of a decomposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its attributes.
    pub attributes: AttributeSet,
    /// What holds in it, in the attribute numbers of the whole relation. Of functional and
    /// multivalued dependencies that is exactly what its projection satisfies; of join dependencies
    /// the declared ones cut down to it, as far as the chase shows that they carry over.
    pub analysis: Analysis,
}

/// Whether the relation is always the join of its parts, with the proof or the counterexample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lossless {
    /// The chased tableau of the join, whose outcome is the answer. If refuted, its rows are a
    /// counterexample: their join also has the row of zeros, which they lack.
    Chased(Tableau),
    /// It is: nothing functional is lost, and this part has a key of the whole relation (Biskup,
    /// Dayal, Bernstein, SIGMOD 1979). Only given where the tableau is too large for the work
    /// limit.
    ByKey {
        /// The place of the part.
        part: usize,
    },
    /// It is not: some attributes are in no part.
    Incomplete,
}

impl Lossless {
    /// The answer, if it is known.
    pub fn holds(&self) -> Option<bool> {
        match self {
            Lossless::Chased(tableau) => match tableau.outcome {
                ChaseOutcome::Proven { .. } => Some(true),
                ChaseOutcome::Refuted => Some(false),
                ChaseOutcome::Undecided => None,
            },
            Lossless::ByKey { .. } => Some(true),
            Lossless::Incomplete => Some(false),
        }
    }
}

/// Judges the decomposition into `parts`, attributes outside the relation ignored.
pub fn judge(
    dependencies: &Dependencies,
    parts: &[AttributeSet],
    limit: &WorkLimit,
) -> Decomposition {
    let mut reasoner = Reasoner::new(dependencies);
    let all = dependencies.attributes();
    let sets: Vec<AttributeSet> = parts.iter().map(|part| part & &all).collect();
    let parts: Vec<Part> = sets.iter().map(|set| analyse_set(&mut reasoner, set, limit)).collect();
    reasoner.look_at(all.clone());

    let covers = parts.iter().flat_map(|part| part.analysis.cover.functional());
    let known = Parts { parts: &sets, local: covers.collect() };
    let preservation = known.preservation(&mut reasoner, limit);
    let missing = &all - &union(&sets);
    let lossless = if missing.is_empty() {
        losslessness(&mut reasoner, &sets, &preservation, limit)
    } else {
        Lossless::Incomplete
    };
    let inclusions = inclusions(&parts);
    Decomposition { parts, missing, lossless, preservation, inclusions }
}

fn analyse_set(reasoner: &mut Reasoner<'_>, set: &AttributeSet, limit: &WorkLimit) -> Part {
    reasoner.look_at(set.clone());
    Part { attributes: set.clone(), analysis: analyse_part(reasoner, limit) }
}

fn losslessness(
    reasoner: &mut Reasoner<'_>,
    parts: &[AttributeSet],
    preservation: &Preservation,
    limit: &WorkLimit,
) -> Lossless {
    let tableau = chase_join(reasoner.dependencies(), &maximal(parts.iter().cloned()), limit);
    if tableau.outcome != ChaseOutcome::Undecided {
        return Lossless::Chased(tableau);
    }
    let keeps_all = reasoner.dependencies().is_functional() && preservation.lost.is_empty();
    match parts.iter().position(|part| keeps_all && reasoner.is_superkey(part)) {
        Some(part) => Lossless::ByKey { part },
        None => Lossless::Chased(tableau),
    }
}
