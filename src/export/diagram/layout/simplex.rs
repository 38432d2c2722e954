//! Numbers on a line, tied by minimum distances, brought as close together as can be.
//!
//! The network simplex method of Gansner, Koutsofios, North and Vo ("A technique for drawing directed
//! graphs", 1993). The numbers obey their distances all the time, so the work may stop at any moment.

mod spanning_tree;

use spanning_tree::SpanningTree;

/// `head` must be at least `gap` above `tail`; what lies between them costs `weight` a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) gap: i32,
    pub(super) weight: i32,
}

/// Moves `places`, which must obey all `ties` already, to where the weighted lengths of the ties sum
/// up to the least, or until `work` steps are spent. Returns the steps that were not spent. The ties
/// must join all places; otherwise nothing is moved.
pub(super) fn tighten(ties: &[Tie], places: &mut [i32], work: usize) -> usize {
    let network = Network::new(ties, places.len());
    let Some(mut tree) = SpanningTree::grow(&network, places) else { return work };
    let mut left = work;
    while let Some(leaving) = tree.next_leaving() {
        let spent = pivot(&network, &mut tree, places, leaving);
        left = left.saturating_sub(spent);
        if left == 0 {
            break;
        }
    }
    left
}

/// The ties, and which of them begin and end at each place.
struct Network<'a> {
    ties: &'a [Tie],
    starting: Lists,
    ending: Lists,
}

impl Network<'_> {
    fn new(ties: &[Tie], n_places: usize) -> Network<'_> {
        let starting = Lists::new(n_places, ties.iter().map(|it| it.tail));
        let ending = Lists::new(n_places, ties.iter().map(|it| it.head));
        Network { ties, starting, ending }
    }

    fn tie(&self, tie: u32) -> Tie {
        self.ties[tie as usize]
    }

    /// How far the ends are apart beyond what they must.
    fn slack(&self, tie: u32, places: &[i32]) -> i32 {
        let Tie { tail, head, gap, .. } = self.tie(tie);
        places[head as usize] - places[tail as usize] - gap
    }
}

/// For each place a list of ties, in one piece of memory.
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(n_places: usize, place_of_tie: impl Iterator<Item = u32> + Clone) -> Lists {
        let mut starts = vec![0_u32; n_places + 1];
        for place in place_of_tie.clone() {
            starts[place as usize + 1] += 1;
        }
        for idx in 0..n_places {
            starts[idx + 1] += starts[idx];
        }
        let mut items = vec![0; starts[n_places] as usize];
        let mut next = starts.clone();
        for (tie, place) in (0..).zip(place_of_tie) {
            items[next[place as usize] as usize] = tie;
            next[place as usize] += 1;
        }
        Lists { starts, items }
    }

    fn of(&self, place: u32) -> &[u32] {
        let place = place as usize;
        &self.items[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// Takes `leaving` out of the tree, moves one of the two parts until another tie between them is
/// tight, and puts that one in. Returns the steps it took.
fn pivot(network: &Network, tree: &mut SpanningTree, places: &mut [i32], leaving: usize) -> usize {
    let (entering, slack, scanned) = find_entering(network, tree, places, leaving);
    let entering = entering.expect("only a tie that leads back can make a cut negative");
    let branch = tree.branch(network, leaving);
    let towards = if tree.is_branch_tail(network, leaving) { -slack } else { slack };
    if branch.len() * 2 <= places.len() {
        for &place in tree.members(branch) {
            places[place as usize] += towards;
        }
    } else {
        for &place in tree.members(0..branch.start) {
            places[place as usize] -= towards;
        }
        for &place in tree.members(branch.end..places.len()) {
            places[place as usize] -= towards;
        }
    }
    scanned + tree.exchange(network, leaving, entering)
}

/// The tightest tie that leads from the head's part to the tail's part of the `leaving` tie.
fn find_entering(
    network: &Network,
    tree: &SpanningTree,
    places: &[i32],
    leaving: usize,
) -> (Option<u32>, i32, usize) {
    let branch = tree.branch(network, leaving);
    let branch_is_tail = tree.is_branch_tail(network, leaving);
    let mut best = (None, i32::MAX);
    let mut scanned = 0;
    let mut scan = |members: &[u32], inside: bool| {
        // Seen from the tail's part the tie comes in, seen from the head's part it goes out.
        let comes_in = branch_is_tail == inside;
        for &place in members {
            let list = if comes_in { &network.ending } else { &network.starting };
            for &tie in list.of(place) {
                scanned += 1;
                let Tie { tail, head, .. } = network.tie(tie);
                let other = if comes_in { tail } else { head };
                if tree.is_in(&branch, other) == inside {
                    continue;
                }
                let slack = network.slack(tie, places);
                if slack < best.1 {
                    best = (Some(tie), slack);
                }
            }
        }
    };
    if branch.len() * 2 <= places.len() {
        scan(tree.members(branch.clone()), true);
    } else {
        scan(tree.members(0..branch.start), false);
        scan(tree.members(branch.end..places.len()), false);
    }
    (best.0, best.1, scanned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(tail: u32, head: u32, gap: i32, weight: i32) -> Tie {
        Tie { tail, head, gap, weight }
    }

    fn cost(ties: &[Tie], places: &[i32]) -> i64 {
        let length = |it: &Tie| i64::from(places[it.head as usize] - places[it.tail as usize]);
        ties.iter().map(|it| i64::from(it.weight) * length(it)).sum()
    }

    #[test]
    fn the_heavier_tie_is_the_shorter_one() {
        let ties = [tie(0, 1, 1, 1), tie(0, 2, 5, 1), tie(1, 2, 1, 3)];
        let mut places = [0, 1, 9];
        tighten(&ties, &mut places, 1000);
        assert_eq!([places[1] - places[0], places[2] - places[1]], [4, 1]);
    }

    #[test]
    fn parts_that_nothing_joins_stay() {
        let mut places = [3, 9];
        assert_eq!(tighten(&[], &mut places, 10), 10);
        assert_eq!(places, [3, 9]);
    }

    /// Compares with a search through all places within a small range.
    #[test]
    fn nothing_better_is_found_by_brute_force() {
        let mut seed = 7_u32;
        let mut random = move |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..200 {
            let mut ties: Vec<Tie> = (1..5).map(|it| tie(it - 1, it, 0, 0)).collect();
            for _ in 0..5 {
                let head = 1 + random(4);
                let gap = i32::try_from(random(3)).unwrap();
                let weight = i32::try_from(random(4)).unwrap();
                ties.push(tie(random(head), head, gap, weight));
            }
            let mut places: Vec<i32> = (0..5).map(|it| it * 3).collect();
            tighten(&ties, &mut places, 10_000);
            assert_eq!(cost(&ties, &places), brute_force(&ties));
        }
    }

    fn brute_force(ties: &[Tie]) -> i64 {
        let mut best = i64::MAX;
        for code in 0..9_i32.pow(4) {
            let places: Vec<i32> =
                (0..5).map(|it| if it == 0 { 0 } else { code / 9_i32.pow(it - 1) % 9 }).collect();
            let holds = |it: &Tie| places[it.head as usize] - places[it.tail as usize] >= it.gap;
            if ties.iter().all(holds) {
                best = best.min(cost(ties, &places));
            }
        }
        best
    }
}
