//! The bound on work for the questions that have no fast answer.

/// How much work one question may cost.
///
/// Keys are exponentially many, and primality, 2NF, 3NF and the existence of a preserving BCNF are
/// NP-hard. Such a search stops at the limit, and its result says that it is not complete. The
/// count is of elementary steps (an attribute reached, a set compared, a row made), never of time,
/// so the same input gives the same answer on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkLimit {
    /// Elementary steps for one question; a step costs a few nanoseconds.
    pub steps: u64,
}

impl WorkLimit {
    /// No bound at all.
    pub const NONE: WorkLimit = WorkLimit { steps: u64::MAX };
}

impl Default for WorkLimit {
    /// Enough for a few thousand candidate keys, and over in a fraction of a second.
    fn default() -> WorkLimit {
        WorkLimit { steps: 10_000_000 }
    }
}

/// What is left of a [`WorkLimit`].
#[derive(Clone, Debug)]
pub(super) struct Meter {
    left: u64,
}

impl Meter {
    pub(super) fn new(limit: &WorkLimit) -> Meter {
        Meter { left: limit.steps }
    }

    pub(super) fn spend(&mut self, steps: u64) {
        self.left = self.left.saturating_sub(steps);
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.left == 0
    }
}
