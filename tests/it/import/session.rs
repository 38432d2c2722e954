//! The databases of the tests as sessions.

use erc::base::DialectId;
use erc::dialect::{Row, Session, SessionError};

use crate::servers::Database;

/// A test database as erc sees it.
pub struct TestSession<'a>(pub &'a mut dyn Database);

impl Session for TestSession<'_> {
    fn dialect(&self) -> DialectId {
        self.0.dialect()
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        self.0.query(query).map_err(SessionError::new)
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.0.execute(script).map_err(SessionError::new)
    }
}
