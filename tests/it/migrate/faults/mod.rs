//! Faults, and what must happen: the runner or the server is killed, somebody else is at work, the history is not
//! what it should be. Each test says the fault in its name.
//!
//! Killed runners are in `processes` and `dying`, killed servers in `server`; locks, poolers, timeouts, lax sessions and
//! rows that break a rule in `locks`; edited, deleted, late and foreign histories in `history`; drift in `reading`; signals,
//! broken ways and full disks in `signals`; unknown versions, other machines and passwords in `elsewhere`. A rename that is guessed is in `asked`, and a table made anew with what hangs on
//! it in the cases and random pairs.
//!
//! Not tested here: a disk that fills inside the server, TLS and half-open sockets of real networks.

mod dying;
mod elsewhere;
mod history;
mod locks;
mod processes;
mod reading;
mod server;
mod signals;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use erc::base::DialectId;
use erc::dialect::{Session, SessionError};
use erc::io::connect_to_run;
use erc::migrate::folder::Migration;
use erc::migrate::runner::{RunError, Surroundings, apply};

use crate::cli::Place;
use crate::servers;

/// A migration from its script.
pub(super) fn migration(name: &str, up: &str) -> Migration {
    Migration { name: name.to_owned(), files: [("up.sql".to_owned(), up.to_owned())].into() }
}

/// Runs what is pending, with a try for every half second of ten.
pub(super) fn run(session: &mut dyn Session, migrations: &[Migration]) -> Result<usize, RunError> {
    let pause = |millis: u64| std::thread::sleep(Duration::from_millis(millis.min(50)));
    let around = Surroundings {
        n_lock_tries: 200,
        n_retries: 0,
        pause: &pause,
        say: &|_| {},
        clock: &|| 0,
        is_interrupted: &|| false,
    };
    apply(session, migrations, &around)
}

/// A database that a process of its own can find, as long as this lives.
pub(super) struct Target {
    pub(super) url: String,
    _database: Box<dyn std::any::Any>,
}

impl Target {
    pub(super) fn new(id: DialectId) -> Target {
        match id {
            DialectId::Postgres => {
                let database = servers::postgres().database();
                Target { url: database.url(), _database: Box::new(database) }
            }
            DialectId::Mariadb | DialectId::Mysql => {
                let database = servers::mariadb().database();
                Target { url: database.url(), _database: Box::new(database) }
            }
            DialectId::Sqlite => {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("test.db");
                fs::write(&path, b"").expect("a file");
                Target { url: format!("sqlite:{}", path.display()), _database: Box::new(folder) }
            }
        }
    }

    pub(super) fn session(&self) -> Box<dyn Session> {
        connect_to_run(&self.url).expect("a session")
    }

    /// The first value of a query.
    pub(super) fn value(&self, query: &str) -> Option<String> {
        let rows = self.session().query(query).unwrap_or_else(|it| panic!("{query}: {it}"));
        rows.into_iter().next().and_then(|it| it.into_iter().next().flatten())
    }

    pub(super) fn execute(&self, script: &str) {
        self.session().execute(script).unwrap_or_else(|it| panic!("{script}: {it}"));
    }
}

/// A folder with migrations and its integrity file.
pub(super) fn folder(migrations: &[(&str, &str)]) -> Place {
    let place = Place::new();
    for (name, up) in migrations {
        place.write(&format!("migrations/{name}/up.sql"), up);
    }
    place.erc(&["migrate", "rebase"]).ended(0);
    place
}

/// `erc migrate apply` as a process.
pub(super) fn start(place: &Place, url: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_erc"))
        .args(["migrate", "apply", url])
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("erc can be run")
}

/// Waits until something is so.
#[track_caller]
pub(super) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(40), "{what} does not come about");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// How a process ended: its code, and what it said.
pub(super) fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("erc ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Whether somebody is in a slow statement of this database of PostgreSQL.
pub(super) fn is_asleep(target: &Target) -> bool {
    let query = "select count(*)::text from pg_stat_activity where datname = current_database() \
                 and state = 'active' and wait_event = 'PgSleep'";
    target.value(query).as_deref() == Some("1")
}

/// An error of no importance.
pub(super) fn gone() -> SessionError {
    SessionError { message: "the connection is gone".to_owned(), code: Some("08006".to_owned()) }
}
