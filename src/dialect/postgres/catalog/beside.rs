//! Of large databases the later queries are asked in a second session, which sees the same moment, while the first
//! ones are answered: a server works on one query of a session at a time.

use super::super::super::session::{Opener, Row, Session, SessionError};

/// From so many tables and views on a second session is worth its opening.
const MANY_RELATIONS: usize = 300;

/// What a second session needs.
pub(super) struct Beside {
    open: Opener,
    /// The moment that the first session sees, by the server's name for it.
    moment: String,
}

impl Beside {
    /// A second session for a transaction that has read so many relations; nothing where there can be none. A server
    /// that only follows another, or has no room to write the moment down, is asked in one session.
    pub(super) fn of(
        session: &mut dyn Session,
        n_relations: usize,
    ) -> Result<Option<Beside>, SessionError> {
        if n_relations < MANY_RELATIONS {
            return Ok(None);
        }
        let Some(open) = session.opener() else { return Ok(None) };
        let rows = session.query(
            "select case when not pg_catalog.pg_is_in_recovery() then pg_catalog.pg_export_snapshot() end",
        )?;
        let moment = rows.into_iter().flatten().next().flatten();
        Ok(moment.map(|moment| Beside { open, moment }))
    }

    /// The rows of each query. The first session must not end before.
    pub(super) fn answers<const N: usize>(
        self,
        queries: [&str; N],
    ) -> Result<[Vec<Row>; N], SessionError> {
        let mut session = (self.open)()?;
        session.execute("begin transaction isolation level repeatable read, read only")?;
        let moment = self.moment.replace('\'', "''");
        session.execute(&format!("set transaction snapshot '{moment}'"))?;
        session.execute(super::SETTINGS)?;
        super::answers(&mut *session, queries)
    }
}
