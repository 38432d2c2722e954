//! What a live database holds, read from its catalog.

use super::session::{Row, Session, SessionError};
use super::{mysql, postgres, sqlite};
use crate::base::{DialectId, Name};
use crate::schema::NativeSchema;
use crate::schema::snapshot::WordReader;

/// What was read, and what was not.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The schema, as the catalog tells it.
    pub schema: NativeSchema,
    /// Statements that the database keeps as text and that have to be read as such.
    pub script: String,
    /// What the role could not see, and what is left to the server; a sentence each without its end.
    pub unseen: Vec<String>,
    /// Whether the role may not see who may do what.
    pub hides_rights: bool,
}

/// Reads the catalog in one read-only transaction. The number of round trips does not grow with the schema.
pub fn catalog(session: &mut dyn Session, words: &dyn WordReader) -> Result<Catalog, SessionError> {
    match session.dialect() {
        DialectId::Postgres => postgres::catalog::read(session, words),
        DialectId::Mysql | DialectId::Mariadb => mysql::catalog::read(session, words),
        DialectId::Sqlite => sqlite::catalog::read(session),
    }
}

/// The values of one row, in order. A null is an empty text, unless it is asked about.
pub(super) struct Values {
    values: std::vec::IntoIter<Option<String>>,
}

impl Values {
    pub(super) fn of(row: Row) -> Values {
        Values { values: row.into_iter() }
    }

    pub(super) fn optional(&mut self) -> Option<String> {
        self.values.next().flatten()
    }

    /// A text that says something.
    pub(super) fn filled(&mut self) -> Option<String> {
        self.optional().filter(|it| !it.is_empty())
    }

    pub(super) fn text(&mut self) -> String {
        self.optional().unwrap_or_default()
    }

    pub(super) fn name(&mut self) -> Name {
        Name::new(self.text())
    }

    pub(super) fn flag(&mut self) -> bool {
        matches!(self.optional().as_deref(), Some("t" | "true" | "1" | "YES"))
    }

    pub(super) fn number(&mut self) -> i64 {
        self.optional().and_then(|it| it.parse().ok()).unwrap_or_default()
    }

    /// The numbers of an array, as PostgreSQL prints `{1,2}` and `1 2`.
    pub(super) fn numbers(&mut self) -> Vec<usize> {
        let text = self.text();
        text.split([' ', ',', '{', '}']).filter_map(|it| it.parse().ok()).collect()
    }

    /// A list, written as JSON.
    pub(super) fn list(&mut self) -> Vec<Option<String>> {
        let text = self.optional();
        text.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default()
    }

    pub(super) fn names(&mut self) -> Vec<Name> {
        self.list().into_iter().flatten().map(Name::from).collect()
    }
}
