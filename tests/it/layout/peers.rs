//! The pictures of realistic models in numbers, beside those of Graphviz: the same boxes, right-angled lines.

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::layout::{Options, layout};
use erc::export::diagram::{Notation, Scene, graph, physical, scene};
use erc::import::read_sql;
use erc::model::EntityGraph;

use super::graphviz;
use super::measure::{Measures, measure, picture};
use crate::diagram::models;
use crate::import::corpus;

#[test]
fn pictures_are_not_worse_than_those_of_graphviz() {
    let graphs = models().into_iter().map(|(name, it)| (name, scene(&it))).collect();
    compare(graphs);
}

/// Tables that other people made, where they are at hand.
#[test]
fn pictures_of_real_schemas_are_not_worse_either() {
    let of_kind = |(kind, id): (&str, DialectId)| {
        corpus::files(kind).into_iter().map(move |(name, text)| {
            let schema = read_sql(&text, id).schema;
            (name, physical(&schema, dialect::of(id), &EntityGraph::default()))
        })
    };
    let kinds = [
        ("postgres", DialectId::Postgres),
        ("mysql", DialectId::Mariadb),
        ("sqlite", DialectId::Sqlite),
    ];
    let scenes: Vec<(String, Scene)> = kinds.into_iter().flat_map(of_kind).collect();
    if !scenes.is_empty() {
        compare(scenes);
    }
}

/// Nothing lies on anything, and in the median lines cross no more often on no more area than with Graphviz.
#[track_caller]
fn compare(scenes: Vec<(String, Scene)>) {
    let n_scenes = scenes.len();
    let (mut crossings, mut areas) = (Vec::new(), Vec::new());
    println!("{:<20} {}   {}", "", Measures::HEADING, Measures::HEADING);
    for (name, scene) in scenes {
        let graph = graph(&scene, Notation::CrowsFoot);
        let ours = measure(&picture(&graph, &layout(&graph, &Options::default())));
        assert_eq!(ours.n_faults(), 0, "{name}: {:#?}", ours.faults);
        let Some((theirs, _)) = graphviz::draw(&graph, None) else {
            println!("{name:<20} {ours}   Graphviz gives up");
            continue;
        };
        let theirs = measure(&theirs);
        println!("{name:<20} {ours}   {theirs}");
        crossings.push((ours.crossings as f64 + 1.0) / (theirs.crossings as f64 + 1.0));
        areas.push(ours.area / theirs.area);
    }
    assert!(areas.len() > n_scenes / 2, "Graphviz is on the machine");
    let (crossings, areas) = (median(crossings), median(areas));
    println!("median against Graphviz: crossings {crossings:.2}, area {areas:.2}");
    assert!(crossings <= 1.0, "lines cross more often: {crossings:.2}");
    assert!(areas <= 1.0, "pictures are larger: {areas:.2}");
}

/// The other notations have other boxes and texts: nothing lies on anything there either.
#[test]
fn nothing_lies_on_anything_in_any_notation() {
    for (name, model) in models() {
        if !["airline.erd", "library.erd", "university.erd"].contains(&name.as_str()) {
            continue;
        }
        for notation in [Notation::Chen, Notation::Uml, Notation::Idef1x, Notation::MinMax] {
            let graph = graph(&scene(&model), notation);
            let found = measure(&picture(&graph, &layout(&graph, &Options::default())));
            assert_eq!(found.n_faults(), 0, "{name} in {notation:?}: {:#?}", found.faults);
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
