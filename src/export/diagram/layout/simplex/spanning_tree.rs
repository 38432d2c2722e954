//! The tree of tight ties that the network simplex walks along.

use super::{Network, Tie};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// How many ties that would pay are looked at before the best of them is taken.
const SAMPLE: usize = 40;
const NO_TIE: u32 = u32::MAX;

/// A spanning tree of tight ties, its places numbered so that every branch is one range of numbers.
pub(super) struct SpanningTree {
    /// The ties in the tree.
    ties: Vec<u32>,
    /// What a unit of length of each tree tie costs, by tie: negative means that it pays to stretch.
    cut: Vec<i64>,
    /// The tree ties at each place.
    ties_of: Vec<Vec<u32>>,
    /// The tree tie that leads from each place towards the root.
    up: Vec<u32>,
    /// The first number in the branch of each place.
    low: Vec<u32>,
    /// The number of each place: the last in its branch.
    number: Vec<u32>,
    /// The place that has each number.
    by_number: Vec<u32>,
    /// Where the search for the next tie to leave goes on.
    cursor: usize,
}

impl SpanningTree {
    /// Moves `places` so that tight ties join them all, or says that no ties do.
    pub(super) fn grow(network: &Network, places: &mut [i32]) -> Option<SpanningTree> {
        let ties = tight_ties(network, places)?;
        let n_places = places.len();
        let mut tree = SpanningTree {
            cut: vec![0; network.ties.len()],
            ties_of: vec![Vec::new(); n_places],
            up: vec![NO_TIE; n_places],
            low: vec![0; n_places],
            number: vec![0; n_places],
            by_number: vec![0; n_places],
            cursor: 0,
            ties,
        };
        for &tie in &tree.ties {
            let Tie { tail, head, .. } = network.tie(tie);
            tree.ties_of[tail as usize].push(tie);
            tree.ties_of[head as usize].push(tie);
        }
        if n_places > 0 {
            tree.renumber(network, 0, 0);
        }
        tree.compute_cuts(network);
        Some(tree)
    }

    /// The position in the tree of a tie that pays to be stretched.
    pub(super) fn next_leaving(&mut self) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for step in 0..self.ties.len() {
            let idx = (self.cursor + step) % self.ties.len();
            let cut = self.cut[self.ties[idx] as usize];
            if cut >= 0 {
                continue;
            }
            if best.is_none_or(|(least, _)| cut < least) {
                best = Some((cut, idx));
            }
            found += 1;
            if found == SAMPLE {
                self.cursor = idx;
                break;
            }
        }
        best.map(|(_, idx)| idx)
    }

    /// The numbers of the places that a tree tie holds to the rest of the tree.
    pub(super) fn branch(&self, network: &Network, leaving: usize) -> Range<usize> {
        let lower = self.lower_end(network, leaving) as usize;
        self.low[lower] as usize..self.number[lower] as usize + 1
    }

    /// Whether the branch below a tree tie hangs at its tail.
    pub(super) fn is_branch_tail(&self, network: &Network, leaving: usize) -> bool {
        network.tie(self.ties[leaving]).tail == self.lower_end(network, leaving)
    }

    /// The places that have these numbers.
    pub(super) fn members(&self, numbers: Range<usize>) -> &[u32] {
        &self.by_number[numbers]
    }

    /// Whether `place` has one of these numbers.
    pub(super) fn is_in(&self, numbers: &Range<usize>, place: u32) -> bool {
        numbers.contains(&(self.number[place as usize] as usize))
    }

    /// Puts the tight tie `entering` in the place of a tree tie; returns the steps it took.
    pub(super) fn exchange(&mut self, network: &Network, leaving: usize, entering: u32) -> usize {
        let out = self.ties[leaving];
        let gain = self.cut[out as usize];
        let Tie { tail, head, .. } = network.tie(entering);
        let meeting = self.shift_cuts(network, tail, head, gain, true);
        self.shift_cuts(network, head, tail, gain, false);
        self.cut[out as usize] = 0;
        self.cut[entering as usize] = -gain;
        self.ties[leaving] = entering;
        let Tie { tail: out_tail, head: out_head, .. } = network.tie(out);
        for end in [out_tail, out_head] {
            self.ties_of[end as usize].retain(|&it| it != out);
        }
        for end in [tail, head] {
            self.ties_of[end as usize].push(entering);
        }
        let first = self.low[meeting as usize];
        self.renumber(network, meeting, first)
    }

    /// Adds `gain` to the cuts on the way up from `start` to the branch that holds `goal`, against the
    /// sign where a tie points the other way. Returns where the ways meet.
    fn shift_cuts(
        &mut self,
        network: &Network,
        start: u32,
        goal: u32,
        gain: i64,
        upwards: bool,
    ) -> u32 {
        let mut place = start;
        loop {
            let idx = place as usize;
            let branch = self.low[idx] as usize..self.number[idx] as usize + 1;
            if self.is_in(&branch, goal) {
                return place;
            }
            let tie = self.up[idx];
            let Tie { tail, head, .. } = network.tie(tie);
            let along = (tail == place) == upwards;
            self.cut[tie as usize] += if along { gain } else { -gain };
            place = if tail == place { head } else { tail };
        }
    }

    /// The end of a tree tie that is farther from the root.
    fn lower_end(&self, network: &Network, leaving: usize) -> u32 {
        let tie = self.ties[leaving];
        let Tie { tail, head, .. } = network.tie(tie);
        // The lower end is the one whose way up is this very tie.
        if self.up[tail as usize] == tie { tail } else { head }
    }

    /// Numbers the branch of `root` anew, beginning with `first`; returns how many places it has.
    fn renumber(&mut self, network: &Network, root: u32, first: u32) -> usize {
        let mut next = first;
        let mut open: Vec<(u32, usize)> = vec![(root, 0)];
        self.low[root as usize] = next;
        while let Some((place, idx)) = open.last_mut() {
            let here = *place;
            let Some(&tie) = self.ties_of[here as usize].get(*idx) else {
                self.number[here as usize] = next;
                self.by_number[next as usize] = here;
                next += 1;
                open.pop();
                continue;
            };
            *idx += 1;
            if tie == self.up[here as usize] {
                continue;
            }
            let Tie { tail, head, .. } = network.tie(tie);
            let below = if tail == here { head } else { tail };
            self.up[below as usize] = tie;
            self.low[below as usize] = next;
            open.push((below, 0));
        }
        (next - first) as usize
    }

    /// A cut is what leaves the tail's part minus what enters it, and a branch is a range of numbers,
    /// so sums over ranges give them all.
    fn compute_cuts(&mut self, network: &Network) {
        let mut sums = vec![0_i64; self.by_number.len() + 1];
        let weigh = |ties: &[u32]| -> i64 {
            ties.iter().map(|&it| i64::from(network.tie(it).weight)).sum()
        };
        for (number, &place) in self.by_number.iter().enumerate() {
            let leaves = weigh(network.starting.of(place));
            let enters = weigh(network.ending.of(place));
            sums[number + 1] = sums[number] + leaves - enters;
        }
        for idx in 0..self.ties.len() {
            let branch = self.branch(network, idx);
            let flow = sums[branch.end] - sums[branch.start];
            let cut = if self.is_branch_tail(network, idx) { flow } else { -flow };
            self.cut[self.ties[idx] as usize] = cut;
        }
    }
}

/// Finds ties that join all places without a cycle, moving places until these ties are tight: the
/// tree grows by the tie that needs the least move of all that is not yet in it.
fn tight_ties(network: &Network, places: &mut [i32]) -> Option<Vec<u32>> {
    let mut frontier =
        Frontier { moved: 0, leaving: BinaryHeap::new(), entering: BinaryHeap::new() };
    let mut is_inside = vec![false; places.len()];
    let mut res = Vec::with_capacity(places.len().saturating_sub(1));
    let mut newest = 0;
    for _ in 1..places.len() {
        is_inside[newest as usize] = true;
        frontier.open(network, places, &is_inside, newest);
        let (tie, outside) = frontier.take(network, &is_inside)?;
        places[outside as usize] += frontier.moved;
        res.push(tie);
        newest = outside;
    }
    Some(res)
}

/// The ties between the tree and what is outside, which has been moved as one.
struct Frontier {
    moved: i32,
    /// Ties that leave the tree, by slack without the move.
    leaving: BinaryHeap<Reverse<(i32, u32)>>,
    /// Ties that enter the tree, by slack without the move.
    entering: BinaryHeap<Reverse<(i32, u32)>>,
}

impl Frontier {
    fn open(&mut self, network: &Network, places: &[i32], is_inside: &[bool], place: u32) {
        for &tie in network.starting.of(place) {
            if !is_inside[network.tie(tie).head as usize] {
                self.leaving.push(Reverse((network.slack(tie, places), tie)));
            }
        }
        for &tie in network.ending.of(place) {
            if !is_inside[network.tie(tie).tail as usize] {
                self.entering.push(Reverse((network.slack(tie, places), tie)));
            }
        }
    }

    /// Takes the tie with the least slack, moves the outside by it, and names the outer end.
    fn take(&mut self, network: &Network, is_inside: &[bool]) -> Option<(u32, u32)> {
        let outer = |tie: u32| {
            let Tie { tail, head, .. } = network.tie(tie);
            if is_inside[tail as usize] { head } else { tail }
        };
        for heap in [&mut self.leaving, &mut self.entering] {
            while heap.peek().is_some_and(|&Reverse((_, tie))| is_inside[outer(tie) as usize]) {
                heap.pop();
            }
        }
        let leaving = self.leaving.peek().map(|&Reverse((slack, tie))| (slack + self.moved, tie));
        let entering = self.entering.peek().map(|&Reverse((slack, tie))| (slack - self.moved, tie));
        let leaves = match (leaving, entering) {
            (Some((out, _)), Some((back, _))) => out <= back,
            (leaving, _) => leaving.is_some(),
        };
        let (slack, tie) = if leaves { leaving? } else { entering? };
        self.moved += if leaves { -slack } else { slack };
        Some((tie, outer(tie)))
    }
}
