//! Real schemas, where they are at hand: text and server tell the same, the counts are those of the server, and the
//! lifted model builds back.

use std::path::{Path, PathBuf};

use erc::base::DialectId;
use erc::import::{Level, lift, read_database, read_sql};
use erc::schema::NativeSchema;

use super::session::TestSession;
use crate::servers;

/// The folder of real schemas: `ERC_CORPUS`, else the one beside the project.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let named = std::env::var_os("ERC_CORPUS").map(PathBuf::from);
    let res = named.unwrap_or(beside);
    if res.join("facts.json").is_file() {
        return Some(res);
    }
    eprintln!("skipped: there is no folder of real schemas; name one in ERC_CORPUS");
    None
}

fn files(kind: &str) -> Vec<(String, String)> {
    let Some(folder) = folder() else { return Vec::new() };
    let entries = std::fs::read_dir(folder.join(kind)).expect("a folder");
    let mut res: Vec<(String, String)> = entries
        .map(|it| it.expect("an entry").path())
        .filter(|it| it.extension().is_some_and(|it| it == "sql"))
        .map(|it| {
            let stem = it.file_stem().expect("a name").to_string_lossy().into_owned();
            (format!("{kind}/{stem}"), std::fs::read_to_string(it).expect("a text"))
        })
        .collect();
    res.sort();
    res
}

#[test]
fn text_and_postgres_tell_the_same() {
    check("postgres", DialectId::Postgres);
}

#[test]
fn text_and_mariadb_tell_the_same() {
    check("mysql", DialectId::Mariadb);
}

#[test]
fn text_and_sqlite_tell_the_same() {
    check("sqlite", DialectId::Sqlite);
}

#[track_caller]
fn check(kind: &str, id: DialectId) {
    let mut failed = Vec::new();
    for (name, text) in files(kind) {
        let read = read_sql(&text, id);
        failed.extend(read.skipped.iter().map(|it| format!("{name}: {it}")));
        failed.extend(uncounted(&name, &read.schema));
        let lifted = lift(&read.schema, id, Level::Logical);
        if !lifted.is_exact {
            failed.push(format!("{name}: {}", lifted.notes.join("; ")));
        }
        let (all, references) = lifted.n_single;
        eprintln!("{name}: {references} of {all} foreign keys of one column are references");
        failed.extend(loaded(&name, &text, id, &read.schema));
    }
    assert!(failed.is_empty(), "{} differences:\n{}", failed.len(), failed.join("\n"));
}

/// What differs between the text and the server that it was loaded into.
fn loaded(name: &str, text: &str, id: DialectId, read: &NativeSchema) -> Vec<String> {
    let mut database = servers::database(id).expect("a server");
    let text = match id {
        DialectId::Postgres => loadable(text),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => text.to_owned(),
    };
    let defaults =
        "set names utf8mb4; alter database character set utf8mb4 collate utf8mb4_general_ci;";
    if id == DialectId::Mariadb {
        database.execute(defaults).expect("a usual character set");
    }
    if let Err(error) = database.execute(&text) {
        eprintln!("{name} could not be loaded here: {error}");
        return Vec::new();
    }
    let live = read_database(&mut TestSession(&mut *database)).expect("a catalog");
    let (a, b) = (bare(read.clone()), bare(live.schema));
    let mut res = Vec::new();
    for table in a.tables.values() {
        if b.table(&table.name) != Some(table) {
            res.push(format!("{name}: `{}` differs", table.name));
        }
    }
    if a.tables.len() != b.tables.len() {
        res.push(format!("{name}: {} tables, {} on the server", a.tables.len(), b.tables.len()));
    }
    if (a.enums, a.domains, a.sequences) != (b.enums, b.domains, b.sequences) {
        res.push(format!("{name}: types or sequences differ"));
    }
    let titles = |it: &NativeSchema| {
        let views = it.views.iter().map(|it| format!("view {}", it.name));
        let objects = it.objects.iter().map(|it| format!("{} {} {:?}", it.kind, it.name, it.on));
        views.chain(objects).collect::<Vec<_>>()
    };
    if (a.views, a.objects) != (b.views, b.objects) {
        res.push(format!("{name}: {:?} but {:?}", titles(read), titles(&bare(read.clone()))));
    }
    res
}

/// A dump without its lines for the client, for rights, and about who owns what.
fn loadable(text: &str) -> String {
    let is_for_server = |it: &&str| {
        let lower = it.trim_start().to_lowercase();
        !lower.starts_with('\\') && !lower.contains(" owner to ")
    };
    text.lines().filter(is_for_server).collect::<Vec<_>>().join("\n")
}

/// Without the words of queries and bodies, which a server prints in its own way.
fn bare(mut schema: NativeSchema) -> NativeSchema {
    schema.views.iter_mut().for_each(|it| it.body = Default::default());
    schema.objects.iter_mut().for_each(|it| it.body = Default::default());
    schema
}

/// The counts that are not those of the server.
fn uncounted(name: &str, schema: &NativeSchema) -> Vec<String> {
    let folder = folder().expect("a folder");
    let facts = std::fs::read_to_string(folder.join("facts.json")).expect("counts");
    let facts: serde_json::Value = serde_json::from_str(&facts).expect("JSON");
    let facts = &facts[name]["facts"];
    let tables = || schema.tables.values();
    let columns = || tables().flat_map(|it| &it.columns);
    let counts = [
        ("tables", schema.tables.len()),
        ("columns", columns().count()),
        ("not_null", columns().filter(|it| !it.is_nullable).count()),
        ("pk", tables().filter(|it| it.primary_key.is_some()).count()),
        ("fk", tables().map(|it| it.foreign_keys.len()).sum()),
        ("unique", tables().map(|it| it.uniques.len()).sum()),
        ("check", tables().map(|it| it.checks.len()).sum()),
        ("indexes", tables().map(|it| it.indexes.len()).sum()),
        ("enums", schema.enums.len()),
        ("domains", schema.domains.len()),
        ("views", schema.views.len()),
    ];
    let wrong = counts.into_iter().filter_map(|(what, count)| {
        let fact = facts[what].as_u64()?;
        (fact != count as u64).then(|| format!("{name}: {count} {what}, the server has {fact}"))
    });
    wrong.collect()
}
