//! How far things reach to the right, for every height.

use std::ops::Range;

/// A function from heights to positions that only grows: a tree of halves, in which what covers a whole half is
/// written down once. Each question takes as long as the tree is deep.
pub(super) struct Contour {
    /// Where the heights begin; what lies outside of them counts as at their ends.
    top: i32,
    /// How many heights there are: a power of two.
    n_heights: usize,
    /// The greatest position within each half, the whole at 1, the halves of `n` at `2n` and `2n + 1`.
    greatest: Vec<i32>,
    /// The position that each half, but for single heights, has all over.
    least: Vec<i32>,
}

impl Contour {
    /// `start` at every height.
    pub(super) fn new(start: i32, heights: &Range<i32>) -> Contour {
        let n_heights = heights.len().max(1).next_power_of_two();
        let (greatest, least) = (vec![start; 2 * n_heights], vec![start; n_heights]);
        Contour { top: heights.start, n_heights, greatest, least }
    }

    /// The greatest position at the heights from `top` to before `bottom`.
    pub(super) fn max(&self, top: i32, bottom: i32) -> i32 {
        let (first, end) = self.leaves(top, bottom);
        let mut res = i32::MIN;
        self.halves(first, end, |half| res = res.max(self.greatest[half]));
        for leaf in [first, end - 1] {
            let above = std::iter::successors(Some(leaf / 2), |it| Some(it / 2));
            res = above.take_while(|it| *it > 0).fold(res, |res, it| res.max(self.least[it]));
        }
        res
    }

    /// Makes the position at least `position` at the heights from `top` to before `bottom`.
    pub(super) fn raise(&mut self, top: i32, bottom: i32, position: i32) {
        if top >= bottom {
            return;
        }
        let (first, end) = self.leaves(top, bottom);
        let mut halves = [0; 2 * usize::BITS as usize];
        let mut n_halves = 0;
        self.halves(first, end, |half| {
            halves[n_halves] = half;
            n_halves += 1;
        });
        for &half in &halves[..n_halves] {
            self.greatest[half] = self.greatest[half].max(position);
            if let Some(least) = self.least.get_mut(half) {
                *least = (*least).max(position);
            }
        }
        for leaf in [first, end - 1] {
            let mut half = leaf / 2;
            while half > 0 {
                self.greatest[half] = self.greatest[half].max(position);
                half /= 2;
            }
        }
    }

    /// Where the heights from `top` to before `bottom` are in the tree: at least one.
    fn leaves(&self, top: i32, bottom: i32) -> (usize, usize) {
        let place = |height: i32| usize::try_from(height.saturating_sub(self.top)).unwrap_or(0);
        let first = place(top).min(self.n_heights - 1);
        let end = place(bottom).clamp(first + 1, self.n_heights);
        (first + self.n_heights, end + self.n_heights)
    }

    /// The largest halves that the leaves from `first` to before `end` are made of.
    fn halves(&self, mut first: usize, mut end: usize, mut see: impl FnMut(usize)) {
        while first < end {
            if first % 2 == 1 {
                see(first);
                first += 1;
            }
            if end % 2 == 1 {
                end -= 1;
                see(end);
            }
            first /= 2;
            end /= 2;
        }
    }
}
