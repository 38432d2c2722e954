//! What a model builds, as the server's own catalog tells it back.

use std::sync::atomic::{AtomicBool, Ordering};

use erc::base::DialectId;
use erc::dialect::{self, Options, Reader, ScriptOptions};
use erc::import::{read_database, read_sql, settled};
use erc::io::{connect, connect_to_run};
use erc::schema::{NativeSchema, NativeType, Table};

use super::models::{Built, built};
use super::session::TestSession;
use crate::servers::{Fresh, mariadb, postgres, sqlite};

#[test]
fn the_catalog_of_postgres_tells_what_was_built() {
    check(&|| Box::new(postgres().database()));
}

#[test]
fn the_catalog_of_mariadb_tells_what_was_built() {
    check(&|| Box::new(mariadb().database()));
}

#[test]
fn the_catalog_of_sqlite_tells_what_was_built() {
    check(&|| Box::new(sqlite()));
}

/// Somebody makes and drops tables and views all the time while the catalog is read: each reading comes to its end.
#[test]
fn a_catalog_that_changes_while_it_is_read() {
    let database = postgres().database();
    let url = database.url();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let altering = scope.spawn(|| {
            let mut session = connect_to_run(&url).expect("a session");
            let mut n_rounds = 0;
            while !is_over.load(Ordering::Relaxed) {
                session
                    .execute(
                        "create table moving (a int primary key, b int default 1, check (b > 0));
                         create index on moving ((a + b)) where b > 1;
                         create view seen as select a, b from moving;
                         alter table moving rename column b to c;
                         drop view seen; drop table moving;",
                    )
                    .expect("a round");
                n_rounds += 1;
            }
            n_rounds
        });
        let mut session = connect(&url).expect("a session");
        for _ in 0..20 {
            let live = read_database(&mut *session).expect("a catalog");
            let tables = live.schema.tables.values();
            assert!(tables.clone().all(|it| it.columns.len() == 2), "{:?}", live.schema);
        }
        is_over.store(true, Ordering::Relaxed);
        assert!(altering.join().expect("an end") > 10);
    });
}

/// The script of a build, read as text, is what was built.
#[test]
fn the_script_tells_what_was_built() {
    let mut failed = Vec::new();
    let mut n_schemas = 0;
    for it in built() {
        n_schemas += 1;
        let read = read_sql(&script(&it), it.dialect);
        failed.extend(
            read.skipped.iter().map(|skipped| format!("{} {}: {skipped}", it.name, it.dialect)),
        );
        failed.extend(differences(&it, &bare(read.schema)));
    }
    assert!(n_schemas > 200, "only {n_schemas} schemas");
    assert!(failed.is_empty(), "{} of {n_schemas}:\n{}", failed.len(), failed.join("\n"));
}

/// Builds every model in a fresh database of a server and reads it back.
#[track_caller]
pub fn check(fresh: &Fresh) {
    let mut failed = Vec::new();
    let mut n_schemas = 0;
    let id = fresh().dialect();
    for it in built().into_iter().filter(|it| it.dialect == id) {
        let mut database = fresh();
        // No machine has every collation of the operating system.
        if script(&it).contains("de_DE") || database.execute(&script(&it)).is_err() {
            continue;
        }
        n_schemas += 1;
        let live = read_database(&mut TestSession(&mut *database)).expect("a catalog");
        failed.extend(live.skipped.iter().map(|skipped| format!("{}: {skipped}", it.name)));
        failed.extend(differences(&it, &bare(live.schema)));
    }
    assert!(n_schemas > 60, "only {n_schemas} schemas");
    assert!(failed.is_empty(), "{} of {n_schemas}:\n{}", failed.len(), failed.join("\n"));
}

fn script(it: &Built) -> String {
    let contract = dialect::of(it.dialect);
    let version = Options::of(contract).version;
    dialect::script(&it.native, contract, &ScriptOptions { version, reader: Reader::Driver })
}

/// Without what no catalog keeps: comments where the database has none, the words of queries and bodies, and the
/// list of labels behind a lookup table.
fn bare(mut schema: NativeSchema) -> NativeSchema {
    for view in &mut schema.views {
        (view.body, view.comment) = Default::default();
    }
    schema.objects.clear();
    for it in &mut schema.enums {
        it.label_comments.clear();
    }
    schema
}

fn without_comments(schema: &mut NativeSchema, id: DialectId) {
    for table in schema.tables.values_mut() {
        let keeps_tables = id != DialectId::Sqlite;
        if !keeps_tables {
            table.comment = None;
            table.columns.iter_mut().for_each(|it| it.comment = None);
            table.indexes.iter_mut().for_each(|it| it.comment = None);
        }
        if id != DialectId::Postgres {
            table.uniques.iter_mut().filter(|_| !keeps_tables).for_each(|it| it.comment = None);
            table.checks.iter_mut().for_each(|it| it.comment = None);
            table.foreign_keys.iter_mut().for_each(|it| it.comment = None);
        }
    }
}

fn differences(it: &Built, found: &NativeSchema) -> Vec<String> {
    let mut expected = bare(settled(it.native.clone(), it.dialect));
    let mut found = found.clone();
    without_comments(&mut expected, it.dialect);
    without_comments(&mut found, it.dialect);
    let is_type = it.dialect == DialectId::Postgres;
    if !is_type {
        expected.enums.clear();
    } else {
        // Labels in a lookup table are rows.
        expected.enums.retain(|item| {
            found.enums.iter().any(|other| other.name == item.name)
                || expected.tables.values().all(|table| table.name != item.name)
        });
    }
    let mut res = Vec::new();
    for table in expected.tables.values() {
        match found.table(&table.name) {
            Some(other) if other == table => {}
            Some(other) => res.push(format!("{} {}: {}", it.name, table.name, what(table, other))),
            None => res.push(format!("{} {}: it is missing", it.name, table.name)),
        }
    }
    if expected.enums != found.enums {
        res.push(format!("{}: the enums differ", it.name));
    }
    if expected.domains != found.domains {
        res.push(format!(
            "{}: the domains differ:\n  {:?}\n  {:?}",
            it.name, expected.domains, found.domains
        ));
    }
    res
}

/// A table that differs, and the first part in which it does.
pub fn what_of(a: &Table<NativeType>, b: &Table<NativeType>) -> String {
    format!("`{}` differs: {}", a.name, what(a, b))
}

fn what(a: &Table<NativeType>, b: &Table<NativeType>) -> String {
    let text = |it: &Table<NativeType>| {
        let columns = it.columns.iter().map(|it| format!("{it:?}"));
        let rest = [
            format!("{:?}", it.primary_key),
            format!("{:?}", it.settings),
            format!("{:?}", it.comment),
        ];
        let uniques = it.uniques.iter().map(|it| format!("{it:?}"));
        let keys = it.foreign_keys.iter().map(|it| format!("{it:?}"));
        let checks = it.checks.iter().map(|it| format!("{it:?}"));
        let indexes = it.indexes.iter().map(|it| format!("{it:?}"));
        let all = columns.chain(rest).chain(uniques).chain(keys).chain(checks).chain(indexes);
        all.map(|it| without_spans(&it)).collect::<Vec<_>>()
    };
    let (a, b) = (text(a), text(b));
    let differs = a.iter().zip(&b).find(|(a, b)| a != b);
    match differs {
        Some((a, b)) => format!("\n  {a}\n  {b}"),
        None => format!("{} parts, not {}", b.len(), a.len()),
    }
}

/// Debug text is long; where things stand is nothing that is compared.
fn without_spans(text: &str) -> String {
    let mut res = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("span: Span {") {
        res.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find("} ").map_or(rest.len(), |it| it + 2);
        rest = &rest[end..];
    }
    for (start, end) in [("origin: ", ", "), ("file: FileId(", ")")] {
        while let Some(at) = res.find(start) {
            let tail = res[at..].find(end).map_or(res.len(), |it| at + it + end.len());
            res.replace_range(at..tail, "");
        }
    }
    res + rest
}
