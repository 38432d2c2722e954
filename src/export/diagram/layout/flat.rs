//! Boxes in columns and the lines between them: one level of the picture, without groups.

mod build;
mod horizontal;
mod order;
mod ports;
mod sketch;
mod trace;
mod tracks;
mod vertical;

use super::geometry::{Point, Rect, Side, Size};
use super::graph::Options;
pub(super) use build::choose_sides;
pub(super) use order::Effort;
pub(super) use trace::simplify;

/// Boxes that stand in given columns, and links between them.
///
/// Column 0 and the last column hold terminals only: places without size on the border of the level.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) boxes: Vec<Size>,
    pub(super) column_of: Vec<u32>,
    pub(super) n_columns: u32,
    pub(super) links: Vec<Link>,
    /// Terminals with the heights, on a scale of their own, at which their lines go on outside. Their
    /// columns are in this order.
    pub(super) anchors: Vec<(u32, i32)>,
}

/// A line between two ports; links of one net may share what lies near the root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) net: u32,
    pub(super) root: Port,
    pub(super) leaf: Port,
    /// The side of the root's box where the line leaves, if that is settled.
    pub(super) side: Option<Side>,
}

/// Where a link meets a box: a strip of its side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Port {
    pub(super) at: u32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    /// How much of what is above the strip may be used where there is no room in it.
    pub(super) headroom: i32,
    /// How much of what is below it likewise, down to where other lines end.
    pub(super) legroom: i32,
    /// How much of the line an end marker takes.
    pub(super) marker: i32,
    /// The texts along the line, the one at the end first; without size where there is none.
    pub(super) labels: [Size; 2],
    /// How far behind the left and the right side of the box the line really ends.
    pub(super) insets: [i32; 2],
    /// Ports of one net and strip with the same number are one.
    pub(super) share: u32,
}

/// A flat drawing.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    pub(super) size: Size,
    /// The upper left corner of each box.
    pub(super) boxes: Vec<Point>,
    /// The corners of each link, from root to leaf.
    pub(super) links: Vec<Vec<Point>>,
    /// For each link the rectangles of the texts at its root and its leaf.
    pub(super) labels: Vec<[[Rect; 2]; 2]>,
    /// How often lines of different nets cross.
    pub(super) crossings: usize,
}

/// Draws boxes and links.
pub(super) fn arrange(flat: &Flat, options: &Options, effort: Effort) -> Arranged {
    let mut sketch = build::build(flat);
    order::untangle(&mut sketch, options, effort);
    ports::spread(&mut sketch);
    vertical::place(&mut sketch, options, effort.pivots);
    ports::straighten(&mut sketch, options);
    ports::place_labels(&mut sketch);
    let mut runs = Vec::with_capacity(sketch.channels.len());
    let mut crossings = 0;
    for channel in 0..sketch.channels.len() {
        let (ordered, cost) = tracks::order(&sketch, channel, options, effort.passes);
        crossings += cost;
        runs.push(ordered);
    }
    let positions = horizontal::place(&sketch, &runs, options);
    finish(&sketch, &positions, flat.boxes.len(), crossings)
}

/// Reads places and lines out of a sketch, moved so that all begins at height 0.
fn finish(
    sketch: &sketch::Sketch,
    positions: &horizontal::Positions,
    n_boxes: usize,
    crossings: usize,
) -> Arranged {
    let boxes = (0..).zip(&sketch.vertices[..n_boxes]);
    let mut res = Arranged {
        size: Size::default(),
        boxes: boxes.map(|(idx, it)| Point::new(positions.vertex_x(sketch, idx), it.top)).collect(),
        links: sketch.ways.iter().map(|it| trace::trace(sketch, positions, it)).collect(),
        labels: sketch.ways.iter().map(|it| trace::labels(sketch, positions, it)).collect(),
        crossings,
    };
    let (mut first, mut last) = (i32::MAX, i32::MIN);
    let mut see = |top: i32, bottom: i32| {
        first = first.min(top);
        last = last.max(bottom);
    };
    sketch.vertices[..n_boxes].iter().for_each(|it| see(it.top, it.top + it.size.height));
    res.links.iter().flatten().for_each(|it| see(it.y, it.y));
    let labels = res.labels.iter().flatten().flatten().filter(|it| it.width > 0);
    labels.for_each(|it| see(it.top, it.bottom()));
    let up = Point::new(0, -first.min(last));
    res.boxes.iter_mut().chain(res.links.iter_mut().flatten()).for_each(|it| *it = it.shifted(up));
    res.labels.iter_mut().flatten().flatten().for_each(|it| *it = it.shifted(up));
    res.size = Size::new(positions.width(sketch), (last - first).max(0));
    res
}
