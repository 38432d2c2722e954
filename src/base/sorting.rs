//! Sorting where few things are sorted: one sort for all types.

use std::cmp::Ordering;

/// Sorts like the methods of slices that are called so, stable and in `n log n` comparisons, by way of a list of places.
/// Those of the standard library are compiled anew for each type and each comparison, into some five kilobytes; where
/// time does not count, that is what counts.
pub trait CompactSort<T> {
    /// Sorts by a comparison.
    fn compact_sort_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn compact_sort_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> CompactSort<T> for [T] {
    fn compact_sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut places: Vec<usize> = (0..self.len()).collect();
        sort_places(&mut places, &mut |a, b| compare(&self[*a], &self[*b]));
        for first in 0..self.len() {
            // What belongs here goes round its circle: each place takes from the one that its item is in.
            let mut here = first;
            while places[here] != first {
                let from = places[here];
                self.swap(here, from);
                places[here] = here;
                here = from;
            }
            places[here] = here;
        }
    }

    fn compact_sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.compact_sort_by(|a, b| key(a).cmp(&key(b)));
    }
}

fn sort_places(places: &mut [usize], compare: &mut dyn FnMut(&usize, &usize) -> Ordering) {
    places.sort_by(compare);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_slices_do() {
        // Numbers that look random: the low bits of a linear congruence.
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 28
        };
        for len in 0..70 {
            let items: Vec<(u32, usize)> = (0..len).map(|idx| (next(), idx)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            ours.compact_sort_by_key(|it| it.0);
            theirs.sort_by_key(|it| it.0);
            assert_eq!(ours, theirs);
        }
    }
}
