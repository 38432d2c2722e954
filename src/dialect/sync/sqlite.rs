//! Triggers of SQLite: they see a row when it is written and write it once more.

use super::super::contract::Dialect;
use super::super::emit::Sql;
use super::{Sync, object, of_row};
use crate::base::Name;
use crate::schema::{NativeType, Object, QualifiedName, Table};

pub(super) fn objects(
    dialect: &dyn Dialect,
    table: &Table<NativeType>,
    syncs: &[Sync],
    stem: &Name,
) -> Vec<Object> {
    let mut res = Vec::new();
    for sync in syncs {
        for event in ["insert", "update"] {
            let name = Name::new(format!("{stem}_{}_{event}", sync.column()));
            let mut sql = Sql::new(dialect);
            sql.push("create trigger ");
            sql.name(&name);
            sql.push(&format!(" after {event}"));
            if event == "update" {
                sql.push(" of ");
                sql.list(columns(sync), |sql, it| sql.name(it));
            }
            sql.push(" on ");
            sql.qualified(&table.name);
            condition(&mut sql, sync);
            sql.push("\nbegin\n");
            refuse_missing(&mut sql, table, sync);
            update(&mut sql, table, sync, event == "insert");
            sql.push("end");
            let name = QualifiedName::plain(name);
            res.push(object(dialect, "trigger", name, Some(&table.name), sql.into_string()));
        }
    }
    res
}

fn columns(sync: &Sync) -> Vec<&Name> {
    match sync {
        Sync::Copy { from, to, .. } => vec![from, to],
        Sync::Fill { column, .. } => vec![column],
    }
}

/// Only rows that are out of step: the trigger's own write is none.
fn condition(sql: &mut Sql<'_>, sync: &Sync) {
    sql.push("\nwhen ");
    match sync {
        Sync::Copy { from, to, both_ways, is_mandatory, .. } => {
            of_row(sql, "new", from);
            sql.push(" is not ");
            of_row(sql, "new", to);
            if *both_ways && *is_mandatory {
                sql.push(" or ");
                of_row(sql, "new", from);
                sql.push(" is null");
            }
        }
        Sync::Fill { column, .. } => {
            of_row(sql, "new", column);
            sql.push(" is null");
        }
    }
}

/// The old column may be null while both are there, since a row that says the new one alone is written before the
/// trigger sees it: that one of them is given is seen to here.
fn refuse_missing(sql: &mut Sql<'_>, table: &Table<NativeType>, sync: &Sync) {
    let Sync::Copy { from, to, both_ways: true, is_mandatory: true, .. } = sync else { return };
    sql.push("  select raise(abort, ");
    sql.string(&format!("NOT NULL constraint failed: {}.{from}", table.name.name));
    sql.push(") where ");
    of_row(sql, "new", from);
    sql.push(" is null and ");
    of_row(sql, "new", to);
    sql.push(" is null;\n");
}

fn update(sql: &mut Sql<'_>, table: &Table<NativeType>, sync: &Sync, is_insert: bool) {
    sql.push("  update ");
    sql.name(&table.name.name);
    sql.push(" set ");
    match sync {
        Sync::Copy { from, to, both_ways, .. } => {
            let value = |sql: &mut Sql<'_>| match (both_ways, is_insert) {
                (false, _) => of_row(sql, "new", from),
                (true, true) => {
                    sql.push("coalesce(");
                    of_row(sql, "new", to);
                    sql.push(", ");
                    of_row(sql, "new", from);
                    sql.push(")");
                }
                (true, false) => {
                    sql.push("case when ");
                    of_row(sql, "new", to);
                    sql.push(" is ");
                    of_row(sql, "old", to);
                    sql.push(" then ");
                    of_row(sql, "new", from);
                    sql.push(" else ");
                    of_row(sql, "new", to);
                    sql.push(" end");
                }
            };
            sql.name(to);
            sql.push(" = ");
            value(sql);
            if *both_ways {
                sql.push(",\n    ");
                sql.name(from);
                sql.push(" = ");
                value(sql);
            }
        }
        Sync::Fill { column, value } => {
            sql.name(column);
            sql.push(" = ");
            sql.expr(value);
        }
    }
    sql.push("\n  where ");
    sql.list_by(" and ", &row_key(table), |sql, key| {
        sql.name(key);
        sql.push(" = ");
        of_row(sql, "new", key);
    });
    sql.push(";\n");
}

/// What finds a row: the number that it has by itself, or the key of a table without one.
pub(super) fn row_key(table: &Table<NativeType>) -> Vec<Name> {
    if table.settings.get("without_rowid").is_some() {
        return table.primary_key.as_ref().map_or_else(Vec::new, |it| it.columns.clone());
    }
    let names = ["rowid", "_rowid_", "oid"];
    let free = names
        .into_iter()
        .find(|it| !table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(it)));
    vec![Name::new(free.unwrap_or("rowid"))]
}
