//! What a reference promises: actions, when it is checked; and two words that indexes and derived values share.

/// What happens to a referring row when what it refers to goes away or changes its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReferentialAction {
    /// Refused at the end of the statement or transaction.
    NoAction,
    /// Refused at once.
    Restrict,
    /// The referring row goes or changes as well.
    Cascade,
    /// The referring columns become null.
    SetNull,
    /// The referring columns take their defaults.
    SetDefault,
}

impl ReferentialAction {
    /// All actions, in the order of the manual.
    pub const ALL: [ReferentialAction; 5] = [
        ReferentialAction::NoAction,
        ReferentialAction::Restrict,
        ReferentialAction::Cascade,
        ReferentialAction::SetNull,
        ReferentialAction::SetDefault,
    ];

    /// The words that say it, in a model and, but for case, in SQL.
    pub fn words(self) -> &'static str {
        match self {
            ReferentialAction::NoAction => "no action",
            ReferentialAction::Restrict => "restrict",
            ReferentialAction::Cascade => "cascade",
            ReferentialAction::SetNull => "set null",
            ReferentialAction::SetDefault => "set default",
        }
    }
}

/// When a reference is checked, if that may be put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deferrable {
    /// `deferrable`: at the end of each statement, unless the transaction says otherwise.
    InitiallyImmediate,
    /// `deferrable initially deferred`: at the end of the transaction.
    InitiallyDeferred,
}

/// Whether a derived value is kept in the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Storage {
    /// Computed on writing.
    Stored,
    /// Computed on reading.
    Virtual,
}

/// Where nulls go in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// Behind all values.
    Last,
}
