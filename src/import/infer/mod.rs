//! References that a schema means and does not say: columns that are named and typed like the keys of other tables.
//!
//! In comes a schema, out go proposals with a reason each. Nothing is changed.

mod names;

use names::{Naming, stem, words};
use rustc_hash::FxHashMap;

use crate::base::{CompactSort, Name};
use crate::schema::{Column, NativeSchema, NativeType, QualifiedName, Table};

/// A foreign key that a database might have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The table that would refer.
    pub table: QualifiedName,
    /// Its columns.
    pub columns: Vec<Name>,
    /// The table that would be referred to.
    pub target: QualifiedName,
    /// Its key, in the order of the columns.
    pub target_columns: Vec<Name>,
    /// How sure it is, in per cent.
    pub confidence: u8,
    /// Why, without a full stop.
    pub reason: String,
}

/// Proposals below this are guesses that help nobody.
const LEAST: u8 = 30;

/// Proposes foreign keys by name and type, the surest first. What a foreign key says already is not proposed.
pub fn infer(schema: &NativeSchema) -> Vec<Proposal> {
    let naming = Naming::of(schema);
    let mut targets: FxHashMap<String, Vec<&Table<NativeType>>> = FxHashMap::default();
    for table in schema.tables.values().filter(|it| it.primary_key.is_some()) {
        targets.entry(naming.entity(&table.name.name)).or_default().push(table);
    }
    let mut res = Vec::new();
    for table in schema.tables.values() {
        for column in table.columns.iter().filter(|it| is_free(table, it)) {
            let found = candidates(table, column, &targets, &naming);
            res.extend(best(table, column, found));
        }
        res.extend(composites(schema, table));
    }
    res.compact_sort_by(|a, b| {
        let place = |it: &Proposal| (it.table.clone(), it.columns.clone());
        b.confidence.cmp(&a.confidence).then_with(|| place(a).cmp(&place(b)))
    });
    res
}

/// Whether a column could be a reference by itself.
fn is_free(table: &Table<NativeType>, column: &Column<NativeType>) -> bool {
    let refers = table.foreign_keys.iter().any(|it| it.columns.contains(&column.name));
    let is_own_key =
        table.primary_key.as_ref().is_some_and(|it| it.columns.as_slice() == [column.name.clone()]);
    let counts = column.identity.is_some() || column.generated.is_some();
    // `owner_id` beside `owner_type` refers to one of several tables.
    let is_one_of_several = column.name.strip_suffix("_id").is_some_and(|stem| {
        let kind = format!("{stem}_type");
        table.columns.iter().any(|it| it.name.eq_ignore_ascii_case(&kind))
    });
    !refers && !is_own_key && !counts && !is_one_of_several
}

/// A table that a column may mean.
struct Candidate<'a> {
    target: &'a Table<NativeType>,
    key: &'a Column<NativeType>,
    confidence: u8,
    reason: String,
}

fn candidates<'a>(
    table: &Table<NativeType>,
    column: &Column<NativeType>,
    targets: &FxHashMap<String, Vec<&'a Table<NativeType>>>,
    naming: &Naming,
) -> Vec<Candidate<'a>> {
    let mut res = Vec::new();
    let words = words(&column.name);
    let Some((stem, ending)) = stem(&words) else {
        return people(table, column, targets, naming);
    };
    for start in 0..stem.len() {
        let name = naming.entity(&stem[start..].join("_"));
        for target in targets.get(&name).into_iter().flatten() {
            let Some(key) = single_key(target) else { continue };
            let confidence = match (start, ending) {
                (0, Some(_)) => 90,
                (0, None) => 55,
                (_, Some(_)) => 70,
                (_, None) => 35,
            };
            let reason = match start {
                0 => format!("`{}` names `{}`", column.name, target.name),
                _ => format!("`{}` ends in the name of `{}`", column.name, target.name),
            };
            res.push(Candidate { target, key, confidence, reason });
        }
        if !res.is_empty() {
            return res;
        }
    }
    if ending.is_some() && stem.last().is_some_and(|it| matches!(it.as_str(), "parent" | "root")) {
        let own = targets.values().flatten().find(|it| it.name == table.name);
        if let Some((target, key)) = own.and_then(|it| Some((*it, single_key(it)?))) {
            let reason = format!("`{}` names a row of the table itself", column.name);
            res.push(Candidate { target, key, confidence: 75, reason });
        }
    }
    if res.is_empty() {
        return people(table, column, targets, naming);
    }
    res
}

/// `created_by`, `author_id`: people, where there is a table of them.
fn people<'a>(
    table: &Table<NativeType>,
    column: &Column<NativeType>,
    targets: &FxHashMap<String, Vec<&'a Table<NativeType>>>,
    naming: &Naming,
) -> Vec<Candidate<'a>> {
    const ROLES: [&str; 8] =
        ["author", "owner", "creator", "editor", "assignee", "manager", "reviewer", "sender"];
    let words = words(&column.name);
    let is_by = words.len() > 1 && words.last().is_some_and(|it| it == "by");
    let is_role = words.iter().any(|it| ROLES.contains(&it.as_str()));
    if !is_by && !is_role {
        return Vec::new();
    }
    let names = ["user", "account", "person", "employee", "member", "staff"];
    let found = names.iter().find_map(|it| targets.get(&naming.entity(it)));
    let candidate = |target: &&'a Table<NativeType>| {
        let key = single_key(target)?;
        let reason = format!("`{}` names someone, and `{}` has people", column.name, target.name);
        let confidence = if target.name.namespace == table.name.namespace { 50 } else { 40 };
        Some(Candidate { target, key, confidence, reason })
    };
    found.into_iter().flatten().filter_map(candidate).collect()
}

fn single_key(table: &Table<NativeType>) -> Option<&Column<NativeType>> {
    match table.primary_key.as_ref()?.columns.as_slice() {
        [only] => table.column(only),
        _ => None,
    }
}

/// The surest of the candidates, once types and everything else have been looked at.
fn best(
    table: &Table<NativeType>,
    column: &Column<NativeType>,
    found: Vec<Candidate<'_>>,
) -> Option<Proposal> {
    let n_found = found.len();
    let judged = found.into_iter().filter_map(|it| judged(table, column, it));
    let mut all: Vec<Candidate<'_>> = judged.collect();
    all.compact_sort_by(|a, b| {
        b.confidence.cmp(&a.confidence).then_with(|| a.target.name.cmp(&b.target.name))
    });
    let best = all.into_iter().next()?;
    let confidence = if n_found > 1 { best.confidence.saturating_sub(10) } else { best.confidence };
    (confidence >= LEAST).then(|| Proposal {
        table: table.name.clone(),
        columns: vec![column.name.clone()],
        target: best.target.name.clone(),
        target_columns: vec![best.key.name.clone()],
        confidence,
        reason: best.reason,
    })
}

/// What types, indexes and schemas say of a candidate; nothing when the types cannot be compared.
fn judged<'a>(
    table: &Table<NativeType>,
    column: &Column<NativeType>,
    mut it: Candidate<'a>,
) -> Option<Candidate<'a>> {
    if it.target.name == table.name && it.key.name == column.name {
        return None;
    }
    if column.ty == it.key.ty {
        it.reason.push_str(", and the types are the same");
    } else if is_like(&column.ty, &it.key.ty) {
        it.confidence = it.confidence.saturating_sub(15);
        it.reason.push_str(", and the types are alike");
    } else {
        return None;
    }
    let is_indexed = table
        .indexes
        .iter()
        .any(|index| index.items.first().and_then(|it| it.as_column()) == Some(&column.name));
    let is_in_key = table.primary_key.iter().any(|key| key.columns.contains(&column.name));
    if is_indexed || is_in_key {
        it.confidence = (it.confidence + 5).min(99);
        it.reason.push_str(if is_in_key { "; it is part of the key" } else { "; it is indexed" });
    }
    if it.target.name.namespace != table.name.namespace {
        it.confidence = it.confidence.saturating_sub(15);
        it.reason.push_str("; they are in different schemas");
    }
    Some(it)
}

/// Types of one kind: all whole numbers, all texts.
fn is_like(a: &NativeType, b: &NativeType) -> bool {
    let kind = |it: &NativeType| {
        let name = it.name.as_str();
        if name.contains("int") || name == "serial" || name == "bigserial" {
            Some("number")
        } else if name.contains("char") || name.contains("text") {
            Some("text")
        } else {
            None
        }
    };
    a.n_dimensions == b.n_dimensions && kind(a).is_some() && kind(a) == kind(b)
}

/// Keys of several columns that another table has all of, under the same names and types.
fn composites(schema: &NativeSchema, table: &Table<NativeType>) -> Vec<Proposal> {
    let has_all = |target: &&Table<NativeType>| {
        let Some(key) = &target.primary_key else { return false };
        let same = |name: &Name| match (table.column(name), target.column(name)) {
            (Some(own), Some(other)) => own.ty == other.ty,
            _ => false,
        };
        key.columns.len() > 1
            && target.name != table.name
            && key.columns.iter().all(same)
            && !table.foreign_keys.iter().any(|it| it.target == target.name)
            // Two tables with one key say nothing about which refers to which.
            && table.primary_key.as_ref().is_none_or(|own| own.columns != key.columns)
    };
    let proposal = |target: &Table<NativeType>| {
        let columns = target.primary_key.as_ref()?.columns.clone();
        Some(Proposal {
            table: table.name.clone(),
            target: target.name.clone(),
            target_columns: columns.clone(),
            confidence: 60,
            reason: format!(
                "it has all columns of the key of `{}`, of the same types",
                target.name
            ),
            columns,
        })
    };
    schema.tables.values().filter(has_all).filter_map(proposal).collect()
}
