//! Attributes whose type is an entity, and entities that are kinds of others: both have the keys of what they mean.

use rustc_hash::FxHashMap;

use super::super::reading::Reading;
use super::super::sketch::{
    ColumnSketch, EndSketch, Joins, ReferenceSketch, TableSketch, TypeSketch,
};
use super::conceptual::{key, referring};
use crate::base::Name;
use crate::base::graph::order;
use crate::schema::QualifiedName;

/// Replaces what stands for a whole key by the columns of that key.
pub(super) fn expand(reading: &mut Reading<'_>) {
    let places: FxHashMap<QualifiedName, usize> =
        reading.sketch.tables.iter().enumerate().map(|(idx, it)| (it.name.clone(), idx)).collect();
    let mut kinds: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (idx, it) in reading.sketch.references.iter().enumerate().filter(|(_, it)| it.is_kind) {
        if let Some(&from) = places.get(&it.from.table) {
            kinds.entry(from).or_default().push(idx);
        }
    }
    // A table comes behind those whose keys it takes over.
    for place in order(reading.sketch.tables.len(), &needs(reading, &places)).nodes {
        for idx in kinds.remove(&place).unwrap_or_default() {
            kind(reading, idx, place, &places);
        }
        attributes(reading, place, &places);
        key(reading, place);
    }
}

/// The tables whose keys have to be known first.
fn needs(reading: &Reading<'_>, places: &FxHashMap<QualifiedName, usize>) -> Vec<(usize, usize)> {
    let of_column = |(idx, it): (usize, &TableSketch)| {
        let targets = it.columns.iter().filter_map(whole).filter_map(|it| places.get(it).copied());
        targets.map(|target| (idx, target)).collect::<Vec<_>>()
    };
    let mut res: Vec<(usize, usize)> =
        reading.sketch.tables.iter().enumerate().flat_map(of_column).collect();
    let kinds = reading.sketch.references.iter().filter(|it| it.is_kind);
    res.extend(
        kinds.filter_map(|it| Some((*places.get(&it.from.table)?, *places.get(&it.to.table)?))),
    );
    res.retain(|(from, to)| from != to);
    res
}

/// The entity that an attribute stands for.
fn whole(column: &ColumnSketch) -> Option<&QualifiedName> {
    match &column.ty {
        TypeSketch::Like(table, name) if name.is_empty() => Some(table),
        TypeSketch::Like(..)
        | TypeSketch::Unstated
        | TypeSketch::Words(_)
        | TypeSketch::Scalar(_) => None,
    }
}

/// The key of the general entity is that of the special one.
fn kind(
    reading: &mut Reading<'_>,
    idx: usize,
    place: usize,
    places: &FxHashMap<QualifiedName, usize>,
) {
    let it = reading.sketch.references[idx].clone();
    let Some(&to) = places.get(&it.to.table).filter(|to| **to != place) else { return };
    let target = reading.sketch.tables[to].key_columns();
    let table = &mut reading.sketch.tables[place];
    if target.is_empty() || !table.key_columns().is_empty() {
        return;
    }
    for (nth, name) in target.iter().enumerate() {
        table.columns.retain(|it| it.name != *name);
        let ty = TypeSketch::Like(it.to.table.clone(), name.clone());
        let column = ColumnSketch { is_key: true, ..ColumnSketch::new(name.clone(), ty, it.span) };
        table.columns.insert(nth, column);
    }
    let reference = &mut reading.sketch.references[idx];
    reference.from.columns.clone_from(&target);
    reference.to.columns = target;
    reference.many = Joins::OneToOne;
}

/// Puts the columns of keys in the places of attributes that stand for entities.
fn attributes(reading: &mut Reading<'_>, place: usize, places: &FxHashMap<QualifiedName, usize>) {
    if !reading.sketch.tables[place].columns.iter().any(|it| whole(it).is_some()) {
        return;
    }
    let name = reading.sketch.tables[place].name.clone();
    let mut columns: Vec<ColumnSketch> = Vec::new();
    for it in std::mem::take(&mut reading.sketch.tables[place].columns) {
        let Some(target) = whole(&it).cloned() else {
            columns.push(it);
            continue;
        };
        let to = places.get(&target).copied().filter(|to| *to != place);
        let found = to.map(|to| reading.sketch.tables[to].key_columns()).unwrap_or_default();
        let key = if found.is_empty() { vec![Name::new_static("id")] } else { found };
        let own: Vec<Name> = key.iter().map(|key| referring(&it.name, key)).collect();
        for (own, key) in own.iter().zip(&key) {
            let ty = TypeSketch::Like(target.clone(), key.clone());
            columns.push(ColumnSketch { name: own.clone(), ty, ..it.clone() });
        }
        refer(reading, &it, &name, &target, (own, key));
    }
    reading.sketch.tables[place].columns = columns;
}

/// The line that an attribute is drawn with; a new one where there is none.
fn refer(
    reading: &mut Reading<'_>,
    attribute: &ColumnSketch,
    from: &QualifiedName,
    to: &QualifiedName,
    (own, key): (Vec<Name>, Vec<Name>),
) {
    let is_same = |it: &&mut ReferenceSketch| {
        let label = it.label.as_deref().map(super::super::picture::plain);
        it.from.table == *from
            && it.to.table == *to
            && it.from.columns.is_empty()
            && label.is_none_or(|it| it == attribute.name)
    };
    if let Some(line) = reading.sketch.references.iter_mut().find(is_same) {
        line.from.columns = own;
        line.to.columns = key;
        return;
    }
    let end = |table: &QualifiedName, columns| EndSketch {
        table: table.clone(),
        columns,
        span: attribute.span,
    };
    reading.sketch.references.push(ReferenceSketch {
        is_optional: attribute.is_nullable,
        ..ReferenceSketch::new(Joins::ManyToOne, end(from, own), end(to, key), attribute.span)
    });
}
