//! Which column each box stands in.
//!
//! Links may run either way, so columns are free to be filled evenly: what counts is that linked
//! boxes stand in neighbouring columns and that no column is much higher than the others.

mod search;
mod seeds;

use search::Search;

/// Boxes to be shared out among columns.
#[derive(Debug, Default)]
pub(super) struct Problem {
    /// How much of a column each box takes.
    pub(super) heights: Vec<i32>,
    pub(super) links: Vec<Link>,
    /// How many links of each box leave the level to the left and to the right.
    pub(super) pulls: Vec<[i32; 2]>,
}

/// Two linked boxes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) ends: [u32; 2],
    /// Positive if the second should rather stand right of the first, negative if left.
    pub(super) lean: i8,
    /// How much it counts, in percent.
    pub(super) weight: i64,
}

/// A link seen from one of its boxes.
#[derive(Clone, Copy, Debug)]
struct Neighbour {
    other: u32,
    lean: i8,
    weight: i64,
}

/// How the search begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seed {
    /// From one end of the graph to the other.
    Sweep,
    /// By distance from the most linked box.
    Hub,
    /// Along the leanings of the links.
    Flow,
}

const PASSES: usize = 12;
/// Up to this many boxes each is tried in the place of each other.
const MOST_SWAPPED: usize = 220;

/// Gives every box a column below `n_columns`.
pub(super) fn assign(problem: &Problem, n_columns: u32, seed: Seed) -> Vec<u32> {
    let n_columns = n_columns.max(1);
    let columns = seeds::columns(problem, &neighbours(problem), n_columns, seed);
    improve(problem, n_columns, columns)
}

/// Kicks some boxes of a good answer out of their columns and searches on from there; every `kick`
/// kicks others.
pub(super) fn vary(problem: &Problem, columns: &[u32], kick: u32) -> Vec<u32> {
    let n_columns = columns.iter().max().map_or(1, |it| it + 1);
    let kicked = seeds::kicked(columns, n_columns, kick);
    improve(problem, n_columns, kicked)
}

fn improve(problem: &Problem, n_columns: u32, columns: Vec<u32>) -> Vec<u32> {
    let neighbours = neighbours(problem);
    let mut search = Search::new(problem, neighbours, n_columns, columns);
    for _ in 0..PASSES {
        let moved = search.move_all();
        let swapped = problem.heights.len() <= MOST_SWAPPED && search.swap_all();
        if !moved && !swapped {
            break;
        }
    }
    compact(search.into_columns())
}

/// Leaves out columns without boxes.
fn compact(mut columns: Vec<u32>) -> Vec<u32> {
    let mut used = columns.clone();
    used.sort_unstable();
    used.dedup();
    for column in &mut columns {
        *column = used.partition_point(|it| it < column) as u32;
    }
    columns
}

fn neighbours(problem: &Problem) -> Vec<Vec<Neighbour>> {
    let mut res = vec![Vec::new(); problem.heights.len()];
    for &Link { ends: [a, b], lean, weight } in &problem.links {
        if a != b {
            res[a as usize].push(Neighbour { other: b, lean, weight });
            res[b as usize].push(Neighbour { other: a, lean: -lean, weight });
        }
    }
    res
}
