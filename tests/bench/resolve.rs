//! How long names, types and expressions take to resolve, against reading the same text.

mod models;

use std::time::{Duration, Instant};

use erc::base::{Diagnostics, FileId};

fn main() {
    for n_entities in [1_000, 10_000] {
        let text = models::model(n_entities, 7);
        let (parse, resolve) = best_of(5, || run(&text));
        println!(
            "{n_entities:>6} entities: parse {parse:>10.1?}, resolve {resolve:>10.1?}, ratio {:.2}",
            resolve.as_secs_f64() / parse.as_secs_f64()
        );
    }
}

fn run(text: &str) -> (Duration, Duration) {
    let mut diagnostics = Diagnostics::new();
    let start = Instant::now();
    let file = erc::syntax::parse(FileId(0), text, &mut diagnostics);
    let parse = start.elapsed();
    let start = Instant::now();
    let model = erc::model::resolve(std::slice::from_ref(&file), &mut diagnostics);
    let resolve = start.elapsed();
    for it in diagnostics.iter().take(5) { println!("{} {:?} {:?}", it.message, it.help, text.get(it.primary.span.range())); }
    std::hint::black_box(model);
    (parse, resolve)
}

fn best_of(n: usize, run: impl Fn() -> (Duration, Duration)) -> (Duration, Duration) {
    let all: Vec<_> = (0..n).map(|_| run()).collect();
    let parse = all.iter().map(|it| it.0).min().unwrap_or_default();
    let resolve = all.iter().map(|it| it.1).min().unwrap_or_default();
    (parse, resolve)
}
