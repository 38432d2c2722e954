//! One runner at a time, in a session that is as it should be.

use super::{RunError, Surroundings, execute, first};
use crate::dialect::{Session, history as sql};

/// Does the work while no other runner can.
pub(super) fn with_lock<R>(
    session: &mut dyn Session,
    around: &Surroundings<'_>,
    work: impl FnOnce(&mut dyn Session) -> Result<R, RunError>,
) -> Result<R, RunError> {
    let id = session.dialect();
    let before = backend(session)?;
    if let Some(query) = sql::is_follower(id)
        && first(session, query, "ask what the server does")?.as_deref() == Some("1")
    {
        return Err(RunError::Follower);
    }
    for setting in sql::runner_settings(id) {
        execute(session, setting, "set up the session")?;
    }
    // Some systems cannot.
    if let Some(query) = sql::notice_loss(id) {
        let _ = session.query(query);
    }
    let mut n_tries = 0;
    while !try_lock(session)? {
        n_tries += 1;
        if n_tries >= around.n_lock_tries.max(1) || (around.is_interrupted)() {
            return Err(RunError::Locked);
        }
        if n_tries == 1 {
            (around.say)("waiting for another runner to end");
        }
        // Nothing is open while it waits: a waiting runner is in the way of nobody.
        (around.pause)(500);
    }
    for _ in 0..3 {
        if backend(session)? != before {
            return Err(RunError::Pooler);
        }
    }
    let res = work(session);
    if let Some(unlock) = sql::unlock(id) {
        let is_unlocked = is_one(session, unlock).unwrap_or(false);
        if !is_unlocked && res.is_ok() {
            (around.say)("the lock was lost on the way: is there a pooler in between?");
        }
    }
    res
}

fn try_lock(session: &mut dyn Session) -> Result<bool, RunError> {
    match sql::try_lock(session.dialect()) {
        Some(try_lock) => is_one(session, try_lock),
        None => {
            let res = session.lock_beside();
            res.map_err(|it| RunError::Session("take the lock".to_owned(), it))
        }
    }
}

fn backend(session: &mut dyn Session) -> Result<Option<String>, RunError> {
    match sql::backend(session.dialect()) {
        Some(query) => first(session, query, "ask who answers"),
        None => Ok(None),
    }
}

fn is_one(session: &mut dyn Session, query: &str) -> Result<bool, RunError> {
    Ok(first(session, query, "ask for the lock")?.as_deref() == Some("1"))
}
