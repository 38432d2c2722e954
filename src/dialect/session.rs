//! One connection to a database, as the rest of erc sees it.

use std::fmt;

use crate::base::DialectId;

/// One row, each value as the server prints it; nothing where it is null.
pub type Row = Vec<Option<String>>;

/// A connection to one database. Whoever opens it is responsible for timeouts and for keeping passwords to itself.
pub trait Session {
    /// Which database this is.
    fn dialect(&self) -> DialectId;

    /// Runs one query and gives its rows.
    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError>;

    /// Runs statements and throws rows away. The first error ends it.
    fn execute(&mut self, script: &str) -> Result<(), SessionError>;

    /// Runs one statement; answers how many rows it changed, where the server says so.
    fn run(&mut self, statement: &str) -> Result<Option<u64>, SessionError> {
        self.execute(statement).map(|()| None)
    }

    /// What makes the statement stop that is running, from another thread; nothing where that cannot be done.
    fn canceller(&self) -> Option<Canceller> {
        None
    }

    /// What opens another session with the same database, in another thread; nothing where there is but one.
    fn opener(&self) -> Option<Opener> {
        None
    }

    /// Takes the lock of a runner beside the database, where the database itself has none: whether it is had.
    fn lock_beside(&mut self) -> Result<bool, SessionError> {
        Ok(true)
    }
}

/// Makes the statement of a session stop.
pub type Canceller = Box<dyn Fn() + Send + Sync>;

/// Opens another session with the same database.
pub type Opener = Box<dyn FnOnce() -> Result<Box<dyn Session>, SessionError> + Send>;

/// What the server or the way to it refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionError {
    /// In the server's words.
    pub message: String,
    /// The SQLSTATE, or the number that the server gives.
    pub code: Option<String>,
}

impl SessionError {
    /// An error without a code.
    pub fn new(message: impl Into<String>) -> SessionError {
        SessionError { message: message.into(), code: None }
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} ({code})", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for SessionError {}
