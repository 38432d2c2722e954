//! How what is kept as text goes: by `drop` and its kind, or by the clause of its table that undoes it.

use std::borrow::Cow;

use super::super::rights::{is_right, undone};
use super::Sql;
use crate::base::Name;
use crate::schema::{Object, QualifiedName};

/// Writes `drop trigger name on table;` and its like. What stands in the parentheses of a name stays.
pub(in crate::dialect) fn drop_object(sql: &mut Sql<'_>, object: &Object, says_table: bool) {
    if is_right(&object.kind) {
        let id = sql.dialect().id();
        let body = object.body.text(id).unwrap_or_default();
        sql.push(&undone(id, body).unwrap_or_default());
        sql.push(";\n");
        return;
    }
    if let (Some(on), true) = (&object.on, is_part_of_table(&object.kind)) {
        sql.push("alter table ");
        sql.qualified(on);
        sql.push(" ");
        undo(sql, object);
        sql.push(";\n");
        return;
    }
    sql.push("drop ");
    sql.push(&words(&object.kind));
    sql.push(" ");
    let kind = words(&object.kind);
    let belongs = matches!(&*kind, "trigger" | "policy" | "rule");
    match object.on.as_ref().filter(|_| says_table && belongs) {
        // What belongs to a table is called without a schema.
        Some(on) => {
            sql.name(&object.name.name);
            sql.push(" on ");
            sql.qualified(on);
        }
        None => name(sql, object),
    }
    if matches!(&*kind, "operator class" | "operator family") {
        let method = method(object, sql);
        sql.push(" using ");
        sql.push(method);
    }
    sql.push(";\n");
}

/// What statements call this kind of object.
pub(in crate::dialect) fn words(kind: &str) -> Cow<'_, str> {
    match kind {
        "composite_type" | "range_type" => Cow::from("type"),
        "partition" => Cow::from("table"),
        kind if kind.contains('_') => Cow::from(kind.replace('_', " ")),
        kind => Cow::from(kind),
    }
}

/// Whether objects of this kind are clauses of `alter table`: they go with their table.
fn is_part_of_table(kind: &str) -> bool {
    [
        "clustering",
        "column default",
        "column nullability",
        "column options",
        "column statistics",
        "column storage",
        "constraint",
        "partitioning",
        "period",
        "replica identity",
    ]
    .contains(&&*words(kind))
}

/// Whether objects of this kind go with the table that they hang on.
pub fn goes_with_table(kind: &str) -> bool {
    is_part_of_table(kind) || is_right(kind)
}

/// The clause that takes back what such an object says.
fn undo(sql: &mut Sql<'_>, object: &Object) {
    let of_column = |sql: &mut Sql<'_>, says: &str| {
        sql.push("alter column ");
        sql.name(&object.name.name);
        sql.push(says);
    };
    match &*words(&object.kind) {
        "clustering" => sql.push("set without cluster"),
        // What the table that it is a part of says holds then, but for a default of its own.
        "column default" => of_column(sql, " drop default"),
        "column nullability" => of_column(sql, " drop not null"),
        "column options" => {
            let names = options(object, sql);
            of_column(sql, &format!(" reset ({})", names.join(", ")));
        }
        "column statistics" => of_column(sql, " set statistics -1"),
        // What most types that can be kept elsewhere start with; the word for it, `default`, is of PostgreSQL 16.
        "column storage" => of_column(sql, " set storage extended"),
        "partitioning" => sql.push("remove partitioning"),
        "period" => {
            sql.push("drop period for ");
            sql.name(&object.name.name);
        }
        "replica identity" => sql.push("replica identity default"),
        _ => {
            sql.push("drop constraint ");
            sql.name(&object.name.name);
        }
    }
}

fn name(sql: &mut Sql<'_>, object: &Object) {
    let QualifiedName { namespace, name } = &object.name;
    let Some((bare, signature)) =
        with_signature(name).filter(|it| object.kind == "operator" || it.0.is_empty())
    else {
        routine(sql, &object.name);
        return;
    };
    // A cast has no name but its types.
    if let Some(namespace) = namespace.as_ref().filter(|_| object.kind == "operator") {
        sql.name(namespace);
        sql.push(".");
    }
    sql.push(bare);
    sql.push("(");
    sql.push(signature);
}

/// Writes a name; what stands in the parentheses behind that of a routine stays as it is.
pub(in crate::dialect) fn routine(sql: &mut Sql<'_>, name: &QualifiedName) {
    let Some((bare, signature)) = with_signature(&name.name) else {
        sql.qualified(name);
        return;
    };
    sql.qualified(&QualifiedName { namespace: name.namespace.clone(), name: Name::new(bare) });
    sql.push("(");
    sql.push(signature);
}

/// The parts of `f(a integer)`, the second with its `)`.
fn with_signature(name: &Name) -> Option<(&str, &str)> {
    name.split_once('(').filter(|(_, it)| it.ends_with(')'))
}

/// The names in `alter table t alter column c set (n_distinct=5, …)`.
fn options<'o>(object: &'o Object, sql: &Sql<'_>) -> Vec<&'o str> {
    let body = object.body.text(sql.dialect().id()).unwrap_or_default();
    let list = body.rsplit_once('(').map_or("", |(_, it)| it.trim_end().trim_end_matches(')'));
    list.split(',').filter_map(|it| it.split('=').next()).map(str::trim).collect()
}

/// The method in `create operator class c for type t using btree as …`.
fn method<'o>(object: &'o Object, sql: &Sql<'_>) -> &'o str {
    let body = object.body.text(sql.dialect().id()).unwrap_or_default();
    let mut words = body.split_whitespace();
    words.find(|it| it.eq_ignore_ascii_case("using"));
    words.next().unwrap_or("btree")
}
