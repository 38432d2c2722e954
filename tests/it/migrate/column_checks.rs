//! Checks that are part of the definition of a column of MariaDB: no name drops them, and a new definition does.

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Options};
use erc::import::{read_database, read_sql};
use erc::migrate::{RenameHints, Style, diff};
use erc::schema::NativeSchema;

use super::round::{Side, apply, way};
use crate::import::session::TestSession;
use crate::servers::{self, Database};

const ID: DialectId = DialectId::Mariadb;

fn read(text: &str) -> NativeSchema {
    let read = read_sql(text, ID);
    assert!(read.skipped.is_empty(), "{text} is not read");
    read.schema
}

fn live(database: &mut dyn Database) -> NativeSchema {
    read_database(&mut TestSession(database)).expect("a schema").schema
}

/// Leads a database that a text has made to another text, and answers the script; a second difference is empty.
#[track_caller]
fn lead(database: &mut dyn Database, to: &str) -> String {
    let options = Options::of(dialect::of(ID));
    let to = Side { id: ID, native: read(to), script: String::new(), options };
    let before = live(database);
    let there = diff(&before, &to.native, &RenameHints::default(), &mut Diagnostics::new());
    let plan = way(&there, &to, Style::Simple);
    apply(database, &plan).unwrap_or_else(|error| panic!("{error}\n{}", plan.script()));
    let after = live(database);
    let again = diff(&after, &to.native, &RenameHints::default(), &mut Diagnostics::new());
    let rest = way(&again, &to, Style::Simple);
    assert!(again.is_empty() && rest.is_empty(), "{}\n---\n{}", plan.script(), rest.script());
    plan.script()
}

#[test]
fn they_go_stay_and_change_with_their_columns() {
    let cases = [
        // What is taken, what is refused.
        ("create table t (a int);", Some("insert into t values (-1)"), None),
        (
            "create table t (a bigint, constraint a check (a > 0));",
            Some("insert into t values (5000000000)"),
            Some("insert into t values (-1)"),
        ),
        (
            "create table t (a int, constraint a check (a > 5));",
            Some("insert into t values (6)"),
            Some("insert into t values (3)"),
        ),
        (
            "create table t (a int not null check (a > 0), b int check (b < 9));",
            Some("insert into t values (1, 8)"),
            Some("insert into t values (1, 10)"),
        ),
    ];
    let mut database = servers::mariadb().database();
    for (to, taken, refused) in cases {
        database
            .execute("create or replace table t (a int check (a > 0)); insert into t values (7);")
            .expect("a table");
        lead(&mut database, to);
        let rows = database.query("select a from t").expect("rows");
        assert_eq!(rows, [[Some("7".to_owned())]], "{to}");
        if let Some(statement) = taken {
            database.execute(statement).unwrap_or_else(|error| panic!("{to}: {error}"));
        }
        if let Some(statement) = refused {
            let error = database.execute(statement).expect_err(statement);
            assert!(error.contains("4025"), "{to}: {error}");
        }
    }
}

#[test]
fn the_name_that_a_column_had_is_no_name_of_its_json() {
    let mut database = servers::mariadb().database();
    database
        .execute(
            "create table t (a json, b json not null) charset latin1;
             alter table t rename column a to c;",
        )
        .expect("a table");
    let script = lead(&mut database, "create table t (c json, b json not null) charset latin1;");
    assert!(!script.contains("alter"), "{script}");
    let script = lead(
        &mut database,
        "create table t (c longtext charset utf8mb4 collate utf8mb4_bin, b json not null, a json) charset latin1;",
    );
    assert!(script.contains("modify column c"), "{script}");
    database.execute("insert into t values ('no json', '{}', '[]')").expect("no check of `c`");
    database.execute("insert into t values ('', '{}', 'x')").expect_err("a check of `a`");
}

#[test]
fn a_text_reads_them_as_the_server_tells_them() {
    let texts = [
        "create table t (a int check (a > 0), b json);
         alter table t modify column a bigint; alter table t rename column b to c;",
        // Its own check takes the place of the one of its type.
        "create table t (a json check (a <> '1'));",
        "create table t (a int check (a > 0), b int);
         alter table t change column a c int check (c > 3);",
        "create table t (
           a longtext character set utf8mb4 collate utf8mb4_bin default null check (json_valid(a)),
           b longtext collate utf8mb4_bin, constraint b check (json_valid(b))
         );",
    ];
    for text in texts {
        let mut database = servers::mariadb().database();
        database.execute(text).expect(text);
        let (told, read) = (live(&mut database), read(text));
        let difference = diff(&told, &read, &RenameHints::default(), &mut Diagnostics::new());
        let sentences = erc::migrate::sentences(&difference, dialect::of(ID));
        let said: Vec<String> = sentences.iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "{text}\n{said:?}");
    }
}
