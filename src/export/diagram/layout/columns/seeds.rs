//! First guesses at the columns.

use super::{Neighbour, Problem, Seed};
use crate::export::diagram::layout::shuffle::Shuffle;
use std::collections::VecDeque;

/// For each box its links.
type Neighbours = [Vec<Neighbour>];

/// A column for each box, from which the search begins.
pub(super) fn columns(
    problem: &Problem,
    neighbours: &Neighbours,
    n_columns: u32,
    seed: Seed,
) -> Vec<u32> {
    match seed {
        Seed::Sweep => cut(problem, &sweep(problem, neighbours), n_columns),
        Seed::Hub => fold(&distances(neighbours, &[most_linked(neighbours)]), n_columns),
        Seed::Flow => fold(&flow(neighbours), n_columns),
    }
}

/// About every fifth box in another column, at least one.
pub(super) fn kicked(columns: &[u32], n_columns: u32, kick: u32) -> Vec<u32> {
    let mut random = Shuffle::new(kick);
    let mut res = columns.to_vec();
    for _ in 0..=columns.len() / 5 {
        let idx = random.below(columns.len());
        if let Some(column) = res.get_mut(idx) {
            *column = random.below(n_columns as usize) as u32;
        }
    }
    res
}

/// Folds a long row of layers back and forth.
fn fold(layers: &[u32], n_columns: u32) -> Vec<u32> {
    if n_columns == 1 {
        return vec![0; layers.len()];
    }
    let period = 2 * (n_columns - 1);
    let folded = layers.iter().map(|it| it % period);
    folded.map(|it| if it < n_columns { it } else { period - it }).collect()
}

/// Cuts a row of boxes into columns of about the same height.
fn cut(problem: &Problem, row: &[u32], n_columns: u32) -> Vec<u32> {
    let total: i64 = problem.heights.iter().map(|&it| i64::from(it)).sum();
    let mut res = vec![0; row.len()];
    let mut passed = 0;
    for &idx in row {
        let height = i64::from(problem.heights[idx as usize]);
        let middle = passed + height / 2;
        let column = middle * i64::from(n_columns) / total.max(1);
        res[idx as usize] = u32::try_from(column).unwrap_or(0).min(n_columns - 1);
        passed += height;
    }
    res
}

/// The boxes in a row where linked ones are near each other: begins with distances from one end of the
/// graph and lets every box move towards the mean of its neighbours again and again.
fn sweep(problem: &Problem, neighbours: &Neighbours) -> Vec<u32> {
    let n_boxes = neighbours.len();
    let far = |from: u32| {
        let distances = distances(neighbours, &[from]);
        (0..)
            .zip(distances)
            .max_by_key(|&(idx, it)| (it, std::cmp::Reverse(idx)))
            .map_or(0, |it| it.0)
    };
    let end = far(far(most_linked(neighbours)));
    let mut place: Vec<f64> = distances(neighbours, &[end]).into_iter().map(f64::from).collect();
    let mut row: Vec<u32> = (0..).take(n_boxes).collect();
    for _ in 0..24 {
        let mean = |idx: usize| {
            let near = &neighbours[idx];
            let sum: f64 = near.iter().map(|it| place[it.other as usize]).sum();
            let [left, right] = problem.pulls[idx].map(f64::from);
            let outside = right * n_boxes as f64;
            let weight = near.len() as f64 + left + right;
            if weight == 0.0 { place[idx] } else { (sum + outside) / weight }
        };
        let next: Vec<f64> = (0..n_boxes).map(|it| (place[it] + mean(it)) / 2.0).collect();
        row.sort_by(|&a, &b| next[a as usize].total_cmp(&next[b as usize]));
        // Ranks instead of values keep the row from shrinking to a point.
        for (rank, &idx) in row.iter().enumerate() {
            place[idx as usize] = rank as f64;
        }
    }
    row
}

fn most_linked(neighbours: &Neighbours) -> u32 {
    let degrees = (0..).zip(neighbours.iter().map(Vec::len));
    degrees.max_by_key(|&(idx, it)| (it, std::cmp::Reverse(idx))).map_or(0, |it| it.0)
}

/// Steps from the nearest of `starts`; what cannot be reached counts as far as the farthest.
fn distances(neighbours: &Neighbours, starts: &[u32]) -> Vec<u32> {
    let mut res = vec![u32::MAX; neighbours.len()];
    let mut queue: VecDeque<u32> = VecDeque::new();
    for &start in starts {
        if let Some(distance) = res.get_mut(start as usize) {
            *distance = 0;
            queue.push_back(start);
        }
    }
    let mut farthest = 0;
    while let Some(idx) = queue.pop_front() {
        farthest = res[idx as usize];
        for &Neighbour { other, .. } in &neighbours[idx as usize] {
            if res[other as usize] == u32::MAX {
                res[other as usize] = farthest + 1;
                queue.push_back(other);
            }
        }
    }
    res.into_iter().map(|it| it.min(farthest)).collect()
}

/// Layers in which links lean to the right, as far as cycles allow: the longest way to each box, walked
/// in the order in which boxes become free of links that lean towards them.
fn flow(neighbours: &Neighbours) -> Vec<u32> {
    let n_boxes = neighbours.len();
    let mut waiting: Vec<usize> =
        neighbours.iter().map(|it| it.iter().filter(|it| it.lean < 0).count()).collect();
    let mut layers = vec![0; n_boxes];
    let mut is_done = vec![false; n_boxes];
    let mut free: VecDeque<u32> =
        (0..).take(n_boxes).filter(|&it: &u32| waiting[it as usize] == 0).collect();
    let mut next_stuck = 0;
    loop {
        let Some(idx) = free.pop_front() else {
            // A cycle: the first box that still waits goes ahead.
            while is_done.get(next_stuck).copied() == Some(true) {
                next_stuck += 1;
            }
            if next_stuck == n_boxes {
                return layers;
            }
            waiting[next_stuck] = 0;
            free.push_back(next_stuck as u32);
            continue;
        };
        if std::mem::replace(&mut is_done[idx as usize], true) {
            continue;
        }
        let layer = layers[idx as usize];
        for &Neighbour { other, lean, .. } in &neighbours[idx as usize] {
            let other = other as usize;
            if lean > 0 && !is_done[other] {
                layers[other] = layers[other].max(layer + 1);
                waiting[other] = waiting[other].saturating_sub(1);
                if waiting[other] == 0 {
                    free.push_back(other as u32);
                }
            }
        }
    }
}
