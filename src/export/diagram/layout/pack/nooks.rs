//! Free places along the sides of a drawing, where small parts fit in.

use super::{Point, Rect, Size};

/// The drawing is looked at in squares of this size.
const CELL: i32 = 12;

/// Which squares of a drawing are free.
pub(super) struct Nooks {
    size: Size,
    n_columns: usize,
    n_rows: usize,
    is_taken: Vec<bool>,
    /// How many squares are taken above and left of each corner.
    sums: Vec<u32>,
}

impl Nooks {
    /// A drawing of `size` in which `obstacles` are taken.
    pub(super) fn new(size: Size, obstacles: &[Rect]) -> Nooks {
        let n_columns = cell(size.width) + 1;
        let n_rows = cell(size.height) + 1;
        let mut res = Nooks {
            size,
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
        for y in (0..=bottom).step_by(CELL as usize).chain([bottom]) {
            consider(0, y);
            consider(right, y);
        }
        for x in (0..=right).step_by(CELL as usize).chain([right]) {
            consider(x, bottom);
            consider(x, 0);
        }
        let (_, place) = best?;
        self.take(Rect::new(place, part));
        self.sum_up();
        Some(place)
    }

    fn is_free(&self, x: i32, y: i32, part: Size, gap: i32) -> bool {
        let (left, top) = (cell(x - gap), cell(y - gap));
        let right = (cell(x + part.width + gap) + 1).min(self.n_columns);
        let bottom = (cell(y + part.height + gap) + 1).min(self.n_rows);
        let sum = |column: usize, row: usize| self.sums[row * (self.n_columns + 1) + column];
        sum(right, bottom) + sum(left, top) == sum(left, bottom) + sum(right, top)
    }

    fn take(&mut self, rect: Rect) {
        for row in cell(rect.top)..(cell(rect.bottom()) + 1).min(self.n_rows) {
            let first = row * self.n_columns;
            let last = (cell(rect.right()) + 1).min(self.n_columns);
            for column in cell(rect.left)..last {
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
}

fn cell(at: i32) -> usize {
    usize::try_from(at.max(0) / CELL).unwrap_or(0)
}
