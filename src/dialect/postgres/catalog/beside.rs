//! Of large databases the later queries are asked in a second session, which sees the same moment, while the first
//! ones are answered: a server works on one query of a session at a time.

use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use super::super::super::session::{Opener, Row, Session, SessionError};
use super::answers;

/// From so many tables and views on a second session is worth its opening.
const MANY_RELATIONS: usize = 300;

/// A second session at its work.
pub(super) struct Beside<const N: usize> {
    /// Hears when the session sees the moment.
    begun: Receiver<()>,
    worker: JoinHandle<Result<[Vec<Row>; N], SessionError>>,
}

impl<const N: usize> Beside<N> {
    /// Asks these queries in a second session for a transaction that has read so many relations; nothing where there
    /// can be none. A server that only follows another is asked in one session.
    pub(super) fn ask(
        session: &mut dyn Session,
        n_relations: usize,
        queries: &[&str; N],
    ) -> Result<Option<Beside<N>>, SessionError> {
        if n_relations < MANY_RELATIONS {
            return Ok(None);
        }
        let Some(open) = session.opener() else { return Ok(None) };
        let rows = session.query(
            "select case when not pg_catalog.pg_is_in_recovery() then pg_catalog.pg_export_snapshot() end",
        )?;
        let Some(moment) = rows.into_iter().flatten().next().flatten() else { return Ok(None) };
        let queries = queries.map(str::to_owned);
        let (begins, begun) = channel();
        let worker = std::thread::spawn(move || {
            let mut session = at_moment(open, &moment)?;
            // Nobody listens any more where it took too long.
            let _ = begins.send(());
            answers(&mut *session, queries.each_ref().map(String::as_str))
        });
        Ok(Some(Beside { begun, worker }))
    }

    /// The rows of each query. Nothing if the session was refused, or has not begun by now: a pool may keep it waiting
    /// for the very connection that the first session has.
    pub(super) fn rows(self) -> Option<[Vec<Row>; N]> {
        self.begun.try_recv().ok()?;
        self.worker.join().ok()?.ok()
    }
}

/// Another session that sees what the first one sees, which must not have ended.
fn at_moment(open: Opener, moment: &str) -> Result<Box<dyn Session>, SessionError> {
    let mut session = open()?;
    session.execute("begin transaction isolation level repeatable read, read only")?;
    session.execute(&format!("set transaction snapshot '{}'", moment.replace('\'', "''")))?;
    session.execute(super::SETTINGS)?;
    Ok(session)
}
