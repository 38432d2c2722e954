//! The facts of a PostgreSQL database, from `pg_catalog`.

use std::collections::BTreeSet;

use erc::base::DialectId;

use super::{rows, type_text};
use crate::servers::Database;

/// What belongs to the model: nothing of the server, nothing of an extension.
const OURS: &str = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')";

/// The name of a relation, without the default schema.
const NAME: &str = "case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname";

/// What a table, an index or a view is.
pub(super) fn facts(database: &mut dyn Database) -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    namespaces(database, &mut res);
    types(database, &mut res);
    relations(database, &mut res);
    columns(database, &mut res);
    constraints(database, &mut res);
    indexes(database, &mut res);
    comments(database, &mut res);
    res
}

fn namespaces(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace
        where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')";
    for row in rows(database, query) {
        res.insert(format!("schema {}", row[0]));
        comment(res, &format!("schema {}", row[0]), &row[1]);
    }
}

fn types(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let name = "case when n.nspname = 'public' then '' else n.nspname || '.' end || t.typname";
    let is_own = "not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')";
    let query = format!(
        "select {name}, (select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum
            where enumtypid = t.oid), obj_description(t.oid, 'pg_type')
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where t.typtype = 'e' and {OURS} and {is_own}"
    );
    for row in rows(database, &query) {
        res.insert(format!("enum {} ({})", row[0], row[1]));
        comment(res, &format!("type {}", row[0]), &row[2]);
    }
    let query = format!(
        "select {name}, format_type(t.typbasetype, t.typtypmod),
            (select count(*) from pg_constraint where contypid = t.oid),
            obj_description(t.oid, 'pg_type')
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where t.typtype = 'd' and {OURS} and {is_own}"
    );
    for row in rows(database, &query) {
        let ty = type_text(DialectId::Postgres, &row[1]);
        res.insert(format!("domain {} {ty}, {} checks", row[0], row[2]));
        comment(res, &format!("type {}", row[0]), &row[3]);
    }
}

fn relations(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = format!(
        "select {NAME}, c.relkind, (select string_agg(attname, ', ' order by attnum)
            from pg_attribute where attrelid = c.oid and attnum > 0)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'v') and {OURS}"
    );
    for row in rows(database, &query) {
        res.insert(match row[1].as_str() {
            "r" => format!("table {}", row[0]),
            _ => format!("view {} ({})", row[0], row[2]),
        });
    }
}

fn columns(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = format!(
        "select {NAME}, a.attname, row_number() over (partition by c.oid order by a.attnum),
            format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef, a.attidentity,
            a.attgenerated
        from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and {OURS}"
    );
    for row in rows(database, &query) {
        let ty = type_text(DialectId::Postgres, &row[3]);
        let null = if row[4] == "t" { "not null" } else { "null" };
        let default = if row[5] == "t" && row[7].is_empty() { " default" } else { "" };
        let identity = if row[6].is_empty() { "" } else { " identity" };
        let generated = match row[7].as_str() {
            "s" => " stored",
            "v" => " virtual",
            _ => "",
        };
        let (table, name, place) = (&row[0], &row[1], &row[2]);
        res.insert(format!(
            "column {place} {table}.{name} {ty} {null}{default}{identity}{generated}"
        ));
    }
}

fn constraints(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let columns = |keys: &str, table: &str| {
        format!(
            "(select string_agg(attname, ', ' order by place) from
            unnest({keys}) with ordinality as k (number, place)
            join pg_attribute on attrelid = {table} and attnum = number)"
        )
    };
    let (own, target) = (columns("o.conkey", "o.conrelid"), columns("o.confkey", "o.confrelid"));
    let query = format!(
        "select {NAME}, o.conname, o.contype, {own}, {target},
            (select case when m.nspname = 'public' then '' else m.nspname || '.' end || f.relname
                from pg_class f join pg_namespace m on m.oid = f.relnamespace
                where f.oid = o.confrelid),
            o.confdeltype, o.confupdtype, o.confmatchtype, o.condeferrable, o.condeferred,
            pg_get_constraintdef(o.oid)
        from pg_constraint o join pg_class c on c.oid = o.conrelid
            join pg_namespace n on n.oid = c.relnamespace where {OURS}"
    );
    for row in rows(database, &query) {
        let (table, name, columns) = (&row[0], &row[1], &row[3]);
        let deferrable = match (row[9].as_str(), row[10].as_str()) {
            ("t", "t") => " deferrable initially deferred",
            ("t", _) => " deferrable",
            _ => "",
        };
        let action = |it: &str| match it {
            "r" => "restrict",
            "c" => "cascade",
            "n" => "set null",
            "d" => "set default",
            _ => "no action",
        };
        res.insert(match row[2].as_str() {
            "p" => format!("key {table} {name} ({columns})"),
            "u" => {
                let is_told = row[11].contains("NULLS NOT DISTINCT");
                let nulls = if is_told { " nulls not distinct" } else { "" };
                format!("unique {table} {name} ({columns}){deferrable}{nulls}")
            }
            "c" => format!("check {table} {name}"),
            "x" => format!("exclusion {table} {name}"),
            "f" => {
                let full = if row[8] == "f" { " match full" } else { "" };
                let (delete, update) = (action(&row[6]), action(&row[7]));
                let (target, keys) = (&row[5], &row[4]);
                format!(
                    "reference {table} {name} ({columns}) to {target} ({keys}) on delete {delete} on update {update}{full}{deferrable}"
                )
            }
            other => format!("constraint {table} {name} of kind {other}"),
        });
    }
}

fn indexes(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    // `indoption` has bit 0 for descending and bit 1 for nulls first.
    let query = format!(
        "select {NAME}, ic.relname, i.indisunique, am.amname, i.indpred is not null,
            (select string_agg(
                case when number = 0 then '<expression>' else a.attname::text end
                || case when option & 1 = 1 then ' desc' else '' end
                || case when option & 3 = 1 then ' nulls last' when option & 3 = 2 then ' nulls first'
                    else '' end, ', ' order by place)
                from unnest(i.indkey::int2[], i.indoption::int2[]) with ordinality
                    as k (number, option, place)
                left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = number
                where place <= i.indnkeyatts),
            (select string_agg(attname, ', ' order by place)
                from unnest(i.indkey::int2[]) with ordinality as k (number, place)
                join pg_attribute on attrelid = i.indrelid and attnum = number
                where place > i.indnkeyatts),
            pg_get_indexdef(i.indexrelid)
        from pg_index i join pg_class ic on ic.oid = i.indexrelid
            join pg_class c on c.oid = i.indrelid join pg_am am on am.oid = ic.relam
            join pg_namespace n on n.oid = c.relnamespace
        where {OURS} and not exists (select from pg_constraint where conindid = i.indexrelid
            and contype in ('p', 'u', 'x'))"
    );
    for row in rows(database, &query) {
        let unique = if row[2] == "t" { "unique " } else { "" };
        let method = if row[3] == "btree" { String::new() } else { format!(" using {}", row[3]) };
        let partial = if row[4] == "t" { " where" } else { "" };
        let include =
            if row[6].is_empty() { String::new() } else { format!(" include ({})", row[6]) };
        let is_told = row[7].contains("NULLS NOT DISTINCT");
        let nulls = if is_told { " nulls not distinct" } else { "" };
        let (table, name, items) = (&row[0], &row[1], &row[5]);
        res.insert(format!(
            "{unique}index {table} {name} ({items}){method}{include}{nulls}{partial}"
        ));
    }
}

fn comments(database: &mut dyn Database, res: &mut BTreeSet<String>) {
    let query = format!(
        "select {NAME}, a.attname, d.description from pg_description d
        join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
        where c.relkind = 'r' and {OURS}"
    );
    for row in rows(database, &query) {
        let what = match row[1].as_str() {
            "" => format!("table {}", row[0]),
            column => format!("column {}.{column}", row[0]),
        };
        comment(res, &what, &row[2]);
    }
    let query = format!(
        "select {NAME}, o.conname, d.description from pg_description d
        join pg_constraint o on o.oid = d.objoid and d.classoid = 'pg_constraint'::regclass
        join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
        where {OURS}"
    );
    for row in rows(database, &query) {
        comment(res, &format!("constraint {}.{}", row[0], row[1]), &row[2]);
    }
    let query = format!(
        "select {NAME}, ic.relname, d.description from pg_description d
        join pg_index i on i.indexrelid = d.objoid and d.classoid = 'pg_class'::regclass
        join pg_class ic on ic.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace where {OURS}"
    );
    for row in rows(database, &query) {
        comment(res, &format!("index {}.{}", row[0], row[1]), &row[2]);
    }
}

fn comment(res: &mut BTreeSet<String>, what: &str, text: &str) {
    if !text.is_empty() {
        res.insert(format!("comment {what}: {text}"));
    }
}
