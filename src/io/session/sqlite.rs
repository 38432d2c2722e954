//! A session with SQLite: a file.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::super::Failure;
use super::QUERY_TIMEOUT;
use crate::base::DialectId;
use crate::dialect::{Canceller, Row, Session, SessionError};

pub(super) struct SqliteSession {
    connection: Connection,
    path: PathBuf,
    /// The lock of a runner, which the system takes back when the process ends.
    lock: Option<File>,
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
    Ok(SqliteSession { connection, path: PathBuf::from(path), lock: None })
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

    fn run(&mut self, statement: &str) -> Result<Option<u64>, SessionError> {
        let before = self.connection.total_changes();
        self.execute(statement)?;
        Ok(Some(self.connection.total_changes() - before))
    }

    fn canceller(&self) -> Option<Canceller> {
        let handle = self.connection.get_interrupt_handle();
        Some(Box::new(move || handle.interrupt()))
    }

    fn lock_beside(&mut self) -> Result<bool, SessionError> {
        let failed = |it: std::io::Error| SessionError::new(it.to_string());
        let path = lock_path(&self.path);
        let open = File::options().create(true).truncate(false).write(true).open(&path);
        // Somebody else may have made it, for whom it can be written alone.
        let file = open.or_else(|_| File::open(&path)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {
                self.lock = Some(file);
                Ok(true)
            }
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

/// A file for the lock of a database, where none is in anybody's way: SQLite's own locks are gone with the first
/// handle to its file that is closed.
fn lock_path(database: &Path) -> PathBuf {
    let whole = fs::canonicalize(database).unwrap_or_else(|_| database.to_path_buf());
    // FNV-1a, which every version of erc computes alike.
    let hash =
        whole.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| {
            (hash ^ u64::from(*it)).wrapping_mul(0x0100_0000_01b3)
        });
    std::env::temp_dir().join(format!("erc-{hash:016x}.lock"))
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
