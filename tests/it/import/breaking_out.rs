//! Names and texts of a database that try to break out of SQL, of the model and of the catalog's own queries.

use erc::base::{Diagnostics, DialectId, FileId};
use erc::dialect;
use erc::import::{Level, lift, read_database, read_sql};
use erc::io::connect;
use erc::syntax::{format, parse};

use super::proof::differences;
use super::session::TestSession;
use crate::servers::{self, Database, postgres};

/// What quotes, ends, comments or commands something somewhere. Control characters stand for their kinds.
const EVIL: &[&str] = &[
    "a\"b",
    "a'b",
    "a''b",
    "a`b",
    "a``b",
    "a\\b",
    "a\\",
    "a\\'b",
    "a\\\"b",
    "a--b",
    "a -- b",
    "a/*b",
    "a*/b",
    "a;b",
    "a$$b",
    "$a$",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "a\tb",
    "a\u{1}b",
    "a\u{1b}[31mb",
    "a\u{7f}b",
    "a\u{85}b",
    "a\u{2028}b",
    "a\u{202e}b",
    "a\u{200b}b",
    "a\u{feff}b",
    "\u{301}a",
    "ünï",
    "İ",
    "a\"\"\"b",
    "a\"\"\"\n}\nentity X {\n  id int key\n}",
    "a{b}",
    "a}b",
    "///a",
    "//a",
    "a @table(\"x\")",
    "sql(\"x\")",
    "entity X {",
    "'); drop table t; --",
    "\"); drop table t; --",
    "%s",
    "\\u{41}",
    "#{1}",
    "${x}",
    "select",
    "null",
    "true",
    "1",
    "1a",
    "-",
    "a.b",
    "a b",
    "_",
    "__",
    "id",
    "entity",
    "model",
    "A",
    "aA",
    "length_of_63_bytes_abcdefghijklmnopqrstuvwxyz_abcdefghijklmn",
];

#[test]
fn nothing_breaks_out_of_postgres() {
    check(DialectId::Postgres);
}

#[test]
fn nothing_breaks_out_of_mariadb() {
    check(DialectId::Mariadb);
}

#[test]
fn nothing_breaks_out_of_sqlite() {
    check(DialectId::Sqlite);
}

/// A name as the database takes it, in quotes.
fn name(text: &str, id: DialectId) -> String {
    let mut res = String::new();
    dialect::of(id).write_quoted(text, &mut res);
    res
}

/// A text as the database takes it.
fn text_of(text: &str, id: DialectId) -> String {
    let text = match id {
        DialectId::Postgres | DialectId::Sqlite => text.to_owned(),
        DialectId::Mysql | DialectId::Mariadb => text.replace('\\', "\\\\"),
    };
    format!("'{}'", text.replace('\'', "''"))
}

fn script(nth: usize, evil: &str, id: DialectId) -> String {
    let quoted = |prefix: &str| name(&format!("{prefix}{nth} {evil}"), id);
    let (table, column, check, index) = (quoted("t"), quoted("c"), quoted("k"), quoted("i"));
    let value = text_of(evil, id);
    let ty = if id == DialectId::Mariadb { "varchar(200)" } else { "text" };
    let (of_column, of_table) = match id {
        DialectId::Mariadb => (format!(" comment {value}"), format!(" comment = {value}")),
        _ => Default::default(),
    };
    let mut res = format!(
        "create table {table} (id int primary key, {column} {ty} default {value}{of_column},
           constraint {check} check ({column} <> {value})){of_table};
         create index {index} on {table} ({column});"
    );
    if id == DialectId::Postgres {
        // The name of a schema is in small letters in the language.
        let schema = name(&format!("s{nth} {}", evil.to_lowercase()), id);
        let ty = quoted("e");
        res.push_str(&format!(
            "comment on table {table} is {value}; comment on column {table}.{column} is {value};
             comment on constraint {check} on {table} is {value}; comment on index {index} is {value};
             create schema {schema}; comment on schema {schema} is {value};
             create type {schema}.{ty} as enum ({value}, 'x');
             create table {schema}.{table} (id int primary key, mood {schema}.{ty},
               other int references {table}, unique (other));"
        ));
    }
    res
}

#[track_caller]
fn check(id: DialectId) {
    let mut failed = Vec::new();
    for (nth, evil) in EVIL.iter().enumerate() {
        let script = script(nth, evil, id);
        let mut database = servers::database(id).expect("a server");
        if id == DialectId::Mariadb {
            let usual = "alter database character set utf8mb4 collate utf8mb4_general_ci";
            database.execute(usual).expect("a usual character set");
        }
        if let Err(error) = database.execute(&script) {
            failed.push(format!("{evil:?} is refused: {error}\n{script}"));
            continue;
        }
        let live = read_database(&mut TestSession(&mut *database)).expect("a catalog");
        let read = read_sql(&script, id);
        let said = read.skipped.iter().chain(&live.skipped).map(ToString::to_string);
        let said = said.chain(differences(&read.schema, &live.schema));
        failed.extend(said.map(|it| format!("{evil:?}: {it}")));
        let lifted = lift(&live.schema, id, Level::Logical);
        if !lifted.is_exact {
            failed.push(format!("{evil:?}: {:?}\n{}", lifted.notes, lifted.text));
        }
        let mut diagnostics = Diagnostics::new();
        let ast = parse(FileId(0), &lifted.text, &mut diagnostics);
        if diagnostics.has_errors() || format(&ast, &lifted.text) != lifted.text {
            failed.push(format!("{evil:?} is not printed as it is parsed:\n{}", lifted.text));
        }
    }
    let n_failed = failed.len();
    assert!(failed.is_empty(), "{n_failed} of {}:\n{}", EVIL.len(), failed.join("\n"));
}

/// Functions, operators and tables of one's own that are called like those of the catalog, first in the `search_path`
/// of everyone who connects.
#[test]
fn what_is_called_like_the_catalog_is_not_used() {
    let mut database = postgres().database();
    let functions = [
        "format_type(oid, integer) returns text",
        "json_agg(anyelement) returns json",
        "quote_ident(text) returns text",
        "same(name, name) returns boolean",
        "same(oid, oid) returns boolean",
        "joined(text, text) returns text",
    ];
    let functions = functions.map(|it| {
        format!("create function evil.{it} language plpgsql as $$ begin raise exception 'called'; end $$;")
    });
    let script = format!(
        "create table t (id int primary key, x text default 'a' check (x <> 'b'));
         create schema evil;
         create table evil.pg_class (oid oid, relname name);
         create table evil.pg_namespace (oid oid, nspname name);
         create table evil.unnest (a int);
         {}
         create operator evil.= (leftarg = name, rightarg = name, function = evil.same);
         create operator evil.= (leftarg = oid, rightarg = oid, function = evil.same);
         create operator evil.|| (leftarg = text, rightarg = text, function = evil.joined);",
        functions.concat()
    );
    database.execute(&script).expect("a script");
    let before = read_database(&mut TestSession(&mut database)).expect("a catalog");
    let rows = database.query("select current_database()").expect("a name");
    let own = rows[0][0].clone().expect("a name");
    let set = format!("alter database {own} set search_path = evil, pg_catalog, public");
    database.execute(&set).expect("a setting");
    let mut session = connect(&database.url()).expect("a session");
    let after = read_database(&mut *session).expect("a catalog");
    assert_eq!(before.schema, after.schema);
    assert!(after.schema.tables.len() == 4, "{:?}", after.schema.tables.len());
}
