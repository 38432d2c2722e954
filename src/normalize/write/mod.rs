//! Decompositions as edits of the model: new entities, references to them, and everything else where it was.
//!
//! The asts are edited and printed by the formatter, so comments and documentation stay and the result is
//! formatted. An edit is kept only if the model that comes out of it has no mistake that was not there
//! before.

mod attributes;
mod declarations;
mod dependencies;
mod edit;
mod indexing;
mod members;
mod names;
mod obstacles;
mod outcome;

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::build::{composites, relations, uses};
use super::naming::Names;
use super::relation::{Owner, Relation};
use super::study::{Study, StudyOptions, study};
use crate::base::{Diagnostics, FileId, Severity, Sources};
use crate::model::{EntityGraph, resolve};
use crate::schema::lower;
use crate::syntax::{ast, format, parse};

/// What became of a model.
#[derive(Debug, Default)]
pub struct Rewrite {
    /// The files that are different now, with their new texts.
    pub files: Vec<(FileId, String)>,
    /// The relations that were divided or got a key.
    pub written: Vec<Written>,
    /// The relations that should be and could not.
    pub refused: Vec<Refused>,
}

/// A relation that was rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The relation.
    pub relation: String,
    /// What it is now: its parts, or itself alone with a key.
    pub parts: Vec<String>,
    /// The dependencies that no single part can check.
    pub lost: Vec<String>,
}

/// A relation that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The relation.
    pub relation: String,
    /// Why, in words for a person.
    pub reason: String,
}

/// Divides every relation that is short of the form that `options` ask for, and gives those without a key
/// the one that their dependencies give.
pub fn rewrite(files: Vec<ast::File>, sources: &Sources, options: &StudyOptions) -> Rewrite {
    let mut state = State::new(files, sources);
    let mut pending: VecDeque<String> = state.relations.iter().map(|it| it.name.clone()).collect();
    let mut res = Rewrite::default();
    while let Some(name) = pending.pop_front() {
        let Some(relation) = state.relations.iter().find(|it| it.name == name) else { continue };
        let study = study(relation.clone(), None, options);
        if !study.is_split() && relation.has_key {
            continue;
        }
        match state.apply(&study) {
            Ok(written) => {
                // What was lost in the whole may be kept in a part, so a part can go further.
                pending.extend(written.parts.iter().cloned());
                res.written.push(written);
            }
            Err(reason) => res.refused.push(Refused { relation: name, reason }),
        }
    }
    res.files = state.changed();
    res
}

/// The model between two edits.
struct State {
    files: Vec<ast::File>,
    texts: Vec<String>,
    model: EntityGraph,
    relations: Vec<Relation>,
    /// The mistakes that are not ours.
    known: FxHashSet<String>,
    is_changed: Vec<bool>,
}

impl State {
    fn new(files: Vec<ast::File>, sources: &Sources) -> State {
        let text =
            |it: &ast::File| sources.get(it.id).map(|it| it.text.clone()).unwrap_or_default();
        let (model, known) = checked(&files);
        State {
            texts: files.iter().map(text).collect(),
            is_changed: vec![false; files.len()],
            relations: relations_of(&model),
            files,
            model,
            known: known.into_iter().collect(),
        }
    }

    /// Rewrites one relation, if the outcome is sound.
    fn apply(&mut self, study: &Study) -> Result<Written, String> {
        if let Owner::Attribute(_) = study.relation.owner {
            return Err(
                "it is an attribute with many values; make an entity of it first".to_owned()
            );
        }
        let names = match study.is_split() {
            true => Names::of(&self.model).of_parts(&study.relation, &study.decomposition),
            false => vec![study.relation.name.clone()],
        };
        let mut files = self.files.clone();
        let sources = match study.relation.owner {
            Owner::Composite(id) => uses(&self.model, &self.relations, id),
            Owner::Entity(_) | Owner::Relationship(_) | Owner::Attribute(_) | Owner::Table => {
                vec![study.relation.name.clone()]
            }
        };
        let file = edit::edit(&mut files, &self.model, study, &names, &sources)?;
        let text = format(&files[file], &self.texts[file]);
        files[file] = parse(files[file].id, &text, &mut Diagnostics::new());
        let (model, mistakes) = checked(&files);
        if let Some(mistake) = mistakes.into_iter().find(|it| !self.known.contains(it)) {
            return Err(mistake);
        }
        self.relations = relations_of(&model);
        self.model = model;
        self.files = files;
        self.texts[file] = text;
        self.is_changed[file] = true;
        let relation = &study.relation;
        let lost = study.decomposition.preservation.lost.iter();
        let lost = lost.map(|it| relation.text(&relation.dependencies.get(it.dependency)));
        let mut parts = names;
        parts.sort_by_key(|it| *it != relation.name);
        Ok(Written { relation: relation.name.clone(), parts, lost: lost.collect() })
    }

    fn changed(self) -> Vec<(FileId, String)> {
        let files = self.files.iter().zip(self.texts).zip(self.is_changed);
        files.filter(|(_, it)| *it).map(|((file, text), _)| (file.id, text)).collect()
    }
}

/// Composite types first: what is mended there is mended wherever they are used.
fn relations_of(model: &EntityGraph) -> Vec<Relation> {
    composites(model).into_iter().chain(relations(model)).collect()
}

/// The model of `files` and the messages of what is wrong with it, with its tables.
fn checked(files: &[ast::File]) -> (EntityGraph, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let model = resolve(files, &mut diagnostics);
    if !diagnostics.has_errors() {
        lower(&model, &lower::Options::default(), &mut diagnostics);
    }
    let errors = diagnostics.into_vec().into_iter().filter(|it| it.severity == Severity::Error);
    (model, errors.map(|it| it.message).collect())
}
