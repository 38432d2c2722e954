//! Lines as foreign keys: both sides found, single ones unique, what they refer to a key.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::reading::Reading;
use super::super::sketch::{EndSketch, IndexSketch, Joins, ReferenceSketch};
use crate::base::{Name, closest};
use crate::schema::QualifiedName;

/// Leaves the references whose tables and columns are there, each with its columns.
pub(super) fn resolve(reading: &mut Reading<'_>) {
    let places: FxHashMap<QualifiedName, usize> =
        reading.sketch.tables.iter().enumerate().map(|(idx, it)| (it.name.clone(), idx)).collect();
    let mut known = Identified::default();
    let mut seen: FxHashSet<(QualifiedName, Vec<Name>, QualifiedName)> = FxHashSet::default();
    let mut res = Vec::new();
    for mut it in std::mem::take(&mut reading.sketch.references) {
        let (Some(&from), Some(&to)) = (places.get(&it.from.table), places.get(&it.to.table))
        else {
            missing_table(reading, &it);
            continue;
        };
        if it.to.columns.is_empty() {
            it.to.columns = reading.sketch.tables[to].key_columns();
        }
        if it.from.columns.is_empty() {
            it.from.columns = reading.sketch.tables[from].key_columns();
        }
        if !has_columns(reading, &it, [from, to]) || !is_key(reading, &it, to, &mut known) {
            continue;
        }
        single(reading, &it, from, &mut known);
        let same = (it.from.table.clone(), it.from.columns.clone(), it.to.table.clone());
        if !seen.insert(same) {
            reading.remark(it.span, "the same reference is said twice: one is kept");
            continue;
        }
        res.push(it);
    }
    reading.sketch.references = res;
}

/// Says which table of a reference is not there.
pub(super) fn missing_table(reading: &mut Reading<'_>, it: &ReferenceSketch) {
    let is_there =
        |end: &&EndSketch| !reading.sketch.tables.iter().any(|table| table.name == end.table);
    let missing = [&it.from, &it.to].into_iter().find(is_there);
    let Some(missing) = missing else { return };
    let names: Vec<String> = reading.sketch.tables.iter().map(|it| it.name.to_string()).collect();
    let name = missing.table.to_string();
    let meant = closest(&name, names.iter().map(String::as_str));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "declare it, or leave the reference out".to_owned(),
    };
    let (span, message) = (missing.span, format!("there is no table `{name}`"));
    reading.unknown(span, message, Some(help));
}

fn has_columns(reading: &mut Reading<'_>, it: &ReferenceSketch, places: [usize; 2]) -> bool {
    for (end, place) in [&it.from, &it.to].into_iter().zip(places) {
        let table = &reading.sketch.tables[place];
        let Some(missing) = end.columns.iter().find(|name| table.column(name).is_none()) else {
            continue;
        };
        let meant = closest(missing, table.columns.iter().map(|it| it.name.as_str()));
        let help = meant.map(|it| format!("did you mean `{it}`?"));
        let message = format!("`{}` has no column `{missing}`", table.name);
        reading.unknown(end.span, message, help);
        return false;
    }
    if it.from.columns.is_empty() || it.to.columns.is_empty() {
        let message = format!("`{}` has no key to refer to", it.to.table);
        reading.unknown(it.to.span, message, Some("name the columns, or give it a key".to_owned()));
        return false;
    }
    if it.from.columns.len() != it.to.columns.len() {
        let (from, to) = (it.from.columns.len(), it.to.columns.len());
        let message = format!("{from} columns refer to {to}");
        reading.unknown(it.span, message, Some("name as many on both sides".to_owned()));
        return false;
    }
    true
}

/// The columns that identify the rows of tables, as far as it was asked.
#[derive(Default)]
struct Identified {
    known: FxHashMap<usize, FxHashSet<Vec<Name>>>,
}

impl Identified {
    /// Whether these columns, in any order, are the key of a table or unique.
    fn has(&mut self, reading: &Reading<'_>, place: usize, columns: &[Name]) -> bool {
        let table = &reading.sketch.tables[place];
        let known = self
            .known
            .entry(place)
            .or_insert_with(|| table.identifying().into_iter().map(sorted).collect());
        known.contains(&sorted(columns.to_vec()))
    }

    fn add(&mut self, place: usize, columns: &[Name]) {
        self.known.entry(place).or_default().insert(sorted(columns.to_vec()));
    }
}

fn sorted(mut columns: Vec<Name>) -> Vec<Name> {
    columns.sort();
    columns
}

/// Makes unique what is referred to; a part of a key cannot be.
fn is_key(
    reading: &mut Reading<'_>,
    it: &ReferenceSketch,
    to: usize,
    known: &mut Identified,
) -> bool {
    if known.has(reading, to, &it.to.columns) {
        return true;
    }
    let list = it.to.columns.join(", ");
    let key = reading.sketch.tables[to].key_columns();
    if it.to.columns.iter().all(|it| key.contains(it)) {
        let what = format!(
            "`{}({list})` is a part of a key alone, so nothing can refer to it: the reference is left out",
            it.to.table
        );
        reading.remark(it.span, what);
        return false;
    }
    let what = format!("`{}({list})` is made unique, since it is referred to", it.to.table);
    let unique = IndexSketch::over(&it.to.columns, true, it.to.span);
    reading.sketch.tables[to].indexes.push(unique);
    known.add(to, &it.to.columns);
    reading.remark(it.span, what);
    true
}

/// A one-to-one reference is unique.
fn single(reading: &mut Reading<'_>, it: &ReferenceSketch, from: usize, known: &mut Identified) {
    if it.many == Joins::OneToOne && !known.has(reading, from, &it.from.columns) {
        let unique = IndexSketch::over(&it.from.columns, true, it.span);
        reading.sketch.tables[from].indexes.push(unique);
        known.add(from, &it.from.columns);
    }
}
