//! Migrations run over a session: one runner at a time, every statement remembered.

mod batches;
mod error;
mod execute;
mod history;
mod indexes;
mod kind;
mod lock;
mod texts;

pub use error::RunError;
pub use history::{Applied, applied, pending};
pub use texts::{recall, remembered};

use super::folder::Migration;
use super::statements::statements;
use crate::dialect::{Session, history as sql};
use execute::{Recorder, Run};

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
    /// Milliseconds since some moment.
    pub clock: &'a dyn Fn() -> u64,
    /// Whether somebody asked for an end.
    pub is_interrupted: &'a dyn Fn() -> bool,
}

/// Runs what is pending; answers how many migrations that were.
pub fn apply(
    session: &mut dyn Session,
    migrations: &[Migration],
    around: &Surroundings<'_>,
) -> Result<usize, RunError> {
    lock::with_lock(session, around, |session| {
        let id = session.dialect();
        history::prepare(session)?;
        let applied = applied(session)?;
        let pending = pending(migrations, &applied, id)?;
        for migration in &pending {
            let there = applied.iter().find(|it| it.name == migration.name);
            run_up(session, migration, there, around)?;
        }
        indexes::report_invalid(session, around);
        let scripts: Vec<&str> = pending.iter().filter_map(|it| it.up(id)).collect();
        texts::remember(session, &scripts, pending.last().and_then(|it| it.snapshot(id)), around);
        Ok(pending.len())
    })
}

/// Remembers migrations as applied without running them: a database that was there before its folder. Answers their
/// names.
pub fn baseline(
    session: &mut dyn Session,
    migrations: &[Migration],
    last: &str,
    around: &Surroundings<'_>,
) -> Result<Vec<String>, RunError> {
    let Some(end) = migrations.iter().position(|it| it.name == last) else {
        return Err(RunError::History(
            format!("there is no migration `{last}` in the folder"),
            None,
        ));
    };
    lock::with_lock(session, around, |session| {
        let id = session.dialect();
        history::prepare(session)?;
        let applied = applied(session)?;
        let mut res = Vec::new();
        for migration in &migrations[..=end] {
            if applied.iter().any(|it| it.name == migration.name) {
                continue;
            }
            let script = migration.up(id).unwrap_or_default();
            let n = statements(script, id).len();
            history::begin(session, &migration.name, script, n)?;
            history::progress(session, &migration.name, n, n)?;
            res.push(migration.name.clone());
        }
        Ok(res)
    })
}

/// Takes the last migration back; answers its name.
pub fn down(
    session: &mut dyn Session,
    migrations: &[Migration],
    around: &Surroundings<'_>,
) -> Result<Option<String>, RunError> {
    lock::with_lock(session, around, |session| {
        let id = session.dialect();
        let applied = applied(session)?;
        let Some(last) = applied.last() else { return Ok(None) };
        let migration = migrations.iter().find(|it| it.name == last.name);
        let Some(script) = migration.and_then(|it| it.down(id)) else {
            return Err(RunError::NoScript(last.name.clone(), "down"));
        };
        let all = statements(script, id);
        let recorder = Recorder::Down(&last.name);
        Run { session, around, recorder, all: &all, n_kept: 0 }.run(0, false)?;
        let before = applied.iter().rev().nth(1);
        let before = before.and_then(|it| migrations.iter().find(|other| other.name == it.name));
        texts::remember(session, &[script], before.and_then(|it| it.snapshot(id)), around);
        Ok(Some(last.name.clone()))
    })
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
    let mut is_open = false;
    match there {
        None => history::begin(session, name, script, all.len())?,
        Some(it) => {
            is_open = it.n_started > it.n_done;
            history::go_on(session, it, script, &all)?;
            (around.say)(&format!("{name}: goes on behind statement {}", it.n_done));
            for statement in all.iter().take(it.n_done).filter(|it| kind::is_setting(it)) {
                let again = session.execute(&statement.text);
                again.map_err(|it| RunError::Session("set up the session again".to_owned(), it))?;
            }
        }
    }
    let n_done = there.map_or(0, |it| it.n_done);
    if n_done == 0 {
        (around.say)(name);
    }
    Run { session, around, recorder: Recorder::Up(name), all: &all, n_kept: n_done }
        .run(n_done, is_open)
}

fn execute(session: &mut dyn Session, text: &str, action: &str) -> Result<(), RunError> {
    session.execute(text).map_err(|it| RunError::Session(action.to_owned(), it))
}

/// What the first value of the first row is.
fn first(session: &mut dyn Session, query: &str, action: &str) -> Result<Option<String>, RunError> {
    let rows = session.query(query);
    let rows = rows.map_err(|it| RunError::Session(action.to_owned(), it))?;
    Ok(rows.into_iter().next().and_then(|it| it.into_iter().next().flatten()))
}

/// The name of the table that remembers.
pub const HISTORY_TABLE: &str = sql::HISTORY_TABLE;
