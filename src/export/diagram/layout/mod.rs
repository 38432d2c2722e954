//! Boxes, lines and groups get their places.
//!
//! In comes a graph of boxes with sizes, out go positions, rectangles and right-angled lines. Nothing
//! here knows what a box means or how it is drawn.

mod blocks;
mod choose;
mod columns;
mod compose;
mod draw;
mod drawing;
mod flat;
mod flatten;
mod geometry;
mod graph;
mod labels;
mod levels;
mod nets;
mod pack;
mod sets;
mod shuffle;
mod simplex;
mod site;
mod stacks;

pub use drawing::{Drawing, Route};
pub use geometry::{Point, Rect, Side, Size};
pub use graph::{Edge, EdgeId, EdgeKind, End, Graph, Group, GroupId, Node, NodeId, Options, Row};

/// Places the boxes, groups and lines of `graph`. The same graph always gives the same drawing.
pub fn layout(graph: &Graph, options: &Options) -> Drawing {
    let stacks = stacks::stacks(graph, options);
    let memberships = nets::nets(graph);
    let cx = site::Context { graph, stacks: &stacks, memberships: &memberships, options };
    let (levels, drawn) = draw::draw(cx);
    let mut drawing = compose::compose(cx, &levels, &drawn);
    labels::place_rest(graph, &mut drawing);
    drawing
}
