//! Graphs and drawings as lists of 32-bit numbers; `-1` stands for nothing.
//!
//! A graph: the number of groups, for each its parent and the size of its title; of nodes, for each its size, its
//! group, the number of its rows, for each its top and height; of edges, for each its kind, two ends (node, row,
//! marker, size of the label, bundle) and the size of its label. A drawing: its size; the rectangles of nodes and
//! of groups; for each edge the number of its points, the points, and the rectangles of its three labels.

use super::layout::{Drawing, EdgeKind, End, Graph, Rect, Size};

/// A graph as numbers.
pub fn graph(graph: &Graph) -> Vec<i32> {
    let mut res = vec![graph.groups.len() as i32];
    for it in graph.groups.values() {
        res.extend([index(it.parent.map(|it| it.idx())), it.title.width, it.title.height]);
    }
    res.push(graph.nodes.len() as i32);
    for it in graph.nodes.values() {
        res.extend([it.size.width, it.size.height, index(it.group.map(|it| it.idx()))]);
        res.push(it.rows.len() as i32);
        res.extend(it.rows.iter().flat_map(|it| [it.top, it.height]));
    }
    res.push(graph.edges.len() as i32);
    for it in graph.edges.values() {
        res.push(match it.kind {
            EdgeKind::Free => 0,
            EdgeKind::TargetLeft => 1,
            EdgeKind::TargetRight => 2,
            EdgeKind::Hierarchy => 3,
        });
        res.extend(end(&it.from).into_iter().chain(end(&it.to)).chain(label(it.label)));
    }
    res
}

fn end(end: &End) -> [i32; 6] {
    let [width, height] = label(end.label);
    let bundle = index(end.bundle.map(|it| it as usize));
    [end.node.idx() as i32, index(end.row), end.marker, width, height, bundle]
}

fn label(size: Option<Size>) -> [i32; 2] {
    size.map_or([-1; 2], |it| [it.width, it.height])
}

fn index(it: Option<usize>) -> i32 {
    it.map_or(-1, |it| it as i32)
}

/// A drawing as numbers.
pub fn drawing(drawing: &Drawing) -> Vec<i32> {
    let mut res = vec![drawing.size.width, drawing.size.height];
    res.extend(drawing.nodes.iter().chain(&drawing.groups).flat_map(|it| numbers(*it)));
    for route in &drawing.edges {
        res.push(route.points.len() as i32);
        res.extend(route.points.iter().flat_map(|it| [it.x, it.y]));
        for label in [route.from_label, route.label, route.to_label] {
            res.extend(label.map_or([0; 4], numbers));
        }
    }
    res
}

fn numbers(rect: Rect) -> [i32; 4] {
    [rect.left, rect.top, rect.width, rect.height]
}
