//! Why migrations were not run, or not to the end.

use std::fmt;

use crate::dialect::SessionError;

/// Why migrations were not run, or not to the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunError {
    /// The database refused something of the runner itself.
    Session(String, SessionError),
    /// A statement failed.
    Statement {
        /// The migration.
        migration: String,
        /// The place of the statement, from 1.
        number: usize,
        /// How many there are.
        of: usize,
        /// How many are done and will not be run again.
        n_done: usize,
        /// Its line in the script.
        line: usize,
        /// What the database said.
        error: SessionError,
        /// What is to be known beside that.
        note: Option<Box<str>>,
    },
    /// Somebody asked for an end, and this much is done.
    Interrupted {
        /// The migration.
        migration: String,
        /// How many statements are done and will not be run again.
        n_done: usize,
        /// How many there are.
        of: usize,
    },
    /// Another runner has the lock.
    Locked,
    /// Every transaction has another server process: a lock would be lost.
    Pooler,
    /// The server takes no changes.
    Follower,
    /// The history does not go with the folder: why, and what to do.
    History(String, Option<String>),
    /// A migration has no script for this database.
    NoScript(String, &'static str),
}

impl RunError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            RunError::History(_, help) => return help.clone(),
            RunError::Pooler => "connect to the server itself, past the pooler",
            RunError::Follower => "connect to the server that takes the changes",
            RunError::Locked => "wait for it to end, or allow more time with `--lock-timeout`",
            RunError::NoScript(..)
            | RunError::Session(..)
            | RunError::Statement { .. }
            | RunError::Interrupted { .. } => return None,
        };
        Some(help.to_owned())
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Session(action, error) => write!(f, "cannot {action}: {error}"),
            RunError::Statement { migration, number, of, n_done, line, error, note } => {
                write!(
                    f,
                    "`{migration}` stopped at statement {number} of {of} (line {line}): {error}\n  "
                )?;
                done(f, *n_done)?;
                match note {
                    Some(note) => write!(f, "\n  {note}"),
                    None => Ok(()),
                }
            }
            RunError::Interrupted { migration, n_done, of } => {
                write!(f, "`{migration}` was stopped: {n_done} of {of} statements are done; ")?;
                write!(f, "the next run goes on behind them")
            }
            RunError::Locked => write!(f, "another runner is at work on this database"),
            RunError::Pooler => write!(
                f,
                "there is a transaction pooler between here and the server, behind which no lock holds"
            ),
            RunError::Follower => {
                write!(f, "this server takes no changes: it follows another one, or is read-only")
            }
            RunError::History(message, _) => f.write_str(message),
            RunError::NoScript(name, stem) => {
                write!(f, "`{name}` has no `{stem}.sql` for this database")
            }
        }
    }
}

fn done(f: &mut fmt::Formatter<'_>, n_done: usize) -> fmt::Result {
    match n_done {
        0 => write!(f, "nothing of it is done"),
        1 => write!(f, "the first statement is done and will not be run again"),
        n => write!(f, "the first {n} statements are done and will not be run again"),
    }
}

impl std::error::Error for RunError {}
