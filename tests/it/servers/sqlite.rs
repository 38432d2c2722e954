//! SQLite, linked in: every database lives in memory.

use erc::base::DialectId;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::database::{Database, Row, bytes_as_text};

/// A fresh SQLite database in memory that checks foreign keys.
pub fn sqlite() -> SqliteDatabase {
    let connection = Connection::open_in_memory().expect("memory for SQLite");
    connection.pragma_update(None, "foreign_keys", true).expect("SQLite with foreign keys");
    SqliteDatabase { connection }
}

/// An SQLite database in memory.
pub struct SqliteDatabase {
    /// The session, for what the trait does not offer.
    pub connection: Connection,
}

impl Database for SqliteDatabase {
    fn dialect(&self) -> DialectId {
        DialectId::Sqlite
    }

    fn version(&mut self) -> String {
        rusqlite::version().to_owned()
    }

    fn execute(&mut self, script: &str) -> Result<(), String> {
        self.connection.execute_batch(script).map_err(|error| error.to_string())
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, String> {
        rows(&self.connection, query).map_err(|error| error.to_string())
    }
}

fn rows(connection: &Connection, query: &str) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare(query)?;
    let n_columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut res = Vec::new();
    while let Some(row) = rows.next()? {
        let texts = (0..n_columns).map(|it| row.get_ref(it).map(text));
        res.push(texts.collect::<rusqlite::Result<Row>>()?);
    }
    Ok(res)
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(it) => Some(it.to_string()),
        // Debug keeps the `.0` that tells a real from an integer.
        ValueRef::Real(it) => Some(format!("{it:?}")),
        ValueRef::Text(it) => Some(String::from_utf8_lossy(it).into_owned()),
        ValueRef::Blob(it) => Some(bytes_as_text(it)),
    }
}
