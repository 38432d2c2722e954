//! What changed since an earlier state of the model.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Source;
use super::collect::Owner;
use super::tables;
use crate::base::Diagnostics;
use crate::migrate::{RenameHints, Sentence, diff, sentences};
use crate::schema::{NativeSchema, Origin};

/// An earlier state to compare with.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// What it is called: a revision, a file.
    pub name: &'a str,
    /// What each database held, in the order of [`Source::native`].
    pub schemas: &'a [&'a NativeSchema],
}

/// What changed.
#[derive(Debug, Serialize)]
pub struct History {
    /// What it is compared with.
    pub since: String,
    /// The changes: renames first, then in the order of the tables.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Serialize)]
pub struct Change {
    /// `add`, `drop`, `change`, `rename`.
    pub verb: &'static str,
    /// `table`, `column`, …
    pub kind: String,
    /// What it is about: `customer.name`.
    pub name: String,
    /// What exactly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// The place of the subject it is about; none for what is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<usize>,
    /// The place of the column in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The places of the databases where it is so; none where it is so in all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub databases: Vec<usize>,
}

/// What changed since `earlier` in any database; nothing where there is no database.
pub(super) fn history(
    source: Source<'_>,
    owners: &[Owner<'_>],
    places: &FxHashMap<Origin, usize>,
    earlier: Earlier<'_>,
) -> Option<History> {
    let states: Vec<_> = source.native.iter().zip(earlier.schemas).collect();
    if states.is_empty() {
        return None;
    }
    // Doubts about renames are for those who migrate.
    let mut doubts = Diagnostics::new();
    let mut found = Found::default();
    for (database, ((dialect, now), before)) in states.iter().enumerate() {
        let targets = targets(source, owners, places, now);
        let difference = diff(before, now, &RenameHints::default(), &mut doubts);
        for sentence in sentences(&difference, *dialect) {
            found.add(change(sentence, &targets), database);
        }
    }
    Some(History { since: earlier.name.to_owned(), changes: found.in_order(states.len()) })
}

/// Changes of all databases, each once.
#[derive(Default)]
struct Found {
    /// Each change, behind the place of the first one about the same thing.
    changes: Vec<(usize, Change)>,
    places: FxHashMap<(&'static str, String, String, Vec<String>), usize>,
    firsts: FxHashMap<(&'static str, String, String), usize>,
}

impl Found {
    fn add(&mut self, change: Change, database: usize) {
        let next = self.changes.len();
        let thing = (change.verb, change.kind.clone(), change.name.clone());
        let first = *self.firsts.entry(thing.clone()).or_insert(next);
        let words = (thing.0, thing.1, thing.2, change.details.clone());
        let at = *self.places.entry(words).or_insert(next);
        if at == next {
            self.changes.push((first, change));
        }
        self.changes[at].1.databases.push(database);
    }

    /// What databases say differently of one thing stands side by side.
    fn in_order(mut self, n_databases: usize) -> Vec<Change> {
        self.changes.sort_by_key(|it| it.0);
        let mut res: Vec<Change> = self.changes.into_iter().map(|it| it.1).collect();
        for it in res.iter_mut().filter(|it| it.databases.len() == n_databases) {
            it.databases.clear();
        }
        res
    }
}

/// What a sentence says, with what it is about.
fn change(sentence: Sentence, targets: &FxHashMap<String, (usize, Option<usize>)>) -> Change {
    let Sentence { verb, kind, name, details } = sentence;
    let target = targets.get(&name).or_else(|| {
        let (table, _) = name.rsplit_once('.')?;
        targets.get(table)
    });
    let (subject, column) = target.copied().unzip();
    let column = column.flatten();
    Change { verb, kind, name, details, subject, column, databases: Vec::new() }
}

/// The subject and column behind each name of a table, and of a table and a column.
fn targets(
    source: Source<'_>,
    owners: &[Owner<'_>],
    places: &FxHashMap<Origin, usize>,
    schema: &NativeSchema,
) -> FxHashMap<String, (usize, Option<usize>)> {
    let mut res = FxHashMap::default();
    for table in schema.tables.values() {
        let origin = tables::owner(source.model, table.origin);
        let Some(&place) = places.get(&origin).filter(|_| origin != Origin::None) else { continue };
        for column in &table.columns {
            let of = |id| owners[place].attributes.iter().position(|it| *it == id);
            let at = match column.origin {
                Origin::Attribute(id) => of(id),
                Origin::None
                | Origin::Entity(_)
                | Origin::Relationship(_)
                | Origin::Role(_)
                | Origin::Hierarchy(_)
                | Origin::Lowering => None,
            };
            res.insert(format!("{}.{}", table.name, column.name), (place, at));
        }
        res.insert(table.name.to_string(), (place, None));
    }
    res
}
