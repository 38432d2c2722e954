//! What reading costs beside what the peers need: SQL text beside sqlparser alone, a live PostgreSQL database beside
//! `pg_dump -s`: `cargo bench --bench import [FILE…]`.
//!
//! Texts are those of the files named, else of the real schemas where they are at hand, and one of a thousand tables.

// A benchmark reads the clock and starts processes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, unreachable_pub)]
// The servers can do more than is needed here.
#![allow(dead_code, unused_imports)]

mod models;
#[path = "../it/servers/mod.rs"]
mod servers;
#[path = "../it/slow.rs"]
mod slow;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use erc::base::{Diagnostics, DialectId, Sources};
use erc::dialect::{self, Reader, ScriptOptions};
use erc::import::{Level, lift, read_sql};
use erc::project::{Config, Target, compile};
use servers::Database;
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

/// A text may take so many times as long as sqlparser alone.
const MOST_OF_TEXT: f64 = 2.0;

fn main() {
    let ddl = script(&models::model(1_000, 7));
    println!(
        "{:>24} {:>8} {:>10} {:>10} {:>8} {:>10}",
        "text", "KB", "sqlparser", "read", "ratio", "lift"
    );
    for (name, text) in texts(&ddl) {
        let floor = best(|| parsed(&text));
        let read = best(|| read_sql(&text, DialectId::Postgres));
        let schema = read_sql(&text, DialectId::Postgres).schema;
        let lifting = best(|| lift(&schema, DialectId::Postgres, Level::Logical));
        let ratio = read.as_secs_f64() / floor.as_secs_f64();
        println!(
            "{name:>24} {:>8} {floor:>10.2?} {read:>10.2?} {ratio:>8.2} {lifting:>10.2?}",
            text.len() / 1_000
        );
        assert!(ratio < MOST_OF_TEXT, "{name}: {ratio:.2} times as long as sqlparser alone");
    }
    live(&ddl);
}

/// Whole processes that read a database of a thousand tables, from start to end.
fn live(ddl: &str) {
    let mut database = servers::postgres().database();
    database.execute(ddl).expect("a thousand tables");
    let url = database.url();
    let erc = env!("CARGO_BIN_EXE_erc");
    let commands = [("pg_dump", "-s"), (erc, "import"), (erc, "snapshot")];
    println!("{:>24} {:>10}", "1 000 live tables", "wall");
    let took = commands.map(|(program, argument)| {
        let wall = (0..5).map(|_| run(program, &[argument, &url])).min().unwrap_or_default();
        println!("{argument:>24} {wall:>10.2?}");
        wall
    });
    assert!(took[1] < took[0], "the import of a live database is slower than pg_dump");
}

fn run(program: &str, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("a program");
    assert!(status.success(), "{command:?} ended with {status}");
    start.elapsed()
}

fn texts(ddl: &str) -> Vec<(String, String)> {
    let named: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let files = if named.is_empty() { corpus() } else { named };
    let read = |path: String| {
        let text = std::fs::read_to_string(&path).expect("a text");
        (Path::new(&path).file_name().unwrap().to_string_lossy().into_owned(), text)
    };
    let made = ("1 000 tables".to_owned(), ddl.to_owned());
    files.into_iter().map(read).chain([made]).collect()
}

/// The three largest real schemas of PostgreSQL.
fn corpus() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("ERC_CORPUS").map_or(beside, Into::into).join("postgres");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut res: Vec<(u64, String)> = entries
        .map(|it| it.expect("an entry"))
        .map(|it| (it.metadata().expect("a file").len(), it.path().display().to_string()))
        .collect();
    res.sort();
    res.into_iter().rev().take(3).map(|(_, path)| path).collect()
}

/// What sqlparser makes of a text: all of it, else statement by statement.
fn parsed(text: &str) -> usize {
    let dialect = PostgreSqlDialect {};
    match Parser::parse_sql(&dialect, text) {
        Ok(it) => it.len(),
        Err(_) => text
            .split_inclusive(";\n")
            .map(|it| Parser::parse_sql(&dialect, it).map_or(0, |it| it.len()))
            .sum(),
    }
}

fn script(text: &str) -> String {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let files = vec![erc::syntax::parse(id, text, &mut diagnostics)];
    let targets = vec![Target::usual(DialectId::Postgres, 1)];
    let config = Config { targets, ..Config::default() };
    let compiled = compile(&files, &config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "a model for measuring has errors");
    let contract = dialect::of(DialectId::Postgres);
    let version = dialect::Options::of(contract).version;
    let options = ScriptOptions { version, reader: Reader::Driver };
    dialect::script(&compiled.native[0].1, contract, &options)
}

/// The least time that a work takes in five runs.
fn best<T>(work: impl Fn() -> T) -> Duration {
    let timed = || {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..5).map(|_| timed()).min().unwrap_or_default()
}
