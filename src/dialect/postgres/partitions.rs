//! Partitions: statements that a schema carries word for word, and what they have of their own beside them.

use rustc_hash::FxHashMap;

use super::super::emit::{Constraint, Items, Sql};
use super::Postgres;
use super::emit::{TableItems, create_index, default_clause, storage_clauses};
use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::schema::{Column, IndexItem, NativeSchema, NativeType, Object, QualifiedName, Table};

/// A table that is a partition of another, or of another partition.
#[derive(Debug, Clone)]
pub(crate) struct PartitionOf {
    /// The partition.
    pub(crate) name: QualifiedName,
    /// What it is a part of.
    pub(crate) parent: QualifiedName,
    /// `for values in (1)`, `default`
    pub(crate) bound: String,
}

/// Puts objects in the place of the tables that are partitions: the statement that makes each, and one for whatever it
/// has that what it is a part of has not.
pub(crate) fn fold_partitions(schema: &mut NativeSchema, partitions: &[PartitionOf]) {
    if partitions.is_empty() {
        return;
    }
    let is_partition: FxHashMap<&QualifiedName, &PartitionOf> =
        partitions.iter().map(|it| (&it.name, it)).collect();
    let tables = std::mem::take(&mut schema.tables);
    let (parts, whole): (Vec<_>, Vec<_>) =
        tables.values().cloned().partition(|it| is_partition.contains_key(&it.name));
    let parents: FxHashMap<&QualifiedName, &Table<NativeType>> =
        tables.values().map(|it| (&it.name, it)).collect();
    for table in &parts {
        let Some(partition) = is_partition.get(&table.name) else { continue };
        schema.objects.push(made(table, partition));
        let parent = parents.get(&partition.parent);
        schema.objects.extend(parent.into_iter().flat_map(|it| own_columns(table, it)));
        schema.objects.extend(own_constraints(table));
        schema.objects.extend(own_indexes(table));
    }
    schema.tables = whole.into_iter().collect();
}

/// The statement that makes a partition.
fn made(table: &Table<NativeType>, partition: &PartitionOf) -> Object {
    let mut sql = Sql::new(&Postgres);
    let is_unlogged = table.settings.get("unlogged") == Some("true");
    sql.push(if is_unlogged { "create unlogged table " } else { "create table " });
    sql.qualified(&table.name);
    sql.push(" partition of ");
    sql.qualified(&partition.parent);
    sql.push(&format!(" {}", partition.bound));
    if let Some(key) = table.settings.get("partition_by") {
        sql.push(&format!(" partition by {key}"));
    }
    if let Some(method) = table.settings.get("access_method") {
        sql.push(" using ");
        sql.name(method);
    }
    storage_clauses(&mut sql, &table.settings, " tablespace ");
    object("partition", &table.name.name, (table, Some(&partition.parent)), sql, &table.comment)
}

/// Defaults and refusals of nulls that are those of the partition alone.
fn own_columns(table: &Table<NativeType>, parent: &Table<NativeType>) -> Vec<Object> {
    let mut res = Vec::new();
    let mut say = |kind: &'static str, column: &Name, write: &dyn Fn(&mut Sql<'_>)| {
        let mut sql = altering(table);
        sql.push(" alter column ");
        sql.name(column);
        write(&mut sql);
        res.push(object(kind, column, (table, Some(&table.name)), sql, &None));
    };
    for column in &table.columns {
        let Some(above) = parent.column(&column.name) else { continue };
        if column.default != above.default && column.generated.is_none() {
            say("column default", &column.name, &|sql| match &column.default {
                Some(default) => {
                    sql.push(" set");
                    default_clause(sql, default);
                }
                None => sql.push(" drop default"),
            });
        }
        if refuses_nulls_alone(table, column, above) {
            say("column nullability", &column.name, &|sql| sql.push(" set not null"));
        }
    }
    res
}

fn refuses_nulls_alone(
    table: &Table<NativeType>,
    column: &Column<NativeType>,
    above: &Column<NativeType>,
) -> bool {
    let is_key = table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&column.name));
    above.is_nullable && !column.is_nullable && !is_key
}

fn own_constraints(table: &Table<NativeType>) -> Vec<Object> {
    let keys = table.primary_key.iter().map(|it| (Constraint::Key(it), &it.name, &None, true));
    let uniques =
        table.uniques.iter().map(|it| (Constraint::Unique(it), &it.name, &it.comment, true));
    let checks = table
        .checks
        .iter()
        .map(|it| (Constraint::Check(it), &it.name, &it.comment, it.is_validated));
    let exclusions =
        table.exclusions.iter().map(|it| (Constraint::Exclusion(it), &it.name, &it.comment, true));
    let references = table
        .foreign_keys
        .iter()
        .map(|it| (Constraint::ForeignKey(it), &it.name, &it.comment, it.is_validated));
    let all = keys.chain(uniques).chain(checks).chain(exclusions).chain(references);
    let said = |(constraint, name, comment, is_validated): (Constraint<'_>, &Name, _, bool)| {
        let mut sql = altering(table);
        sql.push(" add ");
        TableItems.constraint(&mut sql, table, constraint);
        sql.push(if is_validated { "" } else { " not valid" });
        object("constraint", name, (table, Some(&table.name)), sql, comment)
    };
    all.map(said).collect()
}

fn own_indexes(table: &Table<NativeType>) -> Vec<Object> {
    let said = |index: &crate::schema::Index| {
        let mut sql = Sql::new(&Postgres);
        let words = if index.is_unique { "create unique index " } else { "create index " };
        create_index(&mut sql, words, &table.name, index);
        object("index", &index.name, (table, Some(&table.name)), sql, &index.comment)
    };
    table.indexes.iter().map(said).collect()
}

fn altering(table: &Table<NativeType>) -> Sql<'static> {
    let mut sql = Sql::new(&Postgres);
    sql.push("alter table ");
    sql.qualified(&table.name);
    sql
}

fn object(
    kind: &'static str,
    name: &Name,
    (table, on): (&Table<NativeType>, Option<&QualifiedName>),
    sql: Sql<'_>,
    comment: &Option<String>,
) -> Object {
    let body = sql.into_string();
    Object {
        kind: Name::new_static(kind),
        name: QualifiedName { namespace: table.name.namespace.clone(), name: name.clone() },
        on: on.cloned(),
        body: SqlText::one(DialectId::Postgres, body.trim_end().trim_end_matches(';')),
        comment: comment.clone(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// How a table is divided: `range (made, lower(name))`.
pub(crate) fn partition_key(method: &str, items: &[IndexItem]) -> String {
    let mut sql = Sql::new(&Postgres);
    sql.push(&format!("{} (", method.to_lowercase()));
    sql.list(items, super::super::emit::key_item);
    sql.push(")");
    sql.into_string()
}
