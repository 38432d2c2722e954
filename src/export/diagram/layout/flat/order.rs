//! Which vertex stands above which: the order in which lines cross least.
//!
//! Columns are sorted by where their neighbours are, again and again from several beginnings, and
//! every vertex is then tried at every place of its column.

mod arcs;
mod sift;
mod start;

use super::sketch::{Kind, Sketch};
use crate::export::diagram::layout::graph::Options;
use arcs::Arcs;

/// So many links cross so often that the last crossings are not worth their time.
const MANY_LINKS: usize = 4000;

/// How much work goes into a drawing.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Effort {
    /// From how many beginnings.
    pub(in super::super) starts: u32,
    /// How often each is swept through at most.
    pub(in super::super) sweeps: u32,
    /// How often every vertex is tried at every place at most.
    pub(in super::super) sifts: u32,
    /// How often every upright line is tried at every place of its channel at most.
    pub(in super::super) passes: usize,
    /// How many steps the straightening may take.
    pub(in super::super) pivots: usize,
}

impl Effort {
    /// For drawings that are only compared with each other.
    pub(in super::super) fn sketch(n_links: usize) -> Effort {
        let starts = if n_links < 200 { 2 } else { 1 };
        Effort { starts, sweeps: 10, sifts: 2, passes: 6, pivots: 40_000 }
    }

    /// For drawings of which only the size is asked.
    pub(in super::super) fn rough() -> Effort {
        Effort { starts: 1, sweeps: 4, sifts: 0, passes: 1, pivots: 0 }
    }

    /// For drawings that are shown.
    pub(in super::super) fn full(n_links: usize) -> Effort {
        let starts = match n_links {
            0..100 => 16,
            100..400 => 8,
            400..1500 => 3,
            _ => 1,
        };
        let sifts = if n_links < MANY_LINKS { 6 } else { 2 };
        Effort { starts, sweeps: 24, sifts, passes: 6, pivots: 20_000_000 }
    }
}

/// Orders the columns of `sketch`. Returns how many pairs of wires must cross.
pub(super) fn untangle(sketch: &mut Sketch, options: &Options, effort: Effort) -> usize {
    let arcs = Arcs::new(sketch);
    let mut best: Option<(Cost, Vec<Vec<u32>>)> = None;
    for start in 0..effort.starts.max(1) {
        let mut order = Order::new(start::columns(sketch, &arcs, start), sketch.vertices.len());
        let cost = improve(sketch, &arcs, &mut order, options, effort);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, order.columns));
        }
    }
    let Some((cost, columns)) = best else { return 0 };
    sketch.columns = columns;
    cost.0
}

/// Crossings, and among orders that cross equally often the sum of all differences in height.
type Cost = (usize, i64);

/// The vertices of each column from top to bottom, and the position of each vertex in its column.
struct Order {
    columns: Vec<Vec<u32>>,
    position: Vec<u32>,
}

impl Order {
    fn new(columns: Vec<Vec<u32>>, n_vertices: usize) -> Order {
        let mut res = Order { columns, position: vec![0; n_vertices] };
        for column in 0..res.columns.len() {
            res.note(column);
        }
        res
    }

    /// Writes down the positions of a column that has changed.
    fn note(&mut self, column: usize) {
        for (position, &vertex) in (0..).zip(&self.columns[column]) {
            self.position[vertex as usize] = position;
        }
    }
}

fn improve(
    sketch: &Sketch,
    arcs: &Arcs,
    order: &mut Order,
    options: &Options,
    effort: Effort,
) -> Cost {
    let mut tops = vec![0.0; sketch.vertices.len()];
    let measure = |order: &Order, tops: &mut Vec<f32>| {
        order.columns.iter().for_each(|it| stack(sketch, it, options, tops));
        (arcs.crossings(order), arcs.steepness(tops))
    };
    let mut best = (measure(order, &mut tops), order.columns.clone());
    let mut fruitless = 0;
    for sweep in 0..effort.sweeps {
        sweep_once(sketch, arcs, order, options, &mut tops, sweep);
        let cost = measure(order, &mut tops);
        // Small gains in length alone are not worth going on for.
        fruitless = if cost.0 < best.0.0 { 0 } else { fruitless + 1 };
        if cost < best.0 {
            best = (cost, order.columns.clone());
        }
        if fruitless == 4 {
            break;
        }
    }
    *order = Order::new(best.1, sketch.vertices.len());
    for _ in 0..effort.sifts {
        if best.0.0 == 0 || sift::all(sketch, arcs, order) == 0 {
            break;
        }
        best.0 = measure(order, &mut tops);
    }
    best.0
}

/// Sorts one column after another by the mean height of what it is joined to: even sweeps look to the
/// left, odd ones to the right, and every third looks both ways.
fn sweep_once(
    sketch: &Sketch,
    arcs: &Arcs,
    order: &mut Order,
    options: &Options,
    tops: &mut [f32],
    sweep: u32,
) {
    let n_columns = order.columns.len();
    for column in 0..n_columns {
        stack(sketch, &order.columns[column], options, tops);
    }
    for step in 0..n_columns {
        let rightwards = sweep.is_multiple_of(2);
        let column = if rightwards { step } else { n_columns - 1 - step };
        if sketch.is_fixed(column) {
            continue;
        }
        let both = sweep % 3 == 2;
        let (left, right) = (rightwards || both, !rightwards || both);
        let mut wishes: Vec<(f32, u32)> = order.columns[column]
            .iter()
            .map(|&vertex| (arcs.wished_middle(sketch, tops, vertex, left, right), vertex))
            .collect();
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        order.columns[column] = wishes.into_iter().map(|(_, vertex)| vertex).collect();
        order.note(column);
        stack(sketch, &order.columns[column], options, tops);
    }
}

/// Heights as if the column were as tight as can be and centred.
fn stack(sketch: &Sketch, column: &[u32], options: &Options, tops: &mut [f32]) {
    let gap_below = |vertex: u32| match sketch.vertices[vertex as usize].kind {
        Kind::Box(_) => options.box_gap as f32,
        Kind::Passage => options.line_gap as f32,
        Kind::Phantom => 0.0,
    };
    let height = |vertex: u32| sketch.vertices[vertex as usize].size.height as f32;
    let total: f32 = column.iter().map(|&it| height(it) + gap_below(it)).sum();
    let mut top = -total / 2.0;
    for &vertex in column {
        tops[vertex as usize] = top;
        top += height(vertex) + gap_below(vertex);
    }
}
