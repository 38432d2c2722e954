//! Pairs of models that nobody wrote: one, and the same after some edits.

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Options as DialectOptions};
use erc::migrate::Style;

use super::round::round;
use crate::random;

/// How many pairs are tried; `PAIRS` says another number, `SEED` the first seed.
fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse().ok());
    let first = number("SEED").unwrap_or(1);
    first..first + number("PAIRS").unwrap_or(24)
}

/// Numbers that are the same for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// A model after one to eight edits, each of which leaves it a model.
fn edited(text: &str, seed: u64) -> String {
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut res = text.to_owned();
    let n_edits = 1 + numbers.below(8);
    let mut n_done = 0;
    for attempt in 0..60 {
        if n_done == n_edits {
            break;
        }
        if let Some(next) = edit(&res, &mut numbers, attempt)
            && is_model(&next)
        {
            res = next;
            n_done += 1;
        }
    }
    res
}

fn edit(text: &str, numbers: &mut Numbers, attempt: usize) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let members: Vec<usize> = (0..lines.len()).filter(|it| lines[*it].starts_with("  ")).collect();
    let at = *members.get(numbers.below(members.len()))?;
    let line = lines[at].clone();
    match numbers.below(7) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, format!("  fresh_{attempt} int?")),
        2 => lines.insert(at, format!("  fresh_{attempt} varchar(20) = \"x\"")),
        3 => {
            lines[at] = exchanged(
                &line,
                &[(" int", " bigint"), (" smallint", " int"), (" text", " varchar(70)")],
            )?;
        }
        4 => {
            let start = line.find("varchar(")? + 8;
            let end = start + line[start..].find(')')?;
            let length: u32 = line[start..end].parse().ok()?;
            lines[at] = format!("{}{}{}", &line[..start], length + 7, &line[end..]);
        }
        5 => {
            let (name, rest) = line.trim().split_once(' ')?;
            let ty = rest.split(' ').next()?;
            let other = match ty.strip_suffix('?') {
                Some(bare) => bare.to_owned(),
                None => format!("{ty}?"),
            };
            lines[at] = format!("  {name} {other}{}", &rest[ty.len()..]);
        }
        _ => lines.insert(at, format!("  /// Said {attempt}.")),
    }
    Some(format!("{}\n", lines.join("\n")))
}

fn exchanged(line: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let (from, to) = pairs.iter().find(|(from, _)| line.contains(from))?;
    Some(line.replacen(from, to, 1))
}

/// Whether a text is a model that every database can hold.
fn is_model(text: &str) -> bool {
    let mut sources = erc::base::Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    if diagnostics.has_errors() {
        return false;
    }
    let logical =
        erc::schema::lower(&model, &erc::schema::lower::Options::default(), &mut diagnostics);
    if diagnostics.has_errors() {
        return false;
    }
    for id in DialectId::ALL {
        let contract = dialect::of(id);
        let options =
            DialectOptions { n_dialects: DialectId::ALL.len(), ..DialectOptions::of(contract) };
        dialect::realize(&logical, contract, &options, &mut diagnostics);
    }
    !diagnostics.has_errors()
}

#[track_caller]
fn check(id: DialectId) {
    let mut failed = Vec::new();
    let mut n_rounds = 0;
    for seed in seeds() {
        let from = random::model(seed);
        if !is_model(&from) {
            continue;
        }
        let to = edited(&from, seed);
        n_rounds += 1;
        if let Err(error) = round(&from, &to, "", id, Style::Simple) {
            failed.push(format!("== seed {seed} on {id}: {error}"));
        }
    }
    eprintln!("{id}: {n_rounds} pairs, {} failed", failed.len());
    assert!(n_rounds > 5, "only {n_rounds} pairs were tried");
    assert!(failed.is_empty(), "{} of {n_rounds} failed\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn postgres() {
    check(DialectId::Postgres);
}

#[test]
fn mariadb() {
    check(DialectId::Mariadb);
}

#[test]
fn sqlite() {
    check(DialectId::Sqlite);
}
