//! The chased tableau: why a decomposition is lossless, or the rows that show that it is not.

use super::page::Page;
use super::rows::table;
use crate::model::EntityGraph;
use crate::normalize::example::example;
use crate::normalize::relation::Relation;
use crate::theory::{ChaseOutcome, ChaseStep, Decomposition, Instance, Lossless, Tableau};

/// Longer proofs are counted, not shown.
const MOST_STEPS: usize = 12;

/// Writes whether `decomposition` is lossless, and why.
pub(super) fn losslessness(
    page: &mut Page<'_>,
    model: &EntityGraph,
    relation: &Relation,
    decomposition: &Decomposition,
    names: &[String],
) {
    let whole = relation.dependencies.attributes();
    if decomposition.parts.iter().any(|it| it.attributes == whole) {
        page.sentence("lossless", "yes: one part is all of it");
        return;
    }
    match &decomposition.lossless {
        Lossless::Chased(tableau) => chased(page, model, relation, decomposition, names, tableau),
        Lossless::ByKey { part } => {
            let name = names.get(*part).map_or("", String::as_str);
            let text = format!("yes: no dependency is lost, and {name} has a key of all of it");
            page.sentence("lossless", &text);
        }
        Lossless::Incomplete => {
            let missing = relation.quoted(&decomposition.missing);
            page.sentence("lossless", &format!("no: no part has {missing}"));
        }
    }
}

fn chased(
    page: &mut Page<'_>,
    model: &EntityGraph,
    relation: &Relation,
    decomposition: &Decomposition,
    names: &[String],
    tableau: &Tableau,
) {
    let row_name = |row: usize| {
        let component = tableau.components.get(row)?;
        let part = decomposition.parts.iter().position(|it| it.attributes == *component)?;
        names.get(part).cloned()
    };
    match tableau.outcome {
        ChaseOutcome::Proven { row } => {
            let end = row_name(row).unwrap_or_else(|| "a row".to_owned());
            if tableau.steps.len() > MOST_STEPS {
                let n_steps = tableau.steps.len();
                page.sentence(
                    "lossless",
                    &format!("yes: {n_steps} steps of the chase make {end} whole"),
                );
                return;
            }
            let mut lines = vec!["yes, by the chase:".to_owned()];
            let steps = merged(relation, &tableau.steps, &row_name);
            lines.extend(steps.into_iter().map(|it| format!("  {it}")));
            lines.push(format!(
                "  so {end} is whole: the parts join to the relation and nothing more"
            ));
            page.entry("lossless", &lines);
        }
        ChaseOutcome::Refuted => {
            page.sentence("lossless", "no: these rows obey every dependency, and their parts join to a row that is not among them");
            let whole = vec![0; relation.attributes.len()];
            let with_whole = tableau.rows.iter().cloned().chain([whole]).collect();
            let mut rows = example(model, relation, &Instance::new(with_whole));
            let joined = rows.rows.pop().unwrap_or_default().join(", ");
            let width = page.look.width.saturating_sub(20);
            let table = table(&rows, None, &relation.dependencies.attributes(), width);
            page.entry("", &table);
            page.sentence("", &format!("the row that appears: {joined}"));
        }
        ChaseOutcome::Undecided => {
            page.sentence("lossless", "not decided within the work limit");
        }
    }
}

/// The steps in words; neighbours by one dependency on the same rows are one.
fn merged(
    relation: &Relation,
    steps: &[ChaseStep],
    row_name: &impl Fn(usize) -> Option<String>,
) -> Vec<String> {
    let name = |row: usize| row_name(row).unwrap_or_else(|| format!("row {}", row + 1));
    let text = |by| relation.text(&relation.dependencies.get(by));
    let mut res: Vec<String> = Vec::new();
    let mut last = None;
    for step in steps {
        match step {
            ChaseStep::Equate { by, rows, attribute, .. } => {
                let attribute = relation.attribute_name(*attribute);
                match res.last_mut().filter(|_| last == Some((*by, *rows))) {
                    Some(line) => line.push_str(&format!(", `{attribute}`")),
                    None => res.push(format!(
                        "`{}`: {} and {} agree on `{attribute}`",
                        text(*by),
                        name(rows[0]),
                        name(rows[1])
                    )),
                }
                last = Some((*by, *rows));
            }
            ChaseStep::Add { by, row, from } => {
                let from: Vec<String> = from.iter().map(|it| name(*it)).collect();
                res.push(format!("`{}`: {} give {}", text(*by), from.join(" and "), name(*row)));
                last = None;
            }
        }
    }
    res
}
