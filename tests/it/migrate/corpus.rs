//! Real schemas, where they are at hand: from nothing to the schema, to the same after some edits, and back to nothing.

use erc::base::DialectId;
use erc::dialect::{self, Options, Reader, ScriptOptions, script};
use erc::import::{Level, lift, read_sql, settled};
use erc::migrate::Style;
use erc::schema::NativeSchema;

use super::corpus_edits::edited;
use super::round::{Arenas, Rows, Side, round};
use crate::import::corpus::files;
use crate::slow::slow;

fn side(id: DialectId, native: NativeSchema, options: Options) -> Side {
    let contract = dialect::of(id);
    let reader = Reader::Driver;
    let script = script(&native, contract, &ScriptOptions { version: options.version, reader });
    Side { id, native, script, options }
}

#[track_caller]
fn check(kind: &str, id: DialectId) {
    let mut failed = Vec::new();
    let mut arenas = Arenas::new(id);
    let n_edited = if slow() { 20 } else { 2 };
    for (name, text) in files(kind) {
        let read = read_sql(&text, id);
        let usual = Options::of(dialect::of(id));
        let version = lift(&read.schema, id, Level::Logical).version.unwrap_or(usual.version);
        let options = Options { version, ..usual };
        let empty = side(id, NativeSchema::default(), options);
        let whole = side(id, settled(read.schema, id), options);
        if let Err(error) = round(&empty, &whole, Rows::None, Style::Simple, &mut arenas) {
            failed.push(format!("== {name}, from nothing: {error}"));
            continue;
        }
        for seed in 0..n_edited {
            let style = if seed % 2 == 0 { Style::Online } else { Style::Simple };
            let other = side(id, settled(edited(&whole.native, seed), id), options);
            if let Err(error) = round(&whole, &other, Rows::None, style, &mut arenas) {
                failed.push(format!("== {name}, edited by seed {seed}: {error}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} failed\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn postgres() {
    check("postgres", DialectId::Postgres);
}

#[test]
fn mariadb() {
    check("mysql", DialectId::Mariadb);
}

#[test]
fn sqlite() {
    check("sqlite", DialectId::Sqlite);
}
