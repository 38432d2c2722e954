//! From places within levels to places within the picture.

use super::drawing::{Drawing, Route};
use super::flat::simplify;
use super::geometry::{Point, Rect};
use super::graph::EdgeId;
use super::levels::{Item, Levels};
use super::site::{Context, Drawn};

/// Puts all levels together.
pub(super) fn compose(cx: Context, levels: &Levels, drawn: &[Drawn]) -> Drawing {
    let graph = cx.graph;
    let mut corners = vec![Point::default(); levels.levels.len()];
    let mut res = Drawing {
        size: drawn.first().map_or_else(Default::default, |it| it.size),
        nodes: vec![Rect::default(); graph.nodes.len()],
        groups: vec![Rect::default(); graph.groups.len()],
        edges: Vec::with_capacity(graph.edges.len()),
    };
    for (idx, level) in levels.levels.iter().enumerate() {
        if let Some(group) = level.group.filter(|_| !level.items.is_empty()) {
            res.groups[group.idx()] = Rect::new(corners[idx], drawn[idx].size);
        }
        for (&item, place) in level.items.iter().zip(&drawn[idx].items) {
            let place = place.shifted(corners[idx]);
            match item {
                Item::Level(inner) => corners[inner] = place,
                Item::Stack(stack) => {
                    for &(node, rect) in &cx.stacks.stacks[stack].members {
                        res.nodes[node.idx()] = rect.shifted(place);
                    }
                }
            }
        }
    }
    let n_nets = cx.memberships.iter().map(|it| it.net + 1).max().unwrap_or(0);
    for id in graph.edges.ids() {
        let route = stack_route(cx, &res.nodes, id, n_nets)
            .unwrap_or_else(|| route(cx, levels, drawn, &corners, id));
        res.edges.push(route);
    }
    res
}

/// The line of an edge within a stack; its net is none of the first `n_nets`.
fn stack_route(cx: Context, nodes: &[Rect], id: EdgeId, n_nets: u32) -> Option<Route> {
    let line = cx.stacks.lines[id.idx()].as_ref()?;
    let supertype = cx.graph.edges[id].to.node;
    let (at, within) = (nodes[supertype.idx()].at(), cx.stacks.rect(supertype).at());
    let by = Point::new(at.x - within.x, at.y - within.y);
    Some(Route {
        points: line.iter().map(|it| it.shifted(by)).collect(),
        // The subtypes of one supertype share a line.
        net: n_nets + supertype.idx() as u32,
        ..Route::default()
    })
}

/// The line of an edge, put together from its pieces in all levels it passes.
fn route(cx: Context, levels: &Levels, drawn: &[Drawn], corners: &[Point], id: EdgeId) -> Route {
    let membership = cx.memberships[id.idx()];
    let way = &levels.ways[id.idx()];
    // The root's texts are in the level of the root, the leaf's in that of the leaf.
    let texts = |piece: Option<&(usize, usize)>, end: usize| {
        let texts = piece.map(|&(level, link)| {
            drawn[level].labels[link][end].map(|it| it.shifted(corners[level]))
        });
        texts.unwrap_or_default().map(|it| (it.width > 0).then_some(it))
    };
    let [root_label, _] = texts(way.root.last(), 0);
    let [leaf_label, label] = texts(way.leaf.last().or(way.root.first()), 1);
    let mut points: Vec<Point> = Vec::new();
    for &(level, link) in way.root.iter().rev().chain(&way.leaf) {
        points.extend(drawn[level].links[link].iter().map(|it| it.shifted(corners[level])));
    }
    simplify(&mut points);
    let (mut from_label, mut to_label) = (root_label, leaf_label);
    if membership.is_root_to {
        points.reverse();
        std::mem::swap(&mut from_label, &mut to_label);
    }
    Route { points, net: membership.family, from_label, label, to_label }
}
