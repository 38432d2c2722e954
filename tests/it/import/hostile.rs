//! Texts that try to break out, and texts that break off.

use erc::base::{Diagnostics, DialectId};
use erc::import::{Level, lift, read_snapshot, read_sql};

/// Names and texts with everything that quotes something somewhere.
#[test]
fn nothing_breaks_out_of_the_model() {
    let evil = [
        "a\"b",
        "a'b",
        "a\\b",
        "a--b",
        "a*/b",
        "a\"\"\"b",
        "`a`",
        "a{b}",
        "a\tb",
        "ünï",
        "entity X {",
        "$$;",
    ];
    for text in evil {
        let name = text.replace('"', "\"\"");
        let value = text.replace('\'', "''");
        let sql = format!(
            "create table \"t {name}\" (id int primary key, \"c {name}\" text default '{value}',
               constraint \"k {name}\" check (\"c {name}\" <> '{value}'));
             comment on table \"t {name}\" is '{value}';
             create index \"i {name}\" on \"t {name}\" (\"c {name}\");"
        );
        let read = read_sql(&sql, DialectId::Postgres);
        assert_eq!(read.skipped, [], "{sql}");
        let lifted = lift(&read.schema, DialectId::Postgres, Level::Logical);
        assert!(lifted.is_exact, "{text:?}: {:?}\n{}", lifted.notes, lifted.text);
        let mut diagnostics = Diagnostics::new();
        erc::syntax::parse(erc::base::FileId(0), &lifted.text, &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{}", lifted.text);
    }
}

#[test]
fn names_without_a_letter_and_types_of_others_are_refused() {
    let text = "\"\")\ncreate schema if not exists sales; create table \"\" (id int); create domain d as int;";
    for (id, n_skipped) in
        [(DialectId::Postgres, 2), (DialectId::Mariadb, 2), (DialectId::Sqlite, 2)]
    {
        let read = read_sql(text, id);
        assert_eq!(read.skipped.len(), n_skipped, "{id}: {:?}", read.skipped);
        let lifted = lift(&read.schema, id, Level::Logical);
        let mut diagnostics = Diagnostics::new();
        erc::syntax::parse(erc::base::FileId(0), &lifted.text, &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{}", lifted.text);
    }
}

#[test]
fn a_text_that_breaks_off_keeps_what_stands_before() {
    let text =
        "create table a (id int primary key);\ncreate table b (id int, x varchar(10) default 'x;";
    for id in DialectId::ALL {
        let read = read_sql(text, id);
        assert_eq!(read.schema.tables.len(), 1, "{id}");
        assert_eq!(read.skipped.len(), 1, "{id}");
        assert_eq!(read.skipped[0].line, 2, "{id}");
    }
}

#[test]
fn every_start_of_a_script_is_read_without_a_panic() {
    let text = "create table a (id int not null default 1, b text check (b in ('x', 'y')), primary key (id));
        alter table a add constraint f foreign key (id) references a (id) on delete cascade;
        create unique index i on a (lower(b) desc) where b is not null; comment on table a is 'it''s';";
    for id in DialectId::ALL {
        for end in 0..text.len() {
            let _ = read_sql(&text[..end], id);
        }
    }
}

#[test]
fn an_expression_of_any_depth_is_kept() {
    let deep =
        format!("create table a (b int check ({}b{} > 0))", "(".repeat(5000), ")".repeat(5000));
    let long = format!("create table a (b int check (b > {}))", vec!["1"; 5000].join(" + "));
    for text in [deep, long] {
        for id in DialectId::ALL {
            let read = read_sql(&text, id);
            assert_eq!(read.schema.tables.len() + read.skipped.len(), 1);
        }
    }
}

#[test]
fn what_is_no_snapshot_is_said_to_be_none() {
    let cases = [
        ("", "EOF while parsing a value"),
        ("{}", "missing field"),
        ("{\"version\": 99, \"dialect\": \"sqlite\", \"schemas\": []}", "version 99"),
        ("{\"version\": 1, \"dialect\": \"db2\", \"schemas\": []}", "no dialect `db2`"),
    ];
    for (text, reason) in cases {
        let error = read_snapshot(text).expect_err("an error").to_string();
        assert!(error.contains(reason), "{error}");
    }
}

/// What no database would do is left out and said, and whatever is left can be written as a model.
#[test]
fn two_tables_or_columns_never_have_one_name() {
    let script = "create table a (x int, y int);
        create table c (x int, y int, z int);
        alter table c rename to a;
        alter table c rename column z to y;
        create \"view a (b)\" d 'e';";
    for id in DialectId::ALL {
        let read = read_sql(script, id);
        assert_eq!(read.skipped.len(), 3, "{id}: {:?}", read.skipped);
        let lifted = lift(&read.schema, id, Level::Logical);
        assert!(lifted.is_exact, "{id}: {:?}\n{}", lifted.notes, lifted.text);
    }
}
