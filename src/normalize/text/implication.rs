//! The text of `erc explain SOURCE RELATION --implies`.

use super::page::{Look, Page};
use super::rows::table;
use crate::model::EntityGraph;
use crate::normalize::example::example;
use crate::normalize::relation::Relation;
use crate::normalize::words::steps;
use crate::theory::{Dependency, Implication, Instance};

/// Whether `goal` follows in `relation`, with the proof or with rows that obey everything and break it.
pub fn implication_text(
    model: &EntityGraph,
    relation: &Relation,
    goal: &Dependency,
    answer: &Implication,
    look: Look<'_>,
) -> String {
    let mut page = Page::new(look);
    let text = relation.text(goal);
    match answer {
        Implication::Derived(derivation) => {
            page.heading(&format!("{text} follows in {}", relation.name));
            if derivation.steps.is_empty() {
                page.paragraph("It is trivial: it holds in every relation.");
            }
            let steps = steps(derivation.clone());
            let line = |(idx, step): (usize, &_)| {
                let step: &crate::normalize::words::ProofStep = step;
                let origin = relation.origin(step.by);
                let said = format!("{} at {}", origin.kind.name(), page.place(origin.span));
                vec![format!("{}.", idx + 1), relation.step_text(step), said]
            };
            let rows: Vec<_> = steps.iter().enumerate().map(line).collect();
            page.lines(2, &super::page::aligned(&rows));
        }
        Implication::Chased(tableau) => {
            page.heading(&format!("{text} follows in {}", relation.name));
            let n_steps = tableau.steps.len();
            let steps = if n_steps == 1 { "step" } else { "steps" };
            page.paragraph(&format!(
                "The chase makes a row of its tableau whole in {n_steps} {steps}."
            ));
        }
        Implication::Refuted(instance) => {
            page.heading(&format!("{text} does not follow in {}", relation.name));
            refuted(&mut page, model, relation, goal, instance);
        }
        Implication::Undecided => {
            page.heading(&format!("Whether {text} follows in {} is open", relation.name));
            page.paragraph("The work limit came first.");
        }
    }
    page.into_text()
}

fn refuted(
    page: &mut Page<'_>,
    model: &EntityGraph,
    relation: &Relation,
    goal: &Dependency,
    instance: &Instance,
) {
    page.paragraph("These rows obey everything that holds in it, and break this:");
    page.gap();
    let rows = example(model, relation, instance);
    let width = page.look.width.saturating_sub(2);
    let lines = table(&rows, None, &goal.attributes(), width);
    page.lines(2, &lines);
}
