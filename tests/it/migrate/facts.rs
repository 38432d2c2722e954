//! What is said of each kind of statement, row by row and version by version, against what was measured on
//! PostgreSQL 11 to 18, and once more against the PostgreSQL of the tests while it runs them.

use std::collections::BTreeMap;

use erc::base::DialectId;
use erc::dialect::Version;
use erc::import::read_sql;
use erc::migrate::{Judged, LintOptions, RuleLevels, lint};
use erc::schema::NativeSchema;

use super::postgres_rows::{ROWS, Row};
use super::postgres_schema::SCHEMA;
use crate::servers::{self, Database};

pub(super) fn schema(text: &str, id: DialectId) -> NativeSchema {
    read_sql(text, id).schema
}

fn judged(sql: &str, schema: &NativeSchema, version: Version) -> Vec<Judged> {
    let levels = RuleLevels::default();
    lint(
        sql,
        LintOptions {
            dialect: DialectId::Postgres,
            version: Some(version),
            schema: Some(schema),
            levels: &levels,
            in_transaction: false,
        },
    )
}

/// `t AE, p SRE` and `scan+index`, in the words of the rows.
fn said(judged: &Judged) -> (String, String) {
    let mut locks: Vec<String> =
        judged.facts.locks.iter().map(|(table, mode)| format!("{table} {}", short(mode))).collect();
    locks.sort();
    let work: Vec<&str> = judged.facts.work.iter().map(|it| it.name()).collect();
    (locks.join(", "), work.join("+"))
}

const MODES: [(&str, &str); 8] = [
    ("ACCESS SHARE", "AS"),
    ("ROW SHARE", "RS"),
    ("ROW EXCLUSIVE", "RE"),
    ("SHARE UPDATE EXCLUSIVE", "SUE"),
    ("SHARE", "S"),
    ("SHARE ROW EXCLUSIVE", "SRE"),
    ("EXCLUSIVE", "X"),
    ("ACCESS EXCLUSIVE", "AE"),
];

fn short(mode: &str) -> &'static str {
    MODES.iter().find(|(it, _)| *it == mode).map_or("?", |(_, short)| short)
}

/// What a row says of a version.
fn expected(row: &Row, major: u16) -> (&'static str, &'static str) {
    let other = row.but.iter().find(|(versions, ..)| versions.contains(&major));
    other.map_or((row.locks, row.work), |(_, locks, work)| (locks, work))
}

#[test]
fn every_row_is_as_measured_on_every_version() {
    let schema = schema(SCHEMA, DialectId::Postgres);
    let mut failed = Vec::new();
    for row in ROWS {
        for major in 11..=18 {
            let judged = judged(row.sql, &schema, Version::new(major, 0));
            let last = judged.last().expect("a statement");
            let codes: Vec<&str> = last.findings.iter().map(|it| it.code.name).collect();
            let said = said(last);
            let (locks, work) = expected(row, major);
            if said != (locks.to_owned(), work.to_owned()) {
                failed.push(format!(
                    "{major}: {}\n  said     {said:?}\n  measured {:?}",
                    row.sql,
                    (locks, work)
                ));
            }
            if !row.finding.is_empty() && !codes.contains(&row.finding) {
                failed.push(format!("{major}: {}\n  has no {}: {codes:?}", row.sql, row.finding));
            }
        }
    }
    assert!(failed.is_empty(), "{} wrong:\n{}", failed.len(), failed.join("\n"));
}

/// Relations of the schema: name by oid, and the files they are in.
fn relations(database: &mut dyn Database) -> BTreeMap<String, (String, String, String)> {
    let rows = database
        .query(
            "select c.oid::text, case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname, \
             c.relkind::text, c.relfilenode::text from pg_class c join pg_namespace n on n.oid = c.relnamespace \
             where n.nspname in ('public', 'q') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'I')",
        )
        .expect("the relations");
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    rows.iter().map(|it| (text(&it[0]), (text(&it[1]), text(&it[2]), text(&it[3])))).collect()
}

fn locks(
    database: &mut dyn Database,
    before: &BTreeMap<String, (String, String, String)>,
) -> String {
    let rows = database
        .query("select relation::text, mode from pg_locks where pid = pg_backend_pid() and relation is not null")
        .expect("the locks");
    let mut strongest: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let (Some(oid), Some(mode)) = (&row[0], &row[1]) else { continue };
        let Some((name, kind, _)) = before.get(oid) else { continue };
        if kind == "i" || kind == "I" {
            continue;
        }
        let mut words = String::new();
        for c in mode.trim_end_matches("Lock").chars() {
            if c.is_uppercase() && !words.is_empty() {
                words.push(' ');
            }
            words.extend(c.to_uppercase());
        }
        let rank = MODES.iter().position(|(it, _)| *it == words).unwrap_or_default();
        let own = strongest.entry(name).or_default();
        *own = rank.max(*own);
    }
    let mut res: Vec<String> =
        strongest.into_iter().map(|(name, rank)| format!("{name} {}", MODES[rank].1)).collect();
    res.sort();
    res.join(", ")
}

#[test]
fn every_row_is_as_the_server_does_it() {
    let schema = schema(SCHEMA, DialectId::Postgres);
    let mut database = servers::database(DialectId::Postgres).expect("a server");
    database.execute(SCHEMA).expect("the schema");
    let major = 15;
    let mut failed = Vec::new();
    let mut n_tried = 0;
    for row in ROWS.iter().filter(|it| it.is_tried) {
        let (expected_locks, expected_work) = expected(row, major);
        let judged = judged(row.sql, &schema, Version::new(major, 0));
        if !judged.iter().all(|it| it.facts.is_transactional) || expected_work == "-" {
            continue;
        }
        n_tried += 1;
        let before = relations(&mut *database);
        database.execute("begin").expect("a transaction");
        for it in &judged[..judged.len() - 1] {
            database.execute(&it.sql).unwrap_or_else(|error| panic!("{}: {error}", it.sql));
        }
        let between = relations(&mut *database);
        let others = locks(&mut *database, &before);
        let run = database.execute(&judged.last().expect("a statement").sql);
        if let Err(error) = run {
            failed.push(format!("{}\n  {error}", row.sql));
            database.execute("rollback").expect("a rollback");
            continue;
        }
        let after = relations(&mut *database);
        let really = locks(&mut *database, &before);
        let is_rewritten = between.iter().any(|(oid, (name, kind, file))| {
            let now = after.get(oid);
            kind != "i"
                && kind != "I"
                && kind != "v"
                && !name.is_empty()
                && now.is_some_and(|it| it.2 != *file)
        });
        database.execute("rollback").expect("a rollback");
        let says_rewrite = expected_work.contains("rewrite");
        let is_same = really == expected_locks || !others.is_empty();
        if !is_same || is_rewritten != says_rewrite {
            failed.push(format!(
                "{}\n  row    {expected_locks} {expected_work}\n  really {really} rewrite {is_rewritten}",
                row.sql
            ));
        }
    }
    assert!(failed.is_empty(), "{} of {n_tried} wrong:\n{}", failed.len(), failed.join("\n"));
    assert!(n_tried > 120, "{n_tried}");
}
