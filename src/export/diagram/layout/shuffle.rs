//! Numbers that look random and are the same every time.

/// A generator of numbers.
pub(super) struct Shuffle {
    state: u64,
}

impl Shuffle {
    /// A generator whose numbers `seed` decides.
    pub(super) fn new(seed: u32) -> Shuffle {
        Shuffle { state: u64::from(seed) }
    }

    /// A number below `end`, or 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // The multiplier and the increment of Knuth's MMIX generator.
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.state >> 33).unwrap_or(0);
        if end == 0 { 0 } else { high % end }
    }

    /// Puts `items` in another order.
    pub(super) fn mix(&mut self, items: &mut [u32]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
