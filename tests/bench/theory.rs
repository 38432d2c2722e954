//! How fast the theory is: time of the processor per case, and how many times that of reading the
//! case's dependencies once.

// A benchmark reads the clock and its arguments.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(unreachable_pub)]

mod models;

use std::hint::black_box;
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};

use erc::base::{Diagnostics, FileId};
use erc::model::resolve;
use erc::normalize::{StudyOptions, normalize_json, relations, study};
use erc::schema::lower;
use erc::syntax::parse;
use erc::theory::{
    AttributeSet, ClosureIndex, Dependencies, Dependency, FunctionalDependency,
    MultivaluedDependency, Target, WorkLimit, analyse, candidate_keys, decompose, minimal_cover,
    minimum_cover, propose,
};

fn main() {
    println!("{:<58} {:>12} {:>12} {:>9}", "case", "time", "floor", "ratio");
    closures();
    keys();
    wide_relations();
    many_small_relations();
    whole_model();
    document();
}

/// `erc normalize --format json` of one relation of 1,000 attributes, from the text of the model.
fn document() {
    let mut random = Random(7);
    let attributes = (0..1000).map(|it| format!("  attribute{it} int\n"));
    let dependencies = (0..2000).map(|_| {
        let to = 1 + random.below(999);
        let from = random.set(1 + to % 2, to);
        let from: Vec<String> = from.iter().map(|it| format!("attribute{it}")).collect();
        format!("  {} -> attribute{to}\n", from.join(", "))
    });
    let (attributes, dependencies): (String, String) =
        (attributes.collect(), dependencies.collect());
    let text = format!("entity Wide {{\n{attributes}\n{dependencies}}}\n");
    let options = StudyOptions::default();
    let mut n_bytes = 0;
    let time = best(&mut || {
        let ast = parse(FileId(0), &text, &mut Diagnostics::new());
        let model = resolve(&[ast], &mut Diagnostics::new());
        let studies = relations(&model).into_iter().map(|it| study(it, None, &options));
        let mut out = Counted(0);
        let document = normalize_json(&model, studies, &options.limit);
        serde_json::to_writer_pretty(&mut out, &document).expect("nothing fails");
        n_bytes = out.0;
    });
    println!("all proofs of 1,000 attributes, 2,000 FDs as JSON: {time:.1?}, {n_bytes} bytes");
}

/// Bytes that are counted and forgotten.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Building a model of 10,000 entities, and analysing every relation of it.
fn whole_model() {
    let text = models::model(10_000, 7);
    let build = || {
        let mut diagnostics = Diagnostics::new();
        let ast = parse(FileId(0), &text, &mut diagnostics);
        let model = resolve(&[ast], &mut diagnostics);
        lower(&model, &lower::Options::default(), &mut diagnostics);
        model
    };
    let model = build();
    let limit = WorkLimit::default();
    let analyses =
        || relations(&model).into_iter().map(|it| it.analyse(&limit)).collect::<Vec<_>>();
    let n_relations = analyses().len();
    let (building, analysing) = (best(&mut || build()), best(&mut || analyses()));
    let share = analysing.as_secs_f64() / building.as_secs_f64();
    println!("a model of 10,000 entities: built in {building:.1?}");
    println!("its {n_relations} relations: analysed in {analysing:.1?}, {share:.2} of that");
}

fn closures() {
    let n = 1_000_000;
    let chain = (1..n).rev().map(|it| FunctionalDependency::new([it], [it - 1])).collect();
    let chain = relation(n, chain);
    let from = AttributeSet::only(n - 1);
    let closure = || ClosureIndex::new(n, chain.functional()).closure(&from);
    assert_eq!(closure().len(), n as usize);
    report("closure, reversed chain of 1,000,000", &[&chain], closure);

    let mut prepared = ClosureIndex::new(n, chain.functional());
    report("the same, dependencies prepared", &[&chain], || prepared.closure(&from));
}

fn keys() {
    let pairs = (0..15).flat_map(|it| {
        let (a, b) = (2 * it, 2 * it + 1);
        [FunctionalDependency::new([a], [b]), FunctionalDependency::new([b], [a])]
    });
    let pairs = relation(30, pairs.collect());
    let keys = || candidate_keys(&pairs, &WorkLimit::NONE);
    assert_eq!(keys().keys.len(), 32_768);
    report("all 32,768 keys of 15 equivalent pairs", &[&pairs], keys);
    let limit = WorkLimit::default();
    report("the same relation analysed, default limit", &[&pairs], || analyse(&pairs, &limit));
}

fn wide_relations() {
    wide_relation("layered", |random, _| {
        let to = 1 + random.below(999);
        let n_left = 1 + random.below(2);
        FunctionalDependency::new(random.set(n_left, to), [to])
    });
    wide_relation("tangled", |random, _| {
        let n_left = 1 + random.below(3);
        FunctionalDependency::new(random.set(n_left, 1000), [random.below(1000)])
    });
    wide_relation("cyclic", |random, idx| {
        let n_left = 2 + random.below(2);
        FunctionalDependency::new(random.set(n_left, 1000), [idx % 1000])
    });
}

fn wide_relation(shape: &str, make: impl Fn(&mut Random, u32) -> FunctionalDependency) {
    let limit = WorkLimit::default();
    let mut random = Random(7);
    let wide = relation(1000, (0..2000).map(|idx| make(&mut random, idx)).collect());
    let functional = wide.functional();
    let title = |what: &str| format!("{what}, 1,000 attributes, 2,000 FDs, {shape}");
    report(&title("minimal cover"), &[&wide], || minimal_cover(1000, functional));
    report(&title("minimum cover"), &[&wide], || minimum_cover(1000, functional));
    report(&title("analysis"), &[&wide], || analyse(&wide, &limit));
    report(&title("3NF synthesis"), &[&wide], || propose(&wide, Target::Third, &limit));
    report(&title("3NF, judged"), &[&wide], || decompose(&wide, Target::Third, &limit));
    report(&title("BCNF"), &[&wide], || propose(&wide, Target::BoyceCodd, &limit));
    let mut mixed = wide.clone();
    let independent = MultivaluedDependency::new([1], [2, 3]);
    mixed.declare(Dependency::Multivalued(independent)).expect("within the relation");
    report(&title("analysis with an MVD"), &[&wide], || analyse(&mixed, &limit));
}

fn many_small_relations() {
    let limit = WorkLimit::default();
    let mut random = Random(9);
    let normalized: Vec<Dependencies> = (0..10_000)
        .map(|_| {
            let key = FunctionalDependency::new([0], AttributeSet::all(15));
            let unique = FunctionalDependency::new([1, 2], AttributeSet::all(15));
            let to = AttributeSet::only(4 + random.below(11));
            relation(15, vec![key, unique, FunctionalDependency::new([3], to)])
        })
        .collect();
    let all: Vec<&Dependencies> = normalized.iter().collect();
    report("analysis of 10,000 relations, 15 attributes, 3 FDs", &all, || {
        all.iter().map(|it| analyse(it, &limit)).collect::<Vec<_>>()
    });

    let keyed: Vec<Dependencies> = (0..10_000)
        .map(|_| relation(15, vec![FunctionalDependency::new([0], AttributeSet::all(15))]))
        .collect();
    let all: Vec<&Dependencies> = keyed.iter().collect();
    report("analysis of 10,000 relations, 15 attributes, a key", &all, || {
        all.iter().map(|it| analyse(it, &limit)).collect::<Vec<_>>()
    });

    let mixed: Vec<Dependencies> = normalized
        .iter()
        .map(|it| {
            let mut it = it.clone();
            let independent = MultivaluedDependency::new([5], [6, 7]);
            it.declare(Dependency::Multivalued(independent)).expect("within the relation");
            it
        })
        .collect();
    let all: Vec<&Dependencies> = mixed.iter().collect();
    report("the same with an MVD each", &all, || {
        all.iter().map(|it| analyse(it, &limit)).collect::<Vec<_>>()
    });
}

fn relation(n_attributes: u32, functional: Vec<FunctionalDependency>) -> Dependencies {
    let mut res = Dependencies::new(n_attributes);
    for it in functional {
        res.declare(Dependency::Functional(it)).expect("within the relation");
    }
    res
}

/// The best of several runs, if the title has the word given as argument, against reading every
/// side of every dependency once.
fn report<T>(title: &str, relations: &[&Dependencies], mut run: impl FnMut() -> T) {
    let wanted = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    if wanted.is_some_and(|wanted| !title.contains(&wanted)) {
        return;
    }
    let time = best(&mut run);
    let floor = best(&mut || {
        let functional = relations.iter().flat_map(|it| it.functional());
        functional
            .map(|it| it.from.iter().chain(it.to.iter()).map(u64::from).sum::<u64>())
            .sum::<u64>()
    });
    let ratio = time.as_secs_f64() / floor.as_secs_f64().max(1e-6);
    println!("{title:<58} {time:>12.1?} {floor:>12.1?} {ratio:>8.0}x");
}

fn best<T>(run: &mut impl FnMut() -> T) -> Duration {
    let start = processor();
    let mut best = Duration::MAX;
    for round in 0..20 {
        let before = processor();
        black_box(run());
        best = best.min(processor() - before);
        if round > 0 && processor() - start > Duration::from_secs(2) {
            break;
        }
    }
    best
}

/// What this process has used so far; other processes do not count.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("it can be asked");
    let micros = |it: nix::sys::time::TimeVal| it.tv_sec() * 1_000_000 + it.tv_usec();
    Duration::from_micros((micros(usage.user_time()) + micros(usage.system_time())) as u64)
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    /// Up to `n` attributes below `limit`.
    fn set(&mut self, n: u32, limit: u32) -> AttributeSet {
        (0..n).map(|_| self.below(limit)).collect()
    }

    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) % u64::from(n)) as u32
    }
}
