//! Every vertex is tried at every place of its column, in very large drawings at those nearby.

use super::arcs::Arcs;
use super::{Order, Sketch};
use std::cmp::Ordering;

/// How many places are tried in a round at most, if every vertex is tried at a few.
const MOST_TRIES: usize = 8_000_000;
/// Each vertex is tried at this many places in both directions in any case.
const LEAST_WINDOW: usize = 16;

/// Sifts all columns once; returns how many crossings that took away.
pub(super) fn all(sketch: &Sketch, arcs: &Arcs, order: &mut Order) -> usize {
    let n_columns = order.columns.len();
    let forth = 0..n_columns;
    let back = (0..n_columns).rev();
    let free = forth.chain(back).filter(|&it| !sketch.is_fixed(it));
    let window = (MOST_TRIES / sketch.vertices.len().max(1)).max(LEAST_WINDOW);
    free.map(|column| sift_column(arcs, order, column, window)).sum()
}

fn sift_column(arcs: &Arcs, order: &mut Order, column: usize, window: usize) -> usize {
    let neighbours = Neighbours::new(arcs, order, column);
    let mut gained = 0;
    let mut standing: Vec<usize> = (0..order.columns[column].len()).collect();
    for moving in 0..standing.len() {
        let from = standing.iter().position(|&it| it == moving).unwrap_or_default();
        let (to, gain) = best_place(&neighbours, &standing, from, window);
        if gain > 0 {
            standing.remove(from);
            standing.insert(to, moving);
            gained += gain;
        }
    }
    if gained > 0 {
        let old = &order.columns[column];
        order.columns[column] = standing.into_iter().map(|it| old[it]).collect();
        order.note(column);
    }
    gained
}

/// Where the vertex at `from` crosses least, and how much less than where it is.
fn best_place(
    neighbours: &Neighbours,
    standing: &[usize],
    from: usize,
    window: usize,
) -> (usize, usize) {
    let moving = standing[from];
    let mut best = (from, 0_i64);
    let mut change = 0_i64;
    for to in (0..from).rev().take(window) {
        let passed = standing[to];
        change += neighbours.crossings(moving, passed) - neighbours.crossings(passed, moving);
        if change < best.1 {
            best = (to, change);
        }
    }
    change = 0;
    for (to, &passed) in standing.iter().enumerate().skip(from + 1).take(window) {
        change += neighbours.crossings(passed, moving) - neighbours.crossings(moving, passed);
        if change < best.1 {
            best = (to, change);
        }
    }
    (best.0, usize::try_from(-best.1).unwrap_or(0))
}

/// The sorted far ends of the connections of each vertex of a column.
struct Neighbours {
    left: Vec<Vec<u64>>,
    right: Vec<Vec<u64>>,
}

impl Neighbours {
    fn new(arcs: &Arcs, order: &Order, column: usize) -> Neighbours {
        let keys = |joints: &[super::arcs::Joint]| {
            let mut keys: Vec<u64> = joints.iter().map(|it| it.key(order)).collect();
            keys.sort_unstable();
            keys
        };
        let vertices = &order.columns[column];
        Neighbours {
            left: vertices.iter().map(|&it| keys(&arcs.left_of[it as usize])).collect(),
            right: vertices.iter().map(|&it| keys(&arcs.right_of[it as usize])).collect(),
        }
    }

    /// How many connections of the two cross when `upper` stands above `lower`.
    fn crossings(&self, upper: usize, lower: usize) -> i64 {
        count_greater(&self.left[upper], &self.left[lower])
            + count_greater(&self.right[upper], &self.right[lower])
    }
}

/// How many pairs have a greater key in `upper` than in `lower`, both sorted.
fn count_greater(upper: &[u64], lower: &[u64]) -> i64 {
    let mut res = 0;
    let mut smaller = 0;
    for key in upper {
        while lower.get(smaller).is_some_and(|it| it.cmp(key) == Ordering::Less) {
            smaller += 1;
        }
        res += smaller;
    }
    i64::try_from(res).unwrap_or(i64::MAX)
}
