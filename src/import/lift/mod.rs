//! From a native schema to the model that a person would have written: the inverse of building.
//!
//! In comes a settled schema, out goes the text of a `.erd` that builds back to it. Whatever the entity-relationship
//! form cannot say is carried word for word (`native`), so nothing is lost; what was carried is counted.

mod columns;
mod expressions;
mod names;
mod natives;
mod references;
mod tables;
mod verify;
mod write;

use std::collections::BTreeMap;

use crate::base::DialectId;
use crate::schema::{NativeSchema, QualifiedName};

/// How a schema is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// References become ER references wherever they come back exactly.
    #[default]
    Logical,
    /// Every column and foreign key stands as the database has it.
    Physical,
}

/// A model made from a schema.
#[derive(Debug)]
pub struct Lifted {
    /// The model, formatted.
    pub text: String,
    /// Foreign keys of one column: how many there are, and how many became references.
    pub n_single: (usize, usize),
    /// Foreign keys of several columns, likewise.
    pub n_composite: (usize, usize),
    /// What had to be carried word for word, and what differs all the same; a sentence each without its end.
    pub notes: Vec<String>,
    /// Whether building the model gives the schema back.
    pub is_exact: bool,
}

/// What is decided before the text is written.
#[derive(Debug, Clone, Default)]
struct Plan {
    level: Level,
    /// Tables in which expressions stay SQL and references stay foreign keys.
    literal: BTreeMap<QualifiedName, String>,
    /// Tables that are carried word for word, and why.
    carried: BTreeMap<QualifiedName, String>,
}

/// Lifts a schema. What does not come back in one form is said in the next more literal one.
pub fn lift(schema: &NativeSchema, id: DialectId, level: Level) -> Lifted {
    let mut plan = Plan { level, ..Plan::default() };
    // Each round makes at least one table more literal, so there are at most two for each; few are needed.
    for _ in 0..2 * schema.tables.len() + 2 {
        let draft = write::write(schema, id, &plan);
        let wrong = verify::wrong_tables(schema, id, &draft);
        if wrong.is_empty() || !plan.make_literal(&wrong) {
            return finished(schema, id, &draft, &plan);
        }
    }
    finished(schema, id, &write::write(schema, id, &plan), &plan)
}

impl Plan {
    /// Takes the next step for each of these tables; tells whether there was one.
    fn make_literal(&mut self, wrong: &[(QualifiedName, String)]) -> bool {
        let mut has_step = false;
        for (table, reason) in wrong {
            has_step |= if !self.literal.contains_key(table) {
                self.literal.insert(table.clone(), reason.clone()).is_none()
            } else {
                self.carried.insert(table.clone(), reason.clone()).is_none()
            };
        }
        has_step
    }
}

fn finished(schema: &NativeSchema, id: DialectId, draft: &write::Draft, plan: &Plan) -> Lifted {
    let mut notes = draft.notes.clone();
    for (table, reason) in &plan.carried {
        notes.push(format!("the table `{table}` is carried word for word: {reason}"));
    }
    for (table, reason) in plan.literal.iter().filter(|(it, _)| !plan.carried.contains_key(it)) {
        notes.push(format!("the table `{table}` is said column by column: {reason}"));
    }
    let differences = verify::differences(schema, id, draft);
    notes.extend(differences.iter().cloned());
    Lifted {
        text: verify::formatted(&draft.text),
        n_single: draft.n_single,
        n_composite: draft.n_composite,
        notes,
        is_exact: differences.is_empty(),
    }
}
