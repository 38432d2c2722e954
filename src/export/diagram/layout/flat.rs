//! Boxes in columns and the lines between them: one level of the picture, without groups.

mod build;
mod horizontal;
mod order;
mod ports;
mod sketch;
mod trace;
mod tracks;
mod vertical;

use super::geometry::{Point, Side, Size};
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
    /// How far the line must run straight from the box.
    pub(super) reach: i32,
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
    /// How often lines of different nets cross.
    pub(super) crossings: usize,
}

/// Draws boxes and links.
pub(super) fn arrange(flat: &Flat, options: &Options, effort: Effort) -> Arranged {
    let mut sketch = build::build(flat);
    order::untangle(&mut sketch, options, effort);
    ports::spread(&mut sketch);
    vertical::place(&mut sketch, options, effort.pivots);
    let mut runs = Vec::with_capacity(sketch.channels.len());
    let mut crossings = 0;
    for channel in 0..sketch.channels.len() {
        let (ordered, cost) = tracks::order(&sketch, channel, options);
        crossings += cost;
        runs.push(ordered);
    }
    let positions = horizontal::place(&sketch, &runs, options);
    let width = positions.width(&sketch);
    let height = sketch.vertices.iter().map(|it| it.top + it.size.height).max().unwrap_or(0);
    let boxes = (0..).zip(&flat.boxes);
    Arranged {
        size: Size::new(width, height),
        boxes: boxes
            .map(|(idx, _)| {
                let top = sketch.vertices[idx as usize].top;
                Point::new(positions.vertex_x(&sketch, idx), top)
            })
            .collect(),
        crossings,
        links: sketch.ways.iter().map(|it| trace::trace(&sketch, &positions, it)).collect(),
    }
}
