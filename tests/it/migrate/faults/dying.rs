//! A runner that dies at every moment: before and behind each thing that it says to the database.

use erc::base::DialectId;
use erc::dialect::{Row, Session, SessionError};

use super::{Target, gone, migration, run};

/// A session that is cut after so many calls, before or behind what the last one does.
struct Dying {
    session: Option<Box<dyn Session>>,
    id: DialectId,
    n_left: usize,
    is_done_first: bool,
}

impl Dying {
    fn call<R>(
        &mut self,
        work: impl FnOnce(&mut dyn Session) -> Result<R, SessionError>,
    ) -> Result<R, SessionError> {
        let Some(session) = &mut self.session else { return Err(gone()) };
        if self.n_left > 0 {
            self.n_left -= 1;
            return work(&mut **session);
        }
        if self.is_done_first {
            let _ = work(&mut **session);
        }
        // The connection ends, and the server takes back what is open.
        self.session = None;
        Err(gone())
    }
}

impl Session for Dying {
    fn dialect(&self) -> DialectId {
        self.id
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        self.call(|it| it.query(query))
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.call(|it| it.execute(script))
    }

    fn run(&mut self, statement: &str) -> Result<Option<u64>, SessionError> {
        self.call(|it| it.run(statement))
    }

    fn lock_beside(&mut self) -> Result<bool, SessionError> {
        self.call(|it| it.lock_beside())
    }
}

/// What is done is as if nothing had happened, whenever the run before was cut.
#[track_caller]
fn survives(id: DialectId, script: &str, clear: &[&str], checks: &[(&str, &str)]) {
    let target = Target::new(id);
    let migrations = [migration("1_a", script)];
    let mut n_moments = 0;
    let mut looking = target.session();
    for is_done_first in [false, true] {
        for n_calls in 0.. {
            let mut session = target.session();
            for statement in clear {
                let _ = session.execute(statement);
            }
            let mut dying = Dying { session: Some(session), id, n_left: n_calls, is_done_first };
            let ended = run(&mut dying, &migrations);
            if ended.is_ok() {
                break;
            }
            n_moments += 1;
            let at = format!("{id}, cut at call {n_calls}, done first: {is_done_first}");
            let n = run(&mut *target.session(), &migrations)
                .unwrap_or_else(|it| panic!("{at}: {ended:?}\n{it}"));
            assert!(n <= 1, "{at}");
            for (query, expected) in checks {
                let rows = looking.query(query).unwrap_or_else(|it| panic!("{at}: {query}: {it}"));
                let found = rows.into_iter().next().and_then(|it| it.into_iter().next().flatten());
                assert_eq!(found.as_deref(), Some(*expected), "{at}: {query}");
            }
        }
    }
    assert!(n_moments > 20, "{n_moments}");
}

const WHOLE: (&str, &str) =
    ("select n_statements = n_done and n_started = n_done from erc_migrations", "t");

#[test]
fn postgres_at_every_moment() {
    survives(
        DialectId::Postgres,
        "set lock_timeout = '3s';\nbegin;\ncreate table a (n int);\ninsert into a values (1);\ncommit;\n\
         insert into a values (2);\ncreate unique index concurrently i on a (n);\n\
         alter table a add column m int;\ncreate table b (n int);",
        &["drop table if exists a, b, erc_migrations"],
        &[
            WHOLE,
            ("select string_agg(n::text, ',' order by n) from a", "1,2"),
            ("select indisvalid::text from pg_index where indexrelid = 'i'::regclass", "true"),
            ("select count(*)::text from b", "0"),
        ],
    );
}

#[test]
fn mariadb_at_every_moment() {
    survives(
        DialectId::Mariadb,
        "create table a (n int);\ninsert into a values (1);\nalter table a add column m int;\n\
         start transaction;\ninsert into a values (2, 0);\nupdate a set m = 7 where n = 2;\ncommit;\n\
         create index i on a (n);\nalter table a drop column m;\ncreate table b (n int);",
        &["drop table if exists a, b, erc_migrations"],
        &[
            ("select n_statements = n_done and n_started = n_done from erc_migrations", "1"),
            ("select group_concat(n order by n) from a", "1,2"),
            (
                "select count(*) from information_schema.statistics where table_schema = database() and index_name = 'i'",
                "1",
            ),
            ("select count(*) from b", "0"),
        ],
    );
}

#[test]
fn sqlite_at_every_moment_of_a_table_made_anew() {
    survives(
        DialectId::Sqlite,
        "pragma foreign_keys = off;\nbegin;\ncreate table new_p (id integer primary key autoincrement, n text not null);\n\
         insert into new_p (id, n) select id, n from p;\n\
         update sqlite_sequence set seq = (select seq from sqlite_sequence where name = 'p') where name = 'new_p';\n\
         drop table p;\nalter table new_p rename to p;\n\
         create index p_n on p (n);\n\
         create trigger p_t after insert on p begin insert into log values (new.id); end;\n\
         commit;\npragma foreign_keys = on;\ninsert into p (n) values ('later');",
        &[
            "pragma foreign_keys = off",
            "drop table if exists erc_migrations",
            "drop table if exists p",
            "drop table if exists c",
            "drop table if exists log",
            "create table log (id int)",
            "create table p (id integer primary key autoincrement, n text)",
            "create table c (p int references p (id) on delete cascade)",
            "insert into p values (1, 'a'), (5, 'b')",
            "delete from p where id = 5",
            "insert into c values (1)",
        ],
        &[
            ("select n_statements = n_done and n_started = n_done from erc_migrations", "1"),
            ("select group_concat(id || n) from p", "1a,6later"),
            ("select count(*) from c", "1"),
            ("select count(*) from pragma_foreign_key_check", "0"),
            ("select integrity_check from pragma_integrity_check", "ok"),
            (
                "select group_concat(name, ',') from (select name from sqlite_master where tbl_name = 'p' and name like 'p\\__' escape '\\' order by name)",
                "p_n,p_t",
            ),
            ("select group_concat(id) from log", "6"),
        ],
    );
}

#[test]
fn batches_go_on_where_they_stopped() {
    survives(
        DialectId::Postgres,
        "create table a (n int, m int);\ninsert into a select g, null from generate_series(1, 10) g;\n\
         -- @repeat\nupdate a set m = n where n in (select n from a where m is null limit 3);",
        &["drop table if exists a, erc_migrations"],
        &[WHOLE, ("select sum(m)::text from a", "55"), ("select count(*)::text from a", "10")],
    );
}
