//! The upright parts of the wires of a channel, in the order from left to right that crosses least.

mod relation;
mod split;

use super::Options;
use super::sketch::{Sketch, Wire};
use relation::Relations;

/// An upright line with the heights of the horizontal lines that meet it on both sides.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) wire: u32,
    /// Heights of the lines to the left, sorted.
    pub(super) left: Vec<i32>,
    /// Heights of the lines to the right, sorted.
    pub(super) right: Vec<i32>,
    /// For a wire of two runs, the height of the line between them.
    pub(super) bridge: Option<i32>,
}

impl Run {
    /// The upper end.
    pub(super) fn top(&self) -> i32 {
        ends(&self.left, &self.right, |it| it.first(), i32::min)
    }

    /// The lower end.
    pub(super) fn bottom(&self) -> i32 {
        ends(&self.left, &self.right, |it| it.last(), i32::max)
    }
}

fn ends(
    left: &[i32],
    right: &[i32],
    end: impl Fn(&[i32]) -> Option<&i32>,
    choose: impl Fn(i32, i32) -> i32,
) -> i32 {
    match (end(left), end(right)) {
        (Some(&a), Some(&b)) => choose(a, b),
        (Some(&it), None) | (None, Some(&it)) => it,
        (None, None) => 0,
    }
}

/// The runs of a channel from left to right, and how often they cross each other or what is level.
/// Wires that are level from end to end have none. Each is tried at every place `passes` times at most.
pub(super) fn order(
    sketch: &Sketch,
    channel: usize,
    options: &Options,
    passes: usize,
) -> (Vec<Run>, usize) {
    let wires = &sketch.channels[channel];
    let mut runs: Vec<Run> =
        (0..).zip(wires).map(|(idx, wire)| run_of(sketch, idx, wire)).collect();
    let mut heights: Vec<i32> =
        runs.iter().flat_map(|it| it.left.iter().chain(&it.right)).copied().collect();
    heights.sort_unstable();
    let mut level: Vec<i32> =
        runs.iter().filter(|it| it.top() == it.bottom()).map(Run::top).collect();
    level.sort_unstable();
    runs.retain(|it| it.top() != it.bottom());
    let passed = runs.iter().map(|it| relation::count_between(&level, it)).sum::<usize>();
    if runs.len() > relation::MOST_RUNS {
        // Too many to compare each with each: two runs per wire can always be put in order.
        let all: Vec<usize> = (0..runs.len()).collect();
        split::split(&mut runs, &all, &mut heights);
        runs.sort_by_key(|it| it.right.as_slice() != it.bridge.as_slice());
        return (runs, passed);
    }
    let mut relations = Relations::new(&runs, options);
    loop {
        let order = relations.best_order(&runs, passes);
        let clashing = relations.clashes(&order, &runs);
        if clashing.is_empty() {
            let mut slots: Vec<Option<Run>> = runs.into_iter().map(Some).collect();
            let crossings = passed + relations.total(&order);
            return (order.into_iter().filter_map(|it| slots[it].take()).collect(), crossings);
        }
        split::split(&mut runs, &clashing, &mut heights);
        relations = relations.renewed(&runs, &clashing, options);
    }
}

fn run_of(sketch: &Sketch, wire_idx: u32, wire: &Wire) -> Run {
    let heights = |pins: &[u32]| {
        let mut res: Vec<i32> = pins.iter().map(|&it| sketch.pin_y(it)).collect();
        res.sort_unstable();
        res
    };
    Run { wire: wire_idx, left: heights(&wire.left), right: heights(&wire.right), bridge: None }
}
