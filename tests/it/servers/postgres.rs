//! A private PostgreSQL server.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use ::postgres::{Client, Config, NoTls, SimpleQueryMessage, SimpleQueryRow};
use erc::base::DialectId;

use super::database::{Database, Row, unique_name};
use super::place::Address;
use super::shared::{self, Program, Shared};
use super::world;

/// The newest PostgreSQL on this machine, running.
#[track_caller]
pub fn postgres() -> &'static PostgresServer {
    static SERVER: OnceLock<Result<PostgresServer, String>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let binaries = newest_installed()
            .ok_or("PostgreSQL's server is not installed; `tests/setup.sh` installs it")?;
        let key = "postgres".to_owned();
        PostgresServer::join(&PostgresProgram { key, source: Source::Installed(binaries) })
    });
    server.as_ref().unwrap_or_else(|error| panic!("{error}"))
}

/// A running PostgreSQL server.
pub struct PostgresServer {
    shared: Shared,
    /// The session that makes and drops databases.
    admin: Mutex<Client>,
    /// How a new database is made fastest.
    strategy: &'static str,
    /// How a database that somebody still uses is dropped.
    force: &'static str,
}

impl PostgresServer {
    pub(super) fn join(program: &PostgresProgram) -> Result<PostgresServer, String> {
        let shared = shared::join(program)?;
        let mut admin = connect(&shared.address, "postgres")?;
        let version = admin.query_one("select current_setting('server_version_num')::int", &[]);
        let version: i32 = version.map_err(|error| message(&error))?.get(0);
        // PostgreSQL 15 learned another way, slower for us, and the word to choose.
        let strategy = if version < 150_000 { "" } else { "strategy file_copy" };
        let force = if version < 130_000 { "" } else { "with (force)" };
        Ok(PostgresServer { shared, admin: Mutex::new(admin), strategy, force })
    }

    /// A fresh, empty database.
    #[track_caller]
    pub fn database(&'static self) -> PostgresDatabase {
        let name = unique_name();
        let mut admin = self.admin();
        for statement in [
            // One of that name was left by a killed process that had the same number.
            format!("drop database if exists {name} {}", self.force),
            format!("create database {name} template template1 {}", self.strategy),
        ] {
            admin.batch_execute(&statement).unwrap_or_else(|error| {
                panic!("PostgreSQL refused `{statement}`: {}", message(&error));
            });
        }
        drop(admin);
        let lease = Lease { server: self, name };
        PostgresDatabase { client: lease.connect(), lease }
    }

    /// How a client finds the server itself; a superuser, by TCP.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    fn url_of(&self, database: &str) -> String {
        let Address { port, password, .. } = &self.shared.address;
        format!("postgresql://erc:{password}@127.0.0.1:{port}/{database}")
    }

    fn admin(&self) -> MutexGuard<'_, Client> {
        self.admin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A PostgreSQL database that is dropped with this value.
pub struct PostgresDatabase {
    /// The session, for what the trait does not offer.
    pub client: Client,
    // After the session, so that nobody is inside any more when the database is dropped.
    lease: Lease,
}

impl PostgresDatabase {
    /// How another client finds this database; a superuser, by TCP.
    pub fn url(&self) -> String {
        self.lease.server.url_of(&self.lease.name)
    }

    /// A second session in this database.
    #[track_caller]
    pub fn connect(&self) -> Client {
        self.lease.connect()
    }
}

/// The right to a database of this name.
struct Lease {
    server: &'static PostgresServer,
    name: String,
}

impl Lease {
    #[track_caller]
    fn connect(&self) -> Client {
        connect(&self.server.shared.address, &self.name)
            .unwrap_or_else(|error| panic!("cannot connect to `{}`: {error}", self.name))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let mut admin = self.server.admin();
        wait_until_empty(&mut admin, &self.name);
        // The server ends soon and takes along what cannot be dropped.
        let _ = admin.batch_execute(&format!("drop database {} {}", self.name, self.server.force));
    }
}

/// A session that was closed is gone a moment later. PostgreSQL waits for that too, but 0.1 seconds at a time.
fn wait_until_empty(admin: &mut Client, database: &str) {
    let sessions = format!("select from pg_stat_activity where datname = '{database}'");
    for _ in 0..20 {
        if admin.simple_query(&sessions).is_ok_and(|it| !it.iter().any(is_row)) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

impl Database for PostgresDatabase {
    fn dialect(&self) -> DialectId {
        DialectId::Postgres
    }

    fn version(&mut self) -> String {
        let rows = self.query("show server_version").unwrap_or_default();
        rows.into_iter().flatten().flatten().collect()
    }

    fn execute(&mut self, script: &str) -> Result<(), String> {
        self.client.batch_execute(script).map_err(|error| message(&error))
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, String> {
        let messages = self.client.simple_query(query).map_err(|error| message(&error))?;
        let text = |row: &SimpleQueryRow, it| row.get(it).map(str::to_owned);
        let mut res = Vec::new();
        for message in messages {
            if let SimpleQueryMessage::Row(row) = message {
                res.push((0..row.len()).map(|it| text(&row, it)).collect());
            }
        }
        Ok(res)
    }
}

fn is_row(message: &SimpleQueryMessage) -> bool {
    matches!(message, SimpleQueryMessage::Row(_))
}

/// One PostgreSQL as installed somewhere.
pub(super) struct PostgresProgram {
    pub key: String,
    pub source: Source,
}

/// Where the programs come from.
pub(super) enum Source {
    /// A folder with `initdb` and `postgres` that everybody can read.
    Installed(PathBuf),
    /// A folder with `bin`, `lib` and `share`, copied for each server: the unprivileged user often cannot
    /// enter the folder that cargo builds in.
    Package(PathBuf),
}

impl Program for PostgresProgram {
    fn key(&self) -> &str {
        &self.key
    }

    fn parent(&self) -> PathBuf {
        match &self.source {
            Source::Installed(_) => world::fast_parent(),
            Source::Package(_) => env::temp_dir(),
        }
    }

    fn script(&self) -> &'static str {
        include_str!("postgres.sh")
    }

    fn arguments(&self, folder: &Path, port: u16) -> Result<Vec<String>, String> {
        let programs = match &self.source {
            Source::Installed(programs) => programs.clone(),
            Source::Package(package) => {
                copy_folder(package, &folder.join("package"))?;
                folder.join("package/bin")
            }
        };
        Ok(vec![programs.display().to_string(), port.to_string()])
    }

    // An immediate shutdown; it takes shared memory along, as SIGKILL would not.
    fn stop_signal(&self) -> &'static str {
        "QUIT"
    }

    fn greet(&self, address: &Address) -> Result<(), String> {
        connect(address, "postgres").map(drop)
    }

    /// The first session in a database writes what later ones read; done once in the template, it need not
    /// be done in every copy.
    fn settle(&self, address: &Address) -> Result<(), String> {
        connect(address, "template1").map(drop)?;
        wait_until_empty(&mut connect(address, "postgres")?, "template1");
        Ok(())
    }
}

fn copy_folder(from: &Path, into: &Path) -> Result<(), String> {
    let status = world::command("cp").arg("--recursive").args([from, into]).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("cannot copy `{}`", from.display())),
    }
}

fn connect(address: &Address, database: &str) -> Result<Client, String> {
    let mut config = Config::new();
    config.host_path(&address.folder).port(address.port).user("erc").dbname(database);
    config.connect(NoTls).map_err(|error| message(&error))
}

fn message(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(it) => format!("{it} ({})", it.code().code()),
        None => error.to_string(),
    }
}

/// The folder of the newest server that Debian has put on this machine.
pub(super) fn newest_installed() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let version = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    versions
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|it| it.join("bin/postgres").exists())
        .max_by_key(|it| version(it))
        .map(|it| it.join("bin"))
}
