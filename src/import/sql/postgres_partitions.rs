//! Partitions of PostgreSQL. While a script is read they are tables as others.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::expression::raw;
use super::objects::rest;
use super::script::Script;
use super::{apply, columns, constraints, indexes, renames};
use crate::base::{DialectId, Name, Span};
use crate::dialect::PartitionOf;
use crate::schema::{Column, Expr, Index, IndexItem, NativeType, Origin, QualifiedName, Table};

/// `create table p partition of t (…) for values …`, from what stands behind `of` on.
pub(super) fn create(
    script: &mut Script,
    name: QualifiedName,
    is_unlogged: bool,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let parent = cursor.qualified()?;
    let parent = script.table(&parent)?;
    let above = parent.name.clone();
    let mut table = Table::new(name.clone(), Origin::None, Span::nowhere());
    let inherited = |it: &Column<NativeType>| Column { comment: None, ..it.clone() };
    table.columns = parent.columns.iter().map(inherited).collect();
    if is_unlogged {
        table.settings.set("unlogged", "true");
    }
    script.tables.push(table);
    let mut later = Vec::new();
    if cursor.mark(&Token::LParen) {
        members(script, &name, cursor, &mut later)?;
    }
    let bound = bound(cursor)?;
    super::tables::postgres_options(script, &name, cursor)?;
    apply::apply_all(script, &name, later)?;
    script.partitions.push(PartitionOf { name, parent: above, bound });
    Ok(())
}

/// Constraints, and columns with what they say beside their type, up to the `)`.
pub(super) fn members(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
    later: &mut Vec<constraints::Constraint>,
) -> Result<(), Refused> {
    loop {
        if let Some(constraint) = constraints::table_constraint(script, cursor)? {
            later.push(constraint);
        } else {
            let column = cursor.name()?;
            cursor.words(&["with", "options"]);
            let inherited = script.table(name)?.column(&column).cloned();
            let inherited = inherited.ok_or_else(|| format!("there is no column `{column}`"))?;
            let own = columns::clauses(script, inherited, cursor, later)?;
            let table = script.table(name)?;
            if let Some(place) = table.columns.iter_mut().find(|it| it.name == column) {
                *place = own;
            }
        }
        if !cursor.mark(&Token::Comma) {
            return cursor.expect(&Token::RParen);
        }
    }
}

/// `attach partition p for values …`: the table is a partition from now on.
pub(super) fn attach(
    script: &mut Script,
    parent: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let partition = cursor.qualified()?;
    let name = script.table(&partition)?.name.clone();
    let parent = script.table(parent)?.name.clone();
    let bound = bound(cursor)?;
    script.partitions.push(PartitionOf { name, parent, bound });
    Ok(())
}

/// `detach partition p`: it is a table as others again, and keeps what it had from its parent.
pub(super) fn detach(
    script: &mut Script,
    parent: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let partition = cursor.qualified()?;
    let _ = cursor.one_of(&["concurrently", "finalize"]);
    let partition = script.table(&partition)?.name.clone();
    let parent = script.table(parent)?.clone();
    script.partitions.retain(|it| it.name != partition);
    let table = script.table(&partition)?;
    leave_own(table, &parent);
    table.checks.extend(parent.checks);
    table.foreign_keys.extend(parent.foreign_keys);
    let mut kept = Vec::new();
    kept.extend(parent.primary_key.filter(|_| table.primary_key.is_none()).map(|it| {
        constraints::Constraint::Key {
            name: None,
            columns: it.columns,
            settings: it.settings,
            counts: false,
        }
    }));
    kept.extend(parent.uniques.into_iter().map(|it| constraints::Constraint::Unique {
        name: None,
        items: it.columns.into_iter().map(IndexItem::column).collect(),
        nulls_not_distinct: it.nulls_not_distinct,
        deferrable: it.deferrable,
        comment: None,
        settings: it.settings,
    }));
    kept.extend(parent.indexes.into_iter().map(|it| {
        let index = Index { name: Name::default(), comment: None, ..it };
        constraints::Constraint::Index(Box::new(index))
    }));
    apply::apply_all(script, &partition, kept)
}

/// The rows that a partition takes.
fn bound(cursor: &mut Cursor<'_>) -> Result<String, Refused> {
    if cursor.word("default") {
        return Ok("default".to_owned());
    }
    if !cursor.words(&["for", "values"]) {
        return Err(cursor.unexpected("`for values`"));
    }
    let mut res = "for values".to_owned();
    while let Some(word) = cursor.one_of(&["in", "from", "to", "with"]) {
        res.push_str(&format!(" {word} {}", cursor.parenthesised_text().replace(',', ", ")));
        if word == "in" || word == "to" || word == "with" {
            break;
        }
    }
    Ok(res.replace(",  ", ", "))
}

/// What a key of a partitioned table is over: its method, and its columns and expressions.
pub(in crate::import) fn key(text: &str) -> Option<(String, Vec<IndexItem>)> {
    let mut cursor = Cursor::new(text, DialectId::Postgres).ok()?;
    let method = cursor.any_word()?;
    let mut index = indexes::empty(Name::default());
    indexes::items(&mut cursor, &mut index).ok()?;
    cursor.is_at_end().then_some((method, index.items))
}

/// Takes away what a partition has because its parent has it: what was attached to a part of the parent, and what says
/// the same.
pub(super) fn without_inherited(script: &mut Script) {
    // What a parent has of its own counts, so all of them are as they were before any part is looked at.
    let parent = |it: &PartitionOf| {
        let parent = script.tables.iter().find(|table| table.name == it.parent)?;
        Some((it.name.clone(), parent.clone()))
    };
    let parents: Vec<_> = script.partitions.iter().filter_map(parent).collect();
    for (partition, parent) in &parents {
        if let Ok(table) = script.table(partition) {
            leave_own(table, parent);
        }
    }
}

fn leave_own(table: &mut Table<NativeType>, parent: &Table<NativeType>) {
    let own = |it: &Name| !parent.checks.iter().any(|above| above.name == *it);
    table.checks.retain(|it| own(&it.name));
    let columns = |it: &Option<crate::schema::Key>| it.as_ref().map(|it| it.columns.clone());
    if columns(&table.primary_key) == columns(&parent.primary_key) {
        table.primary_key = None;
    }
    let has_unique = |columns: &[Name]| parent.uniques.iter().any(|it| it.columns == columns);
    table.uniques.retain(|it| !has_unique(&it.columns));
    let is_same = |a: &Index, b: &Index| {
        (&a.items, &a.method, &a.predicate, a.is_unique)
            == (&b.items, &b.method, &b.predicate, b.is_unique)
    };
    table.indexes.retain(|it| !parent.indexes.iter().any(|above| is_same(it, above)));
    table.foreign_keys.retain(|it| {
        !parent.foreign_keys.iter().any(|above| {
            (&above.columns, &above.target, &above.target_columns)
                == (&it.columns, &it.target, &it.target_columns)
        })
    });
}

/// The columns of a table that has partitions, as they are before it is altered.
pub(super) fn divided(
    script: &mut Script,
    table: &QualifiedName,
) -> Option<Vec<Column<NativeType>>> {
    let has_parts = script.partitions.iter().any(|it| it.parent == *table);
    has_parts.then(|| script.table(table).map_or(Vec::new(), |it| it.columns.clone()))
}

/// Partitions get the names, defaults and refusals of nulls that their table has got.
pub(super) fn hand_down(script: &mut Script, table: &QualifiedName, before: &[Column<NativeType>]) {
    let Ok(above) = script.table(table).map(|it| it.columns.clone()) else { return };
    let parts: Vec<QualifiedName> = script
        .partitions
        .iter()
        .filter(|it| it.parent == *table)
        .map(|it| it.name.clone())
        .collect();
    let is_renamed = before.len() == above.len();
    for part in parts {
        let Ok(own) = script.table(&part) else { continue };
        let was = own.columns.clone();
        for (idx, old) in before.iter().enumerate() {
            let same = above.iter().find(|it| it.name == old.name);
            let Some(new) = same.or_else(|| above.get(idx).filter(|_| is_renamed)) else {
                continue;
            };
            if new.name != old.name {
                renames::rename_column(own, &old.name, &new.name);
            }
            let Some(column) = own.columns.iter_mut().find(|it| it.name == new.name) else {
                continue;
            };
            if new.default != old.default {
                column.default.clone_from(&new.default);
            }
            if new.is_nullable != old.is_nullable {
                column.is_nullable = new.is_nullable;
            }
        }
        hand_down(script, &part, &was);
    }
}

/// `alter index i attach partition j`: `j` is a part of `i` from now on, as the index of a partition.
pub(super) fn attach_index(script: &mut Script, name: &QualifiedName) {
    for table in script.tables.iter_mut().filter(|it| it.name.namespace == name.namespace) {
        table.indexes.retain(|it| it.name != name.name);
        table.uniques.retain(|it| it.name != name.name);
        if table.primary_key.as_ref().is_some_and(|it| it.name == name.name) {
            table.primary_key = None;
        }
    }
}

/// The statement that makes a partition, in its parts.
pub(in crate::import) struct Bound {
    /// `create table p partition of t`
    pub(in crate::import) head: String,
    /// `in`, `from`, `to` or `with`, and the values behind it; nothing of a default partition.
    pub(in crate::import) values: Vec<(&'static str, Vec<Expr>)>,
    /// How it is divided once more.
    pub(in crate::import) key: Option<String>,
    /// What stands behind.
    pub(in crate::import) tail: String,
}

/// Reads the statement that makes a partition; nothing when it says more than erc's own do.
pub(in crate::import) fn read_bound(text: &str) -> Option<Bound> {
    let mut cursor = Cursor::new(text, DialectId::Postgres).ok()?;
    cursor.word("create");
    cursor.word("unlogged");
    cursor.word("table").then_some(())?;
    cursor.qualified().ok()?;
    cursor.words(&["partition", "of"]).then_some(())?;
    cursor.qualified().ok()?;
    let head = text[..text.len() - rest(text, &cursor).len()].trim_end().to_owned();
    let mut values = Vec::new();
    if !cursor.word("default") {
        cursor.words(&["for", "values"]).then_some(())?;
        while let Some(word) = cursor.one_of(&["in", "from", "to", "with"]) {
            values.push((word, bound_values(&mut cursor, word)?));
            if word != "from" {
                break;
            }
        }
    }
    let key = cursor.words(&["partition", "by"]).then(|| {
        let method = cursor.any_word().unwrap_or_default();
        format!("{method} {}", cursor.parenthesised_text().replace(',', ", ").replace(",  ", ", "))
    });
    let tail = cursor.rest();
    let tail = if tail.is_empty() { tail } else { format!(" {tail}") };
    Some(Bound { head, values, key, tail })
}

fn bound_values(cursor: &mut Cursor<'_>, word: &str) -> Option<Vec<Expr>> {
    cursor.mark(&Token::LParen).then_some(())?;
    let mut res = Vec::new();
    loop {
        let unbounded = cursor.one_of(&["minvalue", "maxvalue"]);
        res.push(if let Some(unbounded) = unbounded {
            raw(unbounded, cursor.id)
        } else if word == "with" {
            let what = cursor.any_word()?;
            raw(&format!("{what} {}", cursor.number().ok()?), cursor.id)
        } else {
            cursor.expr().ok()?
        });
        if !cursor.mark(&Token::Comma) {
            return cursor.mark(&Token::RParen).then_some(res);
        }
    }
}
