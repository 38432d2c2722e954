//! The ground itself, proven: each database works, is alone, says no, and leaves nothing behind.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use erc::base::DialectId;
use mysql::prelude::Queryable;
use tempfile::TempDir;

use super::place::Process;
use super::postgres_versions::POSTGRES_VERSIONS;
use super::shared::Keeper;
use super::{Database, databases, mariadb, postgres, postgres_version, sqlite, world};
use crate::slow::slow;

#[test]
fn a_script_in_any_script_works_in_every_database() {
    for mut database in databases() {
        check_names_and_rows(&mut *database);
    }
}

#[test]
fn every_postgres_version_works() {
    if slow() {
        for major in POSTGRES_VERSIONS {
            let mut database = postgres_version(major).database();
            assert!(database.version().starts_with(&format!("{major}.")), "{}", database.version());
            check_names_and_rows(&mut database);
        }
    }
}

/// Several statements, one of them with names that need quotes, and rows with a null and an empty text.
#[track_caller]
fn check_names_and_rows(database: &mut dyn Database) {
    let quote = if database.dialect() == DialectId::Mariadb { '`' } else { '"' };
    let script = "
        create table «größe 表» («naïve; 'key'» integer primary key, «текст» varchar(20));
        insert into «größe 表» values (1, 'Σίσυφος'), (2, null), (3, '');
        -- A comment ends it."
        .replace(['«', '»'], &quote.to_string());
    database.execute(&script).expect("a script");
    let query = "select * from «größe 表» order by 1".replace(['«', '»'], &quote.to_string());
    let rows = database.query(&query).expect("a query");
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(rows, [[some("1"), some("Σίσυφος")], [some("2"), None], [some("3"), some("")]]);
}

#[test]
fn a_violation_is_an_error_with_the_servers_words() {
    for mut database in databases() {
        let said = |result: Result<(), String>| result.expect_err("a violation").to_lowercase();
        let create = "create table parent (id integer primary key);
            create table child (id integer not null unique, parent_id integer,
                constraint small check (id < 100),
                foreign key (parent_id) references parent (id))";
        database.execute(create).expect("two tables");
        assert!(said(database.execute("insert into child values (null, null)")).contains("null"));
        assert!(said(database.execute("insert into child values (100, null)")).contains("small"));
        assert!(said(database.execute("insert into child values (1, 7)")).contains("foreign key"));
        database.execute("insert into child values (1, null)").expect("a good row");
        let error = said(database.execute("insert into child values (1, null)"));
        assert!(error.contains("unique") || error.contains("duplicate"), "{error}");
    }
}

#[test]
fn an_error_anywhere_in_a_script_is_seen() {
    for mut database in databases() {
        database
            .execute("create table t (x integer); select 1; select y from t; select 2")
            .expect_err("no y");
        database.execute("select 1; selekt").expect_err("a misspelt word");
        database.execute("select 1; select 2; selekt; select 3").expect_err("a misspelt word");
    }
}

#[test]
fn an_empty_script_is_fine() {
    for mut database in databases() {
        for script in ["", " ; ", "-- nothing", "select 1;\n-- nothing\n;\n  -- at all;\n"] {
            database.execute(script).unwrap_or_else(|error| panic!("{script:?}: {error}"));
        }
    }
}

#[test]
fn an_empty_statement_does_not_hide_what_follows() {
    for mut database in databases() {
        let script = "create table t (x integer);; create table u (x integer)";
        let rows = database.execute(script).and_then(|()| database.query("select x from u"));
        if database.dialect() == DialectId::Mariadb {
            assert!(rows.expect_err("a refusal").contains("near '; create table u"));
        } else {
            assert_eq!(rows.expect("a table").len(), 0);
        }
    }
}

#[test]
fn a_trigger_with_semicolons_goes_into_mariadb_whole() {
    let mut database = mariadb().database();
    let script = "create table t (x integer);
        create trigger doubles before insert on t for each row begin
            set new.x = new.x * 2;
            set new.x = new.x + 1;
        end;
        insert into t values (20);";
    database.execute(script).expect("a trigger");
    assert_eq!(database.query("select x from t").expect("a row"), [[Some("41".to_owned())]]);
}

#[test]
fn every_kind_of_value_is_text() {
    let queries = [
        (
            Box::new(postgres().database()) as Box<dyn Database>,
            "select 1.50, true, '\\x00ff'::bytea",
        ),
        (Box::new(mariadb().database()), "select 1.50, true, cast(x'00ff' as binary)"),
        (Box::new(sqlite()), "select 1.5, true, x'00ff'"),
    ];
    let expected = [["1.50", "t", "\\x00ff"], ["1.50", "1", "\\x00ff"], ["1.5", "1", "\\x00ff"]];
    for ((mut database, query), expected) in queries.into_iter().zip(expected) {
        let rows = database.query(query).expect("a row");
        assert_eq!(rows, [expected.map(|it| Some(it.to_owned()))]);
    }
}

#[test]
fn databases_do_not_see_each_other() {
    let pairs = databases().into_iter().zip(databases());
    for (mut one, mut other) in pairs {
        one.execute("create table t (x integer)").expect("a table");
        other.execute("create table t (y integer)").expect("the same name elsewhere");
        assert!(other.query("select x from t").is_err());
    }
}

#[test]
fn a_dropped_database_is_gone() {
    let count = "select count(*) from pg_database where datname = current_database()";
    let database = postgres().database();
    let url = database.url();
    let mut visitor = database.connect();
    assert_eq!(visitor.query_one(count, &[]).expect("a count").get::<_, i64>(0), 1);
    drop(database);
    assert!(visitor.query_one(count, &[]).is_err(), "the session ended with its database");
    assert!(::postgres::Client::connect(&url, ::postgres::NoTls).is_err());
}

#[test]
fn a_second_session_sees_the_same_database() {
    let mut database = postgres().database();
    database.execute("create table here (x integer)").expect("a table");
    let insert = "insert into here values (1)";
    let by_network = ::postgres::Client::connect(&database.url(), ::postgres::NoTls);
    database.connect().batch_execute(insert).expect("a row");
    by_network.expect("TCP").batch_execute(insert).expect("a row");
    assert_eq!(database.query("select * from here").expect("two rows").len(), 2);

    let mut database = mariadb().database();
    database.execute("create table here (x integer)").expect("a table");
    let url = format!("{}?prefer_socket=false", database.url());
    database.connect().query_drop(insert).expect("a row");
    mysql::Conn::new(url.as_str()).expect("TCP").query_drop(insert).expect("a row");
    assert_eq!(database.query("select * from here").expect("two rows").len(), 2);
}

#[test]
fn a_stranger_does_not_get_in_by_network() {
    let url = postgres().url();
    let (before, rest) = url.split_once("erc:").expect("a user");
    let (_, after) = rest.split_once('@').expect("a password");
    let guess = format!("{before}erc:erc@{after}");
    assert!(::postgres::Client::connect(&guess, ::postgres::NoTls).is_err());
    let guess = mariadb().url().replace("erc:", "root:x");
    assert!(mysql::Conn::new(guess.as_str()).is_err());
}

#[test]
fn a_server_ends_with_its_last_user() {
    let mut kept = keep("echo $$ > pid; exec sleep 1000");
    let server = find_server(&kept.folder);
    assert!(server.is_alive());
    drop(kept.lock);
    wait_until("the keeper ends", || kept.keeper.try_wait().is_ok_and(|it| it.is_some()));
    assert!(!server.is_alive());
    assert!(!kept.folder.exists());
}

#[test]
fn a_server_that_ends_by_itself_is_cleared_away() {
    let mut kept = keep("exit 1");
    wait_until("the keeper ends", || kept.keeper.try_wait().is_ok_and(|it| it.is_some()));
    assert!(!kept.folder.exists());
}

#[test]
fn a_server_ends_with_its_keeper() {
    let mut kept = keep("echo $$ > pid; exec sleep 1000");
    let server = find_server(&kept.folder);
    kept.keeper.kill().expect("a keeper");
    kept.keeper.wait().expect("a keeper");
    wait_until("the server ends", || !server.is_alive());
    fs::remove_dir_all(&kept.folder).expect("the folder is left to the next start");
}

/// A shell script kept as if it were a server.
struct Kept {
    /// Its one user.
    lock: File,
    keeper: Child,
    folder: PathBuf,
    _place: TempDir,
}

fn keep(script: &'static str) -> Kept {
    let place = tempfile::tempdir().expect("a folder");
    let folder = world::new_folder(&env::temp_dir(), "kept").expect("a folder");
    let keeper = Keeper {
        lock: place.path().join("lock"),
        log: place.path().join("log"),
        folder: folder.clone(),
        linger_seconds: 0,
        stop_signal: "KILL",
        script,
        arguments: Vec::new(),
        password: String::new(),
    };
    let lock = File::create(&keeper.lock).expect("a lock");
    lock.lock_shared().expect("a lock");
    let keeper = keeper.spawn().expect("a keeper");
    Kept { lock, keeper, folder, _place: place }
}

fn find_server(folder: &Path) -> Process {
    let id = || fs::read_to_string(folder.join("pid")).ok()?.trim().parse().ok();
    let server = || Process::find(id()?);
    wait_until("the server starts", || server().is_some());
    server().expect("a server")
}

#[track_caller]
fn wait_until(what: &str, mut happened: impl FnMut() -> bool) {
    let began = Instant::now();
    while !happened() {
        assert!(began.elapsed() < Duration::from_secs(30), "in vain: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
