//! A session with SQLite: a file.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::super::Failure;
use super::QUERY_TIMEOUT;
use crate::base::DialectId;
use crate::dialect::{Row, Session, SessionError};

pub(super) struct SqliteSession {
    connection: Connection,
}

/// Opens the file for reading and writing where that is allowed. It is not made.
pub(super) fn connect(url: &str) -> Result<SqliteSession, Failure> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path).split('?').next().unwrap_or(path);
    let failed = |reason: String| Failure::new(format!("cannot open `{path}`: {reason}"));
    if !Path::new(path).is_file() {
        return Err(failed("there is no such file".to_owned()));
    }
    let writing = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reading = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, writing)
        .or_else(|_| Connection::open_with_flags(path, reading))
        .map_err(|error| failed(error.to_string()))?;
    connection.busy_timeout(QUERY_TIMEOUT).map_err(|error| failed(error.to_string()))?;
    connection
        .query_row("select count(*) from sqlite_master", [], |_| Ok(()))
        .map_err(|error| failed(error.to_string()))?;
    Ok(SqliteSession { connection })
}

impl Session for SqliteSession {
    fn dialect(&self) -> DialectId {
        DialectId::Sqlite
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        rows(&self.connection, query).map_err(|it| refused(&it))
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.connection.execute_batch(script).map_err(|it| refused(&it))
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
        ValueRef::Real(it) => Some(it.to_string()),
        ValueRef::Text(it) => Some(String::from_utf8_lossy(it).into_owned()),
        ValueRef::Blob(it) => {
            let digits: String = it.iter().map(|byte| format!("{byte:02x}")).collect();
            Some(format!("\\x{digits}"))
        }
    }
}

fn refused(error: &rusqlite::Error) -> SessionError {
    let code = error.sqlite_error_code().map(|it| format!("{it:?}"));
    SessionError { message: error.to_string(), code }
}
