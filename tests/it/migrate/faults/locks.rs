//! Locks that are not to be had, sessions that are not as they should be, and a pooler in between.

use std::cell::{Cell, RefCell};

use erc::base::DialectId;
use erc::dialect::{Row, Session, SessionError};
use erc::migrate::runner::{RunError, Surroundings, apply};

use super::{Target, migration, run};

/// Gives every call another session, as a pooler does with every transaction.
struct Pooled {
    sessions: [Box<dyn Session>; 2],
    turn: usize,
}

impl Session for Pooled {
    fn dialect(&self) -> DialectId {
        self.sessions[0].dialect()
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        self.turn += 1;
        self.sessions[self.turn % 2].query(query)
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.turn += 1;
        self.sessions[self.turn % 2].execute(script)
    }
}

#[test]
fn a_transaction_pooler_is_refused() {
    for id in [DialectId::Postgres, DialectId::Mariadb] {
        let target = Target::new(id);
        let mut pooled = Pooled { sessions: [target.session(), target.session()], turn: 0 };
        let ended = run(&mut pooled, &[migration("1_a", "create table a (n int);")]);
        assert_eq!(ended, Err(RunError::Pooler), "{id}");
    }
}

#[test]
fn a_long_reader_stops_a_change_and_nothing_is_half_done() {
    let target = Target::new(DialectId::Postgres);
    target.execute("create table a (n int); create table b (n int);");
    let mut reader = target.session();
    reader.execute("begin; select * from a;").expect("a reader");
    for script in [
        "set lock_timeout = '200ms';\nalter table a add column m int;",
        "set lock_timeout = '200ms';\nbegin;\nalter table b add column m int;\nalter table a add column m int;\ncommit;",
    ] {
        let migrations = [migration("1_a", script)];
        let ended = run(&mut *target.session(), &migrations);
        let Err(RunError::Statement { n_done: 0, error, .. }) = ended else { panic!("{ended:?}") };
        assert_eq!(error.code.as_deref(), Some("55P03"));
        let columns =
            "select count(*)::text from information_schema.columns where column_name = 'm'";
        assert_eq!(target.value(columns).as_deref(), Some("0"));
        target.execute("drop table erc_migrations");
    }
}

#[test]
fn what_did_not_get_its_lock_is_tried_again() {
    for script in [
        "set lock_timeout = '200ms';\nalter table a add column m int;",
        "set lock_timeout = '200ms';\nbegin;\ncreate table b (n int);\nalter table a add column m int;\ncommit;",
    ] {
        let target = Target::new(DialectId::Postgres);
        target.execute("create table a (n int)");
        let mut reader = target.session();
        reader.execute("begin; select * from a;").expect("a reader");
        let reader = RefCell::new(Some(reader));
        let n_pauses = Cell::new(0);
        let pause = |_| {
            n_pauses.set(n_pauses.get() + 1);
            drop(reader.borrow_mut().take());
        };
        let around = Surroundings {
            n_lock_tries: 1,
            n_retries: 3,
            pause: &pause,
            say: &|_| {},
            clock: &|| 0,
            is_interrupted: &|| false,
        };
        let migrations = [migration("1_a", script)];
        assert_eq!(apply(&mut *target.session(), &migrations, &around), Ok(1));
        assert!((1..=3).contains(&n_pauses.get()), "{}", n_pauses.get());
    }
}

#[test]
fn an_index_that_is_built_concurrently_waits_for_readers() {
    let target = Target::new(DialectId::Postgres);
    target.execute("create table a (n int)");
    let (url, (ready, is_ready)) = (target.url.clone(), std::sync::mpsc::channel());
    let timer = std::thread::spawn(move || {
        let mut reader = erc::io::connect_to_run(&url).expect("a session");
        let reading = "begin isolation level repeatable read; select * from a;";
        reader.execute(reading).expect("a reader");
        ready.send(()).expect("somebody waits");
        std::thread::sleep(std::time::Duration::from_millis(1500));
    });
    is_ready.recv().expect("a reader");
    let migrations = [migration(
        "1_a",
        "set lock_timeout = '300ms';\ncreate index concurrently i on a (n);\nalter table a add column m int;",
    )];
    assert_eq!(run(&mut *target.session(), &migrations), Ok(1));
    timer.join().expect("the reader ends");
}

#[test]
fn the_server_has_a_statement_timeout() {
    let target = Target::new(DialectId::Postgres);
    target.execute("do $$ begin execute format('alter database %I set statement_timeout = ''100ms''', current_database()); end $$");
    let migrations = [migration("1_a", "select pg_sleep(0.4);\ncreate table a (n int);")];
    assert_eq!(run(&mut *target.session(), &migrations), Ok(1));
}

#[test]
fn the_session_of_mariadb_is_lax() {
    let target = Target::new(DialectId::Mariadb);
    target.execute("create table p (id int primary key)");
    let mut session = target.session();
    for setting in [
        "set sql_mode = ''",
        "set foreign_key_checks = 0",
        "set time_zone = '+05:00'",
        "set autocommit = 0",
    ] {
        session.execute(setting).expect("a setting");
    }
    let script = "create table c (p int not null, constraint f foreign key (p) references p (id));\ninsert into c values (7);";
    let ended = run(&mut *session, &[migration("1_a", script)]);
    let Err(RunError::Statement { number: 2, error, .. }) = ended else { panic!("{ended:?}") };
    assert!(error.message.contains("foreign key"), "{error}");
    let script = "create table d (n int not null);\ninsert into d select null;";
    target.execute("drop table erc_migrations");
    let ended = run(&mut *session, &[migration("1_a", script)]);
    assert!(matches!(ended, Err(RunError::Statement { number: 2, .. })), "{ended:?}");
}

#[test]
fn another_writer_has_the_file_of_sqlite() {
    let target = Target::new(DialectId::Sqlite);
    target.execute("create table a (n int)");
    assert_eq!(run(&mut *target.session(), &[]), Ok(0));
    let mut writer = target.session();
    writer.execute("begin immediate").expect("a writer");
    let script = "pragma busy_timeout = 50;\ninsert into a values (1);";
    let ended = run(&mut *target.session(), &[migration("1_a", script)]);
    let said = ended.expect_err("the file is locked").to_string();
    assert!(said.contains("database is locked"), "{said}");
    writer.execute("rollback").expect("an end");
    assert_eq!(run(&mut *target.session(), &[migration("1_a", script)]), Ok(1));
    assert_eq!(target.value("select count(*) from a").as_deref(), Some("1"));
}

#[test]
fn rows_break_a_new_rule() {
    let target = Target::new(DialectId::Postgres);
    target.execute(
        "create table p (id int primary key); create table c (p int); insert into c values (7);",
    );
    let script = "alter table c add constraint f foreign key (p) references p (id) not valid;\nalter table c validate constraint f;";
    let ended = run(&mut *target.session(), &[migration("1_a", script)]);
    let Err(RunError::Statement { number: 2, n_done: 1, error, .. }) = ended else {
        panic!("{ended:?}")
    };
    assert!(error.message.contains("(p)=(7)"), "{error}");
    let valid = "select convalidated::text from pg_constraint where conname = 'f'";
    assert_eq!(target.value(valid).as_deref(), Some("false"));
    target.execute("insert into p values (7)");
    assert_eq!(run(&mut *target.session(), &[migration("1_a", script)]), Ok(1));
    assert_eq!(target.value(valid).as_deref(), Some("true"));
}

#[test]
fn a_concurrent_index_finds_rows_that_agree() {
    for if_not_exists in ["", "if not exists "] {
        let target = Target::new(DialectId::Postgres);
        target
            .execute("create schema s; create table s.a (n int); insert into s.a values (1), (1);");
        let script = format!("create unique index concurrently {if_not_exists}\"I x\" on s.a (n);");
        let migrations = [migration("1_a", &script)];
        let ended = run(&mut *target.session(), &migrations).expect_err("two rows agree");
        let said = ended.to_string();
        assert!(
            said.contains("the index I x is left INVALID")
                && said.contains("nothing of it is done"),
            "{said}"
        );
        // Again: it is dropped, built, and fails as before.
        assert!(run(&mut *target.session(), &migrations).is_err());
        target.execute("delete from s.a where ctid = (select min(ctid) from s.a)");
        assert_eq!(run(&mut *target.session(), &migrations), Ok(1));
        let valid =
            "select indisvalid::text from pg_index where indexrelid = 's.\"I x\"'::regclass";
        assert_eq!(target.value(valid).as_deref(), Some("true"));
    }
}
