//! What whole commands cost on models of 10 to 10 000 entities: `cargo bench --bench commands [ENTITIES…]`.
//!
//! Processor time and memory are those of the process, its start included. Ratios are within one run: to the check
//! (`fmt` at most 1.5, `build` at most 3), and to the floor (the check at most 2.5), which is a process that does
//! nothing but parse the text with a grammar of the whole language and look up every name.

// A benchmark reads the clock and starts processes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(clippy::panic, clippy::unwrap_used, clippy::wildcard_enum_match_arm)]
#![allow(unreachable_pub, missing_docs)]

mod models;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use pest::Parser as _;

/// The whole language as the tests have it: a file is one rule.
#[derive(pest_derive::Parser)]
#[grammar = "../tests/it/syntax/strict.pest"]
struct Grammar;

/// What this program is called with to be the floor.
const FLOOR: &str = "floor-of";

const COMMANDS: [(&str, &[&str]); 4] = [
    ("floor", &[FLOOR, "model.erd"]),
    ("check", &["check", "--select", "none", "--format", "short"]),
    ("fmt", &["fmt", "--check"]),
    ("build", &["build", "--out", "out"]),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, path] = arguments.as_slice()
        && word == FLOOR
    {
        return floor(&std::fs::read_to_string(path).unwrap());
    }
    let chosen: Vec<usize> = arguments.iter().filter_map(|it| it.parse().ok()).collect();
    let sizes = if chosen.is_empty() { vec![10, 100, 1_000, 10_000] } else { chosen };
    println!(
        "{:>8} {:>8} {:>9} {:>10} {:>10} {:>8} {:>8} {:>9}",
        "entities", "KB", "command", "processor", "wall", "checks", "floors", "peak MB"
    );
    for n_entities in sizes {
        measure(n_entities);
    }
}

/// Runs each command on a model several times; the fastest run counts.
fn measure(n_entities: usize) {
    let folder = tempfile::tempdir().unwrap();
    let text = models::model(n_entities, 7);
    std::fs::write(folder.path().join("model.erd"), &text).unwrap();
    // The picture and the pages are left out: the picture is measured elsewhere.
    let config = "outputs = [\"sql\", \"snapshot\", \"dot\"]\n";
    std::fs::write(folder.path().join("erc.toml"), config).unwrap();
    let n_runs = (3_000 / n_entities).clamp(3, 30);
    let best = COMMANDS.map(|(_, arguments)| {
        let runs = (0..n_runs).map(|_| run(folder.path(), arguments));
        runs.min_by_key(|it| it.processor).unwrap()
    });
    let times = |of: &Run, it: &Run| it.processor.as_secs_f64() / of.processor.as_secs_f64();
    for ((name, _), it) in COMMANDS.iter().zip(&best) {
        println!(
            "{n_entities:>8} {:>8} {name:>9} {:>10.2?} {:>10.2?} {:>8.2} {:>8.2} {:>9.1}",
            text.len() / 1000,
            it.processor,
            it.wall,
            times(&best[1], it),
            times(&best[0], it),
            it.peak_kb as f64 / 1e3,
        );
    }
}

/// Parses the text in one piece; then looks up each name that a declaration mentions.
fn floor(text: &str) {
    let mut declared = HashMap::new();
    let mut mentioned = Vec::new();
    let file = Grammar::parse(Rule::file, text).unwrap().next().unwrap();
    for declaration in file.into_inner().filter(|it| it.as_rule() == Rule::declaration) {
        let mut parts = declaration.into_inner().flatten();
        let name = parts.find(|it| it.as_rule() == Rule::name);
        declared.extend(name.map(|it| (it.as_str(), declared.len())));
        mentioned.extend(parts.filter(|it| it.as_rule() == Rule::path).map(|it| it.as_str()));
    }
    let n_found = mentioned.iter().filter(|it| declared.contains_key(*it)).count();
    assert!(n_found > 0, "no name is declared and mentioned");
    // The process ends here, as that of a check does: nothing is given back piece by piece.
    std::process::exit(0);
}

struct Run {
    processor: Duration,
    wall: Duration,
    /// The largest that any child of this process has been so far.
    peak_kb: i64,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let before = processor();
    let start = Instant::now();
    let status = Command::new(program(arguments))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let wall = start.elapsed();
    assert!(status.code().is_some_and(|it| it < 2), "{arguments:?} ended with {status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    Run { processor: processor() - before, wall, peak_kb: usage.max_rss() }
}

/// Who does it: erc, or this program.
fn program(arguments: &[&str]) -> PathBuf {
    match arguments {
        [FLOOR, ..] => std::env::current_exe().unwrap(),
        _ => PathBuf::from(env!("CARGO_BIN_EXE_erc")),
    }
}

/// What all children have used so far.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let micros = |it: nix::sys::time::TimeVal| it.tv_sec() * 1_000_000 + it.tv_usec();
    Duration::from_micros((micros(usage.user_time()) + micros(usage.system_time())) as u64)
}
