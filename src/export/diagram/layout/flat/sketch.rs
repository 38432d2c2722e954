//! Columns of vertices and channels of wires: the drawing before it has coordinates.

use super::{Options, Point, Rect, Side, Size};

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
    /// The heights that vertices in the first and last column want, on a scale of their own.
    pub(super) anchors: Vec<(u32, i32)>,
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

impl Vertex {
    /// Whether the vertex is but a point of a line: a passage or a terminal.
    pub(super) fn is_line(&self) -> bool {
        self.size.height == 0
    }
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
    /// How much of what is above the strip may be used where there is no room in it.
    pub(super) headroom: i32,
    /// How much of what is below the strip likewise, down to the next one.
    pub(super) legroom: i32,
    /// Where in the strip it is.
    pub(super) y: i32,
    pub(super) marker: i32,
    pub(super) inset: i32,
    /// The texts along the line, the one at the end first.
    pub(super) labels: [Size; 2],
    /// Where the texts are, once that is known.
    pub(super) label_place: LabelPlace,
}

/// On which side of their line texts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LabelPlace {
    /// There are none, or there is no room.
    #[default]
    Nowhere,
    Above,
    Below,
}

/// Between a line and its text, and between texts.
const LABEL_GAP: i32 = 3;

impl Pin {
    /// A pin of a line that passes through a column.
    pub(super) fn passing(vertex: u32, side: Side) -> Pin {
        Pin {
            vertex,
            side,
            strip: (0, 0),
            headroom: 0,
            legroom: 0,
            y: 0,
            marker: 0,
            inset: 0,
            labels: [Size::default(); 2],
            label_place: LabelPlace::Nowhere,
        }
    }

    /// How far its line must run straight from the box.
    pub(super) fn reach(&self, options: &Options) -> i32 {
        let stub = if self.strip == (0, 0) && self.marker == 0 { 0 } else { options.line_gap };
        self.labels_start() + stub.max(self.labels_width())
    }

    /// How far from the end texts begin: behind the marker, and outside of the stack on the side where
    /// it has lines of its own.
    pub(super) fn labels_start(&self) -> i32 {
        let has_labels = self.labels.iter().any(|it| it.width > 0);
        let outside = if has_labels && self.side == Side::Left { self.inset } else { 0 };
        self.marker.max(outside)
    }

    /// How far texts reach along the line, beginning behind the marker.
    pub(super) fn labels_width(&self) -> i32 {
        let widths = self.labels.iter().filter(|it| it.width > 0);
        widths.map(|it| it.width + LABEL_GAP).sum::<i32>() + self.label_gap()
    }

    /// How much room texts need above or below the line.
    pub(super) fn labels_height(&self) -> i32 {
        self.labels.iter().map(|it| it.height).max().unwrap_or(0) + self.label_gap()
    }

    fn label_gap(&self) -> i32 {
        if self.labels.iter().any(|it| it.width > 0) { LABEL_GAP } else { 0 }
    }

    /// The rectangles of the texts, when the line ends at `end`; without size where there is none.
    pub(super) fn label_rects(&self, end: Point) -> [Rect; 2] {
        let mut distance = self.labels_start() + LABEL_GAP;
        self.labels.map(|size| {
            if size.width == 0 || self.label_place == LabelPlace::Nowhere {
                return Rect::default();
            }
            let left = match self.side {
                Side::Left => end.x - distance - size.width,
                Side::Right => end.x + distance,
            };
            let top = match self.label_place {
                LabelPlace::Above | LabelPlace::Nowhere => end.y - LABEL_GAP - size.height,
                LabelPlace::Below => end.y + LABEL_GAP,
            };
            distance += size.width + LABEL_GAP;
            Rect { left, top, width: size.width, height: size.height }
        })
    }
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
    /// Whether the order of a column is given.
    pub(super) fn is_fixed(&self, column: usize) -> bool {
        !self.anchors.is_empty() && (column == 0 || column + 1 == self.columns.len())
    }

    /// The height of a pin's line in the picture.
    pub(super) fn pin_y(&self, pin: u32) -> i32 {
        let pin = &self.pins[pin as usize];
        self.vertices[pin.vertex as usize].top + pin.y
    }

    /// The distance that the tops of two neighbours in a column must keep.
    pub(super) fn pitch(&self, upper: u32, lower: u32, options: &Options) -> i32 {
        let (upper, lower) = (&self.vertices[upper as usize], &self.vertices[lower as usize]);
        let gap = match (upper.is_line(), lower.is_line()) {
            _ if upper.kind == Kind::Phantom || lower.kind == Kind::Phantom => 0,
            (true, true) => options.line_gap,
            (false, false) => options.box_gap,
            (true, false) | (false, true) => options.clearance,
        };
        upper.size.height + gap
    }

    /// The vertex of a pin.
    pub(super) fn vertex_of(&self, pin: u32) -> u32 {
        self.pins[pin as usize].vertex
    }
}
