//! A history or a folder that is not what it should be.

use erc::base::DialectId;
use erc::migrate::runner::RunError;

use super::{Target, migration, run};

const ALL: [DialectId; 3] = [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite];

#[track_caller]
fn refused(target: &Target, migrations: &[erc::migrate::folder::Migration], words: &str) {
    match run(&mut *target.session(), migrations) {
        Err(RunError::History(message, _)) => assert!(message.contains(words), "{message}"),
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn an_applied_file_was_edited() {
    for id in ALL {
        let target = Target::new(id);
        let first = migration("1_a", "create table a (n int);\ncreate table b (n int);\n");
        assert_eq!(run(&mut *target.session(), std::slice::from_ref(&first)), Ok(1));
        let edited = migration("1_a", "create table a (n int);\ncreate table b (n bigint);\n");
        refused(&target, &[edited], "line 2 was `create table b (n int);` and is");
        // Line ends, a byte order mark and empty lines at the end are no change.
        let same =
            migration("1_a", "\u{feff}create table a (n int);\r\ncreate table b (n int);\r\n\r\n");
        assert_eq!(run(&mut *target.session(), &[same]), Ok(0));
    }
}

#[test]
fn a_migration_is_gone_late_or_of_another_folder() {
    let target = Target::new(DialectId::Sqlite);
    let (a, b) =
        (migration("1_a", "create table a (n int);"), migration("2_b", "create table b (n int);"));
    assert_eq!(run(&mut *target.session(), &[a.clone(), b.clone()]), Ok(2));
    refused(
        &target,
        std::slice::from_ref(&b),
        "`1_a` was applied to this database and is not in the folder",
    );
    let late = migration("1_z", "create table z (n int);");
    refused(&target, &[a, late, b], "`1_z` is older than `2_b`");
    let other = migration("1_other", "create table o (n int);");
    refused(&target, &[other], "2 migrations of another folder");
    assert_eq!(
        target.value("select count(*) from sqlite_master where name in ('z', 'o')").as_deref(),
        Some("0")
    );
}

#[test]
fn the_table_is_of_somebody_else() {
    for id in ALL {
        let target = Target::new(id);
        target.execute("create table erc_migrations (id int)");
        refused(&target, &[migration("1_a", "create table a (n int);")], "has no column `name`");
        target.execute("drop table erc_migrations");
        assert_eq!(run(&mut *target.session(), &[]), Ok(0));
        target.execute("alter table erc_migrations add column more int");
        refused(&target, &[migration("1_a", "create table a (n int);")], "has a column `more`");
    }
}

#[test]
fn a_row_makes_no_sense() {
    let target = Target::new(DialectId::Postgres);
    let first = [migration("1_a", "create table a (n int);")];
    assert_eq!(run(&mut *target.session(), &first), Ok(1));
    target.execute("update erc_migrations set n_done = 7");
    refused(&target, &first, "of `1_a` makes no sense");
}

#[test]
fn the_table_is_in_another_schema() {
    let target = Target::new(DialectId::Postgres);
    let first = [migration("1_a", "create table a (n int);")];
    target.execute("create schema app");
    target.execute("do $$ begin execute format('alter database %I set search_path = app', current_database()); end $$");
    assert_eq!(run(&mut *target.session(), &first), Ok(1));
    target.execute("do $$ begin execute format('alter database %I set search_path = public', current_database()); end $$");
    refused(&target, &first, "in its schema `app`");
}

#[test]
fn the_server_takes_no_changes() {
    let target = Target::new(DialectId::Postgres);
    target.execute("do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$");
    let ended = run(&mut *target.session(), &[migration("1_a", "create table a (n int);")]);
    assert_eq!(ended, Err(RunError::Follower));
}

#[test]
fn what_is_not_done_yet_may_be_mended() {
    for id in ALL {
        let target = Target::new(id);
        let broken = migration("1_a", "create table a (n int);\ninsert into nobody values (1);");
        assert!(run(&mut *target.session(), &[broken]).is_err());
        let other = migration("1_a", "create table a (m int);\ninsert into a values (1);");
        refused(&target, &[other], "statement 1 of `1_a` is done");
        let mended = [migration(
            "1_a",
            "create table a (n int);\ninsert into a values (1);\ncreate table b (n int);",
        )];
        assert_eq!(run(&mut *target.session(), &mended), Ok(1), "{id}");
        assert_eq!(target.value("select count(*) from a").as_deref(), Some("1"));
        assert_eq!(run(&mut *target.session(), &mended), Ok(0), "{id}");
    }
}

#[test]
fn what_cannot_be_known_is_said() {
    let target = Target::new(DialectId::Mariadb);
    let nameless = [migration("1_a", "create table a (n int);\nalter table a add index (n);")];
    assert_eq!(run(&mut *target.session(), &nameless), Ok(1));
    // As it is left by a run that was killed inside its second statement.
    target.execute("update erc_migrations set n_done = 1");
    refused(
        &target,
        &nameless,
        "statement 2 of `1_a` was begun, and nothing tells whether it is done",
    );
}
