//! The normal form of each relation: its keys, what breaks the next form, and rows that show the harm.

use serde::Serialize;

use crate::model::EntityGraph;
use crate::normalize::{
    Owner, Prover, Relation, Study, StudyOptions, anomalies, doubt_text, relations, study,
};
use crate::schema::Origin;
use crate::theory::{NormalForm, Redundant, Violation, WorkLimit};

/// Of wider relations only the columns that matter are shown.
const MOST_COLUMNS: usize = 8;
/// More rows show nothing new.
const MOST_ROWS: usize = 12;

/// What is proven about a relation.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// The highest normal form that it is known to be in.
    pub form: &'static str,
    /// Whether that is BCNF or better.
    pub is_good: bool,
    /// Its candidate keys, each as the names of its attributes.
    pub keys: Vec<String>,
    /// What breaks higher forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaches: Vec<Breach>,
    /// The relations of a decomposition that mends it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// What could not be decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
}

/// A dependency that breaks a normal form.
#[derive(Debug, Serialize)]
pub struct Breach {
    /// The weakest form that it breaks.
    pub form: &'static str,
    /// `shelf -> room`
    pub dependency: String,
    /// Why it breaks it.
    pub reason: String,
    /// How it follows from what is declared, where that takes more than one step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Rows that obey what holds and show what is said twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
    /// What goes wrong on insert, update and delete.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub harms: Vec<(&'static str, String)>,
}

/// Rows that show what is redundant.
#[derive(Debug, Serialize)]
pub struct Witness {
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The values.
    pub rows: Vec<Vec<String>>,
    /// Row and column of the values that the others say already.
    pub redundant: Vec<(usize, usize)>,
    /// How many columns are not shown.
    pub n_hidden: usize,
}

/// The proof for each entity and relationship whose key is known.
pub(super) fn proofs(model: &EntityGraph) -> Vec<(Origin, Proof)> {
    let limit = WorkLimit::default();
    let origin = |it: &Relation| match it.owner {
        Owner::Entity(id) => Some(Origin::Entity(id)),
        Owner::Relationship(id) => Some(Origin::Relationship(id)),
        Owner::Attribute(_) | Owner::Composite(_) | Owner::Table => None,
    };
    let known = relations(model).into_iter().filter(|it| it.has_key);
    let proven = known.filter_map(|it| Some((origin(&it)?, proof(model, it, &limit))));
    proven.collect()
}

fn proof(model: &EntityGraph, relation: Relation, limit: &WorkLimit) -> Proof {
    let options = StudyOptions { target: None, limit: *limit };
    let Study { relation, analysis, decomposition, .. } = study(relation, None, &options);
    let form = analysis.normal_form();
    // Every key with two facts beside it breaks 6NF: that is no fault.
    let breaches = analysis.violations.iter().filter(|it| it.form < NormalForm::Sixth);
    let mut prover = Prover::new(model, &relation, limit);
    let breaches: Vec<Breach> = breaches.map(|it| breach(&mut prover, &relation, it)).collect();
    let is_mended = !breaches.is_empty() && decomposition.parts.len() > 1;
    let parts = decomposition.parts.iter().filter(|_| is_mended);
    Proof {
        form: form.name(),
        is_good: form >= NormalForm::BoyceCodd,
        keys: analysis.keys.keys.iter().map(|it| relation.list(it)).collect(),
        parts: parts.map(|it| relation.list(&it.attributes)).collect(),
        doubts: analysis.doubts.iter().map(|it| doubt_text(*it)).collect(),
        breaches,
    }
}

fn breach(prover: &mut Prover<'_>, relation: &Relation, violation: &Violation) -> Breach {
    let steps = prover.proof(violation);
    let steps = steps.iter().filter(|_| steps.len() > 1);
    let harms = anomalies(relation, violation).map_or_else(Vec::new, |it| {
        vec![("insert", it.insert), ("update", it.update), ("delete", it.delete)]
    });
    Breach {
        form: violation.form.name(),
        dependency: relation.text(&violation.dependency),
        reason: relation.reason(violation),
        steps: steps.map(|it| relation.step_text(it)).collect(),
        witness: witness(prover, violation),
        harms,
    }
}

fn witness(prover: &mut Prover<'_>, violation: &Violation) -> Option<Witness> {
    let (all, redundant) = prover.witness(violation)?;
    let matter = violation.dependency.attributes();
    let is_shown = |it: &usize| all.columns.len() <= MOST_COLUMNS || matter.contains(*it as u32);
    let columns: Vec<usize> = (0..all.columns.len()).filter(is_shown).collect();
    let is_redundant = |row: usize, column: usize| match &redundant {
        Redundant::Values { row: at, attributes } => {
            *at == row && attributes.contains(column as u32)
        }
        Redundant::Row { row: at } => *at == row,
    };
    let mut res = Witness {
        heads: columns.iter().map(|it| all.columns[*it].to_owned()).collect(),
        rows: Vec::new(),
        redundant: Vec::new(),
        n_hidden: all.columns.len() - columns.len(),
    };
    for (row, values) in all.rows.iter().enumerate().take(MOST_ROWS) {
        for (at, column) in columns.iter().enumerate() {
            if is_redundant(row, *column) {
                res.redundant.push((row, at));
            }
        }
        res.rows.push(columns.iter().map(|it| values[*it].to_string()).collect());
    }
    Some(res)
}
