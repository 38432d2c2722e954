//! What a database says it holds, against what erc believes to have made: a line for each fact.

mod expected;
mod mariadb;
mod postgres;
mod sqlite;

use std::collections::BTreeSet;

use erc::base::{DialectId, ReferentialAction};
use erc::schema::NativeSchema;

use crate::servers::Database;
use crate::servers::database::Row;

/// The facts in which a database and a schema differ; none when the database holds the schema and nothing else.
pub fn differences(database: &mut dyn Database, schema: &NativeSchema) -> Vec<String> {
    let id = database.dialect();
    let found: BTreeSet<String> = match id {
        DialectId::Postgres => postgres::facts(database),
        DialectId::Mysql | DialectId::Mariadb => mariadb::facts(database),
        DialectId::Sqlite => sqlite::facts(database),
    };
    let expected = expected::facts(schema, id);
    let missing = expected.difference(&found).map(|it| format!("  made   {it}"));
    let surplus = found.difference(&expected).map(|it| format!("  found  {it}"));
    missing.chain(surplus).collect()
}

/// A type as the catalog spells it, in the one spelling that erc has for it.
fn type_text(id: DialectId, text: &str) -> String {
    let words = erc::dialect::of(id).type_words();
    words.read(text).map_or_else(|| format!("unreadable {text}"), |it| words.canonical_text(&it))
}

fn action_text(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "no action",
        ReferentialAction::Restrict => "restrict",
        ReferentialAction::Cascade => "cascade",
        ReferentialAction::SetNull => "set null",
        ReferentialAction::SetDefault => "set default",
    }
}

/// The rows of a query about the catalog, a null as an empty text.
#[track_caller]
fn rows(database: &mut dyn Database, query: &str) -> Vec<Vec<String>> {
    let rows = database.query(query).unwrap_or_else(|error| panic!("{error}\n{query}"));
    let texts = |row: Row| row.into_iter().map(Option::unwrap_or_default).collect();
    rows.into_iter().map(texts).collect()
}
