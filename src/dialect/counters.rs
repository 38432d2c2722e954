//! The name that a database gives to what counts behind a column.

use crate::base::{DialectId, Name};

/// The most bytes of a name of PostgreSQL.
const MOST_BYTES: usize = 63;

/// The name of the sequence behind a counting column, as PostgreSQL makes it (`makeObjectName` in its source): the
/// longer of the two parts is cut until all of it fits. Nothing where no sequence stands behind a column.
pub fn counter_name(dialect: DialectId, table: &Name, column: &Name) -> Option<Name> {
    match dialect {
        DialectId::Postgres => {}
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => return None,
    }
    let room = MOST_BYTES - "__seq".len();
    let (mut n_table, mut n_column) = (table.len(), column.len());
    while n_table + n_column > room {
        let longer = if n_table > n_column { &mut n_table } else { &mut n_column };
        *longer -= 1;
    }
    let (table, column) = (clipped(table, n_table), clipped(column, n_column));
    Some(Name::new(format!("{table}_{column}_seq")))
}

/// The start of a text of at most so many bytes, without half a letter at its end.
fn clipped(text: &str, n_bytes: usize) -> &str {
    let end = (0..=n_bytes).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    &text[..end]
}
