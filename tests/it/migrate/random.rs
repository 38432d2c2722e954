//! Pairs of models that nobody wrote: one, and the same after one to eight edits, with rows in the tables.
//!
//! `PAIRS` says how many are tried, `SEED` from which seed on: `SEED=1066 PAIRS=1` runs one again.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Options as DialectOptions};
use erc::migrate::Style;

use super::edits::edit;
use super::round::{Arenas, Outcome, Rows, round, side};
use crate::random::{self, dice::Dice};
use crate::slow::slow;

/// How many pairs are tried.
fn seeds() -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse().ok());
    let first = number("SEED").unwrap_or(1);
    first..first + number("PAIRS").unwrap_or(if slow() { 10_000 } else { 500 })
}

/// A model, and the same after some edits.
pub(super) struct Pair {
    pub(super) from: String,
    pub(super) to: String,
}

/// The pair of a seed, made once for all databases; nothing where the dice gave no model.
pub(super) fn pair(seed: u64) -> Arc<OnceLock<Option<Pair>>> {
    type Cells = BTreeMap<u64, Arc<OnceLock<Option<Pair>>>>;
    static CELLS: Mutex<Cells> = Mutex::new(BTreeMap::new());
    let mut cells = CELLS.lock().unwrap_or_else(PoisonError::into_inner);
    let cell = cells.entry(seed).or_default().clone();
    drop(cells);
    cell.get_or_init(|| {
        let from = random::model(seed);
        is_model(&from).then(|| Pair { to: edited(&from, seed), from })
    });
    cell
}

/// A model after one to eight edits, each of which leaves it a model.
fn edited(text: &str, seed: u64) -> String {
    let mut dice = Dice::new(seed ^ 0x5EED);
    let mut res = text.to_owned();
    let n_edits = dice.between(1, 8);
    let mut n_done = 0;
    for number in 0..60 {
        if n_done == n_edits {
            break;
        }
        if let Some(next) = edit(&res, &mut dice, number)
            && next != res
            && is_model(&next)
        {
            res = next;
            n_done += 1;
        }
    }
    res
}

/// Whether a text is a model that every database can hold.
fn is_model(text: &str) -> bool {
    let mut sources = erc::base::Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    if diagnostics.has_errors() {
        return false;
    }
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    if diagnostics.has_errors() {
        return false;
    }
    let logical =
        erc::schema::lower(&model, &erc::schema::lower::Options::default(), &mut diagnostics);
    for id in DialectId::ALL {
        if diagnostics.has_errors() {
            return false;
        }
        let contract = dialect::of(id);
        let options =
            DialectOptions { n_dialects: DialectId::ALL.len(), ..DialectOptions::of(contract) };
        dialect::realize(&logical, contract, &options, &mut diagnostics);
    }
    !diagnostics.has_errors()
}

#[track_caller]
fn check(id: DialectId) {
    check_in(&mut Arenas::new(id), id, &id.to_string(), seeds());
}

#[track_caller]
fn check_in(arenas: &mut Arenas, id: DialectId, server: &str, seeds: Range<u64>) {
    let began = Instant::now();
    let mut failed = Vec::new();
    let mut sum = Outcome::default();
    let mut n_pairs = 0;
    let first = seeds.start;
    for seed in seeds {
        let cell = pair(seed);
        let Some(Some(pair)) = cell.get() else { continue };
        let (Some(from), Some(to)) = (side(&pair.from, id), side(&pair.to, id)) else { continue };
        n_pairs += 1;
        // Every other pair is made in nobody's way.
        let style = if seed % 2 == 0 { Style::Online } else { Style::Simple };
        match round(&from, &to, Rows::Random(seed), style, arenas) {
            Ok(it) => {
                sum.n_filled += it.n_filled;
                sum.n_rows += it.n_rows;
                sum.n_refused += it.n_refused;
            }
            Err(error) => {
                failed.push(format!("== seed {seed} on {server}: {error}"));
            }
        }
    }
    let took = began.elapsed().as_secs();
    let n_failed = failed.len();
    eprintln!(
        "{server}: {n_pairs} pairs from seed {first}, {n_failed} failed; {} tables with {} rows \
         that stay, {} ways refused by rows; {took} s",
        sum.n_filled, sum.n_rows, sum.n_refused
    );
    assert!(failed.is_empty(), "{n_failed} of {n_pairs} failed\n{}", failed.join("\n"));
    let is_whole = std::env::var_os("PAIRS").is_none();
    assert!(!is_whole || n_pairs >= 400, "only {n_pairs} pairs were tried");
    assert!(!is_whole || sum.n_rows > 10 * n_pairs, "only {} rows stayed", sum.n_rows);
    assert!(!is_whole || sum.n_refused < n_pairs, "{} ways were refused by rows", sum.n_refused);
}

#[test]
fn postgres() {
    check(DialectId::Postgres);
}

/// What is written for the oldest version that is served runs on the later ones too.
#[test]
fn postgres_of_other_versions() {
    if !slow() {
        return;
    }
    for (major, from) in [(14, 0), (16, 1), (17, 2), (18, 3)] {
        let share = (seeds().end - seeds().start) / 4;
        let first = seeds().start + from * share;
        let mut arenas = Arenas::of_postgres(major);
        let server = format!("PostgreSQL {major}");
        check_in(&mut arenas, DialectId::Postgres, &server, first..first + share);
    }
}

#[test]
fn mariadb() {
    check(DialectId::Mariadb);
}

#[test]
fn sqlite() {
    check(DialectId::Sqlite);
}
