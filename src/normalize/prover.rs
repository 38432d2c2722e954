//! Proofs and rows for the violations of one relation, with what they share prepared once.

use super::example::{ExampleRows, Examples};
use super::relation::Relation;
use super::words::{Gain, ProofStep, steps};
use crate::model::EntityGraph;
use crate::theory::{Dependency, Implication, Reasoner, Redundant, Violation, WorkLimit, anomaly};

/// What proves and shows the violations of a relation.
pub struct Prover<'a> {
    reasoner: Reasoner<'a>,
    examples: Examples<'a>,
    limit: &'a WorkLimit,
}

impl<'a> Prover<'a> {
    /// Prepares `relation`; `limit` bounds each question.
    pub fn new(model: &'a EntityGraph, relation: &'a Relation, limit: &'a WorkLimit) -> Prover<'a> {
        Prover {
            reasoner: Reasoner::new(&relation.dependencies),
            examples: Examples::new(model, relation),
            limit,
        }
    }

    /// How a dependency that breaks a form follows from what is declared.
    pub fn proof(&mut self, violation: &Violation) -> Vec<ProofStep> {
        if let (Dependency::Join(_), Some(by)) = (&violation.dependency, violation.origin) {
            return vec![ProofStep { by, gain: Gain::Declared }];
        }
        match self.reasoner.implies(&violation.dependency, self.limit) {
            Ok(Implication::Derived(derivation)) => steps(derivation),
            Ok(Implication::Chased(_) | Implication::Refuted(_) | Implication::Undecided)
            | Err(_) => Vec::new(),
        }
    }

    /// Legal rows in which the harm can be seen, and what is redundant in them.
    pub fn witness(&mut self, violation: &Violation) -> Option<(ExampleRows<'a>, Redundant)> {
        let found = anomaly(&mut self.reasoner, violation, self.limit)?;
        Some((self.examples.rows(&found.instance), found.redundant))
    }
}
