//! What holds for every drawing.

use super::measure::{measure, picture};
use super::shapes;
use crate::slow::slow;
use erc::export::diagram::layout::{
    Drawing, Edge, EdgeKind, End, Graph, Node, Options, Point, Rect, layout,
};

/// Draws `graph` and checks all promises about one drawing.
#[track_caller]
pub(crate) fn check(graph: &Graph) -> Drawing {
    let drawing = layout(graph, &Options::default());
    let measures = measure(&picture(graph, &drawing));
    let faults = [
        measures.box_overlaps,
        measures.lines_through_boxes,
        measures.shared_stretches,
        measures.slanted,
        measures.label_overlaps,
    ];
    if faults != [0; 5] && std::env::var_os("TELL").is_some() {
        for (edge, route) in graph.edges.values().zip(&drawing.edges) {
            println!("{edge:?} {route:?}");
        }
        println!("{:?}", drawing.nodes);
    }
    assert_eq!(faults, [0; 5], "{:#?}", measures.faults);
    for (node, rect) in graph.nodes.values().zip(&drawing.nodes) {
        assert_eq!(rect.size(), node.size, "boxes keep their sizes");
    }
    check_ends(graph, &drawing);
    check_groups(graph, &drawing);
    check_extent(&drawing);
    drawing
}

#[track_caller]
fn check_ends(graph: &Graph, drawing: &Drawing) {
    for (edge, route) in graph.edges.values().zip(&drawing.edges) {
        let (first, last) = (route.points.first().unwrap(), route.points.last().unwrap());
        for (end, at) in [(&edge.from, first), (&edge.to, last)] {
            let rect = drawing.nodes[end.node.idx()];
            let node = &graph.nodes[end.node];
            assert!(is_at(edge.kind, node, end, rect, *at), "{edge:?} ends at {at:?} of {rect:?}");
        }
        check_stubs(edge, &route.points);
    }
}

/// Whether a point is on the side of the box, at the height of the row; only lines of a hierarchy end
/// anywhere.
fn is_at(kind: EdgeKind, node: &Node, end: &End, rect: Rect, at: Point) -> bool {
    let beside = at.x == rect.left || at.x == rect.right();
    let (top, bottom) = match end.row.and_then(|it| node.rows.get(it)) {
        // Where there is no room at the first row, the name above it lends some.
        Some(row) if end.row == Some(0) && row.top <= 36 => {
            (rect.top, rect.top + row.top + row.height)
        }
        Some(row) => (rect.top + row.top, rect.top + row.top + row.height),
        None => (rect.top, rect.bottom()),
    };
    let level = (top..=bottom).contains(&at.y);
    let above_or_below =
        (at.y == rect.top || at.y == rect.bottom()) && (rect.left..=rect.right()).contains(&at.x);
    let anywhere = beside && (rect.top..=rect.bottom()).contains(&at.y) || above_or_below;
    beside && level || kind == EdgeKind::Hierarchy && anywhere
}

/// The first and the last step have room for the markers.
#[track_caller]
fn check_stubs(edge: &Edge, points: &[Point]) {
    let length = |a: Point, b: Point| (a.x - b.x).abs() + (a.y - b.y).abs();
    let needed = if points.len() == 2 {
        [edge.from.marker + edge.to.marker; 2]
    } else {
        [edge.from.marker, edge.to.marker]
    };
    let n_points = points.len();
    assert!(length(points[0], points[1]) >= needed[0], "room for the marker: {edge:?} {points:?}");
    assert!(
        length(points[n_points - 1], points[n_points - 2]) >= needed[1],
        "room for the marker: {edge:?} {points:?}"
    );
}

/// A group contains the boxes and groups in it, its title is above them, and what is not in it is
/// outside.
#[track_caller]
fn check_groups(graph: &Graph, drawing: &Drawing) {
    for (group, group_data) in graph.groups.iter() {
        let outer = drawing.groups[group.idx()];
        let title = Rect::new(outer.at(), group_data.title);
        let is_inside = |mut inner: Option<erc::export::diagram::layout::GroupId>| {
            while let Some(it) = inner {
                if it == group {
                    return true;
                }
                inner = graph.groups[it].parent;
            }
            false
        };
        for (node, rect) in graph.nodes.values().zip(&drawing.nodes) {
            if is_inside(node.group) {
                assert!(outer.contains(*rect), "{outer:?} contains {rect:?}");
                assert!(!title.overlaps(*rect), "nothing is on the title");
            } else {
                assert!(!outer.overlaps(*rect), "{outer:?} does not overlap {rect:?}");
            }
        }
        for (other, rect) in graph.groups.ids().zip(&drawing.groups) {
            if other != group && rect.width > 0 && outer.width > 0 {
                let nested = is_inside(Some(other)) && outer.contains(*rect);
                let nests = rect.contains(outer);
                assert!(nested || nests || !outer.overlaps(*rect), "groups are nested or apart");
            }
        }
        if outer.width == 0 {
            continue;
        }
        for route in &drawing.edges {
            for pair in route.points.windows(2) {
                let step = Rect {
                    left: pair[0].x.min(pair[1].x),
                    top: pair[0].y.min(pair[1].y),
                    width: (pair[0].x - pair[1].x).abs() + 1,
                    height: (pair[0].y - pair[1].y).abs() + 1,
                };
                assert!(
                    !title.overlaps(step),
                    "no line runs through the title {title:?}: {step:?}"
                );
            }
        }
    }
}

#[track_caller]
fn check_extent(drawing: &Drawing) {
    let whole = Rect::new(Point::default(), drawing.size);
    for rect in drawing.nodes.iter().chain(&drawing.groups) {
        assert!(whole.contains(*rect), "{rect:?} is in the picture {whole:?}");
    }
    for route in &drawing.edges {
        for &point in &route.points {
            let here = Rect { left: point.x, top: point.y, width: 0, height: 0 };
            assert!(whole.contains(here), "{point:?} is in the picture {whole:?}");
        }
    }
}

#[test]
fn nothing_gives_an_empty_picture() {
    assert_eq!(check(&Graph::default()), Drawing::default());
}

#[test]
fn signs_at_a_low_box_do_not_touch() {
    let mut graph = Graph::default();
    let hub = graph.nodes.alloc(shapes::table(100, 1));
    for _ in 0..4 {
        let other = graph.nodes.alloc(shapes::table(100, 1));
        let mut edge = shapes::link(hub, other);
        (edge.from.marker, edge.to.marker) = (16, 16);
        graph.edges.alloc(edge);
    }
    let drawing = check(&graph);
    let mut ends: Vec<(i32, i32)> =
        drawing.edges.iter().map(|it| (it.points[0].x, it.points[0].y)).collect();
    ends.sort_unstable();
    for pair in ends.windows(2).filter(|it| it[0].0 == it[1].0) {
        assert!(pair[1].1 - pair[0].1 >= 10, "{ends:?}");
    }
}

#[test]
fn promises_hold_for_small_graphs_of_every_kind() {
    for seed in 0..if slow() { 400 } else { 150 } {
        check(&shapes::anything(1 + seed as usize % 13, seed));
    }
}

#[test]
fn promises_hold_for_larger_graphs_of_every_kind() {
    for seed in 0..if slow() { 24 } else { 8 } {
        check(&shapes::anything(20 + seed as usize * 4, 1000 + seed));
    }
    if slow() {
        check(&shapes::anything(300, 7));
    }
}

#[test]
fn promises_hold_for_models() {
    for seed in 0..if slow() { 10 } else { 6 } {
        check(&shapes::model(8 + 5 * seed as usize, seed, seed % 2 == 0));
        check(&shapes::grouped_model(10 + 6 * seed as usize, 1 + seed as usize % 6, seed));
    }
}

#[test]
fn the_same_graph_gives_the_same_drawing() {
    let any = (0..24).map(|it| shapes::anything(1 + it, it as u64));
    let models = (1..4).map(|it| shapes::grouped_model(8 * it as usize, it as usize, it));
    for graph in any.chain(models) {
        let options = Options::default();
        assert_eq!(layout(&graph, &options), layout(&graph, &options));
    }
}
