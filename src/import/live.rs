//! Live databases.

use super::settle::settled;
use super::snapshot::words;
use super::sql::{Skipped, read_script};
use crate::base::DialectId;
use crate::dialect::{Session, SessionError, catalog};
use crate::schema::NativeSchema;

/// What was read from a database.
#[derive(Debug)]
pub struct Live {
    /// Which database it was.
    pub dialect: DialectId,
    /// Its schema, settled.
    pub schema: NativeSchema,
    /// What the role could not see, and what is left to the server; a sentence each without its end.
    pub unseen: Vec<String>,
    /// Whether the role may not see who may do what.
    pub hides_rights: bool,
    /// Statements that the database keeps and that could not be read.
    pub skipped: Vec<Skipped>,
}

/// Reads the schema of a database.
pub fn read_database(session: &mut dyn Session) -> Result<Live, SessionError> {
    let dialect = session.dialect();
    let catalog = catalog(session, words(dialect))?;
    let (schema, skipped) = match catalog.script.is_empty() {
        true => (catalog.schema, Vec::new()),
        false => {
            let script = read_script(&catalog.script, dialect);
            (script.schema, script.skipped)
        }
    };
    let (schema, unseen) = (settled(schema, dialect), catalog.unseen);
    Ok(Live { dialect, schema, unseen, hides_rights: catalog.hides_rights, skipped })
}
