//! The server itself is killed, as by a machine that fails: what it kept is gone on with.

use erc::base::DialectId;
use erc::dialect::Session;
use erc::io::connect_to_run;

use super::{ended, folder, start, wait_until};
use crate::servers::own::OwnServer;

fn session(server: &OwnServer) -> Option<Box<dyn Session>> {
    connect_to_run(&server.url()).ok()
}

fn value(server: &OwnServer, query: &str) -> Option<String> {
    let rows = session(server)?.query(query).ok()?;
    rows.into_iter().next()?.into_iter().next()?
}

fn execute(server: &OwnServer, script: &str) {
    session(server).expect("a session").execute(script).expect(script);
}

#[test]
fn mariadb_dies_while_it_copies_a_table() {
    let mut server = OwnServer::new(DialectId::Mariadb);
    wait_until("a server", || session(&server).is_some());
    execute(
        &server,
        "create table a (n int primary key, t varchar(40)); \
         insert into a with recursive i (n) as (select 1 union all select n + 1 from i where n < 900) select n, 'x' from i;",
    );
    let place = folder(&[(
        "1_a",
        "create table b (n int);\nalter table a modify column t varchar(40) not null, algorithm = copy;\ncreate table c (n int);\ninsert into c select n from a;",
    )]);
    // A reader lets the copy be made, and not take its place.
    let mut reader = session(&server).expect("a session");
    reader.execute("begin; select count(*) from a;").expect("a reader");
    let child = start(&place, &server.url());
    let waiting = "select 1 from information_schema.processlist where info like 'alter table a %' and state like '%metadata lock%'";
    wait_until("a copied table", || value(&server, waiting).is_some());
    server.kill();
    let (code, said) = ended(child);
    assert_eq!(code, Some(2), "{said}");
    server.start();
    wait_until("the server again", || session(&server).is_some());
    let mandatory = "select is_nullable from information_schema.columns where table_schema = database() and table_name = 'a' and column_name = 't'";
    // Whether the copy takes its place after the crash is for the server to say; the runner finds out.
    let (code, said) = ended(start(&place, &server.url()));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("goes on behind statement 1"), "{said}");
    assert_eq!(value(&server, mandatory).as_deref(), Some("NO"));
    assert_eq!(value(&server, "select count(*) from c").as_deref(), Some("900"));
    assert_eq!(value(&server, "select count(*) from a").as_deref(), Some("900"));
}

#[test]
fn postgres_dies_while_it_builds_an_index_and_inside_a_transaction() {
    let mut server = OwnServer::new(DialectId::Postgres);
    wait_until("a server", || session(&server).is_some());
    execute(
        &server,
        "create table gate (n int); create table a (n int); insert into a select generate_series(1, 900);",
    );
    let slow = "select pg_sleep(case when exists (select from gate) then 0 else 60 end);";
    let place = folder(&[(
        "1_a",
        &format!(
            "create index concurrently a_n on a (n);\nbegin;\ncreate table b (n int);\ninsert into b select n from a;\n{slow}\ncommit;"
        ),
    )]);
    // A transaction that was there before is waited for.
    let mut reader = session(&server).expect("a session");
    reader.execute("begin; insert into a values (0);").expect("a writer");
    let child = start(&place, &server.url());
    wait_until("an index that is not whole", || {
        value(&server, "select 1::text from pg_index where indexrelid::regclass::text = 'a_n' and not indisvalid")
            .is_some()
    });
    drop(reader);
    server.kill();
    let (code, said) = ended(child);
    assert_eq!(code, Some(2), "{said}");
    server.start();
    wait_until("the server again", || session(&server).is_some());
    let child = start(&place, &server.url());
    let asleep =
        "select 1::text from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'";
    wait_until("a slow statement", || value(&server, asleep).is_some());
    server.kill();
    let (code, said) = ended(child);
    assert_eq!(code, Some(2), "{said}");
    server.start();
    wait_until("the server again", || session(&server).is_some());
    assert_eq!(value(&server, "select to_regclass('b')::text"), None);
    execute(&server, "insert into gate values (1)");
    let (code, said) = ended(start(&place, &server.url()));
    assert_eq!(code, Some(0), "{said}");
    let valid = "select indisvalid::text from pg_index where indexrelid::regclass::text = 'a_n'";
    assert_eq!(value(&server, valid).as_deref(), Some("true"));
    assert_eq!(value(&server, "select count(*)::text from b").as_deref(), Some("900"));
}
