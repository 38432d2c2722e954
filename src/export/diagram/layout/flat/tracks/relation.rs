//! What it costs when one run stands left of another.

use super::{Options, Run};

/// More runs than this in a channel are not compared each with each.
pub(super) const MOST_RUNS: usize = 1500;
/// Lines nearer than this look like one.
const NEAREST: i32 = 3;
/// Lines nearer than this are hard to tell apart.
const NEAR: i32 = 7;
/// So many heights are sooner gone through than searched.
const FEW: usize = 8;
/// The cost of lines that look like one: more than all crossings together.
const CLASH: i32 = 1 << 20;

/// The cost of each pair of runs in both orders.
pub(super) struct Relations {
    n_runs: usize,
    /// `costs[a * n_runs + b]` is for `a` left of `b`.
    costs: Vec<i32>,
    /// How much more that costs than the other way round.
    excess: Vec<i32>,
}

impl Relations {
    pub(super) fn new(runs: &[Run], options: &Options) -> Relations {
        let mut res = Relations::none(runs.len());
        let ends: Vec<(i32, i32)> = runs.iter().map(|it| (it.top(), it.bottom())).collect();
        let mut by_top: Vec<usize> = (0..runs.len()).collect();
        by_top.sort_by_key(|&it| ends[it].0);
        let mut open: Vec<usize> = Vec::new();
        for run in by_top {
            open.retain(|&it| ends[it].1 + options.line_gap > ends[run].0);
            for &other in &open {
                res.compare(runs, run, other);
            }
            open.push(run);
        }
        res
    }

    /// The same when the runs at `split` were made shorter and others have come behind them.
    pub(super) fn renewed(&self, runs: &[Run], split: &[usize], options: &Options) -> Relations {
        let mut res = Relations::none(runs.len());
        for run in 0..self.n_runs {
            let (old, new) = (run * self.n_runs, run * res.n_runs);
            let (old, new) = (old..old + self.n_runs, new..new + self.n_runs);
            res.costs[new.clone()].copy_from_slice(&self.costs[old.clone()]);
            res.excess[new].copy_from_slice(&self.excess[old]);
        }
        let ends: Vec<(i32, i32)> = runs.iter().map(|it| (it.top(), it.bottom())).collect();
        let is_near = |a: usize, b: usize| {
            ends[a].1 + options.line_gap > ends[b].0 && ends[b].1 + options.line_gap > ends[a].0
        };
        for run in split.iter().copied().chain(self.n_runs..runs.len()) {
            for other in (0..runs.len()).filter(|&it| it != run) {
                match is_near(run, other) {
                    true => res.compare(runs, run, other),
                    false => res.set(run, other, 0, 0),
                }
            }
        }
        res
    }

    fn none(n_runs: usize) -> Relations {
        Relations { n_runs, costs: vec![0; n_runs * n_runs], excess: vec![0; n_runs * n_runs] }
    }

    fn compare(&mut self, runs: &[Run], a: usize, b: usize) {
        self.set(a, b, cost(&runs[a], &runs[b]), cost(&runs[b], &runs[a]));
    }

    /// Notes what it costs when `a` stands left of `b`, and the other way round.
    fn set(&mut self, a: usize, b: usize, here: i32, there: i32) {
        let (one, two) = (a * self.n_runs + b, b * self.n_runs + a);
        (self.costs[one], self.costs[two]) = (here, there);
        (self.excess[one], self.excess[two]) = (here - there, there - here);
    }

    /// An order from left to right, first by rule and then improved run by run.
    pub(super) fn best_order(&self, runs: &[Run], passes: usize) -> Vec<usize> {
        let mut res: Vec<usize> = (0..self.n_runs).collect();
        res.sort_by_cached_key(|&it| rule(&runs[it]));
        for _ in 0..passes {
            let mut has_moved = false;
            for run in 0..self.n_runs {
                let from = res.iter().position(|&it| it == run).unwrap_or_default();
                let to = self.best_place(&res, from);
                if to != from {
                    res.remove(from);
                    res.insert(to, run);
                    has_moved = true;
                }
            }
            if !has_moved {
                break;
            }
        }
        res
    }

    /// The runs that must be split, because they clash with another one in this order.
    pub(super) fn clashes(&self, order: &[usize], runs: &[Run]) -> Vec<usize> {
        let mut res = Vec::new();
        let can_split = |it: usize| {
            runs[it].bridge.is_none() && !runs[it].left.is_empty() && !runs[it].right.is_empty()
        };
        for (idx, &a) in order.iter().enumerate() {
            for &b in &order[idx + 1..] {
                if self.cost(a, b) < CLASH || res.contains(&a) || res.contains(&b) {
                    continue;
                }
                // Of two runs that could both be split, the longer has more room for it.
                let length = |it: usize| runs[it].bottom() - runs[it].top();
                let candidates = [a, b].into_iter().filter(|&it| can_split(it));
                res.extend(candidates.max_by_key(|&it| length(it)));
            }
        }
        res
    }

    /// What an order costs.
    pub(super) fn total(&self, order: &[usize]) -> usize {
        let pairs =
            (0..).zip(order).flat_map(|(idx, &a)| order[idx + 1..].iter().map(move |&b| (a, b)));
        pairs.map(|(a, b)| usize::try_from(self.cost(a, b)).unwrap_or(0)).sum()
    }

    fn cost(&self, left: usize, right: usize) -> i32 {
        self.costs[left * self.n_runs + right]
    }

    fn best_place(&self, order: &[usize], from: usize) -> usize {
        let first = order[from] * self.n_runs;
        let excess = &self.excess[first..first + self.n_runs];
        let mut best = (0, from);
        let mut change = 0;
        for to in (0..from).rev() {
            change += excess[order[to]];
            best = best.min((change, to));
        }
        let mut after = 0;
        for (to, &passed) in order.iter().enumerate().skip(from + 1) {
            after -= excess[passed];
            if after < best.0 {
                best = (after, to);
            }
        }
        if best.0 < 0 { best.1 } else { from }
    }
}

/// What crosses or comes too near when `a` stands left of `b`: the lines of `a` to the right pass `b`,
/// the lines of `b` to the left pass `a`.
fn cost(a: &Run, b: &Run) -> i32 {
    if a.wire == b.wire {
        // The two runs of a split wire: the one with the bridge on its right comes first.
        return if a.right.as_slice() == a.bridge.as_slice() { 0 } else { CLASH };
    }
    let crossings = count_between(&a.right, b) + count_between(&b.left, a);
    i32::try_from(crossings).unwrap_or(CLASH) + nearness(&a.right, &b.left)
}

/// How many of the sorted heights are between the ends of a run.
pub(super) fn count_between(heights: &[i32], run: &Run) -> usize {
    if heights.len() <= FEW {
        let (top, bottom) = (run.top(), run.bottom());
        return heights.iter().filter(|it| top < **it && **it < bottom).count();
    }
    let first = heights.partition_point(|&it| it <= run.top());
    let end = heights.partition_point(|&it| it < run.bottom());
    end.saturating_sub(first)
}

/// What it costs that these lines run above each other for a while, both lists sorted.
fn nearness(upper: &[i32], lower: &[i32]) -> i32 {
    let mut res = 0;
    let mut first = 0;
    for height in upper {
        while lower.get(first).is_some_and(|it| *it <= height - NEAR) {
            first += 1;
        }
        for other in lower[first..].iter().take_while(|it| **it < height + NEAR) {
            res += if (height - other).abs() < NEAREST { CLASH } else { 2 };
        }
    }
    res
}

/// Parallel steps do not cross when those that go down stand the lower the more left, and those that
/// go up the other way round.
fn rule(run: &Run) -> (bool, i32) {
    let middle = |heights: &[i32]| match (heights.first(), heights.last()) {
        (Some(first), Some(last)) => first.midpoint(*last),
        _ => 0,
    };
    match (run.left.is_empty(), run.right.is_empty()) {
        (false, true) => return (false, i32::MIN),
        (true, false) => return (true, i32::MAX),
        (true, true) | (false, false) => {}
    }
    let (left, right) = (middle(&run.left), middle(&run.right));
    if right > left { (true, -left) } else { (false, left) }
}
