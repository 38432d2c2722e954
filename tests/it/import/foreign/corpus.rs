//! Real models, where they are at hand: what they count, and that databases take what comes of them.

use erc::base::{DialectId, FileId};
use erc::dialect::{self, Reader, ScriptOptions, script};
use erc::import::{Foreign, Format, LiftOptions, lift, read_foreign};

use super::super::corpus::folder;
use super::{cases, read};
use crate::servers;

/// A file and how many tables, columns, references and enums it has.
const COUNTS: [(&str, [usize; 4]); 7] = [
    ("azimutt_basic.prisma", [4, 19, 3, 0]),
    ("azimutt_complex.dbml", [6, 18, 4, 1]),
    ("azimutt_ecommerce.aml", [10, 46, 14, 2]),
    ("holistics_ddl_create.dbml", [81, 220, 1, 0]),
    ("mermaid_er_docs.md", [16, 43, 12, 0]),
    ("nfldb.er", [7, 44, 13, 0]),
    ("simple.er", [2, 9, 1, 0]),
];

#[test]
fn real_models_have_what_they_say() {
    let Some(folder) = folder() else { return };
    let mut wrong = Vec::new();
    for (name, expected) in COUNTS {
        let text = std::fs::read_to_string(folder.join("models").join(name)).expect("a text");
        let format = Format::of_file(name, &text).expect("a known format");
        let found = counts(&read(format, &text));
        if found != expected {
            wrong.push(format!("{name}: {found:?}, not {expected:?}"));
        }
        wrong.extend(refused(name, &loadable(format, &text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A model for a database that is at hand: MariaDB stands for MySQL.
fn loadable(format: Format, text: &str) -> Foreign {
    let res = read(format, text);
    match res.dialect {
        DialectId::Mysql => read_foreign(format, text, FileId(0), Some(DialectId::Mariadb)),
        DialectId::Postgres | DialectId::Mariadb | DialectId::Sqlite => res,
    }
}

fn counts(read: &Foreign) -> [usize; 4] {
    let tables = || read.schema.tables.values();
    [
        tables().count(),
        tables().map(|it| it.columns.len()).sum(),
        tables().map(|it| it.foreign_keys.len()).sum(),
        read.schema.enums.len(),
    ]
}

/// What keeps a model from being built: it does not come back, or a database does not take it.
fn refused(name: &str, read: &Foreign) -> Vec<String> {
    let lifted = lift(
        &read.schema,
        read.dialect,
        LiftOptions { beside: read.beside.clone(), ..LiftOptions::default() },
    );
    let mut res = Vec::new();
    if !lifted.is_exact {
        res.push(format!("{name}: {}", lifted.notes.join("; ")));
    }
    let id = read.dialect;
    let mut database = servers::database(id).expect("a server");
    let contract = dialect::of(read.dialect);
    let version = contract.capabilities().oldest;
    let options = ScriptOptions { version, reader: Reader::Driver };
    let script = script(&read.schema, contract, &options);
    let is_known = |error: &String| error.contains("json_schema_valid");
    let outcome = database.execute(&script);
    // MySQL has a function that MariaDB 10.11 has not.
    if let Some(error) = outcome.err().filter(|it| !is_known(it)) {
        res.push(format!("{name}: {id} says {error}\n{script}"));
    }
    res
}

#[test]
fn databases_take_every_case() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .flat_map(|(format, name, text)| refused(&name, &loadable(format, &text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_can_be_read_for_every_database() {
    let mut wrong = Vec::new();
    for (format, name, text) in
        cases().into_iter().filter(|(_, name, text)| is_portable(name, text))
    {
        for id in [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite] {
            let read = read_foreign(format, &text, FileId(0), Some(id));
            wrong.extend(refused(&format!("{name} for {id}"), &read));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a case is without mistakes, and without SQL of one database.
fn is_portable(name: &str, text: &str) -> bool {
    !name.ends_with("mistakes") && !text.contains("dbgenerated")
}
