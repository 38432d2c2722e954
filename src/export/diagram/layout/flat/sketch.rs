//! Columns of vertices and channels of wires: the drawing before it has coordinates.

use super::{Options, Side, Size};

/// The drawing as an order of things: which stand in which column, which run in which channel.
///
/// Channel `c` lies between the columns `c` and `c + 1`.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    pub(super) vertices: Vec<Vertex>,
    pub(super) pins: Vec<Pin>,
    /// The vertices of each column, from top to bottom.
    pub(super) columns: Vec<Vec<u32>>,
    pub(super) channels: Vec<Vec<Wire>>,
    pub(super) trunks: Vec<Trunk>,
    /// The way of each link.
    pub(super) ways: Vec<Way>,
}

/// A thing in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    pub(super) kind: Kind,
    pub(super) column: u32,
    pub(super) size: Size,
    /// The upper side, once it is known.
    pub(super) top: i32,
}

/// What a vertex is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box, by its position among the boxes.
    Box(u32),
    /// A line that passes through the column.
    Passage,
    /// Where a line that stays beside its column would be if it had to enter the next one. It only
    /// takes part in ordering.
    Phantom,
}

/// Where a wire meets a vertex.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pin {
    pub(super) vertex: u32,
    pub(super) side: Side,
    /// The strip it may be in, from the top of the vertex.
    pub(super) strip: (i32, i32),
    /// Where in the strip it is.
    pub(super) y: i32,
    pub(super) reach: i32,
    pub(super) inset: i32,
}

/// The part of a net within one channel: horizontal lines from its pins to an upright line.
#[derive(Clone, Debug, Default)]
pub(super) struct Wire {
    /// The pin nearest to the root; it is in one of the lists too.
    pub(super) hub: u32,
    pub(super) left: Vec<u32>,
    pub(super) right: Vec<u32>,
    /// The vertex that stands in for the missing side in the ordering.
    pub(super) phantom: Option<u32>,
}

/// A net seen from one side of its root: it runs through one channel after another.
#[derive(Debug)]
pub(super) struct Trunk {
    /// The root's pin.
    pub(super) root: u32,
    /// The channel at the root.
    pub(super) channel: u32,
    /// The side of the root's box it leaves from.
    pub(super) side: Side,
    /// Its wire in each channel, beginning at the root.
    pub(super) wires: Vec<u32>,
    /// Its two pins in each column it passes, the one nearer to the root first.
    pub(super) passages: Vec<(u32, u32)>,
}

/// The way of a link: along its trunk for some channels, then to its leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) trunk: u32,
    pub(super) leaf: u32,
    /// The position in the trunk of the channel where it turns to the leaf.
    pub(super) turn: u32,
}

impl Sketch {
    /// The height of a pin's line in the picture.
    pub(super) fn pin_y(&self, pin: u32) -> i32 {
        let pin = &self.pins[pin as usize];
        self.vertices[pin.vertex as usize].top + pin.y
    }

    /// The distance that the tops of two neighbours in a column must keep.
    pub(super) fn pitch(&self, upper: u32, lower: u32, options: &Options) -> i32 {
        let upper = &self.vertices[upper as usize];
        let gap = match (upper.kind, self.vertices[lower as usize].kind) {
            (Kind::Phantom, _) | (_, Kind::Phantom) => 0,
            (Kind::Passage, Kind::Passage) => options.line_gap,
            (Kind::Box(_), Kind::Box(_)) => options.box_gap,
            (Kind::Box(_), Kind::Passage) | (Kind::Passage, Kind::Box(_)) => options.clearance,
        };
        upper.size.height + gap
    }

    /// The vertex of a pin.
    pub(super) fn vertex_of(&self, pin: u32) -> u32 {
        self.pins[pin as usize].vertex
    }
}
