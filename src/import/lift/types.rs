//! Checks that several columns share: types.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::columns::scalar;
use super::design::Design;
use super::expressions::{Expressions, Known, quoted};
use super::names::{Names, pascal};
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{Check, Column, Expr, NativeType, QualifiedName, Table};

/// How many columns of various names, and of one name, make a type worth its while.
const FEWEST: usize = 3;
const FEWEST_OF_ONE_NAME: usize = 2;

/// The types that are made, and the columns that are of them.
#[derive(Debug, Default)]
pub(super) struct Types<'a> {
    declared: Vec<(String, String)>,
    of_column: FxHashMap<(&'a QualifiedName, &'a Name), usize>,
    /// The checks that come with the types.
    checks: FxHashMap<(&'a QualifiedName, &'a Name), &'a Name>,
}

impl Types<'_> {
    /// The type of a column, if it is of one.
    pub(super) fn of(&self, table: &QualifiedName, column: &Name) -> Option<&str> {
        self.of_column.get(&(table, column)).map(|it| self.declared[*it].0.as_str())
    }

    /// Whether a check comes with the type of a column.
    pub(super) fn holds(&self, table: &QualifiedName, check: &Name) -> bool {
        self.checks.contains_key(&(table, check))
    }

    /// Whether a column of the table is of one of the types.
    pub(super) fn has(&self, table: &QualifiedName) -> bool {
        self.of_column.keys().any(|it| it.0 == table)
    }

    /// The declarations.
    pub(super) fn text(&self) -> String {
        let mut res = String::new();
        for (name, rest) in &self.declared {
            let _ = writeln!(res, "type {} = {rest}", quoted(name));
        }
        res
    }
}

/// A column whose check could be that of a type.
struct Candidate<'a> {
    table: &'a QualifiedName,
    column: &'a Name,
    check: &'a Name,
    scalar: ScalarType,
}

/// Finds checks of one column that say the same of columns of the same type.
pub(super) fn types<'a>(
    tables: &[&'a Table<NativeType>],
    design: &Design<'a>,
    id: DialectId,
    names: &mut Names,
) -> Types<'a> {
    let mut groups: BTreeMap<String, Vec<Candidate<'a>>> = BTreeMap::new();
    for table in tables {
        for column in &table.columns {
            if let Some((text, candidate)) = candidate(table, column, design, id) {
                groups.entry(text).or_default().push(candidate);
            }
        }
    }
    let mut res = Types::default();
    for (text, group) in groups {
        let is_one_name = group.iter().all(|it| it.column == group[0].column);
        let fewest = if is_one_name { FEWEST_OF_ONE_NAME } else { FEWEST };
        if group.len() < fewest {
            continue;
        }
        let name = names.free(&name(&text, &group));
        res.declared.push((name, text));
        for it in group {
            res.of_column.insert((it.table, it.column), res.declared.len() - 1);
            res.checks.insert((it.table, it.check), it.column);
        }
    }
    res
}

fn candidate<'a>(
    table: &'a Table<NativeType>,
    column: &'a Column<NativeType>,
    design: &Design<'a>,
    id: DialectId,
) -> Option<(String, Candidate<'a>)> {
    let is_free = column.identity.is_none()
        && column.generated.is_none()
        && design.serial(&table.name, &column.name).is_none()
        && !table.foreign_keys.iter().any(|it| it.columns.contains(&column.name));
    let scalar = scalar(&column.ty, id, false).filter(|_| is_free)?;
    let usual = format!("{}_{}_check", table.name.name, column.name);
    let mut own = table.checks.iter().filter(|it| it.expr.references() == [&column.name]);
    let check = own.next().filter(|it| it.name == usual.as_str() && is_bare(it))?;
    if own.next().is_some() {
        return None;
    }
    let value = Name::new_static("value");
    let of_value = check.expr.substitute(&mut |_, _| Expr::reference(value.clone()));
    let known = [Known::new(value.clone(), value, Some(scalar))];
    let text = Expressions { id, known: &known, is_literal: false }.said(&of_value)?;
    // The word is no name there, so it needs no quotes.
    let text = format!("{scalar} check {}", text.replace("`value`", "value"));
    let candidate =
        Candidate { table: &table.name, column: &column.name, check: &check.name, scalar };
    Some((text, candidate))
}

fn is_bare(check: &Check) -> bool {
    check.is_validated && check.comment.is_none() && check.settings.is_empty()
}

/// What such values are called: after what they are, else after the column that is of the type most often.
fn name(text: &str, group: &[Candidate<'_>]) -> String {
    let is_one_name = group.iter().all(|it| it.column == group[0].column);
    let condition = text.split_once(" check ").map_or("", |(_, it)| it);
    let scalar = group[0].scalar.to_string();
    let scalar = pascal(scalar.split('(').next().unwrap_or_default());
    match condition {
        "value > 0" => format!("Positive{scalar}"),
        "value >= 0" => format!("NonNegative{scalar}"),
        _ if is_one_name => pascal(group[0].column),
        _ => {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            group.iter().for_each(|it| *counts.entry(it.column.as_str()).or_default() += 1);
            let most =
                counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
            pascal(most.map_or("value", |(name, _)| name))
        }
    }
}
