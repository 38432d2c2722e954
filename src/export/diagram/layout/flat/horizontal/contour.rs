//! How far things reach to the right, for every height.

use std::collections::BTreeMap;

/// A function from heights to positions that only grows.
pub(super) struct Contour {
    /// Where a stretch begins, and its position. The first stretch begins at the least height.
    stretches: BTreeMap<i32, i32>,
}

impl Contour {
    /// `start` at every height.
    pub(super) fn new(start: i32) -> Contour {
        Contour { stretches: BTreeMap::from([(i32::MIN, start)]) }
    }

    /// The greatest position at the heights from `top` to before `bottom`.
    pub(super) fn max(&self, top: i32, bottom: i32) -> i32 {
        let below = self.stretches.range(top.saturating_add(1)..bottom.max(top.saturating_add(1)));
        let inside = below.map(|(_, &it)| it).max().unwrap_or(i32::MIN);
        inside.max(self.at(top))
    }

    /// Makes the position at least `position` at the heights from `top` to before `bottom`.
    pub(super) fn raise(&mut self, top: i32, bottom: i32, position: i32) {
        if top >= bottom {
            return;
        }
        self.cut(top);
        self.cut(bottom);
        let mut lower = Vec::new();
        for (&start, it) in self.stretches.range_mut(top..bottom) {
            if *it <= position {
                *it = position;
                lower.push(start);
            }
        }
        // Stretches that are level with the one before them are one stretch.
        for start in lower {
            let before = self.stretches.range(..start).next_back().map(|(_, &it)| it);
            if before == Some(position) {
                self.stretches.remove(&start);
            }
        }
    }

    fn at(&self, height: i32) -> i32 {
        self.stretches.range(..=height).next_back().map_or(0, |(_, &it)| it)
    }

    fn cut(&mut self, height: i32) {
        let here = self.at(height);
        self.stretches.insert(height, here);
    }
}
