//! Graphs that nobody would draw, drawn in time.

use erc::export::diagram::layout::{Graph, Options, layout};

use super::promises::check;
use super::shapes;

#[test]
fn every_box_linked_to_every_other() {
    check(&shapes::complete(40));
}

#[test]
fn one_box_with_five_hundred_around() {
    check(&shapes::star(500));
}

#[test]
fn a_thousand_boxes_in_a_row() {
    check(&shapes::chain(1000));
}

#[test]
fn many_lines_between_two_boxes() {
    check(&shapes::parallel(50));
}

#[test]
fn three_hundred_boxes_without_lines() {
    let drawing = check(&shapes::boxes(300));
    let aspect = f64::from(drawing.size.width) / f64::from(drawing.size.height);
    assert!((1.2..1.9).contains(&aspect), "proportions of a screen: {aspect}");
}

/// What is around a box is drawn, however much that is; looking at every pair of lines would take longer.
#[test]
fn thousands_of_boxes_end() {
    for graph in [shapes::star(3000), shapes::chain(5000)] {
        let drawing = layout(&graph, &Options::default());
        assert_eq!(drawing.edges.len(), graph.edges.len());
        assert!(drawing.edges.iter().all(|it| it.points.len() > 1));
    }
}

#[test]
fn hundreds_of_lines_from_a_box_to_itself() {
    let mut graph = Graph::default();
    let node = graph.nodes.alloc(shapes::table(200, 12));
    for row in 0..500 {
        graph.edges.alloc(shapes::reference(node, row % 12, node));
    }
    let drawing = layout(&graph, &Options::default());
    assert!(drawing.edges.iter().all(|it| it.points.len() > 2));
}
