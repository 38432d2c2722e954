//! What a migration costs beside reading the models: `cargo bench --bench migrate`.

// A benchmark reads the clock.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::panic)]
#![allow(unreachable_pub)]

mod models;

use std::fmt::Write as _;
use std::time::Duration;

use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, Options as DialectOptions, Reader};
use erc::migrate::{
    LintOptions, Options, Permissions, RenameHints, RuleLevels, Style, diff, lint, plan,
};
use erc::project::{Config, Target, compile};
use erc::schema::NativeSchema;

/// What the program allocates with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    println!("{:>8} {:>12} {:>12} {:>8}", "tables", "build", "diff+plan", "ratio");
    let mut taken = Vec::new();
    for n_entities in [1_000, 10_000] {
        let text = models::model(n_entities, 7);
        let n_runs = if n_entities > 1_000 { 3 } else { 10 };
        let (built, before) = best(n_runs, || build(&text));
        let (_, after) = best(1, || build(&edited(&text)));
        let (taking, n_steps) = best(n_runs, || planned(&before, &after));
        assert!(n_steps >= n_entities / 100, "only {n_steps} steps");
        let ratio = taking.as_secs_f64() / built.as_secs_f64();
        println!("{n_entities:>8} {built:>12.2?} {taking:>12.2?} {ratio:>8.2}");
        assert!(ratio < 1.0, "diff and plan take {ratio:.2} times as long as reading a model");
        taken.push(taking);
    }
    linear("diff and plan", &taken);
    println!("{:>8} {:>12}", "created", "lint");
    let mut taken = Vec::new();
    for n_tables in [1_000, 10_000] {
        let script = created(n_tables);
        let (time, n_findings) = best(5, || judged(&script));
        println!("{n_tables:>8} {time:>12.2?}");
        assert_eq!(n_findings, 0, "a script that only creates locks nobody");
        taken.push(time);
    }
    linear("lint", &taken);
}

fn linear(what: &str, taken: &[Duration]) {
    let [small, large] = taken else { return };
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{what}: ten times as much takes {ratio:.1} times as long");
    assert!(ratio <= 12.0, "{what}: ten times as much takes {ratio:.1} times as long");
}

/// The least time on the processor that a work takes, and its last result.
fn best<T>(n_runs: usize, work: impl Fn() -> T) -> (Duration, T) {
    let timed = || {
        let start = on_processor();
        let res = std::hint::black_box(work());
        (on_processor().saturating_sub(start), res)
    };
    let (mut least, mut res) = timed();
    for _ in 1..n_runs {
        let (time, again) = timed();
        least = least.min(time);
        res = again;
    }
    (least, res)
}

/// How long this thread was on a processor, whatever else the machine does.
fn on_processor() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split_whitespace().next().and_then(|it| it.parse().ok());
    nanos.map_or_else(elapsed, Duration::from_nanos)
}

fn elapsed() -> Duration {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.unwrap_or_default()
}

fn build(text: &str) -> NativeSchema {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let files = vec![erc::syntax::parse(id, text, &mut diagnostics)];
    let targets = vec![Target::usual(DialectId::Postgres, 1)];
    let config = Config { targets, ..Config::default() };
    let mut compiled = compile(&files, &config, &mut diagnostics);
    if let Some(it) = diagnostics.iter().find(|it| it.severity == Severity::Error) {
        panic!("a model for measuring has errors: {}", it.message);
    }
    compiled.native.pop().map(|(_, schema)| schema).unwrap_or_default()
}

/// The model with a new attribute in every hundredth entity, and another type in the next.
fn edited(text: &str) -> String {
    let mut res = String::with_capacity(text.len() + text.len() / 100);
    let mut n_entities = 0;
    for line in text.lines() {
        res.push_str(line);
        res.push('\n');
        if line.starts_with("entity ") && line.ends_with('{') {
            n_entities += 1;
            if n_entities % 100 == 1 {
                let _ = writeln!(
                    res,
                    "  fresh_{n_entities} varchar(40)?\n  index (fresh_{n_entities})"
                );
            }
        }
    }
    res
}

fn planned(before: &NativeSchema, after: &NativeSchema) -> usize {
    let contract = dialect::of(DialectId::Postgres);
    let hints = RenameHints::default();
    let difference = diff(before, after, &hints, &mut Diagnostics::new());
    let options = Options {
        permissions: Permissions::all(),
        style: Style::Online,
        version: DialectOptions::of(contract).version,
        reader: Reader::Client,
    };
    plan(&difference, contract, &options).steps.len()
}

fn created(n_tables: usize) -> String {
    let mut res = String::new();
    for idx in 0..n_tables {
        let _ = writeln!(
            res,
            "create table t{idx} (\n  id bigint generated always as identity primary key,\n  \
             name text not null,\n  other bigint\n);\ncreate index t{idx}_name on t{idx} (name);"
        );
    }
    res
}

fn judged(script: &str) -> usize {
    let options = LintOptions {
        dialect: DialectId::Postgres,
        version: None,
        schema: None,
        levels: &RuleLevels::default(),
        in_transaction: false,
    };
    lint(script, options).iter().map(|it| it.findings.len()).sum()
}
