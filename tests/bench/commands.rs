//! What whole commands cost on models of 10 to 10 000 entities: `cargo bench --bench commands [ENTITIES…]`.
//!
//! Processor time and memory are those of the process, its start included. Ratios are within one run.

// A benchmark reads the clock and starts processes.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(clippy::panic, clippy::unwrap_used, unreachable_pub)]

mod models;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// The commands, with their budget as a multiple of the first.
const COMMANDS: [(&str, &[&str]); 3] = [
    ("check", &["check", "--select", "none", "--format", "short"]),
    ("fmt", &["fmt", "--check"]),
    ("build", &["build", "--out", "out"]),
];

fn main() {
    let chosen: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if chosen.is_empty() { vec![10, 100, 1_000, 10_000] } else { chosen };
    println!(
        "{:>8} {:>8} {:>9} {:>10} {:>10} {:>8} {:>9}",
        "entities", "KB", "command", "processor", "wall", "ratio", "peak MB"
    );
    for n_entities in sizes {
        let folder = tempfile::tempdir().unwrap();
        let text = models::model(n_entities, 7);
        std::fs::write(folder.path().join("model.erd"), &text).unwrap();
        // The picture and the pages are left out: the picture is measured elsewhere.
        let config = "outputs = [\"sql\", \"snapshot\", \"dot\"]\n";
        std::fs::write(folder.path().join("erc.toml"), config).unwrap();
        let mut first = None;
        for (name, arguments) in COMMANDS {
            let n_runs = (3_000 / n_entities).clamp(3, 30);
            let runs: Vec<Run> = (0..n_runs).map(|_| run(folder.path(), arguments)).collect();
            let best = runs.iter().min_by_key(|it| it.processor).unwrap();
            let first = *first.get_or_insert(best.processor);
            println!(
                "{n_entities:>8} {:>8} {name:>9} {:>10.2?} {:>10.2?} {:>8.2} {:>9.1}",
                text.len() / 1000,
                best.processor,
                best.wall,
                best.processor.as_secs_f64() / first.as_secs_f64(),
                best.peak_kb as f64 / 1e3,
            );
        }
    }
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
    let status = Command::new(env!("CARGO_BIN_EXE_erc"))
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

/// What all children have used so far.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let micros = |it: nix::sys::time::TimeVal| it.tv_sec() * 1_000_000 + it.tv_usec();
    Duration::from_micros((micros(usage.user_time()) + micros(usage.system_time())) as u64)
}
