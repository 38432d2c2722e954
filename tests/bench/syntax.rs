//! How much processor time reading, checking and printing a model take, against a floor: the bare grammar on the
//! same lines, and a look-up of every name in types.

// A benchmark reads clocks and the process, and says what it found.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::panic)]
#![allow(clippy::wildcard_enum_match_arm)]
#![allow(unreachable_pub, missing_docs)]

mod models;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use erc::base::{Diagnostics, FileId};
use erc::{model, syntax};
use pest::Parser as _;

/// The grammar of the language without what erc puts around it.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/lexical.pest"]
#[grammar = "../grammar/types.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/annotations.pest"]
#[grammar = "../grammar/members.pest"]
#[grammar = "../grammar/declarations.pest"]
struct Grammar;

/// How many times each step is done; the fastest counts, since all else on the machine only adds.
const N_RUNS: usize = 7;

/// How long a check may take, by the number of entities, and how many MiB the process may hold after it.
const BUDGETS: [(usize, Duration, u64); 2] =
    [(1_000, Duration::from_millis(140), 48), (10_000, Duration::from_millis(1_200), 300)];

fn main() {
    let checks: Vec<Duration> = BUDGETS.into_iter().map(measure).collect();
    let ratio = checks[1].as_secs_f64() / checks[0].as_secs_f64();
    println!("time(10 000) / time(1 000): {ratio:.1} (at most 11)");
}

/// Measures one size; answers how long a check took.
fn measure((n_entities, time_budget, memory_budget): (usize, Duration, u64)) -> Duration {
    let text = models::model(n_entities, 7);
    let (file, _) = parse(&text);
    let check = best(|| check(&text));
    let n_mebibytes = peak_mebibytes();
    let floor = best(|| floor(&text));
    let parse = best(|| parse(&text));
    let format = best(|| syntax::format(&file, &text));
    let times = |time: Duration, of: Duration| time.as_secs_f64() / of.as_secs_f64();
    println!("{n_entities} entities, {} kB", text.len() / 1000);
    println!("  floor   {floor:>10.1?}");
    println!("  parse   {parse:>10.1?}  {:.1} MB/s", text.len() as f64 / 1e6 / parse.as_secs_f64());
    println!(
        "  check   {check:>10.1?}  budget {time_budget:?}; {:.2} floors (at most 2.5)",
        times(check, floor)
    );
    println!(
        "  fmt     {:>10.1?}  {:.2} checks (at most 1.5)",
        parse + format,
        times(parse + format, check)
    );
    println!("  memory  {n_mebibytes:>6} MiB  budget {memory_budget} MiB");
    check
}

fn parse(text: &str) -> (syntax::ast::File, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let file = syntax::parse(FileId(0), text, &mut diagnostics);
    (file, diagnostics)
}

fn check(text: &str) -> (model::EntityGraph, usize) {
    let (file, mut diagnostics) = parse(text);
    let model = model::resolve(std::slice::from_ref(&file), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().next());
    (model, diagnostics.len())
}

/// Reads every line of a generated model, which has one piece on each, by the rule that its first word tells; then
/// looks up each name that a type or header mentions.
fn floor(text: &str) -> usize {
    let mut declared: HashMap<&str, usize> = HashMap::new();
    let mut mentioned = Vec::new();
    for line in text.lines() {
        let Some((rule, piece)) = piece(line) else { continue };
        let mut pairs = Grammar::parse(rule, piece).unwrap_or_else(|it| panic!("{line}: {it}"));
        let parts = pairs.next().expect("a rule that fits gives a pair").into_inner();
        if line.starts_with(' ') {
            let types = parts.filter(|it| it.as_rule() == Rule::type_ref);
            mentioned.extend(types.filter_map(|it| it.into_inner().next()).map(|it| it.as_str()));
        } else {
            for part in parts.flatten() {
                match part.as_rule() {
                    Rule::name => _ = declared.insert(part.as_str(), declared.len()),
                    Rule::path => mentioned.push(part.as_str()),
                    _ => {}
                }
            }
        }
    }
    let found = mentioned.iter().filter_map(|it| declared.get(it));
    black_box(found.count())
}

/// The rule for a line, and what it is to read of it.
fn piece(line: &str) -> Option<(Rule, &str)> {
    let code = line.split("//").next().unwrap_or_default().trim();
    let code = code.strip_suffix('{').unwrap_or(code).trim_end();
    let (word, rest) = code.split_once(' ').unwrap_or((code, ""));
    let rule = match word {
        "" | "}" => return None,
        "model" => Rule::model_header,
        "mixin" => Rule::mixin_header,
        "entity" => Rule::entity_header,
        "relationship" => Rule::relationship_header,
        "type" if rest.contains('=') => Rule::domain_header,
        "type" => Rule::composite_header,
        "enum" => return Some((Rule::enum_header, rest.split(" {").next().unwrap_or_default())),
        "index" => Rule::index,
        "unique" => Rule::unique,
        "check" => Rule::check,
        "subtypes" => Rule::subtypes,
        _ => return Some((Rule::attribute, code)),
    };
    Some((rule, rest))
}

/// The shortest processor time of several runs.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = processor_time();
        let res = black_box(run());
        let time = processor_time() - start;
        drop(res);
        time
    };
    (0..N_RUNS).map(once).min().unwrap_or_default()
}

/// How long this thread has been on a processor; the clock on the wall where the system does not tell.
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|it| it.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The most memory that this process has held; 0 where the system does not tell.
fn peak_mebibytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kibibytes =
        line.and_then(|it| it.trim().strip_suffix(" kB")).and_then(|it| it.parse().ok());
    kibibytes.unwrap_or(0) / 1024
}
