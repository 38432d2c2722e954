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
mod kept;
mod members;
mod names;
mod obstacles;
mod outcome;
mod uses;

use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{composites, relations, uses};
use super::naming::Names;
use super::relation::{OriginKind, Owner, Relation};
use super::study::{Study, StudyOptions, study};

use crate::base::{CompactSort, Diagnostics, FileId, Severity, Sources};
use crate::model::{EntityGraph, resolve};
use crate::schema::lower;
use crate::syntax::{ast, format, parse};
pub use kept::complaint;

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
    let mut pending: Vec<String> = state.relations.iter().map(|it| it.name.clone()).collect();
    let mut res = Rewrite::default();
    while !pending.is_empty() {
        // What was lost in the whole may be kept in a part, so a part can go further.
        let mut parts = Vec::new();
        for batch in state.batches(pending) {
            state.rewrite(&batch, options, &mut res, &mut parts);
        }
        pending = parts;
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
    /// Where each relation is among them.
    places: FxHashMap<String, usize>,
    /// The mistakes that are not ours.
    known: FxHashSet<String>,
    is_changed: Vec<bool>,
}

/// Edits that are not taken over yet.
#[derive(Default)]
struct Edits {
    files: Vec<ast::File>,
    edited: Vec<usize>,
    written: Vec<Written>,
    refused: Vec<Refused>,
}

impl State {
    fn new(files: Vec<ast::File>, sources: &Sources) -> State {
        let text =
            |it: &ast::File| sources.get(it.id).map(|it| it.text.clone()).unwrap_or_default();
        let (model, known) = checked(&files);
        let relations = relations_of(&model);
        State {
            texts: files.iter().map(text).collect(),
            is_changed: vec![false; files.len()],
            places: places_of(&relations),
            relations,
            files,
            model,
            known: known.into_iter().collect(),
        }
    }

    /// What can be edited before the model is read again: all relations in which nothing holds because it holds
    /// in another one. A composite type changes what uses it, so each comes by itself, and first.
    fn batches(&self, names: Vec<String>) -> Vec<Vec<String>> {
        let (mut first, mut together, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let Some(relation) = self.relation(&name) else { continue };
            match relation.owner {
                Owner::Composite(_) => first.push(vec![name]),
                _ if relation.has_origin(OriginKind::Reference) => last.push(vec![name]),
                Owner::Entity(_) | Owner::Relationship(_) | Owner::Attribute(_) | Owner::Table => {
                    together.push(name);
                }
            }
        }
        first.push(together);
        first.extend(last);
        first
    }

    fn relation(&self, name: &str) -> Option<&Relation> {
        self.places.get(name).and_then(|it| self.relations.get(*it))
    }

    /// Rewrites the relations of these names as far as the outcome is sound; what they are divided into is
    /// added to `parts`.
    fn rewrite(
        &mut self,
        names: &[String],
        options: &StudyOptions,
        res: &mut Rewrite,
        parts: &mut Vec<String>,
    ) {
        let Edits { files, edited, written, refused } = self.edits(names, options);
        if written.is_empty() {
            res.refused.extend(refused);
            return;
        }
        match (self.take(files, edited), written.as_slice()) {
            (Ok(()), _) => {
                parts.extend(written.iter().flat_map(|it| it.parts.iter().cloned()));
                res.written.extend(written);
                res.refused.extend(refused);
            }
            (Err(reason), [only]) => {
                res.refused.push(Refused { relation: only.relation.clone(), reason });
                res.refused.extend(refused);
            }
            // One of them is at fault: those before it can still be written.
            (Err(_), _) => {
                let (some, others) = names.split_at(names.len() / 2);
                self.rewrite(some, options, res, parts);
                self.rewrite(others, options, res, parts);
            }
        }
    }

    /// The edits of the relations that need one.
    fn edits(&self, names: &[String], options: &StudyOptions) -> Edits {
        let mut taken = Names::of(&self.model);
        let mut res = Edits { files: self.files.clone(), ..Edits::default() };
        for relation in names.iter().filter_map(|it| self.relation(it)) {
            let study = study(relation.clone(), None, options);
            if !study.is_split() && relation.has_key {
                continue;
            }
            match self.edit(&study, &mut res, &mut taken) {
                Ok(written) => res.written.push(written),
                Err(reason) => {
                    res.refused.push(Refused { relation: relation.name.clone(), reason });
                }
            }
        }
        res
    }

    fn edit(&self, study: &Study, edits: &mut Edits, taken: &mut Names) -> Result<Written, String> {
        let relation = &study.relation;
        if let Some(reason) = kept::kept(&self.files, study) {
            return Err(reason);
        }
        if let Owner::Attribute(_) = relation.owner {
            return Err(
                "it is an attribute with many values; make an entity of it first".to_owned()
            );
        }
        let names = match study.is_split() {
            true => taken.of_parts(relation, &study.decomposition),
            false => vec![relation.name.clone()],
        };
        let sources = match relation.owner {
            Owner::Composite(id) => uses(&self.model, &self.relations, id),
            Owner::Entity(_) | Owner::Relationship(_) | Owner::Attribute(_) | Owner::Table => {
                vec![relation.name.clone()]
            }
        };
        match edit::edit(&mut edits.files, &self.model, study, &names, &sources) {
            Ok(file) => edits.edited.push(file),
            Err(reason) => {
                let is_new = |it: &&String| **it != relation.name;
                names.iter().filter(is_new).for_each(|it| taken.give_back(it));
                return Err(reason);
            }
        }
        if let Owner::Composite(id) = relation.owner {
            let (model, relations) = (&self.model, &self.relations);
            let edited = uses::index_uses(&mut edits.files, model, relations, id, study);
            edits.edited.extend(edited);
        }
        let lost = study.decomposition.preservation.lost.iter();
        let lost = lost.map(|it| relation.text(&relation.dependencies.get(it.dependency)));
        let mut parts = names;
        parts.compact_sort_by_key(|it| *it != relation.name);
        Ok(Written { relation: relation.name.clone(), parts, lost: lost.collect() })
    }

    /// Takes edited files over, if the model that they make has no mistake that was not there before; else answers
    /// the first one.
    fn take(&mut self, mut files: Vec<ast::File>, mut edited: Vec<usize>) -> Result<(), String> {
        edited.sort_unstable();
        edited.dedup();
        let mut texts = self.texts.clone();
        for &file in &edited {
            texts[file] = format(&files[file], &texts[file]);
            files[file] = parse(files[file].id, &texts[file], &mut Diagnostics::new());
        }
        let (model, mistakes) = checked(&files);
        if let Some(mistake) = mistakes.into_iter().find(|it| !self.known.contains(it)) {
            return Err(mistake);
        }
        self.relations = relations_of(&model);
        self.places = places_of(&self.relations);
        self.model = model;
        self.files = files;
        self.texts = texts;
        edited.into_iter().for_each(|it| self.is_changed[it] = true);
        Ok(())
    }

    fn changed(self) -> Vec<(FileId, String)> {
        let files = self.files.iter().zip(self.texts).zip(self.is_changed);
        files.filter(|(_, it)| *it).map(|((file, text), _)| (file.id, text)).collect()
    }
}

fn places_of(relations: &[Relation]) -> FxHashMap<String, usize> {
    relations.iter().enumerate().map(|(idx, it)| (it.name.clone(), idx)).collect()
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
