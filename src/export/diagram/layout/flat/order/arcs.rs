//! The connections between neighbouring columns, as far as ordering cares about them.

use super::{Order, Sketch};
use crate::export::diagram::layout::flat::sketch::Wire;

/// The connections, listed for both their vertices.
pub(super) struct Arcs {
    /// By channel.
    channels: Vec<Vec<Arc>>,
    /// What each vertex is joined to in the columns to its left and right.
    pub(super) left_of: Vec<Vec<Joint>>,
    pub(super) right_of: Vec<Vec<Joint>>,
}

/// A connection between two vertices, at heights from their tops.
#[derive(Clone, Copy)]
struct Arc {
    left: (u32, i32),
    right: (u32, i32),
}

/// A connection seen from one of its vertices.
#[derive(Clone, Copy)]
pub(super) struct Joint {
    /// Where it is at this vertex.
    here: i32,
    pub(super) other: u32,
    /// Where it is at the other vertex.
    there: i32,
}

impl Arcs {
    pub(super) fn new(sketch: &Sketch) -> Arcs {
        let n_vertices = sketch.vertices.len();
        let mut res = Arcs {
            channels: Vec::with_capacity(sketch.channels.len()),
            left_of: vec![Vec::new(); n_vertices],
            right_of: vec![Vec::new(); n_vertices],
        };
        for wires in &sketch.channels {
            let arcs: Vec<Arc> = wires.iter().flat_map(|wire| arcs_of(sketch, wire)).collect();
            for &Arc { left, right } in &arcs {
                let joint = Joint { here: left.1, other: right.0, there: right.1 };
                res.right_of[left.0 as usize].push(joint);
                let joint = Joint { here: right.1, other: left.0, there: left.1 };
                res.left_of[right.0 as usize].push(joint);
            }
            res.channels.push(arcs);
        }
        res
    }

    /// How many pairs of connections cross in this order.
    pub(super) fn crossings(&self, order: &Order) -> usize {
        self.channels.iter().map(|arcs| crossings(arcs, order)).sum()
    }

    /// The sum of the differences in height that the connections overcome.
    pub(super) fn steepness(&self, tops: &[f32]) -> i64 {
        let level = |(vertex, at): (u32, i32)| tops[vertex as usize] + at as f32;
        let arcs = self.channels.iter().flatten();
        let sum: f32 = arcs.map(|it| (level(it.left) - level(it.right)).abs()).sum();
        sum as i64
    }

    /// The middle at which `vertex` would be level with what it is joined to on the given sides, or
    /// where it is now when it is joined to nothing.
    pub(super) fn wished_middle(
        &self,
        sketch: &Sketch,
        tops: &[f32],
        vertex: u32,
        left: bool,
        right: bool,
    ) -> f32 {
        let idx = vertex as usize;
        let half = sketch.vertices[idx].size.height as f32 / 2.0;
        let lefts = if left { &self.left_of[idx][..] } else { &[] };
        let rights = if right { &self.right_of[idx][..] } else { &[] };
        let n_joints = lefts.len() + rights.len();
        if n_joints == 0 {
            return tops[idx] + half;
        }
        let level = |it: &Joint| tops[it.other as usize] + (it.there - it.here) as f32;
        let sum: f32 = lefts.iter().chain(rights).map(level).sum();
        sum / n_joints as f32 + half
    }
}

impl Joint {
    /// Sorts like the height of the far end in its column.
    pub(super) fn key(self, order: &Order) -> u64 {
        key(order, (self.other, self.there))
    }
}

fn key(order: &Order, (vertex, at): (u32, i32)) -> u64 {
    u64::from(order.position[vertex as usize]) << 32 | u64::from(at.max(0).unsigned_abs())
}

/// Each pin on the one side with each on the other would be too many: the side with fewer pins is
/// represented by its first for all but the first pin of the other.
fn arcs_of<'a>(sketch: &'a Sketch, wire: &'a Wire) -> impl Iterator<Item = Arc> + 'a {
    let at = |pin: u32| {
        let pin = &sketch.pins[pin as usize];
        (pin.vertex, pin.strip.0.midpoint(pin.strip.1))
    };
    let ends = move |pins: &[u32]| -> Vec<(u32, i32)> {
        match (pins, wire.phantom) {
            ([], Some(phantom)) => vec![(phantom, 0)],
            (pins, _) => pins.iter().map(|&it| at(it)).collect(),
        }
    };
    let (lefts, rights) = (ends(&wire.left), ends(&wire.right));
    let all_left = lefts.clone().into_iter().map({
        let first = rights.first().copied();
        move |left| first.map(|right| Arc { left, right })
    });
    let other_right = rights.into_iter().skip(1).map({
        let first = lefts.first().copied();
        move |right| first.map(|left| Arc { left, right })
    });
    all_left.chain(other_right).flatten()
}

/// Counts inversions: pairs whose left ends are in one order and whose right ends in the other.
fn crossings(arcs: &[Arc], order: &Order) -> usize {
    let mut keys: Vec<(u64, u64)> =
        arcs.iter().map(|it| (key(order, it.left), key(order, it.right))).collect();
    keys.sort_unstable();
    let mut rights: Vec<u64> = keys.iter().map(|it| it.1).collect();
    count_inversions(&mut rights)
}

/// Sorts `keys` by merging and counts the pairs that stood in the wrong order.
fn count_inversions(keys: &mut [u64]) -> usize {
    let mut res = 0;
    let mut merged = Vec::with_capacity(keys.len());
    let mut width = 1;
    while width < keys.len() {
        for start in (0..keys.len()).step_by(2 * width) {
            let middle = (start + width).min(keys.len());
            let end = (start + 2 * width).min(keys.len());
            let (mut upper, mut lower) = (start, middle);
            merged.clear();
            while upper < middle || lower < end {
                if lower == end || upper < middle && keys[upper] <= keys[lower] {
                    merged.push(keys[upper]);
                    upper += 1;
                } else {
                    res += middle - upper;
                    merged.push(keys[lower]);
                    lower += 1;
                }
            }
            keys[start..end].copy_from_slice(&merged);
        }
        width *= 2;
    }
    res
}
