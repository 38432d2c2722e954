//! Which column each box stands in.
//!
//! Links may run either way, so columns are free to be filled evenly: what counts is that linked
//! boxes stand in neighbouring columns and that no column is much higher than the others.

mod seeds;

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

const LEVEL_COST: i64 = 190;
const STEP_COST: i64 = 100;
const FURTHER_COST: i64 = 120;
const LEAN_COST: i64 = 12;
const PULL_COST: i64 = 60;
const OVERFLOW_COST: f64 = 55.0;
const PASSES: usize = 12;
/// Up to this many boxes each is tried in the place of each other.
const MOST_SWAPPED: usize = 220;

/// Gives every box a column below `n_columns`.
pub(super) fn assign(problem: &Problem, n_columns: u32, seed: Seed) -> Vec<u32> {
    let n_columns = n_columns.max(1);
    let mut cx = Context::new(problem, n_columns);
    cx.fill(seeds::columns(problem, &cx.neighbours, n_columns, seed));
    for _ in 0..PASSES {
        let moved = cx.move_all();
        let swapped = problem.heights.len() <= MOST_SWAPPED && cx.swap_all();
        if !moved && !swapped {
            break;
        }
    }
    compact(cx.column_of)
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

struct Context<'a> {
    problem: &'a Problem,
    n_columns: u32,
    /// The linked boxes of each box, and the leaning seen from it.
    neighbours: Vec<Vec<Neighbour>>,
    column_of: Vec<u32>,
    filled: Vec<i64>,
    capacity: f64,
    average: f64,
}

impl<'a> Context<'a> {
    fn new(problem: &'a Problem, n_columns: u32) -> Context<'a> {
        let n_boxes = problem.heights.len();
        let mut neighbours = vec![Vec::new(); n_boxes];
        for &Link { ends: [a, b], lean, weight } in &problem.links {
            if a != b {
                neighbours[a as usize].push(Neighbour { other: b, lean, weight });
                neighbours[b as usize].push(Neighbour { other: a, lean: -lean, weight });
            }
        }
        let total: f64 = problem.heights.iter().map(|&it| f64::from(it)).sum();
        Context {
            problem,
            n_columns,
            neighbours,
            column_of: vec![0; n_boxes],
            filled: vec![0; n_columns as usize],
            capacity: total / f64::from(n_columns) * 1.04,
            average: (total / n_boxes.max(1) as f64).max(1.0),
        }
    }

    fn fill(&mut self, columns: Vec<u32>) {
        for (&column, &height) in columns.iter().zip(&self.problem.heights) {
            self.filled[column as usize] += i64::from(height);
        }
        self.column_of = columns;
    }

    fn move_all(&mut self) -> bool {
        let mut has_moved = false;
        for idx in 0..self.column_of.len() {
            let here = self.column_of[idx];
            let height = i64::from(self.problem.heights[idx]);
            let stay = self.links_cost(idx, here, None)
                + self.overflow(here, 0)
                - self.overflow(here, -height);
            let best = (0..self.n_columns)
                .filter(|&it| it != here)
                .map(|to| {
                    let fill = self.overflow(to, height) - self.overflow(to, 0);
                    (self.links_cost(idx, to, None) + fill, to)
                })
                .min();
            if let Some((_, to)) = best.filter(|&(cost, _)| cost < stay) {
                    self.put(idx, to);
                has_moved = true;
            }
        }
        has_moved
    }

    fn swap_all(&mut self) -> bool {
        let mut has_swapped = false;
        for a in 0..self.column_of.len() {
            for b in a + 1..self.column_of.len() {
                let (a_column, b_column) = (self.column_of[a], self.column_of[b]);
                if a_column == b_column {
                    continue;
                }
                let taller =
                    i64::from(self.problem.heights[b]) - i64::from(self.problem.heights[a]);
                let before = self.links_cost(a, a_column, None)
                    + self.links_cost(b, b_column, None)
                    + self.overflow(a_column, 0)
                    + self.overflow(b_column, 0);
                let after = self.links_cost(a, b_column, Some((b, a_column)))
                    + self.links_cost(b, a_column, Some((a, b_column)))
                    + self.overflow(a_column, taller)
                    + self.overflow(b_column, -taller);
                if after < before {
                    self.put(a, b_column);
                    self.put(b, a_column);
                    has_swapped = true;
                }
            }
        }
        has_swapped
    }

    fn put(&mut self, idx: usize, column: u32) {
        let height = i64::from(self.problem.heights[idx]);
        self.filled[self.column_of[idx] as usize] -= height;
        self.filled[column as usize] += height;
        self.column_of[idx] = column;
    }

    /// What the links of a box cost if it stood in `column` (and another one elsewhere too).
    fn links_cost(&self, idx: usize, column: u32, other: Option<(usize, u32)>) -> i64 {
        let mut res = 0;
        for neighbour in &self.neighbours[idx] {
            let there = match other {
                Some((moved, to)) if moved == neighbour.other as usize => to,
                _ => self.column_of[neighbour.other as usize],
            };
            res += link_cost(i64::from(there) - i64::from(column), neighbour);
        }
        let [left, right] = self.problem.pulls[idx].map(i64::from);
        let to_right = i64::from(self.n_columns - 1 - column);
        res + PULL_COST * (left * i64::from(column) + right * to_right)
    }

    /// What the height of a column costs if `more` were added.
    fn overflow(&self, column: u32, more: i64) -> i64 {
        let height = (self.filled[column as usize] + more) as f64;
        let over = ((height - self.capacity) / self.average).max(0.0);
        (OVERFLOW_COST * over * over) as i64
    }
}

fn link_cost(steps: i64, link: &Neighbour) -> i64 {
    let length = match steps.abs() {
        0 => LEVEL_COST,
        it => STEP_COST + FURTHER_COST * (it - 1),
    };
    let against = steps * i64::from(link.lean) < 0;
    (length + if against { LEAN_COST } else { 0 }) * link.weight / 100
}
