//! One character of a good model is removed, or changes places with the next: how many messages are there,
//! and does the first of them stand where the damage is?

use std::collections::BTreeMap;

use super::good_models;
use erc::base::{Diagnostics, FileId};
use erc::model::resolve;
use erc::syntax::ast::{DeclarationKind, File};
use erc::syntax::parse;

/// How many mutants of each model are read.
const N_MUTANTS: usize = 60;

#[test]
fn damage_is_reported_once_and_where_it_is() {
    let project = Project::read();
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let models = project.models.iter();
        let threads: Vec<_> =
            models.map(|it| scope.spawn(|| project.tally(&it.0, &it.1))).collect();
        threads.into_iter().for_each(|it| tally.add(&it.join().expect("the model can be read")));
    });
    println!("{tally}");
    assert!(tally.n_rejected > 400, "{tally}");
    assert!(tally.mean() <= 1.3, "{tally}");
    assert!(tally.near() >= 0.9, "{tally}");
}

/// The good models, and what they import.
struct Project {
    models: Vec<(String, String)>,
    imported: BTreeMap<String, File>,
}

impl Project {
    fn read() -> Project {
        let models = good_models();
        let mut imported = BTreeMap::new();
        for (path, text) in &models {
            let Some((_, below)) = path.split_once("fixtures/models/") else { continue };
            let id = FileId(1 + imported.len() as u32);
            imported.insert(below.to_owned(), parse(id, text, &mut Diagnostics::new()));
        }
        Project { models, imported }
    }

    /// What is said about the mutants of one model.
    fn tally(&self, name: &str, text: &str) -> Tally {
        // What stands in `syntax/ok` can be read and means nothing.
        let has_meaning = name.contains("fixtures/models/");
        let lines = |text: &str| self.message_lines(text, has_meaning);
        assert_eq!(lines(text), Vec::<usize>::new(), "{name}");
        let mutants = mutants(text);
        // No common divisor with the two mutants of a character: both kinds are drawn.
        let step = (mutants.len() / N_MUTANTS).max(1) | 1;
        let mut tally = Tally::default();
        for mutant in mutants.iter().step_by(step) {
            tally.take(name, mutant, &lines(&mutant.text(text)), text);
        }
        tally
    }

    /// The lines that the messages about a text start on, counted from 0, in order.
    fn message_lines(&self, text: &str, has_meaning: bool) -> Vec<usize> {
        let mut diagnostics = Diagnostics::new();
        let mut files = vec![parse(FileId(0), text, &mut diagnostics)];
        let mut starts = Vec::new();
        for declaration in &files[0].declarations.clone() {
            let DeclarationKind::Import(import) = &declaration.kind else { continue };
            match self.imported.get(&import.path.value) {
                Some(file) => files.push(file.clone()),
                None if !has_meaning => {}
                None => starts.push(import.path.span.start as usize),
            }
        }
        if has_meaning {
            resolve(&files, &mut diagnostics);
        }
        starts.extend(diagnostics.iter().map(|it| it.primary.span.start as usize));
        starts.sort_unstable();
        starts.iter().map(|&it| line_of(text, it)).collect()
    }
}

/// A model with one character that is not as it was.
struct Mutant {
    /// The byte of the damage.
    at: usize,
    is_transposed: bool,
}

impl Mutant {
    fn text(&self, original: &str) -> String {
        let (before, rest) = original.split_at(self.at);
        let mut chars = rest.chars();
        let first = chars.next().expect("damage is at a character");
        let second = chars.next().filter(|_| self.is_transposed);
        let moved = second.map(|it| format!("{it}{first}")).unwrap_or_default();
        let len = first.len_utf8() + second.map_or(0, char::len_utf8);
        format!("{before}{moved}{}", &rest[len..])
    }
}

fn mutants(text: &str) -> Vec<Mutant> {
    let next = text.chars().skip(1).map(Some).chain([None]);
    let places = text.char_indices().zip(next);
    let mutants = places.flat_map(|((at, c), next)| {
        let differs = next.is_some_and(|it| it != c);
        let transposed = differs.then_some(Mutant { at, is_transposed: true });
        std::iter::once(Mutant { at, is_transposed: false }).chain(transposed)
    });
    mutants.collect()
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count()
}

#[derive(Default)]
struct Tally {
    n_read: usize,
    n_rejected: usize,
    n_messages: usize,
    n_near: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.n_read += other.n_read;
        self.n_rejected += other.n_rejected;
        self.n_messages += other.n_messages;
        self.n_near += other.n_near;
    }

    fn take(&mut self, name: &str, mutant: &Mutant, lines: &[usize], original: &str) {
        self.n_read += 1;
        let Some(&first) = lines.first() else { return };
        let damaged = line_of(original, mutant.at);
        let is_near = first.abs_diff(damaged) <= 1;
        self.n_rejected += 1;
        self.n_messages += lines.len();
        self.n_near += usize::from(is_near);
        if std::env::var_os("SHOW_MUTANTS").is_some() && (!is_near || lines.len() > 1) {
            let text = mutant.text(original);
            let context: Vec<_> = text.lines().skip(damaged.saturating_sub(1)).take(3).collect();
            let lines: Vec<_> = lines.iter().map(|it| it + 1).collect();
            println!("{name}:{} {lines:?}\n{}\n", damaged + 1, context.join("\n"));
        }
    }

    fn mean(&self) -> f64 {
        self.n_messages as f64 / self.n_rejected as f64
    }

    fn near(&self) -> f64 {
        self.n_near as f64 / self.n_rejected as f64
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} mutants, {} rejected; messages each: {:.3}; the first within a line of the damage: {:.1} %",
            self.n_read,
            self.n_rejected,
            self.mean(),
            100.0 * self.near()
        )
    }
}
