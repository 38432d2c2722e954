//! What all rules cost beside a check without any, in time of the processor: `cargo bench --bench lint`.

// A benchmark reads the clock.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::panic)]
#![allow(unreachable_pub)]

mod models;

use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};

use erc::base::{Diagnostics, Severity, Sources};
use erc::lint::{Selection, Selector};
use erc::project::{Config, Loaded, compile, lint};
use erc::report::{Format, Style, render};

fn main() {
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>10} {:>8}",
        "entities", "none", "usual", "all", "findings", "ratio"
    );
    for n_entities in [100, 1_000] {
        let text = models::model(n_entities, 7);
        let n_runs = (5_000 / n_entities).clamp(3, 20);
        let (none, _) = best(n_runs, &text, &[Selector::None]);
        let (usual, _) = best(n_runs, &text, &[]);
        let (all, n_findings) = best(n_runs, &text, &[Selector::All]);
        let ratio = all.as_secs_f64() / none.as_secs_f64();
        println!(
            "{n_entities:>8} {none:>10.2?} {usual:>10.2?} {all:>10.2?} {n_findings:>10} {ratio:>8.2}"
        );
        assert!(ratio < 3.0, "all rules take {ratio:.2} times as long as none");
    }
}

/// The best time of a check, from the text to the report, and how many findings it has.
fn best(n_runs: usize, text: &str, select: &[Selector]) -> (Duration, usize) {
    let selection = Selection { select: select.to_vec(), ignore: Vec::new() };
    let runs: Vec<(Duration, usize)> = (0..n_runs).map(|_| check(text, &selection)).collect();
    runs.into_iter().min().unwrap_or_default()
}

fn check(text: &str, selection: &Selection) -> (Duration, usize) {
    let start = processor();
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let files = vec![erc::syntax::parse(id, text, &mut diagnostics)];
    let loaded = Loaded { sources, files };
    let config = Config::default();
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    if let Some(it) = diagnostics.iter().find(|it| it.severity == Severity::Error) {
        panic!("a model for measuring has errors, so it is not judged: {}", it.message);
    }
    lint(&loaded, &compiled, &config, selection, &mut diagnostics);
    diagnostics.sort();
    let found = diagnostics.into_vec();
    let report = render(&found, &loaded.sources, Format::Short, Style { color: false, width: 100 });
    std::hint::black_box(report);
    (processor() - start, found.len())
}

/// What this process has used so far; other processes do not count.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("it can be asked");
    let micros = |it: nix::sys::time::TimeVal| it.tv_sec() * 1_000_000 + it.tv_usec();
    Duration::from_micros((micros(usage.user_time()) + micros(usage.system_time())) as u64)
}
