//! The facts of a MariaDB database, from `information_schema`.

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
    let query = "select t.table_name, t.table_type, t.table_comment,
            (select group_concat(column_name order by ordinal_position separator ', ')
            from information_schema.columns c
            where c.table_schema = t.table_schema and c.table_name = t.table_name)
        from information_schema.tables t where t.table_schema = database()";
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
    let query = "select table_name, column_name, ordinal_position, column_type, is_nullable,
            column_default, extra, column_comment, generation_expression,
            exists (select * from information_schema.check_constraints k
                where k.constraint_schema = table_schema and k.table_name = columns.table_name
                and k.constraint_name = column_name and k.level = 'Column'
                and check_clause like 'json_valid(%')
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = database() and table_type = 'BASE TABLE'";
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
            lower(r.delete_rule), lower(r.update_rule),
            group_concat(k.column_name order by k.ordinal_position separator ', '),
            group_concat(k.referenced_column_name order by k.ordinal_position separator ', ')
        from information_schema.referential_constraints r
        join information_schema.key_column_usage k on k.constraint_schema = r.constraint_schema
            and k.table_name = r.table_name and k.constraint_name = r.constraint_name
        where r.constraint_schema = database()
        group by r.table_name, r.constraint_name, r.referenced_table_name, r.delete_rule, r.update_rule";
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
