//! What was given another name: the model says so, or the caller does; nobody guesses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::change::Difference;
use super::things::Known;
use crate::base::{DialectId, Name};
use crate::schema::{NativeSchema, QualifiedName, RowSource, Table};

/// Renames that the caller vouches for, beside those that the model tells with `@was`.
#[derive(Debug, Clone, Default)]
pub struct RenameHints {
    /// Old and new: `client` and `customer`, `customer.full_name` and `name`.
    pub pairs: Vec<(String, String)>,
    /// Columns that come, and where their values come from, beside what the model says with `@from`.
    pub sources: Vec<(QualifiedName, Name, RowSource)>,
    /// The database whose catalog has spelled one side anew, and the other side not: whether the query of a view is
    /// another one, the texts do not tell then.
    pub respelled: Option<DialectId>,
    /// Those things whose texts tell all the same.
    pub known: Known,
    /// Rights are none of its business: a database has some and who wrote the other side says nothing of any, or it
    /// does not tell.
    pub leaves_rights: bool,
}

/// What gets another name. Tables and columns are named as they are called afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    /// Schemas: old and new.
    pub namespaces: Vec<(Name, Name)>,
    /// Tables: old and new.
    pub tables: Vec<(QualifiedName, QualifiedName)>,
    /// Columns: the table, old and new.
    pub columns: Vec<(QualifiedName, Name, Name)>,
    /// Enums: old and new.
    pub enums: Vec<(QualifiedName, QualifiedName)>,
    /// Domains: old and new.
    pub domains: Vec<(QualifiedName, QualifiedName)>,
    /// Values of enums: the enum, old and new.
    pub labels: Vec<(QualifiedName, Name, Name)>,
}

impl RenameHints {
    /// What leads back from renames.
    pub fn back(renames: &Renames) -> RenameHints {
        let mut pairs: Vec<(String, String)> = Vec::new();
        pairs
            .extend(renames.namespaces.iter().map(|(old, new)| (new.to_string(), old.to_string())));
        for names in [&renames.tables, &renames.enums, &renames.domains] {
            pairs.extend(names.iter().map(|(old, new)| (new.to_string(), old.to_string())));
        }
        for (table, old, new) in &renames.columns {
            pairs.push((format!("{table}.{new}"), old.to_string()));
        }
        for (item, old, new) in &renames.labels {
            let before = renames.enums.iter().find(|(_, new)| new == item);
            let item = before.map_or(item, |(old, _)| old);
            pairs.push((format!("{item}.{new}"), old.to_string()));
        }
        RenameHints { pairs, ..RenameHints::default() }
    }

    /// What leads back from renames and moves.
    pub fn back_from(difference: &Difference<'_>) -> RenameHints {
        let sources = super::moves::back(difference);
        RenameHints { sources, ..RenameHints::back(&difference.renames) }
    }
}

impl Renames {
    /// Whether nothing gets another name.
    pub fn is_empty(&self) -> bool {
        *self == Renames::default()
    }
}

/// Finds what was renamed between two schemas.
pub(super) fn find(before: &NativeSchema, after: &NativeSchema, hints: &RenameHints) -> Renames {
    let mut res = Renames { namespaces: namespaces(before, after, hints), ..Renames::default() };
    let in_new_namespace = |name: &QualifiedName| moved(name, &res.namespaces);
    let table_names: Vec<QualifiedName> =
        before.tables.values().map(|it| in_new_namespace(&it.name)).collect();
    let wanted = after.tables.values().map(|it| (&it.name, it.was.as_slice()));
    let tables = pairs(&table_names, wanted, hints);
    let enum_names: Vec<QualifiedName> =
        before.enums.iter().map(|it| in_new_namespace(&it.name)).collect();
    let wanted = after.enums.iter().map(|it| (&it.name, it.old_names.as_slice()));
    let enums = pairs(&enum_names, wanted, hints);
    let domain_names: Vec<QualifiedName> =
        before.domains.iter().map(|it| in_new_namespace(&it.name)).collect();
    let wanted = after.domains.iter().map(|it| (&it.name, it.old_names.as_slice()));
    let domains = pairs(&domain_names, wanted, hints);
    res.tables = tables;
    res.enums = enums;
    res.domains = domains;
    columns(before, after, hints, &mut res);
    labels(before, after, hints, &mut res);
    res
}

/// The name in a schema that may have got another name.
pub(super) fn moved(name: &QualifiedName, namespaces: &[(Name, Name)]) -> QualifiedName {
    let renamed = namespaces.iter().find(|(old, _)| Some(old) == name.namespace.as_ref());
    match renamed {
        Some((_, new)) => QualifiedName { namespace: Some(new.clone()), name: name.name.clone() },
        None => name.clone(),
    }
}

fn namespaces(
    before: &NativeSchema,
    after: &NativeSchema,
    hints: &RenameHints,
) -> Vec<(Name, Name)> {
    let exists =
        |schema: &NativeSchema, name: &Name| schema.namespaces.iter().any(|it| it.name == *name);
    let mut res = Vec::new();
    for it in after.namespaces.iter().filter(|it| !exists(before, &it.name)) {
        let told = hints.pairs.iter().filter(|(_, new)| *new == it.name.as_str());
        let mut candidates = told.map(|(old, _)| Name::new(old)).chain(it.was.iter().cloned());
        let old = candidates.find(|old| exists(before, old) && !exists(after, old));
        res.extend(old.map(|old| (old, it.name.clone())));
    }
    res
}

/// Old and new names of what is wanted, not there, and there by an earlier name.
fn pairs<'a>(
    there: &[QualifiedName],
    wanted: impl Iterator<Item = (&'a QualifiedName, &'a [Name])>,
    hints: &RenameHints,
) -> Vec<(QualifiedName, QualifiedName)> {
    let wanted: Vec<_> = wanted.collect();
    let there: FxHashSet<&QualifiedName> = there.iter().collect();
    let names: FxHashSet<&QualifiedName> = wanted.iter().map(|(name, _)| *name).collect();
    let mut res: Vec<(QualifiedName, QualifiedName)> = Vec::new();
    let mut taken = FxHashSet::default();
    for (new, was) in wanted {
        if there.contains(new) {
            continue;
        }
        let is_free = |old: &QualifiedName| there.contains(old) && !names.contains(old);
        let mut candidates: Vec<QualifiedName> = hinted(hints, new);
        candidates.extend(was.iter().flat_map(|old| earlier(new, old)));
        let old = candidates.into_iter().find(|it| is_free(it) && !taken.contains(it));
        if let Some(old) = old {
            taken.insert(old.clone());
            res.push((old, new.clone()));
        }
    }
    res
}

/// An earlier name as it may stand in the database: in the same schema, in the default one, or behind the prefix
/// that stands for a schema.
fn earlier(new: &QualifiedName, old: &Name) -> Vec<QualifiedName> {
    let mut res = vec![QualifiedName { namespace: new.namespace.clone(), name: old.clone() }];
    for (end, _) in new.name.match_indices('_') {
        let prefix = new.name.get(..=end).unwrap_or_default();
        res.push(QualifiedName::plain(format!("{prefix}{old}")));
    }
    res
}

fn hinted(hints: &RenameHints, new: &QualifiedName) -> Vec<QualifiedName> {
    let text = new.to_string();
    let of_new = hints.pairs.iter().filter(|(_, to)| *to == text);
    of_new.map(|(from, _)| parsed(from)).collect()
}

/// `schema.table` or `table`.
fn parsed(text: &str) -> QualifiedName {
    match text.split_once('.') {
        Some((namespace, name)) => {
            QualifiedName { namespace: Some(namespace.into()), name: name.into() }
        }
        None => QualifiedName::plain(text),
    }
}

fn columns(before: &NativeSchema, after: &NativeSchema, hints: &RenameHints, res: &mut Renames) {
    let old_names: FxHashMap<&QualifiedName, &QualifiedName> =
        res.tables.iter().map(|(old, new)| (new, old)).collect();
    let there: FxHashMap<QualifiedName, _> =
        before.tables.values().map(|it| (moved(&it.name, &res.namespaces), it)).collect();
    let mut found = Vec::new();
    for wanted in after.tables.values() {
        let old_name = old_names.get(&wanted.name).copied().unwrap_or(&wanted.name);
        let Some(table) = there.get(old_name) else { continue };
        let missing = wanted.columns.iter().filter(|it| table.column(&it.name).is_none());
        let mut taken = FxHashSet::default();
        for column in missing {
            let hinted = hinted_columns(hints, wanted, old_name, &column.name);
            let is_free = |old: &Name| table.column(old).is_some() && wanted.column(old).is_none();
            let mut candidates = hinted.into_iter().chain(column.was.iter().cloned());
            let old = candidates.find(|it| is_free(it) && !taken.contains(it));
            if let Some(old) = old {
                taken.insert(old.clone());
                found.push((wanted.name.clone(), old, column.name.clone()));
            }
        }
    }
    res.columns = found;
}

/// What `table.old=new` and `table.old=table.new` say about a column.
fn hinted_columns<T>(
    hints: &RenameHints,
    table: &Table<T>,
    old_table: &QualifiedName,
    new: &Name,
) -> Vec<Name> {
    let mut res = Vec::new();
    for (from, to) in &hints.pairs {
        let Some((of, old)) = from.rsplit_once('.') else { continue };
        let is_table = of == table.name.to_string() || of == old_table.to_string();
        let to = to.rsplit_once('.').map_or(to.as_str(), |(_, name)| name);
        if is_table && to == new.as_str() {
            res.push(Name::new(old));
        }
    }
    res
}

fn labels(before: &NativeSchema, after: &NativeSchema, hints: &RenameHints, res: &mut Renames) {
    let mut found = Vec::new();
    for wanted in &after.enums {
        let old_name = res.enums.iter().find(|(_, new)| *new == wanted.name);
        let old_name = old_name.map_or(&wanted.name, |(old, _)| old);
        let there = before.enums.iter().find(|it| moved(&it.name, &res.namespaces) == *old_name);
        let Some(there) = there else { continue };
        for (idx, label) in wanted.labels.iter().enumerate() {
            if there.labels.contains(label) {
                continue;
            }
            let told = wanted.was.iter().filter(|(_, at)| *at == idx).map(|(old, _)| old.clone());
            let hinted = hints.pairs.iter().filter_map(|(from, to)| {
                let (of, old) = from.rsplit_once('.')?;
                let to = to.rsplit_once('.').map_or(to.as_str(), |(_, it)| it);
                (of == wanted.name.to_string() && to == label.as_str()).then(|| Name::new(old))
            });
            let is_free = |it: &Name| there.labels.contains(it) && !wanted.labels.contains(it);
            let old = told.chain(hinted).find(is_free);
            found.extend(old.map(|old| (wanted.name.clone(), old, label.clone())));
        }
    }
    res.labels = found;
}
