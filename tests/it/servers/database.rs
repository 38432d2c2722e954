//! What every database can do, so that a test is written once.

use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use erc::base::DialectId;

/// One row as text; `None` is null.
pub type Row = Vec<Option<String>>;

/// A fresh database and one session in it.
///
/// Texts are as the server prints them. Bytes are `\x` and hexadecimal digits everywhere.
pub trait Database {
    /// Whose SQL it takes.
    fn dialect(&self) -> DialectId;

    /// Its version as it says it, such as `15.18 (Debian 15.18-0+deb12u1)`.
    fn version(&mut self) -> String;

    /// Runs a script of any number of statements and throws rows away.
    ///
    /// The first error ends it and is returned as the server words it, SQLSTATE or number included.
    /// PostgreSQL runs one script as one transaction, as its protocol wants it; the others keep what came
    /// before the error. Statements that refuse a transaction go in a script of their own.
    fn execute(&mut self, script: &str) -> Result<(), String>;

    /// Runs one query and gives its rows.
    fn query(&mut self, query: &str) -> Result<Vec<Row>, String>;
}

/// A database name that nobody else alive uses.
pub(super) fn unique_name() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("erc_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Bytes as PostgreSQL prints them.
pub(super) fn bytes_as_text(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\\x{digits}")
}
