//! What a database says of itself, as sorted lines: an oracle that knows nothing of erc.

use erc::base::DialectId;

use crate::servers::Database;

/// Everything that a catalog holds of the user's schema, in an order that does not depend on how it came about.
pub fn fingerprint(database: &mut dyn Database) -> Vec<String> {
    let mut res = match database.dialect() {
        DialectId::Postgres => postgres(database),
        DialectId::Mysql | DialectId::Mariadb => mariadb(database),
        DialectId::Sqlite => sqlite(database),
    };
    res.sort();
    res
}

fn lines(database: &mut dyn Database, query: &str) -> Vec<String> {
    let rows = database.query(query).unwrap_or_else(|error| panic!("{error}\n{query}"));
    let text = |it: Option<String>| it.unwrap_or_else(|| "-".to_owned());
    rows.into_iter().map(|row| row.into_iter().map(text).collect::<Vec<_>>().join(" | ")).collect()
}

fn postgres(database: &mut dyn Database) -> Vec<String> {
    let own = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";
    let queries = [
        format!("select 'schema', n.nspname, obj_description(n.oid, 'pg_namespace') from pg_namespace n where {own}"),
        format!(
            "select 'table', n.nspname, c.relname, c.relkind::text, c.relpersistence::text, c.reloptions::text,
                    obj_description(c.oid, 'pg_class'),
                    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where {own} and c.relkind in ('r', 'v', 'm', 'p')"
        ),
        format!(
            "select 'column', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                    a.attnotnull::text, pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attidentity::text,
                    l.collname, a.attcompression::text, col_description(c.oid, a.attnum)
             from pg_attribute a join pg_class c on c.oid = a.attrelid
             join pg_namespace n on n.oid = c.relnamespace
             left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
             left join pg_collation l on l.oid = a.attcollation
             where {own} and c.relkind in ('r', 'v', 'm') and a.attnum > 0 and not a.attisdropped"
        ),
        format!(
            "select 'constraint', n.nspname, k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid),
                    k.convalidated::text, obj_description(k.oid, 'pg_constraint'), t.typname
             from pg_constraint k join pg_namespace n on n.oid = k.connamespace
             left join pg_type t on t.oid = k.contypid where k.contype <> 'n' and {own}"
        ),
        format!(
            "select 'index', pg_get_indexdef(i.indexrelid), i.indisvalid::text,
                    obj_description(i.indexrelid, 'pg_class')
             from pg_index i join pg_class c on c.oid = i.indexrelid
             join pg_namespace n on n.oid = c.relnamespace where {own}"
        ),
        format!(
            "select 'enum', n.nspname, t.typname, obj_description(t.oid, 'pg_type'),
                    (select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum e
                     where e.enumtypid = t.oid)
             from pg_type t join pg_namespace n on n.oid = t.typnamespace where {own} and t.typtype = 'e'"
        ),
        format!(
            "select 'domain', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull::text,
                    t.typdefault, obj_description(t.oid, 'pg_type')
             from pg_type t join pg_namespace n on n.oid = t.typnamespace where {own} and t.typtype = 'd'"
        ),
        format!(
            "select 'sequence', n.nspname, c.relname, format_type(s.seqtypid, null), s.seqstart::text,
                    s.seqincrement::text, s.seqmax::text, s.seqmin::text, s.seqcache::text, s.seqcycle::text
             from pg_sequence s join pg_class c on c.oid = s.seqrelid
             join pg_namespace n on n.oid = c.relnamespace where {own}"
        ),
        format!(
            "select 'trigger', pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
             join pg_namespace n on n.oid = c.relnamespace where {own} and not t.tgisinternal"
        ),
        format!(
            "select 'function', pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc')
             from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where {own} and p.prokind in ('f', 'p')
             and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
        ),
        "select 'extension', extname from pg_extension".to_owned(),
        "select 'policy', schemaname, tablename, policyname, qual, with_check from pg_policies".to_owned(),
    ];
    queries.iter().flat_map(|it| lines(database, it)).collect()
}

fn mariadb(database: &mut dyn Database) -> Vec<String> {
    let mut res = Vec::new();
    let tables = database
        .query("select table_name, table_type from information_schema.tables where table_schema = database()")
        .expect("the tables");
    for row in tables {
        let name = row[0].clone().expect("a table has a name");
        let kind = row[1].clone().expect("a table has a kind");
        let quoted = name.replace('`', "``");
        let query = match kind.as_str() {
            "VIEW" => format!("show create view `{quoted}`"),
            "SEQUENCE" => format!("show create sequence `{quoted}`"),
            _ => format!("show create table `{quoted}`"),
        };
        let text =
            database.query(&query).expect("what makes a table")[0][1].clone().expect("a text");
        for line in text.lines() {
            let mut line = line.trim().trim_end_matches(',').to_owned();
            if let Some(start) = line.find(" AUTO_INCREMENT=") {
                let tail: String =
                    line[start + 16..].trim_start_matches(char::is_numeric).to_owned();
                line = format!("{}{tail}", &line[..start]);
            }
            res.push(format!("{kind} {name}: {line}"));
        }
    }
    let queries = [
        "select 'trigger', trigger_name, event_object_table, action_timing, event_manipulation, action_statement
         from information_schema.triggers where trigger_schema = database()",
        "select 'routine', routine_name, routine_type, routine_definition from information_schema.routines
         where routine_schema = database()",
    ];
    res.extend(queries.iter().flat_map(|it| lines(database, it)));
    res
}

fn sqlite(database: &mut dyn Database) -> Vec<String> {
    let queries = [
        "select 'column', m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk > 0, x.hidden
         from sqlite_master m, pragma_table_xinfo(m.name) x where m.type in ('table', 'view') and m.name not like 'sqlite\\_%' escape '\\'",
        "select 'foreign key', m.name, x.\"table\", x.seq, x.\"from\", x.\"to\", x.on_update, x.on_delete, x.match
         from sqlite_master m, pragma_foreign_key_list(m.name) x where m.type = 'table'",
        "select 'key', m.name, (select group_concat(i.name) from pragma_index_info(x.name) i), x.origin, x.\"unique\"
         from sqlite_master m, pragma_index_list(m.name) x where m.type = 'table' and x.origin <> 'c'",
    ];
    let mut res: Vec<String> = queries.iter().flat_map(|it| lines(database, it)).collect();
    let texts = database
        .query("select type, name, sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\'")
        .expect("the schema");
    for row in texts {
        let [kind, name, sql] = row.as_slice() else { panic!("three columns") };
        let (kind, name) = (kind.as_deref().expect("a kind"), name.as_deref().expect("a name"));
        let sql = sql.as_deref().expect("a text");
        if kind == "table" {
            // Constraints stand on lines of their own; a column that was added stands behind another, and
            // columns are told by the pragma.
            let own = |it: &&str| it.trim_start().starts_with("constraint");
            let plain = |it: &str| it.trim().trim_end_matches(',').replace('"', "");
            res.extend(sql.lines().filter(own).map(|it| format!("{name}: {}", plain(it))));
            let tail = sql.rsplit(')').next().unwrap_or_default().trim();
            let counts = sql.contains("autoincrement");
            res.push(format!("{name}: [{tail}] {counts}"));
        } else {
            let code = sql.lines().map(|it| it.split("--").next().unwrap_or_default().trim());
            let code: Vec<&str> = code.filter(|it| !it.is_empty()).collect();
            res.push(format!("{kind} {name}: {}", code.join(" ").replace('"', "")));
        }
    }
    res
}
