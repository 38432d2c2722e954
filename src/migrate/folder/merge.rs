//! Two migrations made beside one another: the schema that holds the changes of both.

use crate::base::Name;
use crate::schema::{NativeSchema, NativeType, Object, Table};

/// The schema with the changes of both sides, where no thing was changed by both in two ways; else the names of
/// those that were.
pub fn merge(
    base: &NativeSchema,
    ours: &NativeSchema,
    theirs: &NativeSchema,
) -> Result<NativeSchema, Vec<String>> {
    let mut clashes = Vec::new();
    let object_key = |it: &Object| format!("{} {} {:?}", it.kind, it.name, it.on);
    let mut res = NativeSchema {
        namespaces: list(
            [&base.namespaces, &ours.namespaces, &theirs.namespaces],
            |it| it.name.to_string(),
            &mut clashes,
        ),
        enums: list(
            [&base.enums, &ours.enums, &theirs.enums],
            |it| it.name.to_string(),
            &mut clashes,
        ),
        domains: list(
            [&base.domains, &ours.domains, &theirs.domains],
            |it| it.name.to_string(),
            &mut clashes,
        ),
        sequences: list(
            [&base.sequences, &ours.sequences, &theirs.sequences],
            |it| it.name.to_string(),
            &mut clashes,
        ),
        views: list(
            [&base.views, &ours.views, &theirs.views],
            |it| it.name.to_string(),
            &mut clashes,
        ),
        objects: list([&base.objects, &ours.objects, &theirs.objects], object_key, &mut clashes),
        ..NativeSchema::default()
    };
    let sides = [base, ours, theirs].map(|it| it.tables.values().cloned().collect::<Vec<_>>());
    let merged = list_with(
        [&sides[0], &sides[1], &sides[2]],
        |it| it.name.to_string(),
        &mut clashes,
        |[base, ours, theirs], clashes| table(base, ours, theirs, clashes),
    );
    for table in merged {
        res.tables.alloc(table);
    }
    if clashes.is_empty() { Ok(res) } else { Err(clashes) }
}

fn list<T: Clone + PartialEq>(
    sides: [&[T]; 3],
    key: impl Fn(&T) -> String,
    clashes: &mut Vec<String>,
) -> Vec<T> {
    let mut names = Vec::new();
    let res = list_with(sides, &key, clashes, |[_, ours, _], _| {
        names.push(key(ours));
        ours.clone()
    });
    clashes.extend(names);
    res
}

/// Merges lists by the keys of their items; `both` decides about an item that both sides have changed.
fn list_with<T: Clone + PartialEq>(
    [base, ours, theirs]: [&[T]; 3],
    key: impl Fn(&T) -> String,
    clashes: &mut Vec<String>,
    mut both: impl FnMut([&T; 3], &mut Vec<String>) -> T,
) -> Vec<T> {
    let index = |items: &[T]| -> rustc_hash::FxHashMap<String, usize> {
        items.iter().enumerate().map(|(idx, it)| (key(it), idx)).collect()
    };
    let (in_base, in_ours, in_theirs) = (index(base), index(ours), index(theirs));
    let mut res = Vec::new();
    for our in ours {
        let name = key(our);
        let was = in_base.get(&name).map(|it| &base[*it]);
        match (was, in_theirs.get(&name).map(|it| &theirs[*it])) {
            (_, Some(their)) if their == our => res.push(our.clone()),
            (Some(was), Some(their)) if was == our => res.push(their.clone()),
            (Some(was), Some(their)) if was == their => res.push(our.clone()),
            (Some(was), Some(their)) => res.push(both([was, our, their], clashes)),
            (None, Some(_)) => clashes.push(name),
            (None, None) => res.push(our.clone()),
            // They took it away; that is all right if we left it as it was.
            (Some(was), None) if was == our => {}
            (Some(_), None) => clashes.push(name),
        }
    }
    for their in theirs {
        let name = key(their);
        if in_ours.contains_key(&name) {
            continue;
        }
        match in_base.get(&name).map(|it| &base[*it]) {
            None => res.push(their.clone()),
            Some(was) if was == their => {}
            Some(_) => clashes.push(name),
        }
    }
    res
}

/// A table that both sides have changed: part by part.
fn table(
    base: &Table<NativeType>,
    ours: &Table<NativeType>,
    theirs: &Table<NativeType>,
    clashes: &mut Vec<String>,
) -> Table<NativeType> {
    let within = |name: &Name| format!("{}.{name}", ours.name);
    let mut res = ours.clone();
    res.columns =
        list([&base.columns, &ours.columns, &theirs.columns], |it| within(&it.name), clashes);
    res.uniques =
        list([&base.uniques, &ours.uniques, &theirs.uniques], |it| within(&it.name), clashes);
    res.foreign_keys = list(
        [&base.foreign_keys, &ours.foreign_keys, &theirs.foreign_keys],
        |it| within(&it.name),
        clashes,
    );
    res.checks = list([&base.checks, &ours.checks, &theirs.checks], |it| within(&it.name), clashes);
    res.exclusions = list(
        [&base.exclusions, &ours.exclusions, &theirs.exclusions],
        |it| within(&it.name),
        clashes,
    );
    res.indexes =
        list([&base.indexes, &ours.indexes, &theirs.indexes], |it| within(&it.name), clashes);
    if base.primary_key == ours.primary_key {
        res.primary_key = theirs.primary_key.clone();
    } else if base.primary_key != theirs.primary_key && ours.primary_key != theirs.primary_key {
        clashes.push(format!("{} (its primary key)", ours.name));
    }
    if base.comment == ours.comment {
        res.comment = theirs.comment.clone();
    }
    if base.settings == ours.settings {
        res.settings = theirs.settings.clone();
    }
    res
}
