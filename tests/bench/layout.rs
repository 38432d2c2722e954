//! Layouts compared with Graphviz: figures, times and pictures.
//!
//! `cargo bench --bench layout -- [--svg DIR] [--only NAME] [--no-dot] [FILE…]` draws the realistic models, the
//! given models and SQL schemas, and generated graphs, and prints what was measured; with `dot` on the machine
//! also for `dot` with `splines=ortho` and the same box sizes.

// A benchmark reads the clock, starts processes, and panics where it cannot go on.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::panic)]

#[path = "../it/layout/graphviz.rs"]
mod graphviz;
#[path = "../it/layout/measure.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod measure;
#[path = "../it/layout/shapes.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod shapes;
#[path = "layout/sources.rs"]
mod sources;
#[path = "layout/svg.rs"]
mod svg;

use erc::export::diagram::layout::{Graph, Options, layout};
use erc::export::diagram::{Notation, graph};
use measure::{Measures, measure, picture};
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench").peekable();
    let mut svg_folder = None;
    let mut only = None;
    let mut with_dot = true;
    let mut files = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--svg" => svg_folder = arguments.next().map(PathBuf::from),
            "--only" => only = arguments.next(),
            "--no-dot" => with_dot = false,
            _ => files.push(PathBuf::from(argument)),
        }
    }
    println!(
        "{:<26} {:>5} {:>5} | {:>6} {:>6} {:>6} {:>8} {:>8} {:>5} {:>4} {:>8} | {:>6} {:>6} {:>8} {:>8} {:>5} {:>4} {:>8} | {:>5} {:>5} {:>5}",
        "graph",
        "boxes",
        "lines",
        "cross",
        "pairs",
        "bends",
        "length",
        "area k",
        "w/h",
        "bad",
        "ms",
        "cross",
        "bends",
        "length",
        "area k",
        "w/h",
        "bad",
        "ms",
        "cross",
        "area",
        "time"
    );
    let mut ratios = Vec::new();
    let n_real = models().len() + files.len();
    for (nth, (name, graph)) in graphs(&files).into_iter().enumerate() {
        if only.as_ref().is_some_and(|it| !name.contains(it.as_str())) {
            continue;
        }
        let (drawing, time) = timed(&graph);
        let own = picture(&graph, &drawing);
        if let Some(folder) = &svg_folder {
            std::fs::create_dir_all(folder).expect("the folder can be made");
            let path = folder.join(format!("{name}.svg"));
            std::fs::write(path, svg::svg(&graph, &drawing)).expect("the picture can be written");
        }
        let ours = measure(&own);
        if std::env::var_os("TELL").is_some() {
            for (edge, route) in graph.edges.values().zip(&drawing.edges) {
                if route.points.windows(2).any(|it| it[0].x != it[1].x && it[0].y != it[1].y) {
                    println!("{:?} {:?} {:?}", edge.from.node, edge.to.node, route);
                }
            }
        }
        if !with_dot {
            print_row(&name, &graph, &ours, time);
            println!();
            continue;
        }
        let svg = svg_folder.as_ref().map(|it| it.join(format!("{name}.dot.svg")));
        let theirs = graphviz::draw(&graph, svg);
        let theirs = theirs.map(|(picture, time)| (measure(&picture), time));
        print_row(&name, &graph, &ours, time);
        print_theirs(&graph, &ours, time, theirs.as_ref());
        if let Some((theirs, their_time)) = theirs.filter(|_| nth < n_real) {
            ratios.push([
                (ours.crossings as f64 + 1.0) / (theirs.crossings as f64 + 1.0),
                ours.area / theirs.area,
                time.as_secs_f64() / their_time.as_secs_f64(),
                ours.length / theirs.length.max(1.0),
                (ours.bends as f64 + 1.0) / (theirs.bends as f64 + 1.0),
            ]);
        }
    }
    for (idx, name) in ["crossings", "area", "time", "length", "bends"].into_iter().enumerate() {
        let mut values: Vec<f64> = ratios.iter().map(|it| it[idx]).collect();
        values.sort_by(f64::total_cmp);
        if let Some(median) = values.get(values.len() / 2) {
            println!("median of {name} against dot, of models and schemas: {median:.2}");
        }
    }
}

/// The realistic models of the project.
fn models() -> Vec<PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models");
    let entries = std::fs::read_dir(folder).expect("there is a folder of models");
    let mut res: Vec<PathBuf> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    res.retain(|it| it.extension().is_some_and(|it| it == "erd"));
    res.sort();
    res
}

fn graphs(files: &[PathBuf]) -> Vec<(String, Graph)> {
    let mut res: Vec<(String, Graph)> = Vec::new();
    for file in models().iter().chain(files) {
        let name =
            file.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        let folder = file.parent().and_then(|it| it.file_name());
        let folder = folder.map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        res.push((format!("{folder}-{name}"), graph(&sources::read(file), Notation::CrowsFoot)));
    }
    for n_tables in [10, 20, 40, 70, 100] {
        for seed in 1..=3 {
            res.push((format!("model-{n_tables}-{seed}"), shapes::model(n_tables, seed, true)));
        }
    }
    for (n_tables, n_groups) in [(20, 3), (50, 5), (100, 8)] {
        res.push((format!("groups-{n_tables}"), shapes::grouped_model(n_tables, n_groups, 5)));
    }
    for n_tables in [8, 24] {
        res.push((format!("typed-{n_tables}"), shapes::typed_model(n_tables, 3)));
    }
    for (n_nodes, seed) in [(6, 20), (12, 31), (24, 50), (60, 3), (300, 7)] {
        res.push((format!("anything-{n_nodes}"), shapes::anything(n_nodes, seed)));
    }
    for n_nodes in [12, 50, 100, 200] {
        res.push((format!("complete-{n_nodes}"), shapes::complete(n_nodes)));
    }
    for n_nodes in [100, 1000, 10_000] {
        res.push((format!("star-{n_nodes}"), shapes::star(n_nodes)));
        res.push((format!("chain-{n_nodes}"), shapes::chain(n_nodes)));
    }
    res.push(("boxes-50".into(), shapes::boxes(50)));
    for n_tables in [30, 100, 300, 1000, 3000, 10_000] {
        res.push((format!("names-{n_tables}"), shapes::model(n_tables, 9, false)));
    }
    for n_tables in [100, 300, 1000, 3000, 10_000] {
        res.push((format!("modules-{n_tables}"), shapes::modular_model(n_tables, 9)));
    }
    res
}

fn timed(graph: &Graph) -> (erc::export::diagram::layout::Drawing, Duration) {
    let start = Instant::now();
    let drawing = layout(graph, &Options::default());
    (drawing, start.elapsed())
}

/// What is wrong with a drawing whatever is in it.
fn bad(it: &Measures) -> usize {
    it.lines_through_boxes + it.box_overlaps + it.shared_stretches + it.slanted + it.label_overlaps
}

/// Our half of a line.
fn print_row(name: &str, graph: &Graph, ours: &Measures, time: Duration) {
    print!(
        "{name:<26} {:>5} {:>5} | {:>6} {:>6} {:>6} {:>8.0} {:>8.0} {:>5.2} {:>4} {:>8.1} |",
        graph.nodes.len(),
        graph.edges.len(),
        ours.crossings,
        ours.crossing_pairs,
        ours.bends,
        ours.length,
        ours.area / 1000.0,
        ours.aspect,
        bad(ours),
        time.as_secs_f64() * 1000.0
    );
}

/// The half of `dot`, and how many times its figures ours are.
fn print_theirs(
    graph: &Graph,
    ours: &Measures,
    time: Duration,
    theirs: Option<&(Measures, Duration)>,
) {
    let Some((theirs, their_time)) = theirs else {
        match least_time(graph) {
            Some(their_time) => println!(
                " fails, or needs more than {} s; any lines in {:.1} ms: time {:.2}",
                graphviz::PATIENCE,
                their_time.as_secs_f64() * 1000.0,
                time.as_secs_f64() / their_time.as_secs_f64()
            ),
            None => println!(" nothing within {} s", graphviz::PATIENCE),
        }
        return;
    };
    println!(
        " {:>6} {:>6} {:>8.0} {:>8.0} {:>5.2} {:>4} {:>8.1} | {:>5.2} {:>5.2} {:>5.2}",
        theirs.crossings,
        theirs.bends,
        theirs.length,
        theirs.area / 1000.0,
        theirs.aspect,
        bad(theirs),
        their_time.as_secs_f64() * 1000.0,
        (ours.crossings as f64 + 1.0) / (theirs.crossings as f64 + 1.0),
        ours.area / theirs.area,
        time.as_secs_f64() / their_time.as_secs_f64()
    );
}

/// How long `dot` needs where lines may run as they like, in any curve and through each other: the least it can do.
fn least_time(graph: &Graph) -> Option<Duration> {
    let source = graphviz::source(graph).replace("splines=ortho", "splines=true");
    graphviz::run(&source, "json").map(|(_, time)| time)
}
