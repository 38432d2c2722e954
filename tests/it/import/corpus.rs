//! Real schemas, where they are at hand: text and server tell the same, the counts are those of the server, and the
//! lifted model builds back.

use std::path::{Path, PathBuf};

use erc::base::DialectId;
use erc::schema::NativeSchema;

use super::proof::{HEAD, prove};

/// The folder of real schemas: `ERC_CORPUS`, else the one beside the project.
pub fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let named = std::env::var_os("ERC_CORPUS").map(PathBuf::from);
    let res = named.unwrap_or(beside);
    if res.join("facts.json").is_file() {
        return Some(res);
    }
    eprintln!("skipped: there is no folder of real schemas; name one in ERC_CORPUS");
    None
}

/// The real schemas of one kind of database, by name.
pub fn files(kind: &str) -> Vec<(String, String)> {
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
    eprintln!("{HEAD}");
    for (name, text) in files(kind) {
        let proof = prove(&name, &text, id);
        eprintln!("{proof}");
        failed.extend(proof.faults());
        failed.extend(uncounted(&name, &proof.schema));
        let (all, references) = proof.lifted.n_single;
        if 100 * references < 95 * all {
            failed.push(format!("{name}: only {references} of {all} foreign keys are references"));
        }
    }
    assert!(failed.is_empty(), "{} differences:\n{}", failed.len(), failed.join("\n"));
}

/// The counts that are not those of the server.
fn uncounted(name: &str, schema: &NativeSchema) -> Vec<String> {
    let folder = folder().expect("a folder");
    let facts = std::fs::read_to_string(folder.join("facts.json")).expect("counts");
    let facts: serde_json::Value = serde_json::from_str(&facts).expect("JSON");
    let facts = &facts[name]["facts"];
    let tables = || schema.tables.values();
    let columns = || tables().flat_map(|it| &it.columns);
    // JSON of MariaDB is a text with a check of its own.
    let own_checks = match name.starts_with("mysql/") {
        true => columns().filter(|it| it.ty.name == "json").count(),
        false => 0,
    };
    let counts = [
        ("tables", schema.tables.len()),
        ("columns", columns().count()),
        ("not_null", columns().filter(|it| !it.is_nullable).count()),
        ("pk", tables().filter(|it| it.primary_key.is_some()).count()),
        ("fk", tables().map(|it| it.foreign_keys.len()).sum()),
        ("unique", tables().map(|it| it.uniques.len()).sum()),
        ("check", tables().map(|it| it.checks.len()).sum::<usize>() + own_checks),
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
