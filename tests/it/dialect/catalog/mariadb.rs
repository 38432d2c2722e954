//! The facts of a MariaDB database, from `information_schema`.
//!
//! The server makes these tables anew for every row that they are joined to, so what is joined is grouped first.

use std::collections::BTreeSet;

use erc::base::DialectId;

use super::{rows, type_text};
use crate::servers::Database;

pub(super) fn facts(database: &mut dyn Database) -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    tables(database, &mut res);
    columns(database, &mut res);
    indexes(database, &mut res);
    references(database, &mut res);
    let query = "select table_name, constraint_name from information_schema.check_constraints
        where constraint_schema = database() and level = 'Table'";
    for row in rows(database, query) {
        res.insert(format!("check {} {}", row[0], row[1]));
    }
    res
}

fn tables(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = "select t.table_name, t.table_type, t.table_comment, c.names
        from information_schema.tables t
        left join (select table_name,
                group_concat(column_name order by ordinal_position separator ', ') names
            from information_schema.columns where table_schema = database() group by table_name) c
            on c.table_name = t.table_name
        where t.table_schema = database()";
    for row in rows(database, query) {
        let name = &row[0];
        match row[1].as_str() {
            "BASE TABLE" => {
                res.insert(format!("table {name}"));
                comment(res, &format!("table {name}"), &row[2]);
            }
            "VIEW" => {
                res.insert(format!("view {name} ({})", row[3]));
            }
            _ => {}
        }
    }
}

fn columns(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query =
        "select c.table_name, c.column_name, c.ordinal_position, c.column_type, c.is_nullable,
            c.column_default, c.extra, c.column_comment, c.generation_expression,
            k.constraint_name is not null
        from information_schema.columns c
        join (select distinct table_name from information_schema.tables
            where table_schema = database() and table_type = 'BASE TABLE') t
            on t.table_name = c.table_name
        left join (select distinct table_name, constraint_name
            from information_schema.check_constraints
            where constraint_schema = database() and level = 'Column'
            and check_clause like 'json_valid(%') k
            on k.table_name = c.table_name and k.constraint_name = c.column_name
        where c.table_schema = database()";
    for row in rows(database, query) {
        let (table, name, place) = (&row[0], &row[1], &row[2]);
        // JSON is a long text that the server checks.
        let ty = if row[9] == "1" { "json" } else { &row[3] };
        let ty = type_text(DialectId::Mariadb, ty);
        let null = if row[4] == "YES" { "null" } else { "not null" };
        // A column that may be null and has no default says `NULL`.
        let has_default = !matches!(row[5].as_str(), "" | "NULL") && row[8].is_empty();
        let default = if has_default { " default" } else { "" };
        let identity = if row[6].contains("auto_increment") { " identity" } else { "" };
        let generated = match &row[6] {
            it if it.contains("VIRTUAL GENERATED") => " virtual",
            it if it.contains("STORED GENERATED") => " stored",
            _ => "",
        };
        res.insert(format!(
            "column {place} {table}.{name} {ty} {null}{default}{identity}{generated}"
        ));
        comment(res, &format!("column {table}.{name}"), &row[7]);
    }
}

fn indexes(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query =
        "select table_name, index_name, max(non_unique), max(index_type), max(index_comment),
            group_concat(concat(column_name,
                if(sub_part is null or index_type = 'FULLTEXT', '', concat('(', sub_part, ')')),
                if(collation = 'D', ' desc', '')) order by seq_in_index separator ', ')
        from information_schema.statistics where table_schema = database()
        group by table_name, index_name";
    for row in rows(database, query) {
        let (table, name, items) = (&row[0], &row[1], &row[5]);
        if name == "PRIMARY" {
            res.insert(format!("key {table}  ({items})"));
            continue;
        }
        let unique = if row[2] == "0" { "unique " } else { "" };
        // A hash is how the server sees to a text that is unique; nobody asked for it by name.
        let method = match row[3].as_str() {
            "BTREE" | "HASH" => String::new(),
            other => format!(" using {}", other.to_lowercase()),
        };
        res.insert(format!("{unique}index {table} {name} ({items}){method}"));
        comment(res, &format!("index {table}.{name}"), &row[4]);
    }
}

fn references(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = "select r.table_name, r.constraint_name, r.referenced_table_name,
            lower(r.delete_rule), lower(r.update_rule), k.names, k.referenced_names
        from information_schema.referential_constraints r
        join (select table_name, constraint_name,
                group_concat(column_name order by ordinal_position separator ', ') names,
                group_concat(referenced_column_name order by ordinal_position separator ', ')
                    referenced_names
            from information_schema.key_column_usage where table_schema = database()
            group by table_name, constraint_name) k
            on k.table_name = r.table_name and k.constraint_name = r.constraint_name
        where r.constraint_schema = database()";
    for row in rows(database, query) {
        let (table, name, target) = (&row[0], &row[1], &row[2]);
        let (delete, update, from, to) = (&row[3], &row[4], &row[5], &row[6]);
        res.insert(format!(
            "reference {table} {name} ({from}) to {target} ({to}) on delete {delete} on update {update}"
        ));
    }
}

fn comment(res: &mut BTreeSet<String>, what: &str, text: &str) {
    if !text.is_empty() {
        res.insert(format!("comment {what}: {text}"));
    }
}
