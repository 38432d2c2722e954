//! What comes out: where everything is.

use super::geometry::{Point, Rect, Size};

/// The places of all boxes, groups and lines of a graph, in the order of its arenas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The whole picture; everything lies within it, beginning at (0, 0).
    pub size: Size,
    /// The boxes.
    pub nodes: Vec<Rect>,
    /// The groups; without a size where a group holds no box.
    pub groups: Vec<Rect>,
    /// The lines.
    pub edges: Vec<Route>,
}

/// The line of an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The ends and corners, from the edge's `from` to its `to`; every step is level or upright.
    pub points: Vec<Point>,
    /// Lines of the same net may share points; lines of different nets only cross.
    pub net: u32,
    /// Room for the text at `from`.
    pub from_label: Option<Rect>,
    /// Room for the text about the whole line.
    pub label: Option<Rect>,
    /// Room for the text at `to`.
    pub to_label: Option<Rect>,
}
