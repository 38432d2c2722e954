//! The runner on real databases: once, in order, resumed, taken back.

use std::cell::RefCell;

use erc::base::DialectId;
use erc::dialect::{Row, Session, SessionError};
use erc::migrate::folder::Migration;
use erc::migrate::runner::{RunError, Surroundings, applied, apply, down};

use crate::servers::{self, Database};

/// A database of the tests as a session.
struct Held<'a>(&'a mut dyn Database);

impl Session for Held<'_> {
    fn dialect(&self) -> DialectId {
        self.0.dialect()
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        self.0.query(query).map_err(SessionError::new)
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.0.execute(script).map_err(SessionError::new)
    }
}

fn migration(name: &str, up: &str, down: &str) -> Migration {
    let files = [("up.sql", up), ("down.sql", down)];
    Migration {
        name: name.to_owned(),
        files: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
    }
}

pub(super) fn around<'a>(say: &'a dyn Fn(&str)) -> Surroundings<'a> {
    Surroundings {
        n_lock_tries: 1,
        n_retries: 0,
        pause: &|_| {},
        say,
        clock: &|| 0,
        is_interrupted: &|| false,
    }
}

fn run(database: &mut dyn Database, migrations: &[Migration]) -> Result<usize, RunError> {
    let said = RefCell::new(Vec::new());
    let say = |text: &str| said.borrow_mut().push(text.to_owned());
    let around = around(&say);
    apply(&mut Held(database), migrations, &around)
}

#[test]
fn each_migration_runs_once_and_goes_on_where_it_stopped() {
    for id in [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite] {
        let mut database = servers::database(id).expect("a server");
        let first =
            migration("1_a", "create table a (n int);\ninsert into a values (1);", "drop table a;");
        let broken =
            migration("2_b", "create table b (n int);\ninsert into c values (1);", "drop table b;");
        assert_eq!(run(&mut *database, std::slice::from_ref(&first)), Ok(1), "{id}");
        let both = [first.clone(), broken.clone()];
        let stopped = run(&mut *database, &both).expect_err("there is no table c");
        assert!(
            matches!(stopped, RunError::Statement { number: 2, n_done: 1, .. }),
            "{id}: {stopped}"
        );
        database.execute("create table c (n int)").expect("the table that was missing");
        assert_eq!(run(&mut *database, &both), Ok(1), "{id}");
        assert_eq!(run(&mut *database, &both), Ok(0), "{id}");
        let rows = database.query("select count(*) from c").expect("a count");
        assert_eq!(rows, [[Some("1".to_owned())]], "{id}");
        let changed = [migration("1_a", "create table a (m int);", ""), broken];
        assert!(matches!(run(&mut *database, &changed), Err(RunError::History(..))), "{id}");
        let around = around(&|_| {});
        let gone = down(&mut Held(&mut *database), &both, &around);
        assert_eq!(gone, Ok(Some("2_b".to_owned())), "{id}");
        let names: Vec<String> = applied(&mut Held(&mut *database))
            .expect("a history")
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(names, ["1_a"], "{id}");
    }
}

#[test]
fn a_transaction_that_fails_leaves_nothing() {
    for id in [DialectId::Postgres, DialectId::Sqlite] {
        let mut database = servers::database(id).expect("a server");
        let broken = migration(
            "1_a",
            "begin;\ncreate table a (n int);\ninsert into nobody values (1);\ncommit;",
            "",
        );
        let stopped = run(&mut *database, &[broken]).expect_err("there is no such table");
        assert!(
            matches!(stopped, RunError::Statement { number: 3, n_done: 0, .. }),
            "{id}: {stopped}"
        );
        assert!(database.query("select * from a").is_err(), "{id}");
    }
}
