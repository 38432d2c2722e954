//! What a picture of entities leaves to its reader: keys, and the columns that lines stand for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::reading::Reading;
use super::super::sketch::{
    ColumnSketch, IndexSketch, Joins, ReferenceSketch, TableSketch, TypeSketch,
};
use crate::base::{Name, ScalarType, snake_case};
use crate::import::lift::singular;
use crate::schema::QualifiedName;

/// Gives every line its columns.
pub(super) fn keys(reading: &mut Reading<'_>) {
    let places: FxHashMap<QualifiedName, usize> =
        reading.sketch.tables.iter().enumerate().map(|(idx, it)| (it.name.clone(), idx)).collect();
    let mut references = std::mem::take(&mut reading.sketch.references);
    let mut used: FxHashSet<(usize, Name)> = FxHashSet::default();
    // Lines whose columns are there by name choose before those that only might mean a column.
    for pass in [Pass::Named, Pass::Left, Pass::Made] {
        for it in references.iter_mut().filter(|it| is_open(it)) {
            let (Some(&from), Some(&to)) = (places.get(&it.from.table), places.get(&it.to.table))
            else {
                continue;
            };
            columns(reading, it, [from, to], pass, &mut used);
        }
    }
    reading.sketch.references = references;
    indexes(reading, &places);
}

/// A line that has no columns yet.
fn is_open(it: &ReferenceSketch) -> bool {
    it.many != Joins::ManyToMany && it.from.columns.is_empty()
}

/// How sure it is that a column is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Its name says so.
    Named,
    /// It is marked as referring, and there are no others that could be meant.
    Left,
    /// There is none: it is made.
    Made,
}

/// The key that the picture leaves out: `id` where there is one, else a number of its own.
pub(super) fn key(reading: &mut Reading<'_>, idx: usize) {
    let table = &mut reading.sketch.tables[idx];
    if !table.key_columns().is_empty() {
        return;
    }
    let span = table.span;
    let name = table.name.clone();
    let what = match table.columns.iter_mut().find(|it| it.name == "id") {
        Some(id) => {
            id.is_key = true;
            id.is_nullable = false;
            format!("`{name}` has no key: `id` is taken for it")
        }
        None => {
            let ty = TypeSketch::Scalar(ScalarType::BigInt);
            let id =
                ColumnSketch { is_key: true, counts_up: true, ..ColumnSketch::new("id", ty, span) };
            table.columns.insert(0, id);
            format!("`{name}` has no key: a number `id` is added")
        }
    };
    reading.remark(span, what);
}

/// Finds or makes the columns of a line.
fn columns(
    reading: &mut Reading<'_>,
    it: &mut ReferenceSketch,
    [from, to]: [usize; 2],
    pass: Pass,
    used: &mut FxHashSet<(usize, Name)>,
) {
    let target = reading.sketch.tables[to].key_columns();
    let table = &reading.sketch.tables[from];
    let is_free = |name: &Name| !used.contains(&(from, name.clone()));
    let parent = stem(&it.to.table.name);
    let found = match pass {
        Pass::Named => named(table, it, &parent, &target, &is_free, from == to),
        Pass::Left => left(table, &parent, &target, &is_free),
        Pass::Made => Some(made(reading, it, from, &parent, &target, to)),
    };
    let Some(found) = found else { return };
    used.extend(found.iter().map(|name| (from, name.clone())));
    let table = &mut reading.sketch.tables[from];
    let all_key = found.iter().all(|name| table.column(name).is_some_and(|it| it.is_key));
    for (name, target) in found.iter().zip(&target) {
        let Some(column) = table.columns.iter_mut().find(|it| it.name == *name) else { continue };
        if column.ty == TypeSketch::Unstated {
            column.ty = TypeSketch::Like(it.to.table.clone(), target.clone());
        }
    }
    if it.is_identifying && !all_key {
        reading.remark(
            it.span,
            "a solid line says that the one is identified by the other; where its key has no part \
             of the other's it is read as a plain reference",
        );
    }
    it.from.columns = found;
    it.to.columns = target;
}

/// Letters and digits in lower case: `customerId` and `customer_id` are the same.
fn bare(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns whose names say that they are meant.
fn named(
    table: &TableSketch,
    it: &ReferenceSketch,
    parent: &str,
    target: &[Name],
    is_free: &dyn Fn(&Name) -> bool,
    is_own: bool,
) -> Option<Vec<Name>> {
    let label = it.label.as_deref().map(bare).unwrap_or_default();
    let parent = bare(parent);
    // `gate_airport` says `gate` where the key begins with `airport`.
    let first = target.first().map(|it| bare(it)).unwrap_or_default();
    let head = label.strip_suffix(first.as_str()).unwrap_or_default().to_owned();
    let stems = [label.clone(), format!("{label}{parent}"), head, parent];
    let stems: Vec<String> = match label.is_empty() {
        true => stems[3..].to_vec(),
        false => stems.into_iter().filter(|it| !it.is_empty()).collect(),
    };
    let free: Vec<&ColumnSketch> = table.columns.iter().filter(|it| is_free(&it.name)).collect();
    let find = |wanted: &str| free.iter().find(|it| bare(&it.name) == wanted);
    for stem in &stems {
        let of_key = |key: &Name| {
            let key = bare(key);
            let rest = key.strip_prefix(stem.as_str()).map(|rest| format!("{stem}{rest}"));
            let both = format!("{stem}{key}");
            find(&both).or_else(|| find(&rest?)).map(|it| it.name.clone())
        };
        let all: Option<Vec<Name>> = target.iter().map(of_key).collect();
        if let Some(all) = all.filter(|it| !(it.is_empty() || is_own && it == target)) {
            return Some(all);
        }
        if let [_] = target {
            let short = find(stem).or_else(|| find(&format!("{stem}id")));
            if let Some(short) = short.filter(|it| !(is_own && it.is_key)) {
                return Some(vec![short.name.clone()]);
            }
        }
    }
    // `home_team` for `team`.
    let ends = |it: &&&ColumnSketch| {
        it.name.len() > stems[stems.len() - 1].len()
            && bare(&it.name).ends_with(&stems[stems.len() - 1])
    };
    let mut ending = free.iter().filter(ends);
    if let ([_], Some(only), None) = (target, ending.next(), ending.next()) {
        return Some(vec![only.name.clone()]);
    }
    same_names(table, target, is_free, is_own)
}

/// Columns that are called like the key they refer to.
fn same_names(
    table: &TableSketch,
    target: &[Name],
    is_free: &dyn Fn(&Name) -> bool,
    is_own: bool,
) -> Option<Vec<Name>> {
    let is_telling = |name: &Name| {
        table.column(name).is_some_and(|it| it.is_reference || target.len() > 1) && !is_own
    };
    let all = !target.is_empty()
        && target.iter().all(|name| is_telling(name) && (is_free(name) || target.len() > 1));
    all.then(|| target.to_vec())
}

/// The column that is marked as referring where no other is left.
fn left(
    table: &TableSketch,
    parent: &str,
    target: &[Name],
    is_free: &dyn Fn(&Name) -> bool,
) -> Option<Vec<Name>> {
    let [_] = target else { return None };
    let is_left = |it: &&ColumnSketch| it.is_reference && is_free(&it.name);
    let marked: Vec<&ColumnSketch> = table.columns.iter().filter(is_left).collect();
    // The key of `Person` may be spelled otherwise: `driverLicence` for `driversLicense`.
    let is_close = |it: &&&ColumnSketch| {
        let (own, key) = (bare(&it.name), bare(&target[0]));
        own.starts_with(key.get(..4).unwrap_or(&key)) || own.contains(&bare(parent))
    };
    let close: Vec<&&ColumnSketch> = marked.iter().filter(is_close).collect();
    match (marked.as_slice(), close.as_slice()) {
        ([only], _) => Some(vec![only.name.clone()]),
        (_, [only]) => Some(vec![only.name.clone()]),
        _ => None,
    }
}

/// New columns, behind all others.
fn made(
    reading: &mut Reading<'_>,
    it: &ReferenceSketch,
    from: usize,
    parent: &str,
    target: &[Name],
    to: usize,
) -> Vec<Name> {
    let target_name = reading.sketch.tables[to].name.clone();
    let table = &mut reading.sketch.tables[from];
    let prefix = if from == to { format!("parent_{parent}") } else { parent.to_owned() };
    let mut res = Vec::new();
    for key in target {
        let name = referring(&prefix, key);
        let mut free = name.clone();
        let mut number = 2;
        while table.column(&free).is_some() {
            free = Name::new(format!("{name}_{number}"));
            number += 1;
        }
        let ty = TypeSketch::Like(target_name.clone(), key.clone());
        let column = ColumnSketch::new(free.clone(), ty, it.span);
        table.columns.push(ColumnSketch { is_nullable: it.is_optional, ..column });
        res.push(free);
    }
    res
}

/// What references to a table are named after: one of its rows.
pub(super) fn stem(table: &str) -> String {
    snake_case(&singular(table)).to_string()
}

/// `customer_id` for the key `id` of a customer; `code` alone where it says whose it is.
pub(super) fn referring(prefix: &str, key: &Name) -> Name {
    let starts = key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'));
    if starts { key.clone() } else { Name::new(format!("{prefix}_{key}")) }
}

/// References are looked up by what they refer to, and single ones are unique.
fn indexes(reading: &mut Reading<'_>, places: &FxHashMap<QualifiedName, usize>) {
    for it in &reading.sketch.references {
        let Some(&from) = places.get(&it.from.table) else { continue };
        if it.from.columns.is_empty() || it.many == Joins::ManyToMany {
            continue;
        }
        let table = &mut reading.sketch.tables[from];
        let is_served = table.key_columns().starts_with(&it.from.columns)
            || table.indexes.iter().any(|index| index.columns().starts_with(&it.from.columns));
        if !is_served && it.many == Joins::ManyToOne {
            table.indexes.push(IndexSketch::over(&it.from.columns, false, it.span));
        }
    }
}
