//! Where the ordering begins.

use super::Sketch;
use super::arcs::Arcs;
use crate::export::diagram::layout::shuffle::Shuffle;
use rustc_hash::FxHashMap;

/// The columns in an order to begin with; every `start` gives another one.
///
/// The first two walk along the connections, so that what hangs together stands together; later ones
/// begin their walk elsewhere and take the connections in a shuffled order.
pub(super) fn columns(sketch: &Sketch, arcs: &Arcs, start: u32) -> Vec<Vec<u32>> {
    let n_vertices = sketch.vertices.len();
    let mut shuffle = Shuffle::new(start);
    let mut seeds: Vec<u32> = sketch.columns.iter().flatten().copied().collect();
    match start {
        0 => {}
        1 => seeds.reverse(),
        _ => shuffle.mix(&mut seeds),
    }
    let mut res = vec![Vec::new(); sketch.columns.len()];
    let mut is_placed = vec![false; n_vertices];
    let mut open = Vec::new();
    for seed in seeds {
        open.push(seed);
        while let Some(vertex) = open.pop() {
            let idx = vertex as usize;
            if std::mem::replace(&mut is_placed[idx], true) {
                continue;
            }
            res[sketch.vertices[idx].column as usize].push(vertex);
            let joints = arcs.left_of[idx].iter().chain(&arcs.right_of[idx]);
            let mut next: Vec<u32> = joints.map(|it| it.other).collect();
            if start >= 2 {
                shuffle.mix(&mut next);
            }
            open.extend(next.into_iter().rev().filter(|&it| !is_placed[it as usize]));
        }
    }
    let wished: FxHashMap<u32, i32> = sketch.anchors.iter().copied().collect();
    for (_, column) in res.iter_mut().enumerate().filter(|it| sketch.is_fixed(it.0)) {
        // Phantoms have no wish and come last.
        column.sort_by_key(|it| wished.get(it).copied().unwrap_or(i32::MAX));
    }
    res
}
