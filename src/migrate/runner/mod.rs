//! Migrations run over a session: one runner at a time, every statement remembered.

use std::fmt;

use super::folder::{Migration, checksum};
use super::statements::{ScriptStatement, statements};
use crate::base::DialectId;
use crate::dialect::history;
use crate::dialect::{Session, SessionError};

/// What a database remembers of one migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its name.
    pub name: String,
    /// The checksum of its script.
    pub checksum: String,
    /// How many statements it has.
    pub n_statements: usize,
    /// How many were begun.
    pub n_started: usize,
    /// How many are done.
    pub n_done: usize,
}

impl Applied {
    /// Whether all of it is done.
    pub fn is_whole(&self) -> bool {
        self.n_done >= self.n_statements
    }
}

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
    },
    /// Another runner has the lock.
    Locked,
    /// Every transaction has another server process: a lock would be lost.
    Pooler,
    /// The history does not go with the folder.
    History(String),
    /// A migration has no script for this database.
    NoScript(String, &'static str),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Session(action, error) => write!(f, "cannot {action}: {error}"),
            RunError::Statement { migration, number, of, n_done, line, error } => {
                write!(
                    f,
                    "`{migration}` stopped at statement {number} of {of} (line {line}): {error}\n  "
                )?;
                match n_done {
                    0 => write!(f, "nothing of it is done"),
                    1 => write!(f, "the first statement is done and will not be run again"),
                    n => write!(f, "the first {n} statements are done and will not be run again"),
                }
            }
            RunError::Locked => write!(f, "another runner is at work on this database"),
            RunError::Pooler => write!(
                f,
                "there is a transaction pooler between here and the server, behind which no lock holds; connect to the server itself"
            ),
            RunError::History(message) => f.write_str(message),
            RunError::NoScript(name, stem) => {
                write!(f, "`{name}` has no `{stem}.sql` for this database")
            }
        }
    }
}

impl std::error::Error for RunError {}

/// How long is waited, and whom one tells what goes on.
pub struct Surroundings<'a> {
    /// How many times the lock is asked for, half a second apart.
    pub n_lock_tries: usize,
    /// How often a statement is tried again that did not get its lock.
    pub n_retries: usize,
    /// Waits for so many milliseconds.
    pub pause: &'a dyn Fn(u64),
    /// Says what goes on.
    pub say: &'a dyn Fn(&str),
}

/// What the database remembers; nothing where it was never asked to.
pub fn applied(session: &mut dyn Session) -> Result<Vec<Applied>, RunError> {
    let failed = |error| RunError::Session("read the history".to_owned(), error);
    if session.query(&history::has_history(session.dialect())).map_err(failed)?.is_empty() {
        return Ok(Vec::new());
    }
    let rows = session.query(&history::read_history()).map_err(failed)?;
    let number = |it: &Option<String>| it.as_ref().and_then(|it| it.parse().ok()).unwrap_or(0);
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let applied = |row: Vec<Option<String>>| match row.as_slice() {
        [name, checksum, n_statements, n_started, n_done] => Some(Applied {
            name: text(name),
            checksum: text(checksum),
            n_statements: number(n_statements),
            n_started: number(n_started),
            n_done: number(n_done),
        }),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(applied).collect())
}

/// The migrations that are still to be run, oldest first, where history and folder go together.
pub fn pending<'a>(
    migrations: &'a [Migration],
    applied: &[Applied],
    dialect: DialectId,
) -> Result<Vec<&'a Migration>, RunError> {
    for it in applied {
        let Some(migration) = migrations.iter().find(|other| other.name == it.name) else {
            return Err(RunError::History(format!(
                "`{}` was applied to this database and is not in the folder",
                it.name
            )));
        };
        let script = migration.up(dialect).unwrap_or_default();
        if checksum(script) != it.checksum {
            return Err(RunError::History(format!(
                "`{}` was applied to this database and has been changed since",
                it.name
            )));
        }
    }
    let last = applied.iter().filter(|it| it.is_whole()).map(|it| it.name.as_str()).max();
    let is_done =
        |it: &&Migration| applied.iter().any(|other| other.name == it.name && other.is_whole());
    let res: Vec<&Migration> = migrations.iter().filter(|it| !is_done(it)).collect();
    if let (Some(first), Some(last)) = (res.first(), last)
        && first.name.as_str() < last
    {
        return Err(RunError::History(format!(
            "`{}` is older than `{last}`, which is applied already; give it a later name",
            first.name
        )));
    }
    Ok(res)
}

/// Runs what is pending; answers how many migrations that were.
pub fn apply(
    session: &mut dyn Session,
    migrations: &[Migration],
    around: &Surroundings<'_>,
) -> Result<usize, RunError> {
    with_lock(session, around, |session| {
        let id = session.dialect();
        execute(session, &history::create_history(), "make the table of migrations")?;
        let applied = applied(session)?;
        let pending = pending(migrations, &applied, id)?;
        for migration in &pending {
            let there = applied.iter().find(|it| it.name == migration.name);
            run_up(session, migration, there, around)?;
        }
        report_invalid(session, around);
        Ok(pending.len())
    })
}

/// Takes the last migration back; answers its name.
pub fn down(
    session: &mut dyn Session,
    migrations: &[Migration],
    around: &Surroundings<'_>,
) -> Result<Option<String>, RunError> {
    with_lock(session, around, |session| {
        let id = session.dialect();
        let applied = applied(session)?;
        let Some(last) = applied.last() else { return Ok(None) };
        let migration = migrations.iter().find(|it| it.name == last.name);
        let Some(script) = migration.and_then(|it| it.down(id)) else {
            return Err(RunError::NoScript(last.name.clone(), "down"));
        };
        let all = statements(script, id);
        for (idx, statement) in all.iter().enumerate() {
            let done = session.execute(&statement.text);
            done.map_err(|error| stopped(session, &last.name, &all, idx, 0, error))?;
        }
        execute(session, &history::forget_history(id, &last.name), "forget the migration")?;
        Ok(Some(last.name.clone()))
    })
}

fn with_lock<R>(
    session: &mut dyn Session,
    around: &Surroundings<'_>,
    work: impl FnOnce(&mut dyn Session) -> Result<R, RunError>,
) -> Result<R, RunError> {
    let id = session.dialect();
    let before = backend(session)?;
    for setting in history::runner_settings(id) {
        execute(session, setting, "set up the session")?;
    }
    if let Some(try_lock) = history::try_lock(id) {
        let mut n_tries = 0;
        while !is_one(session, try_lock)? {
            n_tries += 1;
            if n_tries >= around.n_lock_tries.max(1) {
                return Err(RunError::Locked);
            }
            if n_tries == 1 {
                (around.say)("waiting for another runner to end");
            }
            (around.pause)(500);
        }
    }
    if backend(session)? != before {
        return Err(RunError::Pooler);
    }
    let res = work(session);
    if let Some(unlock) = history::unlock(id) {
        let is_unlocked = is_one(session, unlock).unwrap_or(false);
        if !is_unlocked && res.is_ok() {
            (around.say)("the lock was lost on the way: is there a pooler in between?");
        }
    }
    res
}

fn backend(session: &mut dyn Session) -> Result<Option<String>, RunError> {
    let Some(query) = history::backend(session.dialect()) else { return Ok(None) };
    let rows = session.query(query);
    let rows = rows.map_err(|it| RunError::Session("ask who answers".to_owned(), it))?;
    Ok(rows.into_iter().next().and_then(|mut it| it.pop().flatten()))
}

fn is_one(session: &mut dyn Session, query: &str) -> Result<bool, RunError> {
    let rows = session.query(query);
    let rows = rows.map_err(|it| RunError::Session("ask for the lock".to_owned(), it))?;
    Ok(rows.first().and_then(|it| it.first()).is_some_and(|it| it.as_deref() == Some("1")))
}

fn execute(session: &mut dyn Session, sql: &str, action: &str) -> Result<(), RunError> {
    session.execute(sql).map_err(|it| RunError::Session(action.to_owned(), it))
}

/// Runs a migration from where it was left.
fn run_up(
    session: &mut dyn Session,
    migration: &Migration,
    there: Option<&Applied>,
    around: &Surroundings<'_>,
) -> Result<(), RunError> {
    let id = session.dialect();
    let name = &migration.name;
    let Some(script) = migration.up(id) else { return Err(RunError::NoScript(name.clone(), "up")) };
    let all = statements(script, id);
    let n_done = there.map_or(0, |it| it.n_done);
    match there {
        None => {
            let text = history::begin_history(id, name, &checksum(script), all.len());
            execute(session, &text, "remember the migration")?;
        }
        Some(it) if it.n_started > it.n_done => {
            return Err(RunError::History(format!(
                "statement {} of `{name}` was begun and nobody knows whether it is done; look at the database, then set n_done of `{}` to {} if it is, and n_started to {} if not",
                it.n_started,
                history::HISTORY_TABLE,
                it.n_started,
                it.n_done
            )));
        }
        Some(it) => {
            (around.say)(&format!("{name}: goes on behind statement {}", it.n_done));
            for statement in all.iter().take(it.n_done).filter(|it| is_setting(it)) {
                execute(session, &statement.text, "set up the session again")?;
            }
        }
    }
    run_statements(session, name, &all, n_done, around)
}

fn run_statements(
    session: &mut dyn Session,
    name: &str,
    all: &[ScriptStatement],
    n_done: usize,
    around: &Surroundings<'_>,
) -> Result<(), RunError> {
    let id = session.dialect();
    let is_transactional = crate::dialect::alter_rules(id).is_transactional;
    let mut is_open = false;
    // What is done for good: a transaction that fails takes its statements back.
    let mut n_kept = n_done;
    (around.say)(&format!("{name}: {} statements", all.len() - n_done.min(all.len())));
    for (idx, statement) in all.iter().enumerate().skip(n_done) {
        let first = statement.tokens.first();
        let begins = first.is_some_and(|it| it.is("begin") || it.is("start"));
        let ends = first.is_some_and(|it| it.is("commit") || it.is("end"));
        let remember = |session: &mut dyn Session, n_started: usize, n_done: usize| {
            execute(
                session,
                &history::progress_history(id, name, n_started, n_done),
                "remember how far it is",
            )
        };
        if ends {
            // It counts from the moment at which it is kept.
            remember(session, idx + 1, idx + 1)?;
        } else if !is_open && !begins && !is_setting(statement) {
            remember(session, idx + 1, idx)?;
        }
        let mut done = session.execute(&statement.text);
        let mut n_tries = 0;
        while let Err(error) = &done
            && !is_open
            && n_tries < around.n_retries
            && history::is_lock_timeout(id, error.code.as_deref())
        {
            n_tries += 1;
            (around.pause)(500 << n_tries.min(6));
            done = session.execute(&statement.text);
        }
        if let Err(error) = done {
            let res = stopped(session, name, all, idx, n_kept, error);
            // What failed is not done: databases make a statement whole or not at all.
            let _ = remember(session, n_kept, n_kept);
            return Err(res);
        }
        is_open = (is_open || begins) && !ends;
        if !ends && !begins {
            remember(session, idx + 1, idx + 1)?;
        }
        if !is_open || !is_transactional {
            n_kept = idx + 1;
        }
    }
    Ok(())
}

/// Whether a statement only tells the session how to behave.
fn is_setting(statement: &ScriptStatement) -> bool {
    statement.tokens.first().is_some_and(|it| it.is("set") || it.is("pragma"))
}

fn stopped(
    session: &mut dyn Session,
    migration: &str,
    all: &[ScriptStatement],
    idx: usize,
    n_done: usize,
    error: SessionError,
) -> RunError {
    let _ = session.execute("rollback");
    RunError::Statement {
        migration: migration.to_owned(),
        number: idx + 1,
        of: all.len(),
        n_done,
        line: all.get(idx).map_or(0, |it| it.line),
        error,
    }
}

/// Names indexes that a failed build has left behind; they cost time and answer nothing.
fn report_invalid(session: &mut dyn Session, around: &Surroundings<'_>) {
    let Some(query) = history::invalid_indexes(session.dialect()) else { return };
    let Ok(rows) = session.query(query) else { return };
    for name in rows.into_iter().filter_map(|mut it| it.pop().flatten()) {
        (around.say)(&format!(
            "index {name} is INVALID: a build of it failed; drop it concurrently and make it again"
        ));
    }
}
