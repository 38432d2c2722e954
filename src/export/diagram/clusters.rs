//! Boxes that belong together, where nobody has said so: those with more lines among each other than to others.
//!
//! Boxes and then whole clusters move to where modularity grows most (Blondel, Guillaume, Lambiotte and Lefebvre,
//! "Fast unfolding of communities in large networks", 2008), as long as a cluster can be shown in one picture.

use std::collections::BTreeMap;

/// How many boxes a cluster holds at most.
const LARGEST: usize = 48;
/// Smaller clusters are joined to others.
const SMALLEST: usize = 4;
/// How often all boxes are looked at in one round at most.
const MOST_PASSES: usize = 12;

/// For each of `n_boxes` boxes the number of its cluster; nothing for what has no lines, or next to none.
pub(super) fn clusters(n_boxes: usize, lines: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut members: Vec<Vec<usize>> = (0..n_boxes).map(|it| vec![it]).collect();
    let mut weights = Weights::new(n_boxes, lines);
    loop {
        let homes = weights.settle(&members);
        let n_before = members.len();
        (members, weights) = joined(&members, &weights, &homes);
        if members.len() == n_before {
            break;
        }
    }
    let mut res = vec![None; n_boxes];
    let large = members.iter().filter(|it| it.len() >= SMALLEST);
    for (number, boxes) in large.enumerate() {
        boxes.iter().for_each(|&it| res[it] = Some(number));
    }
    join_rest(&mut res, &members, lines);
    res
}

/// How many lines there are between clusters.
struct Weights {
    /// For each cluster its neighbours, by number, itself left out.
    beside: Vec<BTreeMap<usize, f64>>,
    /// For each cluster how many ends of lines are in it.
    ends: Vec<f64>,
    total: f64,
}

impl Weights {
    fn new(n_boxes: usize, lines: &[(usize, usize)]) -> Weights {
        let mut res = Weights {
            beside: vec![BTreeMap::new(); n_boxes],
            ends: vec![0.0; n_boxes],
            total: 0.0,
        };
        for &(a, b) in lines.iter().filter(|(a, b)| a != b) {
            for (a, b) in [(a, b), (b, a)] {
                *res.beside[a].entry(b).or_default() += 1.0;
                res.ends[a] += 1.0;
            }
            res.total += 2.0;
        }
        res
    }

    /// Moves every cluster to the one it has most to do with, until none wants to move.
    fn settle(&self, members: &[Vec<usize>]) -> Vec<usize> {
        let mut homes: Vec<usize> = (0..members.len()).collect();
        let mut sizes: Vec<usize> = members.iter().map(Vec::len).collect();
        let mut ends = self.ends.clone();
        for _ in 0..MOST_PASSES {
            let mut has_moved = false;
            for cluster in 0..members.len() {
                let (home, size) = (homes[cluster], members[cluster].len());
                sizes[home] -= size;
                ends[home] -= self.ends[cluster];
                let best = self.best(cluster, &homes, &ends, |it| sizes[it] + size <= LARGEST);
                sizes[best] += size;
                ends[best] += self.ends[cluster];
                has_moved |= best != home;
                homes[cluster] = best;
            }
            if !has_moved {
                break;
            }
        }
        homes
    }

    /// Where modularity grows most when a cluster moves there; where it is, if that is as good.
    fn best(
        &self,
        cluster: usize,
        homes: &[usize],
        ends: &[f64],
        has_room: impl Fn(usize) -> bool,
    ) -> usize {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::from([(homes[cluster], 0.0)]);
        for (&other, weight) in &self.beside[cluster] {
            *shared.entry(homes[other]).or_default() += weight;
        }
        let gain = |home: usize, weight: f64| {
            weight - ends[home] * self.ends[cluster] / self.total.max(1.0)
        };
        let here = homes[cluster];
        let mut best = (gain(here, shared[&here]), here);
        for (&home, &weight) in shared.iter().filter(|(it, _)| **it != here && has_room(**it)) {
            let gain = gain(home, weight);
            if gain > best.0 + 1e-9 {
                best = (gain, home);
            }
        }
        best.1
    }
}

/// The clusters that clusters make together.
fn joined(
    members: &[Vec<usize>],
    weights: &Weights,
    homes: &[usize],
) -> (Vec<Vec<usize>>, Weights) {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for &home in homes {
        let next = numbers.len();
        numbers.entry(home).or_insert(next);
    }
    let mut res = vec![Vec::new(); numbers.len()];
    let mut joined = Weights {
        beside: vec![BTreeMap::new(); numbers.len()],
        ends: vec![0.0; numbers.len()],
        total: weights.total,
    };
    for (cluster, home) in homes.iter().enumerate() {
        let number = numbers[home];
        res[number].extend_from_slice(&members[cluster]);
        joined.ends[number] += weights.ends[cluster];
        for (&other, weight) in &weights.beside[cluster] {
            let other = numbers[&homes[other]];
            if other != number {
                *joined.beside[number].entry(other).or_default() += weight;
            }
        }
    }
    (res, joined)
}

/// Small clusters go where most of their lines lead, even where that is full.
fn join_rest(homes: &mut [Option<usize>], members: &[Vec<usize>], lines: &[(usize, usize)]) {
    let mut cluster_of = vec![0; homes.len()];
    for (cluster, boxes) in members.iter().enumerate() {
        boxes.iter().for_each(|&it| cluster_of[it] = cluster);
    }
    let mut wishes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for &(a, b) in lines {
        for (from, to) in [(a, b), (b, a)] {
            if let (None, Some(home)) = (homes[from], homes[to]) {
                *wishes.entry(cluster_of[from]).or_default().entry(home).or_default() += 1;
            }
        }
    }
    for (cluster, wishes) in wishes {
        let most = wishes.iter().max_by_key(|(home, count)| (**count, std::cmp::Reverse(**home)));
        if let Some((&home, _)) = most {
            members[cluster].iter().for_each(|&it| homes[it] = Some(home));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything in `boxes` linked to everything.
    fn clique(boxes: std::ops::Range<usize>) -> Vec<(usize, usize)> {
        boxes.clone().flat_map(|a| (a + 1..boxes.end).map(move |b| (a, b))).collect()
    }

    #[test]
    fn what_hangs_together_is_found() {
        let mut lines = clique(0..6);
        lines.extend(clique(6..12));
        lines.push((0, 6));
        let found = clusters(13, &lines);
        assert!(found[..6].iter().all(|it| *it == Some(0)), "{found:?}");
        assert!(found[6..12].iter().all(|it| *it == Some(1)), "{found:?}");
        assert_eq!(found[12], None);
    }

    #[test]
    fn no_cluster_is_much_larger_than_a_picture() {
        let star: Vec<(usize, usize)> = (1..1000).map(|it| (it, 0)).collect();
        let chain: Vec<(usize, usize)> = (1..1000).map(|it| (it, it - 1)).collect();
        for (lines, most) in [(chain, LARGEST + 2 * SMALLEST), (star, 1000)] {
            let found = clusters(1000, &lines);
            let mut sizes: BTreeMap<Option<usize>, usize> = BTreeMap::new();
            found.iter().for_each(|it| *sizes.entry(*it).or_default() += 1);
            assert!(sizes.values().all(|it| *it <= most), "{sizes:?}");
        }
    }

    #[test]
    fn nothing_has_no_clusters() {
        assert!(clusters(0, &[]).is_empty());
        assert_eq!(clusters(3, &[(1, 1)]), [None; 3]);
    }
}
