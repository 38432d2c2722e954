//! Where columns and upright lines stand, from left to right.

mod contour;

use super::sketch::{Kind, LabelPlace, Pin, Sketch};
use super::tracks::Run;
use super::{Options, Side};
use contour::Contour;
use std::ops::Range;

/// Between a text and the lines that pass it.
const LABEL_MARGIN: i32 = 4;

/// The horizontal positions of a sketch.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The left side of each column.
    pub(super) columns: Vec<i32>,
    /// For each channel and wire the upright lines, unless the wire is level.
    pub(super) bars: Vec<Vec<Option<Bars>>>,
}

/// The upright lines of a wire: one, or two with a bridge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bars {
    /// Where the lines to the left end.
    pub(super) left: i32,
    /// Where the lines to the right end.
    pub(super) right: i32,
    /// The height at which the two are joined.
    pub(super) bridge: i32,
}

impl Positions {
    /// The left side of a vertex.
    pub(super) fn vertex_x(&self, sketch: &Sketch, vertex: u32) -> i32 {
        self.columns[sketch.vertices[vertex as usize].column as usize]
    }

    /// Where the line of a pin ends.
    pub(super) fn pin_x(&self, sketch: &Sketch, pin: u32) -> i32 {
        let pin = &sketch.pins[pin as usize];
        let left = self.vertex_x(sketch, pin.vertex);
        match pin.side {
            Side::Left => left + pin.inset,
            Side::Right => left + sketch.vertices[pin.vertex as usize].size.width - pin.inset,
        }
    }

    /// The heights that the texts of a pin take, and where they end.
    fn label_zone(&self, sketch: &Sketch, pin: u32) -> Option<(i32, i32, i32)> {
        let height = sketch.pin_y(pin);
        let (x, it) = (self.pin_x(sketch, pin), &sketch.pins[pin as usize]);
        let reach = it.labels_start() + it.labels_width();
        let end = match it.side {
            Side::Left => x - reach,
            Side::Right => x + reach,
        };
        match it.label_place {
            LabelPlace::Nowhere => None,
            LabelPlace::Above => Some((height - it.labels_height(), height, end)),
            LabelPlace::Below => Some((height + 1, height + it.labels_height() + 1, end)),
        }
    }

    /// The right side of everything.
    pub(super) fn width(&self, sketch: &Sketch) -> i32 {
        let boxes = (0..).zip(&sketch.vertices).filter(|(_, it)| matches!(it.kind, Kind::Box(_)));
        let sides = boxes.map(|(idx, it)| self.vertex_x(sketch, idx) + it.size.width);
        let bars = self.bars.iter().flatten().flatten().map(|it| it.left.max(it.right));
        sides.chain(bars).max().unwrap_or(0)
    }
}

/// Puts columns as far to the left as boxes, lines and markers allow, and runs in the middle of what
/// room they have.
pub(super) fn place(sketch: &Sketch, runs: &[Vec<Run>], options: &Options) -> Positions {
    let mut cx = Context::new(sketch, runs, options);
    let leftmost = cx.pack_left();
    let rightmost = cx.pack_right();
    // The mean of two solutions of a system of differences is a solution.
    let mut chosen: Vec<Vec<i32>> = Vec::new();
    for (left, right) in leftmost.iter().zip(&rightmost) {
        debug_assert!(left.iter().zip(right).all(|(a, b)| a <= b), "{left:?} {right:?}");
        chosen.push(left.iter().zip(right).map(|(a, b)| a.midpoint(*b)).collect());
    }
    cx.hug(&mut chosen);
    cx.positions.bars = bars(sketch, runs, &chosen);
    cx.positions
}

/// From where to where boxes, lines and texts reach, with what they keep free around them.
fn heights(sketch: &Sketch, options: &Options) -> Range<i32> {
    let texts = sketch.pins.iter().map(Pin::labels_height).max().unwrap_or(0);
    let around = options.clearance.max(options.line_gap) + texts + 1;
    let top = sketch.vertices.iter().map(|it| it.top).min().unwrap_or(0);
    let bottom = sketch.vertices.iter().map(|it| it.top + it.size.height).max().unwrap_or(0);
    top - around..bottom + around
}

fn bars(sketch: &Sketch, runs: &[Vec<Run>], xs: &[Vec<i32>]) -> Vec<Vec<Option<Bars>>> {
    let mut res: Vec<Vec<Option<Bars>>> =
        sketch.channels.iter().map(|wires| vec![None; wires.len()]).collect();
    for (channel, runs) in runs.iter().enumerate() {
        for (run, &x) in runs.iter().zip(&xs[channel]) {
            let bridge = run.bridge.unwrap_or(run.top());
            // The first of two runs is the left one.
            let bars =
                res[channel][run.wire as usize].get_or_insert(Bars { left: x, right: x, bridge });
            bars.right = x;
        }
    }
    res
}

struct Context<'a> {
    sketch: &'a Sketch,
    runs: &'a [Vec<Run>],
    options: &'a Options,
    positions: Positions,
    /// All heights at which anything is.
    heights: Range<i32>,
}

impl<'a> Context<'a> {
    fn new(sketch: &'a Sketch, runs: &'a [Vec<Run>], options: &'a Options) -> Context<'a> {
        let columns = vec![0; sketch.columns.len()];
        let positions = Positions { columns, bars: Vec::new() };
        Context { sketch, runs, options, positions, heights: heights(sketch, options) }
    }

    /// Places columns and runs as far left as can be; returns the runs.
    fn pack_left(&mut self) -> Vec<Vec<i32>> {
        let mut front = Contour::new(self.leftmost(), &self.heights);
        let mut res: Vec<Vec<i32>> = Vec::new();
        for column in 0..self.sketch.columns.len() {
            self.positions.columns[column] = self.column_start(column, &front, res.last());
            self.pass_boxes(column, &mut front);
            let Some(runs) = self.runs.get(column) else { break };
            let mut xs = Vec::with_capacity(runs.len());
            for run in runs {
                let x = self.least_x(column, run, &front);
                self.pass_run(run, x, &mut front);
                xs.push(x);
            }
            res.push(xs);
        }
        res
    }

    /// How far right a column must stand for the sake of what is left of it.
    fn column_start(&self, column: usize, front: &Contour, xs: Option<&Vec<i32>>) -> i32 {
        let sketch = self.sketch;
        let Options { line_gap, clearance, .. } = *self.options;
        let mut res = 0;
        for &vertex in &sketch.columns[column] {
            let vertex = &sketch.vertices[vertex as usize];
            if vertex.size.height > 0 {
                let around = (clearance - line_gap + 1).max(0);
                let bottom = vertex.top + vertex.size.height;
                let before = front.max(vertex.top - around, bottom + around);
                res = res.max(before - line_gap + clearance);
            }
        }
        let Some(channel) = column.checked_sub(1) else { return res };
        for &pin in sketch.channels[channel].iter().flat_map(|it| &it.right) {
            // The zone as if the column stood at 0, where it still does.
            if let Some((top, bottom, end)) = self.positions.label_zone(sketch, pin) {
                res = res.max(front.max(top, bottom) - line_gap + LABEL_MARGIN - end);
            }
        }
        for (run, x) in self.runs[channel].iter().zip(xs.into_iter().flatten()) {
            let wire = &sketch.channels[channel][run.wire as usize];
            if run.bridge.is_some_and(|it| run.right == [it]) {
                continue;
            }
            for &pin in &wire.right {
                let pin = &sketch.pins[pin as usize];
                res = res.max(x + pin.reach(self.options) - pin.inset);
            }
        }
        // Lines that are level from end to end have no run that would keep the ends apart.
        let reach = |pin: &u32| sketch.pins[*pin as usize].reach(self.options);
        for wire in &sketch.channels[channel] {
            let start =
                wire.left.iter().map(|it| self.positions.pin_x(sketch, *it) + reach(it)).max();
            let inset = |pin: &u32| sketch.pins[*pin as usize].inset;
            let end = wire.right.iter().map(|it| reach(it) - inset(it)).max();
            res = res.max(start.unwrap_or(0) + end.unwrap_or(0));
        }
        res
    }

    /// The least place of a run in the channel right of `column`.
    fn least_x(&self, column: usize, run: &Run, front: &Contour) -> i32 {
        let start = front.max(run.top(), run.bottom() + 1).max(self.positions.columns[column]);
        if run.bridge.is_some_and(|it| run.left == [it]) {
            return start;
        }
        let wire = &self.sketch.channels[column][run.wire as usize];
        let ends = wire.left.iter().map(|&it| {
            self.positions.pin_x(self.sketch, it)
                + self.sketch.pins[it as usize].reach(self.options)
        });
        ends.max().unwrap_or(start).max(start)
    }

    fn pass_boxes(&self, column: usize, front: &mut Contour) {
        let clearance = self.options.clearance;
        for &vertex in &self.sketch.columns[column] {
            let vertex = &self.sketch.vertices[vertex as usize];
            if vertex.size.height > 0 {
                let right = self.positions.columns[column] + vertex.size.width;
                let (top, bottom) =
                    (vertex.top - clearance, vertex.top + vertex.size.height + clearance);
                front.raise(top + 1, bottom, right + clearance);
            }
        }
        for &pin in self.sketch.channels.get(column).into_iter().flatten().flat_map(|it| &it.left) {
            if let Some((top, bottom, end)) = self.positions.label_zone(self.sketch, pin) {
                front.raise(top, bottom, end + LABEL_MARGIN);
            }
        }
    }

    fn pass_run(&self, run: &Run, x: i32, front: &mut Contour) {
        let gap = self.options.line_gap;
        front.raise(run.top() - gap + 1, run.bottom() + gap, x + gap);
    }

    /// Places runs as far right as the columns allow.
    fn pack_right(&self) -> Vec<Vec<i32>> {
        // A contour of negated positions, seen from the right.
        let mut front = Contour::new(-self.rightmost(), &self.heights);
        let mut res: Vec<Vec<i32>> = vec![Vec::new(); self.runs.len()];
        for channel in (0..self.runs.len()).rev() {
            self.pass_boxes_back(channel + 1, &mut front);
            for run in self.runs[channel].iter().rev() {
                let x = self.greatest_x(channel, run, &front);
                self.pass_run(run, -x, &mut front);
                res[channel].push(x);
            }
            res[channel].reverse();
        }
        res
    }

    /// Where a contour begins, so that the first column stands at 0.
    fn leftmost(&self) -> i32 {
        self.options.line_gap - self.options.clearance
    }

    /// Where the rightmost run may stand.
    fn rightmost(&self) -> i32 {
        i32::MAX / 4
    }

    fn pass_boxes_back(&self, column: usize, front: &mut Contour) {
        let clearance = self.options.clearance;
        for &vertex in &self.sketch.columns[column] {
            let vertex = &self.sketch.vertices[vertex as usize];
            if vertex.size.height > 0 {
                let left = self.positions.columns[column];
                let (top, bottom) =
                    (vertex.top - clearance, vertex.top + vertex.size.height + clearance);
                front.raise(top + 1, bottom, clearance - left);
            }
        }
        let wires = column.checked_sub(1).map(|it| &self.sketch.channels[it]);
        for &pin in wires.into_iter().flatten().flat_map(|it| &it.right) {
            if let Some((top, bottom, end)) = self.positions.label_zone(self.sketch, pin) {
                front.raise(top, bottom, LABEL_MARGIN - end);
            }
        }
    }

    fn greatest_x(&self, channel: usize, run: &Run, front: &Contour) -> i32 {
        let mut res = -front.max(run.top(), run.bottom() + 1);
        if run.bridge.is_some_and(|it| run.right == [it]) {
            return res;
        }
        let wire = &self.sketch.channels[channel][run.wire as usize];
        for &pin in &wire.right {
            let reach = self.sketch.pins[pin as usize].reach(self.options);
            res = res.min(self.positions.pin_x(self.sketch, pin) - reach);
        }
        res
    }

    /// Moves runs whose lines are all on one side to that side.
    fn hug(&self, xs: &mut [Vec<i32>]) {
        let mut front = Contour::new(self.leftmost(), &self.heights);
        for column in 0..self.sketch.columns.len() {
            self.pass_boxes(column, &mut front);
            let Some(runs) = self.runs.get(column) else { break };
            let Some(xs) = xs.get_mut(column) else { break };
            for (run, x) in runs.iter().zip(xs) {
                if run.right.is_empty() {
                    *x = self.least_x(column, run, &front);
                }
                self.pass_run(run, *x, &mut front);
            }
        }
        let mut front = Contour::new(-self.rightmost(), &self.heights);
        for channel in (0..self.runs.len()).rev() {
            self.pass_boxes_back(channel + 1, &mut front);
            for (run, x) in self.runs[channel].iter().zip(&mut xs[channel]).rev() {
                if run.left.is_empty() {
                    *x = self.greatest_x(channel, run, &front);
                }
                self.pass_run(run, -*x, &mut front);
            }
        }
    }
}
