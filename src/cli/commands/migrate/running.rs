//! A session in which migrations run, and what becomes of its end.

use super::super::super::Exit;
use crate::dialect::Session;
use crate::io::{Failure, Interrupts, Terminal, connect_to_run, millis, pause, watch};
use crate::migrate::runner::{RunError, Surroundings};

/// Runs something in a database while signals are listened to: the first one stops the statement that runs, takes
/// back what is not kept, and gives the lock back.
pub(super) fn with_session<R>(
    url: &str,
    lock_timeout: usize,
    terminal: Terminal,
    work: impl FnOnce(&mut dyn Session, &Surroundings<'_>) -> Result<R, RunError>,
) -> Result<Result<R, Exit>, Failure> {
    let mut session = connect_to_run(url)?;
    let interrupts: Interrupts = watch(session.canceller());
    let say = |text: &str| terminal.talk(text);
    let is_interrupted = || interrupts.received().is_some();
    let around = Surroundings {
        n_lock_tries: lock_timeout * 2,
        n_retries: 5,
        pause: &pause,
        say: &say,
        clock: &millis,
        is_interrupted: &is_interrupted,
    };
    match (work(&mut *session, &around), interrupts.received()) {
        (Ok(res), None) => Ok(Ok(res)),
        (Ok(_), Some(signal)) => Ok(Err(Exit::Interrupted(signal))),
        (Err(error), Some(signal)) => {
            terminal.talk(error.to_string());
            Ok(Err(Exit::Interrupted(signal)))
        }
        (Err(error), None) => Err(failure(&error)),
    }
}

pub(super) fn failure(error: &RunError) -> Failure {
    let res = Failure::new(error.to_string());
    match error.help() {
        Some(help) => res.help(help),
        None => res,
    }
}
