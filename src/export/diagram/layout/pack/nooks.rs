//! Free places along the sides of a drawing, where small parts fit in.

use super::{Point, Rect, Size};

/// The drawing is looked at in squares of at least this size.
const LEAST_CELL: i32 = 12;
/// And in about this many.
const MOST_CELLS: f64 = 40_000.0;

/// Which squares of a drawing are free.
pub(super) struct Nooks {
    size: Size,
    /// The size of a square.
    cell: i32,
    n_columns: usize,
    n_rows: usize,
    is_taken: Vec<bool>,
    /// How many squares are taken above and left of each corner.
    sums: Vec<u32>,
}

impl Nooks {
    /// A drawing of `size` in which `obstacles` are taken.
    pub(super) fn new(size: Size, obstacles: &[Rect]) -> Nooks {
        let area = f64::from(size.width) * f64::from(size.height);
        let cell = LEAST_CELL.max((area / MOST_CELLS).sqrt() as i32);
        let count = |length: i32| usize::try_from(length.max(0) / cell).unwrap_or(0) + 1;
        let (n_columns, n_rows) = (count(size.width), count(size.height));
        let mut res = Nooks {
            size,
            cell,
            n_columns,
            n_rows,
            is_taken: vec![false; n_columns * n_rows],
            sums: Vec::new(),
        };
        for &obstacle in obstacles {
            res.take(obstacle);
        }
        res.sum_up();
        res
    }

    /// The free place along the sides that is nearest to a corner; it is taken then. `gap` stays free
    /// around it.
    pub(super) fn place(&mut self, part: Size, gap: i32) -> Option<Point> {
        let (right, bottom) = (self.size.width - part.width, self.size.height - part.height);
        if right < 0 || bottom < 0 {
            return None;
        }
        let mut best: Option<(i32, Point)> = None;
        let mut consider = |x: i32, y: i32| {
            let from_corner = x.min(right - x) + y.min(bottom - y);
            if best.is_none_or(|it| from_corner < it.0) && self.is_free(x, y, part, gap) {
                best = Some((from_corner, Point::new(x, y)));
            }
        };
        let step = usize::try_from(self.cell).unwrap_or(1);
        for y in (0..=bottom).step_by(step).chain([bottom]) {
            consider(0, y);
            consider(right, y);
        }
        for x in (0..=right).step_by(step).chain([right]) {
            consider(x, bottom);
            consider(x, 0);
        }
        let (_, place) = best?;
        self.take(Rect::new(place, part));
        self.sum_up();
        Some(place)
    }

    fn is_free(&self, x: i32, y: i32, part: Size, gap: i32) -> bool {
        let (left, top) = (self.cell(x - gap), self.cell(y - gap));
        let right = (self.cell(x + part.width + gap) + 1).min(self.n_columns);
        let bottom = (self.cell(y + part.height + gap) + 1).min(self.n_rows);
        let sum = |column: usize, row: usize| self.sums[row * (self.n_columns + 1) + column];
        sum(right, bottom) + sum(left, top) == sum(left, bottom) + sum(right, top)
    }

    fn take(&mut self, rect: Rect) {
        for row in self.cell(rect.top)..(self.cell(rect.bottom()) + 1).min(self.n_rows) {
            let first = row * self.n_columns;
            let last = (self.cell(rect.right()) + 1).min(self.n_columns);
            for column in self.cell(rect.left)..last {
                self.is_taken[first + column] = true;
            }
        }
    }

    fn sum_up(&mut self) {
        let width = self.n_columns + 1;
        self.sums = vec![0; width * (self.n_rows + 1)];
        for row in 0..self.n_rows {
            let mut in_row = 0;
            for column in 0..self.n_columns {
                in_row += u32::from(self.is_taken[row * self.n_columns + column]);
                let above = self.sums[row * width + column + 1];
                self.sums[(row + 1) * width + column + 1] = above + in_row;
            }
        }
    }

    fn cell(&self, at: i32) -> usize {
        usize::try_from(at.max(0) / self.cell).unwrap_or(0)
    }
}
