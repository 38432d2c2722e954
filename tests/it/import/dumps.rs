//! Scripts in the manner of dumps and of hand-written schemas, each with the odd things of its kind.

use std::path::{Path, PathBuf};

use erc::base::DialectId;
use erc::import::guess_dialect;

use super::proof::{HEAD, prove, prove_on};
use crate::servers::{Database, newest_postgres};

#[test]
fn dumps_of_postgres_are_read_like_the_server_reads_them() {
    check("postgres", DialectId::Postgres);
}

#[test]
fn dumps_of_mariadb_are_read_like_the_server_reads_them() {
    check("mariadb", DialectId::Mariadb);
}

#[test]
fn dumps_of_sqlite_are_read_like_the_library_reads_them() {
    check("sqlite", DialectId::Sqlite);
}

/// What PostgreSQL has learned since the oldest version that erc writes for.
#[test]
fn what_only_newer_servers_take_is_read() {
    let script = "
        create table pair (a int, b int, primary key (a, b));
        create table of_pair (
          id int primary key,
          a int,
          b int,
          constraint of_pair_pair foreign key (a, b) references pair on delete set null (b)
        );";
    let fresh = || -> Box<dyn Database> { Box::new(newest_postgres().database()) };
    let proof = prove_on(&fresh, "newer", script, DialectId::Postgres);
    assert_eq!(proof.faults(), Vec::<String>::new());
    assert!(proof.lifted.text.contains("on delete set null (b)"), "{}", proof.lifted.text);
}

/// The scripts of one kind of database, by name.
pub fn scripts(kind: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import/sql").join(kind);
    let entries = std::fs::read_dir(folder).expect("a folder");
    let named = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("a script"))
    };
    let mut res: Vec<_> = entries.map(|it| named(it.expect("an entry").path())).collect();
    res.sort();
    assert!(res.len() > 1, "only {} scripts", res.len());
    res
}

#[test]
fn the_words_of_a_script_tell_what_it_is_for() {
    let cases = [
        ("-- DB Server: PostgreSql\ncreate table a (b int);", Some(DialectId::Postgres)),
        ("CREATE TABLE `a` (`b` NVARCHAR(160) NOT NULL);", Some(DialectId::Mysql)),
        ("-- MariaDB dump 10.19\nCREATE TABLE `a` (b int);", Some(DialectId::Mariadb)),
        ("create table a (b integer primary key autoincrement);", Some(DialectId::Sqlite)),
        ("create table a (b int);", None),
    ];
    for (text, expected) in cases {
        assert_eq!(guess_dialect(text), expected, "{text}");
    }
}

#[track_caller]
fn check(kind: &str, id: DialectId) {
    let mut failed = Vec::new();
    eprintln!("{HEAD}");
    for (name, text) in scripts(kind) {
        let proof = prove(&name, &text, id);
        eprintln!("{proof}");
        failed.extend(proof.faults());
    }
    assert!(failed.is_empty(), "{} differences:\n{}", failed.len(), failed.join("\n"));
}
