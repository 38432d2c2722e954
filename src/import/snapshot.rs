//! Snapshots, read with the words of their databases.

use super::settle::settled;
use super::sql::read_expr;
use crate::base::DialectId;
use crate::dialect;
use crate::schema::snapshot::{self, SnapshotError, WordReader};
use crate::schema::{Expr, NativeSchema, NativeType};

/// The words of one database.
pub(super) struct Words(pub(super) DialectId);

impl WordReader for Words {
    fn expr(&self, text: &str) -> Expr {
        read_expr(text, self.0)
    }

    fn ty(&self, text: &str) -> Option<NativeType> {
        dialect::of(self.0).type_words().read(text)
    }
}

static WORDS: [Words; 4] = [
    Words(DialectId::Postgres),
    Words(DialectId::Mysql),
    Words(DialectId::Mariadb),
    Words(DialectId::Sqlite),
];

/// How the words of a database are read.
pub(super) fn words(id: DialectId) -> &'static Words {
    match id {
        DialectId::Postgres => &WORDS[0],
        DialectId::Mysql => &WORDS[1],
        DialectId::Mariadb => &WORDS[2],
        DialectId::Sqlite => &WORDS[3],
    }
}

/// Reads a snapshot. The schema is settled: it compares with whatever else is.
pub fn read_snapshot(text: &str) -> Result<(DialectId, NativeSchema), SnapshotError> {
    let (id, schema) = snapshot::read(text, |id| words(id) as &dyn WordReader)?;
    Ok((id, settled(schema, id)))
}
