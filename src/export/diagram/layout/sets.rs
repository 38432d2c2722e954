//! Disjoint sets of numbers, joined one by one.

/// The number that stands for the set of `item`; `above` leads from each number towards it, and is made
/// shorter on the way.
pub(super) fn find(above: &mut [usize], mut item: usize) -> usize {
    while above[item] != item {
        above[item] = above[above[item]];
        item = above[item];
    }
    item
}
