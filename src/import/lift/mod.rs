//! From a native schema to the model that a person would have written: the inverse of building.
//!
//! In comes a settled schema, out goes the text of a `.erd` that builds back to it. Whatever the entity-relationship
//! form cannot say is carried word for word (`native`), so nothing is lost; what was carried is counted.

mod body;
mod carried;
mod columns;
mod design;
mod entities;
mod expressions;
mod junctions;
mod members;
mod mixins;
mod header;
mod names;
mod natives;
mod proposals;
mod references;
mod serials;
mod subtypes;
mod types;
mod verify;
mod write;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use names::singular;

use super::infer::Proposal;
use crate::base::{DialectId, Name};
use crate::dialect::{self, Options, Version};
use crate::schema::{NativeSchema, QualifiedName};
use verify::Built;
use write::Draft;

/// How a schema is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// References become ER references wherever they come back exactly.
    #[default]
    Logical,
    /// Every column and foreign key stands as the database has it.
    Physical,
}

/// What a source says beside its schema.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// What the model is called.
    pub model: Option<String>,
    /// What it is about.
    pub docs: Option<String>,
    /// The groups that tables are drawn in.
    pub groups: BTreeMap<QualifiedName, String>,
    /// Their colours.
    pub colors: BTreeMap<QualifiedName, String>,
    /// What the labels of enums are about.
    pub labels: BTreeMap<QualifiedName, BTreeMap<Name, String>>,
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct LiftOptions {
    /// How the schema is said.
    pub level: Level,
    /// What the model is called; nothing when it has no name.
    pub name: Option<String>,
    /// References that are proposed: said as comments in the entities that would have them.
    pub proposals: Vec<Proposal>,
    /// What the source says beside the schema.
    pub beside: Beside,
}

impl From<Level> for LiftOptions {
    fn from(level: Level) -> LiftOptions {
        LiftOptions { level, ..LiftOptions::default() }
    }
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
    /// The proposed references as lines of the entities that would have them: entity, line.
    pub proposed: Vec<(String, String)>,
    /// The version that the model has to be built for, where the oldest cannot hold it.
    pub version: Option<Version>,
    /// Whether building the model gives the schema back.
    pub is_exact: bool,
}

/// What is decided before the text is written.
#[derive(Debug, Clone, Default)]
struct Plan {
    level: Level,
    name: Option<String>,
    proposals: Vec<Proposal>,
    beside: Beside,
    /// Tables that are entities with references and nothing more.
    plain: BTreeSet<QualifiedName>,
    /// Tables in which expressions stay SQL and references stay foreign keys.
    literal: BTreeMap<QualifiedName, String>,
    /// Tables that are carried word for word, and why.
    carried: BTreeMap<QualifiedName, String>,
}

/// Lifts a schema. What does not come back in one form is said in the next more literal one.
pub fn lift(schema: &NativeSchema, id: DialectId, options: impl Into<LiftOptions>) -> Lifted {
    let LiftOptions { level, name, proposals, beside } = options.into();
    let name = beside.model.clone().or(name);
    let mut plan = Plan { level, name, proposals, beside, ..Plan::default() };
    // Each round makes at least one table more literal, so there are at most three for each; few are needed.
    for _ in 0..3 * schema.tables.len() + 3 {
        let draft = write::write(schema, id, &plan);
        let built = verify::build(schema, id, &draft);
        let wrong = verify::wrong_tables(schema, &draft, &built);
        if wrong.is_empty() || !plan.make_literal(&wrong, &draft.rich) {
            return finished(schema, id, (&draft, &built), &plan);
        }
    }
    let draft = write::write(schema, id, &plan);
    let built = verify::build(schema, id, &draft);
    finished(schema, id, (&draft, &built), &plan)
}

impl Beside {
    /// `@group("…") @color("…")`
    fn annotations(&self, table: &QualifiedName) -> String {
        let value = |(name, values): (&str, &BTreeMap<QualifiedName, String>)| {
            let value = expressions::string(values.get(table)?);
            Some(format!(" @{name}({value})"))
        };
        [("group", &self.groups), ("color", &self.colors)].into_iter().filter_map(value).collect()
    }
}

impl Plan {
    /// Takes the next step for each of these tables; tells whether there was one.
    fn make_literal(
        &mut self,
        wrong: &[(QualifiedName, String)],
        rich: &BTreeSet<QualifiedName>,
    ) -> bool {
        let mut has_step = false;
        for (table, reason) in wrong {
            has_step |= if rich.contains(table) {
                self.plain.insert(table.clone())
            } else if !self.literal.contains_key(table) {
                self.literal.insert(table.clone(), reason.clone()).is_none()
            } else {
                self.carried.insert(table.clone(), reason.clone()).is_none()
            };
        }
        has_step
    }
}

/// What is said of a table that refers to one that is not there, as one of SQLite may.
fn leads_nowhere(schema: &NativeSchema, table: &QualifiedName) -> Option<String> {
    let mut keys = schema.table(table)?.foreign_keys.iter();
    let key = keys.find(|it| schema.table(&it.target).is_none())?;
    Some(format!("`{}` refers to `{}`, which is not there", key.name, key.target))
}

fn finished(
    schema: &NativeSchema,
    id: DialectId,
    (draft, built): (&Draft, &Built),
    plan: &Plan,
) -> Lifted {
    let mut notes = Vec::new();
    for (table, reason) in &plan.carried {
        let lost = leads_nowhere(schema, table);
        let reason = lost.as_ref().unwrap_or(reason);
        notes.push(format!("the table `{table}` is carried word for word: {reason}"));
    }
    for (table, reason) in plan.literal.iter().filter(|(it, _)| !plan.carried.contains_key(it)) {
        notes.push(format!("the table `{table}` is said column by column: {reason}"));
    }
    let differences = verify::differences(schema, built);
    notes.extend(differences.iter().cloned());
    Lifted {
        text: verify::formatted(draft, built),
        n_single: draft.n_single,
        n_composite: draft.n_composite,
        notes,
        proposed: draft.proposed.clone(),
        version: Some(verify::options(schema, id).version)
            .filter(|it| *it != Options::of(dialect::of(id)).version),
        is_exact: differences.is_empty(),
    }
}
