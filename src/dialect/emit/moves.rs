//! Statements that move rows, and those that stop where rows would be lost.

use super::super::row_move::RowMove;
use super::Sql;
use crate::base::{DialectId, Name};
use crate::schema::Expr;

/// The rows that have the values, and those that get them.
const HERE: &str = "erc_here";
const THERE: &str = "erc_there";

/// Writes `insert into … select …`.
pub(in crate::dialect) fn insert_rows(sql: &mut Sql<'_>, it: &RowMove) {
    sql.push("insert into ");
    sql.qualified(&it.to);
    sql.push(" ");
    let names: Vec<Name> = it.columns.iter().map(|(to, _)| to.clone()).collect();
    let constants = it.constants.iter().map(|(to, _)| to.clone());
    sql.names(&names.into_iter().chain(constants).collect::<Vec<_>>());
    sql.push(if it.is_many { "\nselect distinct " } else { "\nselect " });
    sql.list(&it.columns, |sql, (to, from)| {
        sql.name(from);
        cast(sql, it, to, "::text");
    });
    for (to, value) in &it.constants {
        sql.push(if it.columns.is_empty() { "" } else { ", " });
        sql.expr(value);
        cast(sql, it, to, "");
    }
    sql.push("\nfrom ");
    sql.qualified(&it.from);
    conditions(sql, it, None);
    sql.push(";\n");
}

/// Writes `update … set …`.
pub(in crate::dialect) fn update_rows(sql: &mut Sql<'_>, it: &RowMove) {
    sql.push("update ");
    sql.qualified(&it.to);
    sql.push("\nset ");
    for (idx, (to, from)) in it.columns.iter().enumerate() {
        sql.push(if idx > 0 { ",\n  " } else { "" });
        sql.name(to);
        sql.push(" = ");
        if it.link.is_empty() {
            sql.name(from);
        } else {
            looked_up(sql, it, from);
            cast(sql, it, to, "::text");
        }
    }
    for (idx, (to, value)) in it.constants.iter().enumerate() {
        sql.push(if idx > 0 || !it.columns.is_empty() { ",\n  " } else { "" });
        sql.name(to);
        sql.push(" = ");
        sql.expr(value);
        cast(sql, it, to, "");
    }
    if !it.link.is_empty() {
        sql.push("\nwhere exists (select 1");
        source(sql, it);
        sql.push(")");
    }
    sql.push(";\n");
}

/// Writes the value that a row gets: `(select … limit 1)`.
pub(in crate::dialect) fn looked_up(sql: &mut Sql<'_>, it: &RowMove, from: &Name) {
    sql.push("(select ");
    qualified(sql, HERE, from);
    source(sql, it);
    sql.push(" limit 1)");
}

/// Writes the value that a row gets by what it finds: `case when exists (…) then 'a' else null end`.
pub(in crate::dialect) fn told(
    sql: &mut Sql<'_>,
    by: &[(&RowMove, &Expr)],
    otherwise: Option<&Expr>,
) {
    sql.push("case");
    for (it, value) in by {
        sql.push(" when exists (select 1");
        source(sql, it);
        sql.push(") then ");
        sql.expr(value);
    }
    sql.push(" else ");
    match otherwise {
        Some(value) => sql.expr(value),
        None => sql.push("null"),
    }
    sql.push(" end");
}

/// Writes the cast that PostgreSQL wants where types differ that it does not convert by itself.
fn cast(sql: &mut Sql<'_>, it: &RowMove, to: &Name, through: &str) {
    if sql.dialect().id() != DialectId::Postgres {
        return;
    }
    if let Some((_, ty)) = it.casts.iter().find(|(name, _)| name == to) {
        sql.push(through);
        sql.push("::");
        sql.ty(ty);
    }
}

fn source(sql: &mut Sql<'_>, it: &RowMove) {
    sql.push(" from ");
    sql.qualified(&it.from);
    sql.push(&format!(" as {HERE} where "));
    sql.list_by(" and ", &it.link, |sql, (to, from)| {
        qualified(sql, HERE, from);
        equal(sql, it);
        sql.qualified(&it.to);
        sql.push(".");
        sql.name(to);
    });
    for (column, label) in &it.filter {
        sql.push(" and ");
        labelled(sql, Some(HERE), column, label);
    }
}

/// The query that finds rows which one row is to be made of, and which do not agree.
pub(in crate::dialect) fn unlike(sql: &mut Sql<'_>, it: &RowMove) {
    let keys: Vec<&Name> = it.link.iter().map(|(_, from)| from).collect();
    let mut all = keys.clone();
    all.extend(it.columns.iter().map(|(_, from)| from).filter(|it| !keys.contains(it)));
    sql.push("select ");
    sql.list(&keys, |sql, it| sql.name(it));
    sql.push(" from (select distinct ");
    sql.list(&all, |sql, it| sql.name(it));
    sql.push(" from ");
    sql.qualified(&it.from);
    conditions(sql, it, Some(&keys));
    sql.push(") as erc_rows group by ");
    sql.list(&keys, |sql, it| sql.name(it));
    sql.push(" having count(*) > 1");
}

/// The query that finds rows whose values are nowhere else: rows that have one of these columns, or all rows.
pub(in crate::dialect) fn lost(sql: &mut Sql<'_>, moves: &[&RowMove], columns: &[&Name]) {
    let Some(first) = moves.first() else { return };
    sql.push("select 1 from ");
    sql.qualified(&first.from);
    sql.push(&format!(" as {HERE} where "));
    if !columns.is_empty() {
        sql.push("(");
        sql.list_by(" or ", columns, |sql, it| {
            qualified(sql, HERE, it);
            sql.push(" is not null");
        });
        sql.push(") and ");
    }
    sql.list_by(" and ", moves, |sql, it| {
        sql.push("not exists (select 1 from ");
        sql.qualified(&it.to);
        sql.push(&format!(" as {THERE} where "));
        let mut pairs: Vec<(&Name, &Name, bool)> =
            it.link.iter().map(|(to, from)| (to, from, !it.is_by_value)).collect();
        let values = it.columns.iter().filter(|pair| !it.link.contains(pair));
        pairs.extend(values.map(|(to, from)| (to, from, false)));
        if !it.is_insert {
            for (to, value) in &it.constants {
                qualified(sql, THERE, to);
                sql.push(" = ");
                sql.expr(value);
                sql.push(" and ");
            }
        }
        sql.list_by(" and ", &pairs, |sql, (to, from, is_key)| {
            let has_cast = it.casts.iter().any(|(name, _)| name == *to);
            let is_text = has_cast && sql.dialect().id() == DialectId::Postgres;
            let as_text = if is_text { "::text" } else { "" };
            qualified(sql, THERE, to);
            sql.push(as_text);
            sql.push(if *is_key { " = " } else { same(sql.dialect().id()) });
            qualified(sql, HERE, from);
            sql.push(as_text);
        });
        sql.push(")");
    });
}

/// `where`: what rows say that move, and that their key is given.
fn conditions(sql: &mut Sql<'_>, it: &RowMove, keys: Option<&[&Name]>) {
    let mut word = "\nwhere ";
    if keys.is_some() {
        word = " where ";
    }
    for (column, label) in &it.filter {
        sql.push(word);
        labelled(sql, None, column, label);
        word = " and ";
    }
    for column in &it.given {
        sql.push(word);
        sql.name(column);
        sql.push(" is not null");
        word = " and ";
    }
}

fn labelled(sql: &mut Sql<'_>, table: Option<&str>, column: &Name, label: &Name) {
    match table {
        Some(table) => qualified(sql, table, column),
        None => sql.name(column),
    }
    if label == "true" {
        return;
    }
    // A value of an enum that is not committed yet is not to be used as one.
    sql.push(if sql.dialect().id() == DialectId::Postgres { "::text = " } else { " = " });
    sql.string(label);
}

fn qualified(sql: &mut Sql<'_>, table: &str, column: &Name) {
    sql.push(table);
    sql.push(".");
    sql.name(column);
}

/// Rows that came of values alone are found by all of them, null or not.
fn equal(sql: &mut Sql<'_>, it: &RowMove) {
    let id = sql.dialect().id();
    sql.push(if it.is_by_value { same(id) } else { " = " });
}

fn same(id: DialectId) -> &'static str {
    match id {
        DialectId::Postgres => " is not distinct from ",
        DialectId::Mysql | DialectId::Mariadb => " <=> ",
        DialectId::Sqlite => " is ",
    }
}

/// Writes a statement that fails where a query finds rows.
pub(in crate::dialect) fn refuse(sql: &mut Sql<'_>, query: &str, message: &str) {
    match sql.dialect().id() {
        DialectId::Postgres => {
            sql.push("do $erc$ begin\n  if exists (");
            sql.push(query);
            sql.push(") then\n    raise exception ");
            sql.string(&message.replace('%', "%%"));
            sql.push(";\n  end if;\nend $erc$;\n");
        }
        DialectId::Mysql | DialectId::Mariadb => {
            // A subquery with two rows is an error, but `do` would keep it to itself.
            sql.push("set @erc_stop = (select if(exists (");
            sql.push(query);
            sql.push("), (select 1 union select 2), 0));\n");
        }
        DialectId::Sqlite => {
            sql.push("create temp table _erc_stop (n integer check (n = 0));\n");
            sql.push("insert into temp._erc_stop select count(*) from (");
            sql.push(query);
            sql.push(");\ndrop table temp._erc_stop;\n");
        }
    }
}

/// A query as text by itself.
pub(in crate::dialect) fn query_text<'a>(sql: &Sql<'a>, write: impl Fn(&mut Sql<'a>)) -> String {
    let mut res = Sql::new(sql.dialect());
    write(&mut res);
    res.into_string()
}

/// Writes the altering statements about rows, which all databases say alike.
pub(in crate::dialect) fn refuse_unlike(sql: &mut Sql<'_>, it: &RowMove) {
    let query = query_text(sql, |sql| unlike(sql, it));
    refuse(sql, &query, &format!("rows of {} that should agree do not", it.from));
}

/// Writes what fails where rows would be lost.
pub(in crate::dialect) fn refuse_lost(sql: &mut Sql<'_>, moves: &[&RowMove], columns: &[&Name]) {
    let Some(first) = moves.first() else { return };
    let query = query_text(sql, |sql| lost(sql, moves, columns));
    let name = &first.from;
    if sql.dialect().id() == DialectId::Postgres {
        // Until the transaction ends, which takes the values away, nobody writes others.
        sql.push("lock table ");
        sql.qualified(name);
        sql.push(" in share row exclusive mode;\n");
    }
    refuse(sql, &query, &format!("values of {name} are not where they should have moved"));
}
