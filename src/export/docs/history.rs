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
    let titles: Vec<&str> = states.iter().map(|((dialect, _), _)| dialect.id().title()).collect();
    Some(History { since: earlier.name.to_owned(), changes: found.told(&titles) })
}

/// What changed in any database, in the order in which it was found.
#[derive(Default)]
struct Found {
    things: Vec<Thing>,
    places: FxHashMap<(&'static str, String, String), usize>,
}

/// A change with what the databases say of it, each text with the databases that say so.
struct Thing {
    change: Change,
    told: Vec<(Vec<String>, Vec<usize>)>,
}

impl Found {
    fn add(&mut self, mut change: Change, database: usize) {
        let details = std::mem::take(&mut change.details);
        let next = self.things.len();
        let name = (change.verb, change.kind.clone(), change.name.clone());
        let at = *self.places.entry(name).or_insert(next);
        if at == next {
            self.things.push(Thing { change, told: Vec::new() });
        }
        let told = &mut self.things[at].told;
        match told.iter_mut().find(|it| it.0 == details) {
            Some((_, databases)) => databases.push(database),
            None => told.push((details, vec![database])),
        }
    }

    fn told(self, titles: &[&str]) -> Vec<Change> {
        self.things.into_iter().map(|it| it.told(titles)).collect()
    }
}

impl Thing {
    /// Where databases say different things, each says which it is.
    fn told(self, titles: &[&str]) -> Change {
        let mut databases: Vec<usize> = self.told.iter().flat_map(|it| it.1.clone()).collect();
        databases.sort_unstable();
        if databases.len() == titles.len() {
            databases.clear();
        }
        let is_one = self.told.len() == 1;
        let details = self.told.into_iter().flat_map(|(details, databases)| {
            if is_one || details.is_empty() {
                return details;
            }
            let names: Vec<&str> = databases.iter().map(|&it| titles[it]).collect();
            vec![format!("{} ({})", details.join(", "), names.join(", "))]
        });
        Change { details: details.collect(), databases, ..self.change }
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
