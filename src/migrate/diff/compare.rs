//! Everything that comes, goes or changes, when all renames are done.

use std::hash::Hash;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::super::change::{Change, Difference, Edit, Part, TableChange};
use super::bodies::Body;
use crate::base::Name;
use crate::dialect::rights::is_right;
use crate::dialect::trigger_before;
use crate::schema::{
    Check, Enum, Exclusion, ForeignKey, Index, NativeSchema, NativeType, Object, QualifiedName,
    Settings, Table, Unique, View,
};

impl Difference<'_> {
    /// The changes beside the renames, in the order of the schemas: what stays or comes as it is wanted, then
    /// what goes.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let (before, after) = (&*self.before, self.after);
        let mut res = Vec::new();
        let namespaces = edits(&before.namespaces, &after.namespaces, |it| &it.name, |a, b| a == b);
        res.extend(namespaces.into_iter().map(Change::Namespace));
        let tables: FxHashSet<&QualifiedName> = match after.enums.is_empty() {
            true => FxHashSet::default(),
            false => after.tables.values().map(|it| &it.name).collect(),
        };
        let same_enum = |a: &Enum, b: &Enum| {
            // What the labels are about is kept in the rows of a lookup table and nowhere else.
            a == b && (a.label_comments == b.label_comments || !tables.contains(&b.name))
        };
        let enums = edits(&before.enums, &after.enums, |it| &it.name, same_enum);
        res.extend(enums.into_iter().map(Change::Enum));
        let domains = edits(&before.domains, &after.domains, |it| &it.name, |a, b| a == b);
        res.extend(domains.into_iter().map(Change::Domain));
        let sequences = edits(&before.sequences, &after.sequences, |it| &it.name, |a, b| a == b);
        res.extend(sequences.into_iter().map(Change::Sequence));
        for edit in edits(
            before.tables.values(),
            after.tables.values(),
            |it: &Table<NativeType>| &it.name,
            |a, b| a == b,
        ) {
            match edit {
                Edit::Add(table) => res.push(Change::AddTable(table)),
                Edit::Drop(table) => res.push(Change::DropTable(table)),
                Edit::Change { before, after } => {
                    let parts = parts(before, after);
                    if !parts.is_empty() {
                        res.push(Change::Table(TableChange { before, after, parts }));
                    }
                }
            }
        }
        let is_same_view = |a: &View<NativeType>, b: &View<NativeType>| self.is_same_view(a, b);
        let views = edits(&before.views, &after.views, |it| &it.name, is_same_view);
        res.extend(views.into_iter().map(Change::View));
        let compared = |it: &&Object| !(self.leaves_rights && is_right(&it.kind));
        let reordered = reordered(before, after);
        let objects = edits(
            before.objects.iter().filter(compared),
            after.objects.iter().filter(compared),
            identity,
            |a, b| {
                a.comment == b.comment
                    && self.body_of_object(a, b) != Body::Other
                    && !(a.kind == "trigger"
                        && a.on.as_ref().is_some_and(|it| reordered.contains(it)))
            },
        );
        res.extend(objects.into_iter().map(Change::Object));
        res
    }
}

impl Difference<'_> {
    /// The rights that are left as they are.
    pub fn rights_left_alone(&self) -> Vec<&Object> {
        let objects = self.before.objects.iter().chain(&self.after.objects);
        let rights = objects.filter(|it| is_right(&it.kind));
        if self.leaves_rights { rights.collect() } else { Vec::new() }
    }
}

/// The tables of MySQL whose triggers are asked in another order: a trigger has its place when it is made, so all of
/// them are made anew.
fn reordered<'a>(
    before: &'a NativeSchema,
    after: &'a NativeSchema,
) -> FxHashSet<&'a QualifiedName> {
    let places = |schema: &'a NativeSchema| -> FxHashMap<_, _> {
        let triggers = schema.objects.iter().filter(|it| it.kind == "trigger");
        triggers.map(|it| ((&it.name, it.on.as_ref()), trigger_before(&it.body))).collect()
    };
    let (before, after) = (places(before), places(after));
    let moved = before.iter().filter(|(key, place)| after.get(*key).is_some_and(|it| it != *place));
    moved.filter_map(|((_, table), _)| *table).collect()
}

/// What tells one object from another.
pub(in super::super) fn identity(it: &Object) -> (&Name, &QualifiedName, Option<&QualifiedName>) {
    (&it.kind, &it.name, it.on.as_ref())
}

/// What becomes of the items of one kind, which are told apart by their keys.
fn edits<'a, T, K: Hash + Eq>(
    before: impl IntoIterator<Item = &'a T>,
    after: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
    is_same: impl Fn(&T, &T) -> bool,
) -> Vec<Edit<'a, T>> {
    let mut there: IndexMap<K, &'a T, FxBuildHasher> =
        before.into_iter().map(|it| (key(it), it)).collect();
    let mut res = Vec::new();
    let mut stays = FxHashSet::default();
    for wanted in after {
        let wanted_key = key(wanted);
        match there.get(&wanted_key) {
            None => res.push(Edit::Add(wanted)),
            Some(before) => {
                if !is_same(before, wanted) {
                    res.push(Edit::Change { before, after: wanted });
                }
                stays.insert(wanted_key);
            }
        }
    }
    there.retain(|key, _| !stays.contains(key));
    res.extend(there.into_values().map(Edit::Drop));
    res
}

/// What changes inside a table.
fn parts<'a>(before: &'a Table<NativeType>, after: &'a Table<NativeType>) -> Vec<Part<'a>> {
    let mut res = Vec::new();
    let columns = edits(&before.columns, &after.columns, |it| &it.name, |a, b| a == b);
    res.extend(columns.into_iter().map(Part::Column));
    match (&before.primary_key, &after.primary_key) {
        (None, None) => {}
        (None, Some(after)) => res.push(Part::Key(Edit::Add(after))),
        (Some(before), None) => res.push(Part::Key(Edit::Drop(before))),
        (Some(before), Some(after)) if before == after => {}
        (Some(before), Some(after)) => res.push(Part::Key(Edit::Change { before, after })),
    }
    let uniques = constraints(&before.uniques, &after.uniques, Unique::named);
    res.extend(uniques.into_iter().map(Part::Unique));
    let foreign_keys = constraints(&before.foreign_keys, &after.foreign_keys, ForeignKey::named);
    res.extend(foreign_keys.into_iter().map(Part::ForeignKey));
    let checks = constraints(&before.checks, &after.checks, Check::named);
    res.extend(checks.into_iter().map(Part::Check));
    let exclusions = constraints(&before.exclusions, &after.exclusions, Exclusion::named);
    res.extend(exclusions.into_iter().map(Part::Exclusion));
    let indexes = constraints(&before.indexes, &after.indexes, Index::named);
    res.extend(indexes.into_iter().map(Part::Index));
    if before.comment != after.comment {
        res.push(Part::Comment);
    }
    res.extend(settings(&before.settings, &after.settings).into_iter().map(Part::Setting));
    res
}

/// Something with a name that may be another without its being another thing.
pub(in super::super) trait Named: PartialEq + Clone {
    /// Its name.
    fn name(&self) -> &Name;
    /// The same by another name.
    fn named(&self, name: &Name) -> Self;
}

macro_rules! named {
    ($($type:ty)*) => {
        $(impl Named for $type {
            fn name(&self) -> &Name {
                &self.name
            }
            fn named(&self, name: &Name) -> Self {
                Self { name: name.clone(), ..self.clone() }
            }
        })*
    };
}

named!(Unique ForeignKey Check Exclusion Index crate::schema::Key);

/// What becomes of the constraints of one kind. One that goes and one that comes and differ in the name alone are
/// one that gets another name.
pub(in super::super) fn constraints<'a, T: Named>(
    before: &'a [T],
    after: &'a [T],
    named: impl Fn(&T, &Name) -> T,
) -> Vec<Edit<'a, T>> {
    let all = edits(before, after, |it: &T| it.name(), |a, b| a == b);
    let mut going: Vec<&T> = Vec::new();
    let mut coming = FxHashMap::default();
    for (idx, edit) in all.iter().enumerate() {
        match edit {
            Edit::Add(it) => drop(coming.insert(idx, *it)),
            Edit::Drop(it) => going.push(it),
            Edit::Change { .. } => {}
        }
    }
    if going.is_empty() || coming.is_empty() {
        return all;
    }
    let mut gone = FxHashSet::default();
    let mut res = Vec::new();
    for (idx, edit) in all.into_iter().enumerate() {
        let Some(after) = coming.get(&idx) else {
            res.push(edit);
            continue;
        };
        let is_it = |it: &&&T| !gone.contains(it.name()) && named(it, after.name()) == **after;
        match going.iter().find(is_it) {
            Some(before) => {
                gone.insert(before.name().clone());
                res.push(Edit::Change { before, after });
            }
            None => res.push(edit),
        }
    }
    res.retain(|it| !matches!(it, Edit::Drop(it) if gone.contains(it.name())));
    res
}

/// The settings that differ.
fn settings<'a>(before: &'a Settings, after: &'a Settings) -> Vec<&'a Name> {
    let mut res: Vec<&Name> = Vec::new();
    for (name, value) in after.iter() {
        if before.get(name) != Some(value) {
            res.push(name);
        }
    }
    res.extend(before.iter().map(|(name, _)| name).filter(|it| after.get(it).is_none()));
    res
}
