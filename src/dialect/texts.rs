//! The table that remembers which text made what a server spells in its own way.

use super::emit::Sql;
use super::history::{has_table, long_text};
use super::of;
use crate::base::DialectId;

/// Its name.
pub const TEXTS_TABLE: &str = "erc_texts";

/// A text that was run, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RememberedText {
    /// A checksum that stands for the kind and the name of what was made.
    pub thing: String,
    /// The text.
    pub body: String,
    /// A checksum of how the catalog spelled it behind that.
    pub spelling: String,
}

/// Makes the table, where it is not there.
pub fn create_texts(dialect: DialectId) -> String {
    let text = long_text(dialect);
    format!(
        "create table if not exists {TEXTS_TABLE} (\n  thing varchar(64) not null primary key,\n  \
         name {text} not null,\n  body {text} not null,\n  spelling varchar(64) not null\n)"
    )
}

/// Whether the table is there: one row, or none.
pub fn has_texts(dialect: DialectId) -> String {
    has_table(dialect, TEXTS_TABLE)
}

/// Everything that is remembered: thing, text and spelling.
pub fn read_texts() -> String {
    format!("select thing, body, spelling from {TEXTS_TABLE} order by thing")
}

/// Forgets what is remembered of a thing.
pub fn forget_text(dialect: DialectId, thing: &str) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!("delete from {TEXTS_TABLE} where thing = "));
    sql.string(thing);
    sql.into_string()
}

/// Remembers the text of a thing; `name` says to people what it is.
pub fn remember_text(dialect: DialectId, text: &RememberedText, name: &str) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!("insert into {TEXTS_TABLE} (thing, name, body, spelling) values ("));
    sql.list([&text.thing, name, &text.body, &text.spelling], |sql, it| sql.string(it));
    sql.push(")");
    sql.into_string()
}
