//! What there is a right to.

use crate::base::DialectId;

/// All rights on a kind of thing, in the order in which they are told.
pub(super) fn all(id: DialectId, kind: &str) -> &'static [&'static str] {
    match id {
        DialectId::Mysql => mysql(kind, &OF_MARIADB[..OF_MARIADB.len() - 1]),
        DialectId::Mariadb => mysql(kind, &OF_MARIADB),
        DialectId::Postgres | DialectId::Sqlite => postgres(kind),
    }
}

/// PostgreSQL's manual, "Privileges".
fn postgres(kind: &str) -> &'static [&'static str] {
    match kind {
        "table" => &[
            "select",
            "insert",
            "update",
            "delete",
            "truncate",
            "references",
            "trigger",
            "maintain",
        ],
        "sequence" => &["select", "update", "usage"],
        "schema" => &["usage", "create"],
        "function" | "procedure" => &["execute"],
        _ => &["usage"],
    }
}

/// Manual of MySQL, "Privileges Provided by MySQL".
fn mysql(kind: &str, of_table: &'static [&'static str]) -> &'static [&'static str] {
    match kind {
        "table" => of_table,
        _ => &["execute", "alter routine"],
    }
}

/// Rights on a table of MariaDB; MySQL has them but for the last.
static OF_MARIADB: [&str; 13] = [
    "select",
    "insert",
    "update",
    "delete",
    "create",
    "drop",
    "references",
    "index",
    "alter",
    "create view",
    "show view",
    "trigger",
    "delete history",
];
