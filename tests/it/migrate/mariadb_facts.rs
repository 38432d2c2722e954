//! What is said of each kind of statement of MariaDB and MySQL; MariaDB itself is asked with `algorithm` and `lock`,
//! whether it takes what is said and refuses what is cheaper.

use erc::base::DialectId;
use erc::dialect::Version;
use erc::migrate::{Judged, LintOptions, RuleLevels, lint};

use super::facts::schema;
use super::mariadb_rows::{ROWS, Row, SCHEMA};
use crate::servers;

fn judged(sql: &str, id: DialectId, version: Version) -> Judged {
    let schema = schema(SCHEMA, id);
    let levels = RuleLevels::default();
    let options = LintOptions {
        dialect: id,
        version: Some(version),
        schema: Some(&schema),
        levels: &levels,
        in_transaction: false,
    };
    lint(sql, options).pop().expect("a statement")
}

fn said(judged: &Judged) -> String {
    let work: Vec<&str> = judged.facts.work.iter().map(|it| it.name()).collect();
    let lock = judged.facts.locks.first().map_or("", |(_, mode)| mode);
    format!("{} {lock}", work.join("+"))
}

#[test]
fn every_row_is_as_measured() {
    let mut failed = Vec::new();
    for row in ROWS {
        for (id, version, expected) in [
            (DialectId::Mariadb, Version::new(10, 11), row.mariadb),
            (DialectId::Mysql, Version::patch(8, 0, 30), row.mysql),
        ] {
            let judged = judged(row.sql, id, version);
            let codes: Vec<&str> = judged.findings.iter().map(|it| it.code.name).collect();
            if said(&judged) != expected {
                failed.push(format!(
                    "{id}: {}\n  said     {}\n  measured {expected}",
                    row.sql,
                    said(&judged)
                ));
            }
            let wants = !row.finding.is_empty() && id == DialectId::Mariadb;
            if wants && !codes.contains(&row.finding) {
                failed.push(format!("{}\n  has no {}: {codes:?}", row.sql, row.finding));
            }
        }
    }
    assert!(failed.is_empty(), "{} wrong:\n{}", failed.len(), failed.join("\n"));
}

/// Whether the server takes a statement with this algorithm and lock.
fn is_taken(row: &Row, algorithm: &str, lock: &str) -> Result<(), String> {
    let mut database = servers::database(DialectId::Mariadb).expect("a server");
    for statement in SCHEMA.split(";\n").filter(|it| !it.trim().is_empty()) {
        database.execute(statement).expect("the schema");
    }
    let (before, sql) = row.sql.rsplit_once("; ").unwrap_or(("select 1", row.sql));
    database.execute(before).expect("a setting");
    let comma = if sql.starts_with("alter") { "," } else { "" };
    let clauses = format!("{sql}{comma} algorithm={algorithm}{comma} lock={lock}");
    database.execute(&clauses)
}

#[test]
fn mariadb_takes_what_is_said_and_nothing_cheaper() {
    let mut failed = Vec::new();
    for row in ROWS.iter().filter(|it| it.is_tried && !it.sql.contains("algorithm")) {
        let (work, lock) = row.mariadb.split_once(' ').expect("work and lock");
        let (algorithm, cheaper) = match work {
            "catalog" => ("instant", None),
            "index-build" => ("nocopy", Some("instant")),
            "rewrite" => ("inplace", Some("nocopy")),
            _ => ("copy", Some("inplace")),
        };
        let mut taken = is_taken(row, algorithm, lock);
        // An index that goes takes a moment for its pages.
        if taken.is_err() && algorithm == "instant" {
            taken = is_taken(row, "nocopy", lock);
        }
        if let Err(error) = taken {
            failed.push(format!("{} is refused with {algorithm} {lock}: {error}", row.sql));
        }
        if let Some(cheaper) = cheaper
            && is_taken(row, cheaper, lock).is_ok()
        {
            failed.push(format!("{} is taken with {cheaper}", row.sql));
        }
        if lock == "SHARED" && is_taken(row, algorithm, "none").is_ok() {
            failed.push(format!("{} is taken with no lock", row.sql));
        }
    }
    assert!(failed.is_empty(), "{} wrong:\n{}", failed.len(), failed.join("\n"));
}
