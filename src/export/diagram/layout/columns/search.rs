//! Boxes move from column to column, and change places, as long as that pays.

use super::{Neighbour, Problem};

const LEVEL_COST: i64 = 190;
const STEP_COST: i64 = 100;
const FURTHER_COST: i64 = 120;
const LEAN_COST: i64 = 12;
const PULL_COST: i64 = 60;
const OVERFLOW_COST: f64 = 55.0;

/// Boxes in columns, and what it would cost to have each elsewhere.
pub(super) struct Search<'a> {
    problem: &'a Problem,
    neighbours: Vec<Vec<Neighbour>>,
    n_columns: u32,
    column_of: Vec<u32>,
    /// For each box and column the cost of its links if it stood there and all others where they are.
    costs: Vec<i64>,
    /// The height of each column.
    filled: Vec<i64>,
    /// How high a column may be at no cost.
    capacity: f64,
    /// How high a box is on average.
    average: f64,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        problem: &'a Problem,
        neighbours: Vec<Vec<Neighbour>>,
        n_columns: u32,
        column_of: Vec<u32>,
    ) -> Search<'a> {
        let n_boxes = problem.heights.len();
        let total: f64 = problem.heights.iter().map(|&it| f64::from(it)).sum();
        let mut filled = vec![0; n_columns as usize];
        for (&column, &height) in column_of.iter().zip(&problem.heights) {
            filled[column as usize] += i64::from(height);
        }
        let mut res = Search {
            problem,
            neighbours,
            n_columns,
            column_of,
            costs: Vec::with_capacity(n_boxes * n_columns as usize),
            filled,
            capacity: total / f64::from(n_columns) * 1.04,
            average: (total / n_boxes.max(1) as f64).max(1.0),
        };
        for idx in 0..n_boxes {
            for column in 0..n_columns {
                let cost = res.links_cost(idx, column);
                res.costs.push(cost);
            }
        }
        res
    }

    /// The columns found.
    pub(super) fn into_columns(self) -> Vec<u32> {
        self.column_of
    }

    /// Moves every box to the column that is best for it; says whether any has moved.
    pub(super) fn move_all(&mut self) -> bool {
        let mut has_moved = false;
        for idx in 0..self.column_of.len() {
            let here = self.column_of[idx];
            let height = i64::from(self.problem.heights[idx]);
            let relief = self.overflow(here, 0) - self.overflow(here, -height);
            let stay = self.cost(idx, here) + relief;
            let best = (0..self.n_columns)
                .filter(|&it| it != here)
                .map(|to| {
                    let fill = self.overflow(to, height) - self.overflow(to, 0);
                    (self.cost(idx, to) + fill, to)
                })
                .min();
            if let Some((_, to)) = best.filter(|&(cost, _)| cost < stay) {
                self.put(idx, to);
                has_moved = true;
            }
        }
        has_moved
    }

    /// Lets every two boxes change places if that pays; says whether any have.
    pub(super) fn swap_all(&mut self) -> bool {
        let mut has_swapped = false;
        for a in 0..self.column_of.len() {
            for b in a + 1..self.column_of.len() {
                if self.column_of[a] != self.column_of[b] && self.swap_gain(a, b) > 0 {
                    let (a_column, b_column) = (self.column_of[a], self.column_of[b]);
                    self.put(a, b_column);
                    self.put(b, a_column);
                    has_swapped = true;
                }
            }
        }
        has_swapped
    }

    fn swap_gain(&self, a: usize, b: usize) -> i64 {
        let (a_column, b_column) = (self.column_of[a], self.column_of[b]);
        let taller = i64::from(self.problem.heights[b]) - i64::from(self.problem.heights[a]);
        let before = self.cost(a, a_column)
            + self.cost(b, b_column)
            + self.overflow(a_column, 0)
            + self.overflow(b_column, 0);
        let after = self.cost(a, b_column)
            + self.cost(b, a_column)
            + self.overflow(a_column, taller)
            + self.overflow(b_column, -taller);
        if after >= before {
            return 0;
        }
        // Each link between the two was taken as if only one end moved: as of no length, from both ends.
        let between = self.neighbours[a].iter().filter(|it| it.other as usize == b);
        let swapped = steps(b_column, a_column);
        let missing: i64 = between.map(|it| 2 * (link_cost(swapped, it) - link_cost(0, it))).sum();
        before - after - missing
    }

    fn put(&mut self, idx: usize, column: u32) {
        let from = self.column_of[idx];
        let height = i64::from(self.problem.heights[idx]);
        self.filled[from as usize] -= height;
        self.filled[column as usize] += height;
        self.column_of[idx] = column;
        for link in &self.neighbours[idx] {
            let seen = Neighbour { lean: -link.lean, ..*link };
            let first = link.other as usize * self.n_columns as usize;
            let costs = &mut self.costs[first..first + self.n_columns as usize];
            for (other, cost) in (0..).zip(costs) {
                *cost +=
                    link_cost(steps(other, column), &seen) - link_cost(steps(other, from), &seen);
            }
        }
    }

    fn cost(&self, idx: usize, column: u32) -> i64 {
        self.costs[idx * self.n_columns as usize + column as usize]
    }

    /// What the links of a box cost if it stood in `column`.
    fn links_cost(&self, idx: usize, column: u32) -> i64 {
        let links = self.neighbours[idx].iter();
        let cost = |it: &Neighbour| link_cost(steps(column, self.column_of[it.other as usize]), it);
        let [left, right] = self.problem.pulls[idx].map(i64::from);
        let to_right = i64::from(self.n_columns - 1 - column);
        links.map(cost).sum::<i64>() + PULL_COST * (left * i64::from(column) + right * to_right)
    }

    /// What the height of a column costs if `more` were added.
    fn overflow(&self, column: u32, more: i64) -> i64 {
        let height = (self.filled[column as usize] + more) as f64;
        let over = ((height - self.capacity) / self.average).max(0.0);
        (OVERFLOW_COST * over * over) as i64
    }
}

fn steps(from: u32, to: u32) -> i64 {
    i64::from(to) - i64::from(from)
}

fn link_cost(steps: i64, link: &Neighbour) -> i64 {
    let length = match steps.abs() {
        0 => LEVEL_COST,
        it => STEP_COST + FURTHER_COST * (it - 1),
    };
    let against = steps * i64::from(link.lean) < 0;
    (length + if against { LEAN_COST } else { 0 }) * link.weight / 100
}
