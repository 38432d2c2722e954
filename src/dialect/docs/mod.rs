//! `docs/dialects.md`: what each database holds of a model, and how.
//!
//! The page is made from the capabilities that `realize` obeys, the types and the settings of each dialect; a test
//! compares the committed page with it. Nothing here decides anything.

mod constructs;
mod settings;
mod types;

use std::fmt::Write as _;

use super::contract::{Dialect, of};
use crate::base::DialectId;

/// The page.
pub fn page() -> String {
    let mut res = String::from(INTRODUCTION);
    for group in constructs::GROUPS {
        let _ = write!(res, "\n## {}\n\n", group.title);
        table(&mut res, "the model says", group.rows.iter().map(|it| (it.construct, it.cell)));
    }
    res.push_str("\n## Types\n\n");
    types::table(&mut res);
    res.push_str("\n## Settings\n\n");
    settings::tables(&mut res);
    res.push_str(UNVERIFIED);
    res
}

const INTRODUCTION: &str = "\
# Databases

What becomes of each construct in each database. This page is generated from the tables that erc decides by.

A cell says how something is held. \"refused\" is an error with the reason, and exit code 1; \"left out\" and what is held in
another way than the model says it is told in a message. Nothing is dropped in silence. An item that is marked for one database,
`@postgres`, exists there alone, which is the way out of a refusal.

PostgreSQL, MariaDB and SQLite run every script of the test models, and their catalogs are compared with what erc believes to have
made. No MySQL server was at hand: [its text](#what-is-not-verified) follows the manual and is checked against MariaDB.
";

const UNVERIFIED: &str = "
## What is not verified

MySQL's scripts have not been run on a MySQL server. Those that MariaDB spells alike, four of five of the test models, are run on MariaDB;
that shows their syntax and little more. These parts of MySQL's text nothing has read but people:

- indexes over expressions, `((lower(email)))`, and partial unique indexes, which become indexes over `case when … end`;
- derived columns that refuse null by themselves;
- UUIDs as bytes, `uuid_to_bin(uuid())`;
- the collation `utf8mb4_0900_bin`, in place of which MariaDB is given `utf8mb4_nopad_bin`, and the setting `row_format`;
- what is refused there and not in MariaDB: names of checks that are not alone in the database, `unique` of a `text`;
- lengths of keys and rows: the bounds are those of the manual;
- how regular expressions are read, for the two servers have different engines.

How a server spells an expression back is not compared here; rows that break each rule are, one good and one bad, in the three databases
that can be run.
";

/// A table with a column for each dialect.
fn table<'r>(
    res: &mut String,
    head: &str,
    rows: impl Iterator<Item = (&'r str, fn(&dyn Dialect) -> String)>,
) {
    let titles: Vec<&str> = DialectId::ALL.iter().map(|it| it.title()).collect();
    let _ = writeln!(res, "| {head} | {} |", titles.join(" | "));
    let _ = writeln!(res, "|---|{}", "---|".repeat(titles.len()));
    for (name, cell) in rows {
        let cells: Vec<String> = DialectId::ALL.iter().map(|it| cell(of(*it))).collect();
        let _ = writeln!(res, "| {name} | {} |", cells.join(" | "));
    }
}
