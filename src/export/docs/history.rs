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
    /// What the first database held.
    pub schema: &'a NativeSchema,
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
}

/// What changed since `earlier`, as the first database sees it; nothing where there is no database.
pub(super) fn history(
    source: Source<'_>,
    owners: &[Owner<'_>],
    places: &FxHashMap<Origin, usize>,
    earlier: Earlier<'_>,
) -> Option<History> {
    let (dialect, now) = source.native.first()?;
    let targets = targets(source, owners, places, now);
    // Doubts about renames are for those who migrate.
    let mut doubts = Diagnostics::new();
    let difference = diff(earlier.schema, now, &RenameHints::default(), &mut doubts);
    let change = |it: Sentence| {
        let target = targets.get(&it.name).or_else(|| {
            let (table, _) = it.name.rsplit_once('.')?;
            targets.get(table)
        });
        let (subject, column) = target.copied().unzip();
        let Sentence { verb, kind, name, details } = it;
        Change { verb, kind, name, details, subject, column: column.flatten() }
    };
    let changes = sentences(&difference, *dialect).into_iter().map(change).collect();
    Some(History { since: earlier.name.to_owned(), changes })
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
