//! What expressions and members need to know of an attribute.

/// What can be done with the values of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A short text.
    Text,
    /// A text of a few letters.
    Code,
    /// A text of any length.
    Long,
    /// True or false.
    Bool,
    /// A day.
    Date,
    /// A point in time.
    Moment,
    /// One of these values.
    Enum(Vec<String>),
    /// A reference or a composite: it is there or not.
    Whole,
    /// Anything else.
    Other,
}

/// One attribute, by the way to it.
#[derive(Debug, Clone)]
pub struct Fact {
    /// `ship_to.zip`
    pub path: String,
    pub kind: Kind,
    pub is_optional: bool,
    /// Whether it counts up or a foreign key may set it, so that a check on it is more than some databases take.
    pub is_set_by_database: bool,
    /// Whether its columns can be in a key in every database.
    pub is_short: bool,
}

impl Fact {
    /// A mandatory attribute of its own.
    pub fn new(path: impl Into<String>, kind: Kind) -> Fact {
        let is_short = !matches!(kind, Kind::Long | Kind::Other | Kind::Whole);
        Fact { path: path.into(), kind, is_optional: false, is_set_by_database: false, is_short }
    }
}
