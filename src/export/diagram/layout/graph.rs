//! What is to be laid out: boxes with rows, lines between them, groups around them.

use super::geometry::Size;
use crate::base::{Arena, Id};

/// The place of a [`Node`] in its [`Graph`].
pub type NodeId = Id<Node>;
/// The place of a [`Group`] in its [`Graph`].
pub type GroupId = Id<Group>;
/// The place of an [`Edge`] in its [`Graph`].
pub type EdgeId = Id<Edge>;

/// Boxes, groups and lines. Ids in it must come from its own arenas.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The boxes.
    pub nodes: Arena<Node>,
    /// The rectangles drawn around boxes.
    pub groups: Arena<Group>,
    /// The lines between boxes.
    pub edges: Arena<Edge>,
}

/// A box.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// How large it is drawn.
    pub size: Size,
    /// The parts that lines can end at, from top to bottom.
    pub rows: Vec<Row>,
    /// The innermost group it is in.
    pub group: Option<GroupId>,
}

/// A horizontal strip of a box, such as a column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Distance from the upper side of the box.
    pub top: i32,
    /// From top to bottom.
    pub height: i32,
}

/// A rectangle around boxes and other groups. A group that holds no box is not drawn.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The group it is in.
    pub parent: Option<GroupId>,
    /// The room its title needs, at the upper left; no line passes there.
    pub title: Size,
}

/// A line between two boxes, or from a box to itself.
#[derive(Clone, Debug)]
pub struct Edge {
    /// How the boxes want to stand to each other.
    pub kind: EdgeKind,
    /// Where the line begins.
    pub from: End,
    /// Where the line ends.
    pub to: End,
    /// The room that a text about the whole line needs.
    pub label: Option<Size>,
}

/// How the two boxes of an edge want to stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EdgeKind {
    /// Side by side, either way round.
    #[default]
    Free,
    /// Side by side, `to` rather left of `from`.
    TargetLeft,
    /// Side by side, `to` rather right of `from`.
    TargetRight,
    /// `from` is a kind of `to` and stands under it. What cannot (a second supertype, another group,
    /// a cycle) is drawn like a free edge.
    Hierarchy,
}

/// One end of an edge.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// The box.
    pub node: NodeId,
    /// The row of the box, by position; none or an unknown one means the box itself.
    pub row: Option<usize>,
    /// How much of the line beside the box must be straight and its own, for an end marker.
    pub marker: i32,
    /// The room that a text at this end needs.
    pub label: Option<Size>,
    /// Ends at the same place with the same number may share one point and part of their lines, so
    /// they should look the same. Ends without a number share nothing while there is room.
    pub bundle: Option<u32>,
}

impl End {
    /// An end at `node` as a whole, without marker, label or bundle.
    pub fn at(node: NodeId) -> End {
        End { node, row: None, marker: 0, label: None, bundle: None }
    }
}

/// Distances and proportions of the picture.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Wished width of the picture divided by its height.
    pub aspect: f32,
    /// Between two boxes of a column.
    pub box_gap: i32,
    /// Between two parallel lines.
    pub line_gap: i32,
    /// Between a line and a box that it passes.
    pub clearance: i32,
    /// Between the side of a group and what is in it.
    pub group_padding: i32,
    /// Between parts that no line joins.
    pub part_gap: i32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            aspect: 1.5,
            box_gap: 28,
            line_gap: 10,
            clearance: 14,
            group_padding: 18,
            part_gap: 36,
        }
    }
}
