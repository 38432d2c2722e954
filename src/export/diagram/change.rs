//! What became of something between two models, and how that is shown.

/// What became of something between two models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It stayed, but not as it was.
    Changed,
}

impl Change {
    /// All, in the order of a legend.
    pub(in crate::export::diagram) const ALL: [Change; 3] =
        [Change::Added, Change::Removed, Change::Changed];

    /// What it is called.
    pub(in crate::export::diagram) fn word(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }

    /// The sign beside what it is about, for those who see no colours.
    pub(in crate::export::diagram) fn sign(self) -> &'static str {
        match self {
            Change::Added => "+",
            Change::Removed => "−",
            Change::Changed => "~",
        }
    }

    /// The class in the style sheet.
    pub(in crate::export::diagram) fn class(self) -> &'static str {
        match self {
            Change::Added => "add",
            Change::Removed => "del",
            Change::Changed => "chg",
        }
    }
}
