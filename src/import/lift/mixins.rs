//! Columns that many tables end in: mixins.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};

use super::columns;
use super::design::Design;
use super::expressions::{Expressions, Known, quoted};
use super::names::{self, Names};
use super::write::docs;
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{NativeType, QualifiedName, Table};

/// How many tables, and how many columns, make a mixin worth its while.
const FEWEST_TABLES: usize = 5;
const FEWEST_COLUMNS: usize = 2;
/// Groups are looked for up to this many columns.
const MOST_COLUMNS: usize = 8;

/// The mixins that are made, and the tables that use them.
#[derive(Debug, Default)]
pub(super) struct Mixins<'a> {
    declared: Vec<Mixin>,
    of_table: FxHashMap<&'a QualifiedName, usize>,
}

#[derive(Debug)]
struct Mixin {
    name: String,
    n_columns: usize,
    text: String,
}

impl Mixins<'_> {
    /// The mixin of a table, and how many of its last columns that brings.
    pub(super) fn of(&self, table: &QualifiedName) -> Option<(&str, usize)> {
        let mixin = &self.declared[*self.of_table.get(table)?];
        Some((&mixin.name, mixin.n_columns))
    }

    /// The declarations.
    pub(super) fn text(&self) -> String {
        let mut res = String::new();
        for it in &self.declared {
            let _ = writeln!(res, "mixin {} {{\n{}}}\n", quoted(&it.name), it.text);
        }
        res
    }
}

/// A column at the end of a table, as an attribute.
struct Line {
    text: String,
    name: Name,
    is_time: bool,
}

/// Finds groups of columns about the making and changing of rows that many tables end in; those that spare the most
/// lines first.
pub(super) fn mixins<'a>(
    tables: &[&'a Table<NativeType>],
    design: &Design<'a>,
    id: DialectId,
    names: &mut Names,
) -> Mixins<'a> {
    let lines: Vec<Vec<Line>> = tables.iter().map(|it| last_lines(it, design, id, names)).collect();
    let mut left: FxHashSet<usize> = (0..tables.len()).collect();
    let mut res = Mixins::default();
    loop {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (idx, lines) in lines.iter().enumerate().filter(|(idx, _)| left.contains(idx)) {
            for n in FEWEST_COLUMNS..=lines.len() {
                let last = &lines[lines.len() - n..];
                if !last.iter().any(is_about_changes) {
                    continue;
                }
                let text: String = last.iter().map(|it| &*it.text).collect();
                groups.entry(text).or_default().push(idx);
            }
        }
        let n_columns = |members: &[usize], text: &str| {
            let lines = &lines[members[0]];
            let same = |n: &usize| {
                lines[lines.len() - n..].iter().map(|it| &*it.text).collect::<String>() == text
            };
            (FEWEST_COLUMNS..=lines.len()).find(same).unwrap_or_default()
        };
        let best = groups
            .iter()
            .filter(|(_, members)| members.len() >= FEWEST_TABLES)
            .map(|(text, members)| (members.len() * n_columns(members, text), text, members))
            .max_by_key(|(lines, text, _)| (*lines, std::cmp::Reverse((*text).clone())));
        let Some((_, text, members)) = best else { return res };
        let n_columns = n_columns(members, text);
        let some = &lines[members[0]];
        let name = names.free(name(&some[some.len() - n_columns..]));
        res.declared.push(Mixin { name, n_columns, text: text.clone() });
        for idx in members {
            left.remove(idx);
            res.of_table.insert(&tables[*idx].name, res.declared.len() - 1);
        }
    }
}

/// The last columns of a table that are nothing but attributes.
fn last_lines(
    table: &Table<NativeType>,
    design: &Design<'_>,
    id: DialectId,
    names: &Names,
) -> Vec<Line> {
    let is_entity = design.roles(&table.name).is_none();
    let is_free = |it: &&crate::schema::Column<NativeType>| {
        let is_key = table.primary_key.iter().any(|key| key.columns.contains(&it.name));
        let is_foreign = table.foreign_keys.iter().any(|key| key.columns.contains(&it.name));
        let counts = it.identity.is_some() || design.serial(&table.name, &it.name).is_some();
        !is_key && !is_foreign && !counts && it.generated.is_none()
    };
    let last = table.columns.iter().rev().take_while(is_free).take(MOST_COLUMNS);
    let mut res: Vec<Line> = Vec::new();
    for column in last.filter(|_| is_entity) {
        let name = names::attribute(&column.name);
        let scalar = columns::scalar(&column.ty, id, false);
        let values = names.values(&column.ty).to_vec();
        let known = Known { values, ..Known::new(column.name.clone(), name.clone(), scalar) };
        let known = [known];
        let words = columns::Words {
            id,
            names,
            ty: design.types.of(&table.name, &column.name),
            serial: None,
            expressions: &Expressions { id, known: &known, is_literal: false },
        };
        let line = columns::attribute(column, &name, &columns::Extras::default(), &words);
        let text = format!("{}  {line}\n", docs(column.comment.as_deref(), "  "));
        let is_time = matches!(
            scalar,
            Some(ScalarType::Timestamp | ScalarType::TimestampTz | ScalarType::Date)
        ) || matches!(column.ty.name.as_str(), "datetime" | "timestamp");
        res.push(Line { text, name, is_time });
    }
    res.reverse();
    res
}

/// Whether a column tells when or by whom a row was made or changed.
fn is_about_changes(it: &Line) -> bool {
    const WORDS: [&str; 6] = ["creat", "updat", "modif", "chang", "delet", "insert"];
    WORDS.iter().any(|word| it.name.contains(word))
}

/// What such columns are called.
fn name(lines: &[Line]) -> &'static str {
    match lines.iter().all(|it| it.is_time && is_about_changes(it)) {
        true => "Timestamps",
        false => "Audited",
    }
}
