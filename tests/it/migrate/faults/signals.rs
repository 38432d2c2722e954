//! Signals, a way to the server that breaks, and a disk that is full.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};

use erc::base::DialectId;

use super::{Target, ended, folder, is_asleep, start, wait_until};

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.expect("kill can be run").success());
}

#[test]
fn ctrl_c_cancels_takes_back_and_lets_go() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let target = Target::new(DialectId::Postgres);
        target.execute("create table gate (n int)");
        let slow = "select pg_sleep(case when exists (select from gate) then 0 else 60 end);";
        let place = folder(&[(
            "1_a",
            &format!("create table a (n int);\nbegin;\ncreate table b (n int);\n{slow}\ncommit;"),
        )]);
        let child = start(&place, &target.url);
        wait_until("a slow statement", || is_asleep(&target));
        signal(&child, name);
        let (ended_with, said) = ended(child);
        assert_eq!(ended_with, Some(code), "{said}");
        assert!(said.contains("1 of 5 statements are done"), "{said}");
        assert!(!is_asleep(&target));
        assert_eq!(target.value("select to_regclass('b')::text"), None);
        target.execute("insert into gate values (1)");
        let (ended_with, said) = ended(start(&place, &target.url));
        assert_eq!(ended_with, Some(0), "{said}");
        assert!(!said.contains("waiting"), "{said}");
    }
}

#[test]
fn a_statement_of_mariadb_and_sqlite_is_cancelled() {
    let slow_sqlite = "create table a (n int);\nwith recursive g (i) as (select 1 union all select i + 1 from g where i < 4000000000) insert into a select max(i) from g;";
    for (id, script) in [
        (DialectId::Mariadb, "create table a (n int);\ninsert into a select sleep(60);"),
        (DialectId::Sqlite, slow_sqlite),
    ] {
        let target = Target::new(id);
        let place = folder(&[("1_a", script)]);
        let child = start(&place, &target.url);
        wait_until("the first statement", || {
            let query = "select 1 from erc_migrations where n_done = 1";
            target.session().query(query).is_ok_and(|it| !it.is_empty())
        });
        std::thread::sleep(std::time::Duration::from_millis(500));
        signal(&child, "-INT");
        let (code, said) = ended(child);
        assert_eq!(code, Some(130), "{id}: {said}");
        assert!(said.contains("1 of 2 statements are done"), "{id}: {said}");
        assert_eq!(target.value("select count(*) from a").as_deref(), Some("0"), "{id}");
    }
}

/// Passes bytes on between a client and a server until it is told to break.
struct Wire {
    port: u16,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    fn to(port: u16) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = listener.local_addr().expect("an address").port();
        let streams: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let kept = Arc::clone(&streams);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(("127.0.0.1", port)).expect("the server");
                let copy = |it: &TcpStream| it.try_clone().expect("a stream");
                kept.lock().expect("a list").extend([copy(&client), copy(&server)]);
                for (mut from, mut to) in [(copy(&client), copy(&server)), (server, client)] {
                    std::thread::spawn(move || {
                        let mut bytes = [0; 4096];
                        while let Ok(n @ 1..) = from.read(&mut bytes) {
                            if to.write_all(&bytes[..n]).is_err() {
                                break;
                            }
                        }
                    });
                }
            }
        });
        Wire { port: own, streams }
    }

    fn cut(&self) {
        for stream in self.streams.lock().expect("a list").iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

#[test]
fn the_way_to_the_server_breaks() {
    let target = Target::new(DialectId::Postgres);
    target.execute("create table gate (n int)");
    let (before, rest) = target.url.split_once("127.0.0.1:").expect("a port");
    let (port, rest) = rest.split_once('/').expect("a database");
    let wire = Wire::to(port.parse().expect("a number"));
    let url = format!("{before}127.0.0.1:{}/{rest}", wire.port);
    let slow = "select pg_sleep(case when exists (select from gate) then 0 else 60 end);";
    let place = folder(&[("1_a", &format!("create table a (n int);\n{slow}"))]);
    let child = start(&place, &url);
    wait_until("a slow statement", || is_asleep(&target));
    wire.cut();
    let (code, said) = ended(child);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("it is not known whether this statement is done"), "{said}");
    target.execute("insert into gate values (1)");
    let (code, said) = ended(start(&place, &target.url));
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn the_disk_is_full() {
    let place = folder(&[]);
    place.write("model.erd", "entity Thing {\n  id int key\n}\n");
    place.write("erc.toml", "dialects = [\"sqlite\"]\n");
    let before = place.files();
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" migrate new first"])
        .arg(env!("CARGO_BIN_EXE_erc"))
        .current_dir(place.path(""))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write"), "{said}");
    let names =
        |files: Vec<(String, Vec<u8>)>| files.into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(names(place.files()), names(before), "{said}");
}
