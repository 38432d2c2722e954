//! A private MariaDB server.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use erc::base::DialectId;
use mysql::consts::ColumnType;
use mysql::prelude::Queryable;
use mysql::{Column, Conn, OptsBuilder, Value};

use super::database::{Database, Row, bytes_as_text, unique_name};
use super::place::Address;
use super::shared::{self, Program, Shared};
use super::world;

/// The MariaDB on this machine, running.
#[track_caller]
pub fn mariadb() -> &'static MariadbServer {
    static SERVER: OnceLock<Result<MariadbServer, String>> = OnceLock::new();
    let server = SERVER.get_or_init(MariadbServer::join);
    server.as_ref().unwrap_or_else(|error| panic!("{error}"))
}

/// A running MariaDB server.
pub struct MariadbServer {
    shared: Shared,
    /// The session that makes and drops databases.
    admin: Mutex<Conn>,
}

impl MariadbServer {
    fn join() -> Result<MariadbServer, String> {
        world::find("mariadbd")?;
        let shared = shared::join(&MariadbProgram)?;
        let admin = connect(&shared.address, None)?;
        Ok(MariadbServer { shared, admin: Mutex::new(admin) })
    }

    /// A fresh, empty database.
    #[track_caller]
    pub fn database(&'static self) -> MariadbDatabase {
        let name = unique_name();
        // One of that name was left by a killed process that had the same number.
        run(&mut self.admin(), &format!("create or replace database {name}"))
            .unwrap_or_else(|error| panic!("MariaDB refused to make `{name}`: {error}"));
        let lease = Lease { server: self, name };
        MariadbDatabase { connection: lease.connect(), lease }
    }

    /// How a client finds the server itself; a user with all rights, by TCP.
    pub fn url(&self) -> String {
        self.url_of("")
    }

    fn url_of(&self, database: &str) -> String {
        let Address { port, password, .. } = &self.shared.address;
        format!("mysql://erc:{password}@127.0.0.1:{port}/{database}")
    }

    fn admin(&self) -> MutexGuard<'_, Conn> {
        self.admin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A MariaDB database that is dropped with this value.
pub struct MariadbDatabase {
    /// The session, for what the trait does not offer.
    pub connection: Conn,
    // After the session, whose open transaction would keep the database.
    lease: Lease,
}

impl MariadbDatabase {
    /// How another client finds this database; a user with all rights, by TCP.
    pub fn url(&self) -> String {
        self.lease.server.url_of(&self.lease.name)
    }

    /// A second session in this database.
    #[track_caller]
    pub fn connect(&self) -> Conn {
        self.lease.connect()
    }
}

/// The right to a database of this name.
struct Lease {
    server: &'static MariadbServer,
    name: String,
}

impl Lease {
    #[track_caller]
    fn connect(&self) -> Conn {
        connect(&self.server.shared.address, Some(&self.name))
            .unwrap_or_else(|error| panic!("cannot connect to `{}`: {error}", self.name))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // The server ends soon and takes along what cannot be dropped.
        let _ = run(
            &mut self.server.admin(),
            &format!("set statement lock_wait_timeout = 5 for drop database {}", self.name),
        );
    }
}

impl Database for MariadbDatabase {
    fn dialect(&self) -> DialectId {
        DialectId::Mariadb
    }

    fn version(&mut self) -> String {
        let rows = self.query("select version()").unwrap_or_default();
        rows.into_iter().flatten().flatten().collect()
    }

    fn execute(&mut self, script: &str) -> Result<(), String> {
        run(&mut self.connection, script).map(drop)
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, String> {
        run(&mut self.connection, query)
    }
}

/// Sends a script as a whole: the server's own parser cuts it into statements, triggers with their `;` too.
/// Every result must be read, for an error may sit in any of them.
fn run(connection: &mut Conn, script: &str) -> Result<Vec<Row>, String> {
    let mut res = Vec::new();
    let script = without_empty_end(script);
    if script.is_empty() {
        return Ok(res);
    }
    let mut results = connection.query_iter(script).map_err(message)?;
    while let Some(rows) = results.iter() {
        let columns = rows.columns().as_ref().to_vec();
        for row in rows {
            let values = row.map_err(message)?.unwrap();
            res.push(columns.iter().zip(values).map(text).collect());
        }
    }
    Ok(res)
}

/// A script may end in comments; only this server calls that an error. An empty statement elsewhere stays,
/// and is one: the server would not run what comes after it.
fn without_empty_end(script: &str) -> &str {
    let mut res = script;
    loop {
        res = res.trim_end_matches(|it: char| it == ';' || it.is_whitespace());
        let last_line = res.rfind('\n').map_or(0, |it| it + 1);
        if !res[last_line..].trim_start().starts_with("--") {
            return res;
        }
        res = &res[..last_line];
    }
}

/// The number of the character set that says: these are bytes.
const BINARY: u16 = 63;

fn text((column, value): (&Column, Value)) -> Option<String> {
    // A script's answers come as text; every value is bytes or null.
    let Value::Bytes(bytes) = value else { return None };
    if column.character_set() == BINARY && holds_characters(column) {
        Some(bytes_as_text(&bytes))
    } else {
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Whether the type is a string or a blob; numbers and dates also claim to be binary.
fn holds_characters(column: &Column) -> bool {
    matches!(
        column.column_type(),
        ColumnType::MYSQL_TYPE_STRING
            | ColumnType::MYSQL_TYPE_VAR_STRING
            | ColumnType::MYSQL_TYPE_VARCHAR
            | ColumnType::MYSQL_TYPE_TINY_BLOB
            | ColumnType::MYSQL_TYPE_BLOB
            | ColumnType::MYSQL_TYPE_MEDIUM_BLOB
            | ColumnType::MYSQL_TYPE_LONG_BLOB
    )
}

fn message(error: mysql::Error) -> String {
    if let mysql::Error::MySqlError(it) = error { it.to_string() } else { error.to_string() }
}

struct MariadbProgram;

impl Program for MariadbProgram {
    fn key(&self) -> &str {
        "mariadb"
    }

    fn parent(&self) -> PathBuf {
        world::fast_parent()
    }

    fn script(&self) -> &'static str {
        include_str!("mariadb.sh")
    }

    fn arguments(&self, _: &Path, port: u16) -> Result<Vec<String>, String> {
        Ok(vec![port.to_string()])
    }

    fn stop_signal(&self) -> &'static str {
        "KILL"
    }

    fn greet(&self, address: &Address) -> Result<(), String> {
        connect(address, None).map(drop)
    }

    fn settle(&self, _: &Address) -> Result<(), String> {
        Ok(())
    }
}

fn connect(address: &Address, database: Option<&str>) -> Result<Conn, String> {
    let options = OptsBuilder::new()
        .socket(Some(address.folder.join("socket").display().to_string()))
        .user(Some("erc"))
        .pass(Some(&address.password))
        .db_name(database)
        .max_allowed_packet(Some(1 << 30));
    Conn::new(options).map_err(message)
}
