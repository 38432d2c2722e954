//! The facts of an SQLite database, from its pragmas and from the text that it keeps of each table.

use std::collections::BTreeSet;

use erc::base::DialectId;

use super::{rows, type_text};
use crate::servers::Database;

pub(super) fn facts(database: &mut dyn Database) -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    let query = "select l.name, l.type, l.strict, m.sql from pragma_table_list l
        join sqlite_master m on m.name = l.name where l.schema = 'main' and l.name not like 'sqlite\\_%' escape '\\'";
    for row in rows(database, query) {
        let (name, sql) = (&row[0], &row[3]);
        if row[1] == "view" {
            let columns =
                rows(database, &format!("select name from pragma_table_xinfo({})", text(name)));
            let columns: Vec<&str> = columns.iter().map(|it| it[0].as_str()).collect();
            res.insert(format!("view {name} ({})", columns.join(", ")));
            continue;
        }
        let strict = if row[2] == "1" { " strict" } else { "" };
        res.insert(format!("table {name}{strict}"));
        columns(database, name, sql, &mut res);
        references(database, name, sql, &mut res);
        indexes(database, name, sql, &mut res);
        for line in sql.lines().map(str::trim) {
            if let Some(comment) = line.strip_prefix("--").filter(|it| !it.trim().is_empty()) {
                res.insert(format!("comment in {name}: {}", comment.trim()));
            }
        }
        for (constraint, rest) in constraints(sql) {
            if rest.starts_with("check ") {
                res.insert(format!("check {name} {constraint}"));
            }
        }
    }
    res
}

fn columns(database: &mut dyn Database, table: &str, sql: &str, res: &mut BTreeSet<String>) {
    let query = format!(
        "select name, cid, type, \"notnull\", dflt_value is not null, pk, hidden
        from pragma_table_xinfo({})",
        text(table)
    );
    let columns = rows(database, &query);
    let mut key: Vec<(&str, &str)> = Vec::new();
    for row in &columns {
        let place = row[1].parse::<usize>().map_or(0, |it| it + 1);
        // The pragma says of a derived column what follows its type as well.
        let ty = row[2].replace(" GENERATED ALWAYS", "").replace(" generated always", "");
        let ty = type_text(DialectId::Sqlite, &ty);
        let is_counted = sql.lines().any(|it| {
            let it = it.trim_start();
            let is_it = it.starts_with(&format!("{} ", row[0]))
                || it.starts_with(&format!("\"{}\" ", row[0].replace('"', "\"\"")));
            is_it && it.contains("autoincrement")
        });
        let null = if row[3] == "1" || is_counted { "not null" } else { "null" };
        let default = if row[4] == "1" && row[6] == "0" { " default" } else { "" };
        let identity = if is_counted { " identity" } else { "" };
        let generated = match row[6].as_str() {
            "2" => " virtual",
            "3" => " stored",
            _ => "",
        };
        let name = &row[0];
        res.insert(format!(
            "column {place} {table}.{name} {ty} {null}{default}{identity}{generated}"
        ));
        if row[5] != "0" {
            key.push((&row[5], name));
        }
    }
    key.sort_by_key(|(place, _)| place.parse::<usize>().unwrap_or(0));
    if !key.is_empty() {
        let names: Vec<&str> = key.iter().map(|(_, name)| *name).collect();
        res.insert(format!("key {table}  ({})", names.join(", ")));
    }
}

fn references(database: &mut dyn Database, table: &str, sql: &str, res: &mut BTreeSet<String>) {
    let query = format!(
        "select id, \"table\", lower(on_delete), lower(on_update), group_concat(\"from\", ', '), group_concat(\"to\", ', ')
        from (select * from pragma_foreign_key_list({}) order by id, seq) group by id",
        text(table)
    );
    let mut found = rows(database, &query);
    // The pragma tells them last one first.
    found.sort_by_key(|it| std::cmp::Reverse(it[0].parse::<usize>().unwrap_or(0)));
    let named: Vec<(String, String)> =
        constraints(sql).into_iter().filter(|(_, rest)| rest.starts_with("foreign key ")).collect();
    for (row, (name, rest)) in found.iter().zip(&named) {
        let (target, delete, update, from, to) = (&row[1], &row[2], &row[3], &row[4], &row[5]);
        let deferrable = match rest {
            it if it.contains(" deferrable initially deferred") => " deferrable initially deferred",
            it if it.contains(" deferrable") => " deferrable",
            _ => "",
        };
        res.insert(format!(
            "reference {table} {name} ({from}) to {target} ({to}) on delete {delete} on update {update}{deferrable}"
        ));
    }
    if found.len() != named.len() {
        res.insert(format!("{} references of {table}, {} named", found.len(), named.len()));
    }
}

fn indexes(database: &mut dyn Database, table: &str, sql: &str, res: &mut BTreeSet<String>) {
    let query = format!(
        "select l.name, l.\"unique\", l.origin, l.partial,
            (select group_concat(coalesce(x.name, '<expression>') || case x.\"desc\" when 1 then ' desc' else '' end, ', ')
            from (select * from pragma_index_xinfo(l.name) where key = 1 order by seqno) x)
        from pragma_index_list({}) l",
        text(table)
    );
    let uniques: Vec<(String, String)> =
        constraints(sql).into_iter().filter(|(_, rest)| rest.starts_with("unique ")).collect();
    for row in rows(database, &query) {
        let (name, items) = (&row[0], &row[4]);
        let partial = if row[3] == "1" { " where" } else { "" };
        let unique = if row[1] == "1" { "unique " } else { "" };
        match row[2].as_str() {
            "c" => {
                res.insert(format!("{unique}index {table} {name} ({items}){partial}"));
            }
            "u" => {
                let is_it = |rest: &str| {
                    let columns = rest.trim_start_matches("unique (").split(')').next();
                    columns.is_some_and(|it| it.replace('"', "") == *items.replace('"', ""))
                };
                let found = uniques.iter().find(|(_, rest)| is_it(rest));
                let name = found.map_or("without a name", |(name, _)| name);
                res.insert(format!("unique {table} {name} ({items})"));
            }
            _ => {}
        }
    }
}

/// The constraints of a table: name and what follows it. Each stands on a line of its own.
fn constraints(sql: &str) -> Vec<(String, String)> {
    let named = |line: &str| {
        let rest = line.trim().strip_prefix("constraint ")?;
        if let Some(quoted) = rest.strip_prefix('"') {
            let doubled = quoted.replace("\"\"", "\u{1}\u{1}");
            let (name, rest) = (doubled.split('"').next()?, doubled.find('"')? + 2);
            return Some((name.replace("\u{1}\u{1}", "\""), quoted.get(rest..)?.to_owned()));
        }
        rest.split_once(' ').map(|(name, rest)| (name.to_owned(), rest.to_owned()))
    };
    sql.lines().filter_map(named).collect()
}

fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}
