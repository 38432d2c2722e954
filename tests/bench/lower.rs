//! How long models of 10 to 10 000 entities take to parse, resolve and lower, and whether that grows with their
//! size alone: `cargo bench --bench lower`.

// A benchmark reads the clock.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::panic)]
#![allow(unreachable_pub)]

mod models;

use std::time::{Duration, Instant};

use erc::base::{Diagnostics, FileId};
use erc::schema::lower::Options;

fn main() {
    println!("{:>8} {:>8} {:>10} {:>10} {:>10}", "entities", "tables", "parse", "resolve", "lower");
    let mut before: Option<[f64; 3]> = None;
    for n_entities in [10, 100, 1_000, 10_000] {
        let text = models::model(n_entities, 7);
        let n_runs = (20_000 / n_entities).clamp(3, 50);
        let runs: Vec<Run> = (0..n_runs).map(|_| run(&text)).collect();
        let best = |part: fn(&Run) -> Duration| runs.iter().map(part).min().unwrap_or_default();
        println!(
            "{n_entities:>8} {:>8} {:>10.2?} {:>10.2?} {:>10.2?}",
            runs[0].n_tables,
            best(|it| it.parse),
            best(|it| it.resolve),
            best(|it| it.lower),
        );
        let now = [best(|it| it.parse), best(|it| it.resolve), best(|it| it.lower)]
            .map(|it| it.as_secs_f64());
        if let Some(before) = before.filter(|_| n_entities == 10_000) {
            let [parse, resolve, lower] = std::array::from_fn(|it| now[it] / before[it]);
            println!("{:>17} {parse:>10.1} {resolve:>10.1} {lower:>10.1}", "times 1 000");
        }
        before = Some(now);
    }
}

struct Run {
    n_tables: usize,
    parse: Duration,
    resolve: Duration,
    lower: Duration,
}

fn run(text: &str) -> Run {
    let mut diagnostics = Diagnostics::new();
    let start = Instant::now();
    let ast = erc::syntax::parse(FileId(0), text, &mut diagnostics);
    let parsed = Instant::now();
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let resolved = Instant::now();
    let schema = erc::schema::lower(&model, &Options::default(), &mut diagnostics);
    let lowered = Instant::now();
    if let Some(it) = diagnostics.iter().find(|it| it.severity == erc::base::Severity::Error) {
        panic!("a model for measuring has errors: {}", it.message);
    }
    Run {
        n_tables: schema.tables.len(),
        parse: parsed - start,
        resolve: resolved - parsed,
        lower: lowered - resolved,
    }
}
