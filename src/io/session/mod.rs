//! Sessions with live databases, found by their URL.
//!
//! No message repeats a URL: it may hold a password.

mod mysql;
mod postgres;
mod sqlite;
mod tls;

use std::borrow::Cow;
use std::time::Duration;

use super::Failure;
use crate::base::DialectId;
use crate::dialect::{Session, SessionError};

/// How long a server may take to answer the door.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long one query may take.
const QUERY_TIMEOUT: Duration = Duration::from_secs(60);

/// The URL itself, or the one that `env:NAME` finds in the environment.
fn resolved(text: &str) -> Result<Cow<'_, str>, Failure> {
    let Some(name) = text.strip_prefix("env:") else { return Ok(Cow::Borrowed(text)) };
    std::env::var(name).map(Cow::Owned).map_err(|_| {
        Failure::new(format!("the environment has no `{name}`"))
            .help("it is to hold the URL of a database")
    })
}

/// The database that a URL names, if it is the URL of one.
pub fn database_of_url(text: &str) -> Option<DialectId> {
    let text = resolved(text).ok()?;
    let scheme = text.split(':').next()?;
    match scheme {
        "postgres" | "postgresql" => Some(DialectId::Postgres),
        "mysql" => Some(DialectId::Mysql),
        "mariadb" => Some(DialectId::Mariadb),
        "sqlite" => Some(DialectId::Sqlite),
        _ => None,
    }
    .filter(|_| text.contains(':'))
}

/// Which database answers at a URL; nothing if it is no URL of one. MySQL and MariaDB are reached alike, so the server
/// tells which of them it is.
///
/// # Errors
/// The server cannot be reached.
pub fn database_at(url: &str) -> Result<Option<DialectId>, Failure> {
    match database_of_url(url) {
        Some(DialectId::Mysql | DialectId::Mariadb) => Ok(Some(connect(url)?.dialect())),
        named => Ok(named),
    }
}

/// Opens a session with the database that a URL names, for short questions.
pub fn connect(url: &str) -> Result<Box<dyn Session>, Failure> {
    open(url, Some(QUERY_TIMEOUT))
}

/// Opens a session whose statements may take as long as they take.
pub fn connect_to_run(url: &str) -> Result<Box<dyn Session>, Failure> {
    open(url, None)
}

fn open(url: &str, patience: Option<Duration>) -> Result<Box<dyn Session>, Failure> {
    let url = &*resolved(url)?;
    match database_of_url(url) {
        Some(DialectId::Postgres) => Ok(Box::new(postgres::connect(url)?)),
        Some(DialectId::Mysql | DialectId::Mariadb) => Ok(Box::new(mysql::connect(url, patience)?)),
        Some(DialectId::Sqlite) => Ok(Box::new(sqlite::connect(url)?)),
        None => Err(Failure::new("this is no URL of a database")
            .help("write `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`")),
    }
}

/// What `connect` gives, unless a server opens the door and then says nothing.
fn patiently<T: Send + 'static>(connect: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (answer, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || answer.send(connect()));
    wait.recv_timeout(CONNECT_TIMEOUT + Duration::from_secs(2)).ok()
}

/// What a database refused, in its words.
pub fn database_failure(action: &str, error: &SessionError) -> Failure {
    Failure::new(format!("cannot {action}: {error}"))
}

/// Where a URL leads, without user and password.
fn place(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    // A password that should have been escaped may hold a `/` or `@`: all before the last `@` is left out.
    let place = rest.split('?').next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let urls = [
            "postgres://me:secret@host:5432/db?sslmode=disable",
            "mysql://me:se@cret@host/db",
            "mariadb://me:secret/x@host/db",
        ];
        for url in urls {
            assert!(!place(url).contains("secret"), "{}", place(url));
            assert!(!place(url).contains("cret@"), "{}", place(url));
        }
        assert_eq!(place(urls[0]), "postgres://host:5432/db");
    }

    #[test]
    fn a_file_is_no_url() {
        assert_eq!(database_of_url("sqlite"), None);
        assert_eq!(database_of_url("dump.sql"), None);
        assert_eq!(database_of_url("sqlite:app.db"), Some(DialectId::Sqlite));
    }
}
