//! SQL text, and which database it is written for.

use super::settle::settled;
use super::sql::{Skipped, read_script};
use crate::base::DialectId;
use crate::schema::NativeSchema;

/// What was read from a script.
#[derive(Debug)]
pub struct SqlRead {
    /// The schema when the script has run in an empty database, settled.
    pub schema: NativeSchema,
    /// The statements that were left out.
    pub skipped: Vec<Skipped>,
}

/// Reads a script of statements.
pub fn read_sql(text: &str, id: DialectId) -> SqlRead {
    let script = read_script(text, id);
    SqlRead { schema: settled(script.schema, id), skipped: script.skipped }
}

/// The database that a script is written for, where its words tell. Only the first part is looked at.
pub fn guess_dialect(text: &str) -> Option<DialectId> {
    let mut end = text.len().min(200_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_lowercase();
    let has = |words: &[&str]| words.iter().filter(|it| head.contains(*it)).count();
    let mariadb = has(&["mariadb dump", "-mariadb", "/*m!"]);
    let mysql = has(&[
        "mysql",
        "mysql dump",
        "create table `",
        "/*!40",
        "/*!50",
        "engine=",
        "engine =",
        "auto_increment",
        "delimiter ",
        " unsigned",
        "`;",
        "utf8mb4",
        "tinyint(",
    ]);
    let postgres = has(&[
        "postgres",
        "postgresql database dump",
        "pg_catalog",
        "set search_path",
        "::regclass",
        "bigserial",
        " serial",
        "plpgsql",
        "timestamptz",
        "jsonb",
        "create extension",
        "create sequence",
        "alter table only",
        "without time zone",
        "with time zone",
        "create type ",
        "bytea",
        "character varying",
        "boolean default",
        "create domain",
        " from stdin;",
    ]);
    let sqlite = has(&["pragma ", "autoincrement", "without rowid", "sqlite", "[id]", "strict;"]);
    let best = mysql.max(postgres).max(sqlite);
    match best {
        0 => None,
        _ if best == mysql && mariadb > 0 => Some(DialectId::Mariadb),
        _ if best == postgres => Some(DialectId::Postgres),
        _ if best == mysql => Some(DialectId::Mysql),
        _ => Some(DialectId::Sqlite),
    }
}
