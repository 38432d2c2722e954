//! Servers that do not behave, roles that may not see, ways that are encrypted.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use erc::base::DialectId;
use erc::import::{read_database, read_sql};
use erc::io::connect;

use crate::servers;
use crate::servers::Database;

/// What connecting says; the URL holds a password that nobody may see.
#[track_caller]
fn refusal(url: &str) -> String {
    let Err(failure) = connect(url) else { panic!("{url} let us in") };
    let text = format!("{failure:?}");
    assert!(!text.contains("s3cret"), "{text}");
    text
}

#[test]
fn a_server_that_says_nothing_is_left_after_a_while() {
    let silent = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = silent.local_addr().expect("an address").port();
    for scheme in ["postgres", "mysql"] {
        let start = Instant::now();
        let said = refusal(&format!("{scheme}://me:s3cret@127.0.0.1:{port}/db"));
        assert!(said.contains("does not answer"), "{said}");
        assert!(start.elapsed() < Duration::from_secs(20), "{scheme}");
    }
}

#[test]
fn a_server_that_hangs_up_gives_one_message() {
    let rude = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = rude.local_addr().expect("an address").port();
    std::thread::spawn(move || rude.incoming().for_each(drop));
    for scheme in ["postgres", "mysql"] {
        let said = refusal(&format!("{scheme}://me:s3cret@127.0.0.1:{port}/db"));
        assert!(said.contains("cannot connect to"), "{said}");
    }
}

#[test]
fn a_server_without_tls_is_refused_when_tls_is_asked_for() {
    let postgres = servers::postgres().url();
    for mode in ["require", "verify-ca", "verify-full"] {
        let said = refusal(&format!("{postgres}?sslmode={mode}"));
        assert!(said.contains("does not support TLS"), "{said}");
    }
    assert!(connect(&format!("{postgres}?sslmode=prefer")).is_ok());
    assert!(connect(&format!("{postgres}?sslmode=disable")).is_ok());
    let said = refusal(&format!("{postgres}?sslmode=perhaps"));
    assert!(said.contains("there is no `sslmode` that is called `perhaps`"), "{said}");
}

#[test]
fn a_socket_is_a_way_in() {
    let value = |database: &mut dyn Database, query: &str| {
        database.query(query).expect("a setting")[0][0].clone().expect("a value")
    };
    let mut postgres = servers::postgres().database();
    let folder = value(&mut postgres, "show unix_socket_directories").replace('/', "%2F");
    let port = value(&mut postgres, "show port");
    let name = value(&mut postgres, "select current_database()");
    for mode in ["", "?sslmode=require"] {
        let url = format!("postgres://erc@{folder}:{port}/{name}{mode}");
        let mut session = connect(&url).expect("a socket needs no encryption");
        assert_eq!(session.query("select 1").expect("a row"), [[Some("1".to_owned())]]);
    }
    let mut mariadb = servers::mariadb().database();
    let socket = value(&mut mariadb, "select @@socket");
    let url = mariadb.url().replace("127.0.0.1", "localhost");
    let mut session = connect(&format!("{url}?socket={socket}")).expect("a socket");
    assert_eq!(session.query("select 1").expect("a row"), [[Some("1".to_owned())]]);
}

#[test]
fn a_role_that_may_only_read_is_told_what_it_does_not_see() {
    let mut database = servers::mariadb().database();
    let name = database.url().rsplit('/').next().expect("a name").to_owned();
    let setup = format!(
        "create table t (id int primary key);
         create view v as select id from t;
         create trigger tr before insert on t for each row set new.id = 1;
         create or replace user weak@'127.0.0.1' identified by 'pw';
         grant select on {name}.* to weak@'127.0.0.1'"
    );
    database.execute(&setup).expect("a role");
    let address = database.url();
    let host = address.rsplit('@').next().expect("a host");
    let mut session = connect(&format!("mysql://weak:pw@{host}")).expect("a session");
    let live = read_database(&mut *session).expect("a catalog");
    assert_eq!(live.schema.tables.len(), 1);
    let unseen = live.unseen.join("\n");
    assert!(unseen.contains("the text of the view `v` cannot be seen"), "{unseen}");
    assert!(unseen.contains("whether there are triggers cannot be seen"), "{unseen}");
}

/// Half of a large catalog comes through a second session; whoever may have but one reads the same.
#[test]
fn a_large_database_is_read_through_one_session_or_two() {
    let mut database = servers::postgres().database();
    let table = |nth: usize| {
        format!(
            "create table t{nth} (id int primary key, up int references t{nth}, n int check (n > {nth}));
             create index on t{nth} (n, up) where n > 0; comment on column t{nth}.n is 'the {nth}th';"
        )
    };
    let script: String = (0..320).map(table).collect();
    database.execute(&script).expect("many tables");
    let role = "create role only_once login connection limit 1";
    database.execute(role).expect("a role");
    let through = |user: &str| {
        let url = database.url().replace("//erc@", &format!("//{user}@"));
        let mut session = connect(&url).expect("a session");
        read_database(&mut *session).expect("a catalog").schema
    };
    let (divided, alone) = (through("erc"), through("only_once"));
    assert!(divided == alone, "two sessions read something else than one");
    assert!(divided == read_sql(&script, DialectId::Postgres).schema, "the text says otherwise");
    assert_eq!(divided.tables.len(), 320);
    database.execute("drop role only_once").expect("no role");
}

#[test]
fn rights_that_are_left_to_the_server_are_named() {
    let mut database = servers::mariadb().database();
    let name = database.query("select database()").expect("a name")[0][0].clone().expect("a name");
    let setup = format!(
        "create table t (id int primary key);
        create or replace user told@'127.0.0.1';
        grant select, insert on `{name}`.* to told@'127.0.0.1'"
    );
    database.execute(&setup).expect("an account");
    let unseen = |url: &str| {
        let mut session = connect(url).expect("a session");
        read_database(&mut *session).expect("a catalog").unseen.join("\n")
    };
    let said = unseen(&database.url());
    let expected = "`told@127.0.0.1` has rights on the whole database (insert, select): \
                    erc leaves them as they are";
    assert_eq!(said, expected);
    let mut database = servers::postgres().database();
    assert_eq!(unseen(&database.url()), "");
    let generous = "alter default privileges grant select on tables to pg_monitor";
    database.execute(generous).expect("default privileges");
    let said = unseen(&database.url());
    assert_eq!(said, "`erc` has default privileges: erc leaves them as they are");
}
