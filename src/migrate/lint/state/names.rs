//! One name for each thing, however it is spelled.

use super::State;
use crate::base::{DialectId, Name};
use crate::schema::QualifiedName;

impl State {
    /// A name as it is compared: PostgreSQL's are what they are, the others' whatever their case.
    pub(super) fn fold(&self, name: &Name) -> Name {
        match self.id {
            DialectId::Postgres => name.clone(),
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {
                if name.bytes().any(|it| it.is_ascii_uppercase()) || !name.is_ascii() {
                    Name::new(name.to_lowercase())
                } else {
                    name.clone()
                }
            }
        }
    }

    /// The name by which a table is kept.
    pub(super) fn key(&self, name: &QualifiedName) -> QualifiedName {
        self.count(1);
        match (self.id, &name.namespace, &self.search_path) {
            (DialectId::Postgres, None, Some(path)) => {
                let own = QualifiedName { namespace: Some(path.clone()), name: name.name.clone() };
                let is_there = self.tables.contains_key(&own) || self.views.contains_key(&own);
                if is_there { own } else { name.clone() }
            }
            (DialectId::Postgres, ..) => name.clone(),
            // The schema is the database, and a script is about one.
            (DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite, ..) => {
                QualifiedName::plain(self.fold(&name.name))
            }
        }
    }

    /// The name by which a new table is kept.
    pub(super) fn new_key(&self, name: &QualifiedName) -> QualifiedName {
        let is_plain = self.id == DialectId::Postgres && name.namespace.is_none();
        match &self.search_path {
            Some(path) if is_plain => {
                QualifiedName { namespace: Some(path.clone()), name: name.name.clone() }
            }
            Some(_) | None => self.key(name),
        }
    }
}
