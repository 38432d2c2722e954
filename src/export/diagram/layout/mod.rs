//! Boxes, lines and groups get their places.
//!
//! In comes a graph of boxes with sizes, out go positions, rectangles and right-angled lines. Nothing
//! here knows what a box means or how it is drawn.

mod blocks;
mod columns;
mod draw;
mod drawing;
mod flat;
mod geometry;
mod graph;
mod labels;
mod levels;
mod nets;
mod pack;
mod sets;
mod shuffle;
mod simplex;
mod stacks;

pub use drawing::{Drawing, Route};
pub use geometry::{Point, Rect, Side, Size};
pub use graph::{Edge, EdgeId, EdgeKind, End, Graph, Group, GroupId, Node, NodeId, Options, Row};

/// Places the boxes, groups and lines of `graph`. The same graph always gives the same drawing.
pub fn layout(graph: &Graph, options: &Options) -> Drawing {
    let stacks = stacks::stacks(graph, options);
    let memberships = nets::nets(graph);
    let cx = blocks::Context { graph, stacks: &stacks, memberships: &memberships, options };
    let mut drawing = draw::draw(&cx);
    labels::place_rest(graph, &mut drawing);
    drawing
}
