//! The scalar types of the language.

use std::fmt;

/// A type whose values have no parts that the model speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScalarType {
    /// True or false.
    Bool,
    /// A whole number of 16 bits.
    SmallInt,
    /// A whole number of 32 bits.
    Int,
    /// A whole number of 64 bits.
    BigInt,
    /// An exact number: digits in all, digits behind the point.
    Decimal {
        /// Digits in all, 1 to 65 (the narrowest of the databases).
        precision: u16,
        /// Digits behind the point, 0 to `precision`.
        scale: u16,
    },
    /// A binary fraction of 32 bits.
    Real,
    /// A binary fraction of 64 bits.
    Double,
    /// Exactly so many characters, filled up with spaces.
    Char(u32),
    /// At most so many characters.
    Varchar(u32),
    /// Any number of characters.
    Text,
    /// A string of bytes, with an upper bound or without one.
    Bytes(Option<u32>),
    /// A universally unique identifier (RFC 9562).
    Uuid,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time, without a place on the globe.
    Timestamp,
    /// A moment.
    TimestampTz,
    /// A length of time.
    Interval,
    /// A JSON document (RFC 8259).
    Json,
}

/// Why a name with arguments is no scalar type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarError {
    /// No scalar type has this name.
    Unknown,
    /// It takes this: `varchar(n)`.
    Arity(&'static str),
    /// An argument is outside its bounds: which one (from 0), and the bounds.
    Range(usize, u32, u32),
}

/// Name and form, in the order of the manual.
const FORMS: [(&str, &str); 18] = [
    ("bool", "bool"),
    ("smallint", "smallint"),
    ("int", "int"),
    ("bigint", "bigint"),
    ("decimal", "decimal(p, s)"),
    ("real", "real"),
    ("double", "double"),
    ("char", "char(n)"),
    ("varchar", "varchar(n)"),
    ("text", "text"),
    ("bytes", "bytes` or `bytes(n)"),
    ("uuid", "uuid"),
    ("date", "date"),
    ("time", "time"),
    ("timestamp", "timestamp"),
    ("timestamptz", "timestamptz"),
    ("interval", "interval"),
    ("json", "json"),
];

impl ScalarType {
    /// The longest `varchar` that all four databases hold: MySQL's row limit in `utf8mb4`.
    pub const MAX_VARCHAR: u32 = 16_383;

    /// The names of all scalar types, without their arguments.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMS.iter().map(|(name, _)| *name)
    }

    /// How the type is written: `varchar(n)`.
    pub fn form(name: &str) -> Option<&'static str> {
        FORMS.iter().find(|(it, _)| *it == name).map(|(_, form)| *form)
    }

    /// The type `name(arguments)`.
    pub fn new(name: &str, arguments: &[u32]) -> Result<ScalarType, ScalarError> {
        let form = ScalarType::form(name).ok_or(ScalarError::Unknown)?;
        let bounded = |idx: usize, low: u32, high: u32| match arguments[idx] {
            n if (low..=high).contains(&n) => Ok(n),
            _ => Err(ScalarError::Range(idx, low, high)),
        };
        match (name, arguments.len()) {
            ("decimal", 2) => {
                let precision = bounded(0, 1, 65)?;
                let scale = bounded(1, 0, precision.min(30))?;
                Ok(ScalarType::Decimal { precision: precision as u16, scale: scale as u16 })
            }
            ("char", 1) => Ok(ScalarType::Char(bounded(0, 1, 255)?)),
            ("varchar", 1) => Ok(ScalarType::Varchar(bounded(0, 1, 10_485_760)?)),
            ("bytes", 1) => Ok(ScalarType::Bytes(Some(bounded(0, 1, 10_485_760)?))),
            ("bool", 0) => Ok(ScalarType::Bool),
            ("smallint", 0) => Ok(ScalarType::SmallInt),
            ("int", 0) => Ok(ScalarType::Int),
            ("bigint", 0) => Ok(ScalarType::BigInt),
            ("real", 0) => Ok(ScalarType::Real),
            ("double", 0) => Ok(ScalarType::Double),
            ("text", 0) => Ok(ScalarType::Text),
            ("bytes", 0) => Ok(ScalarType::Bytes(None)),
            ("uuid", 0) => Ok(ScalarType::Uuid),
            ("date", 0) => Ok(ScalarType::Date),
            ("time", 0) => Ok(ScalarType::Time),
            ("timestamp", 0) => Ok(ScalarType::Timestamp),
            ("timestamptz", 0) => Ok(ScalarType::TimestampTz),
            ("interval", 0) => Ok(ScalarType::Interval),
            ("json", 0) => Ok(ScalarType::Json),
            _ => Err(ScalarError::Arity(form)),
        }
    }

    /// Whether it is a whole number.
    pub fn is_integer(self) -> bool {
        matches!(self, ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt)
    }

    /// Whether it is a number.
    pub fn is_numeric(self) -> bool {
        self.is_integer()
            || matches!(self, ScalarType::Decimal { .. } | ScalarType::Real | ScalarType::Double)
    }

    /// Whether it is made of characters.
    pub fn is_text(self) -> bool {
        matches!(self, ScalarType::Char(_) | ScalarType::Varchar(_) | ScalarType::Text)
    }

    /// Whether it tells a day, a time or both.
    pub fn is_temporal(self) -> bool {
        matches!(
            self,
            ScalarType::Date | ScalarType::Time | ScalarType::Timestamp | ScalarType::TimestampTz
        )
    }

    /// Whether its values can be a key in all four databases: bounded in length and comparable.
    pub fn can_be_key(self) -> bool {
        !matches!(self, ScalarType::Text | ScalarType::Json | ScalarType::Bytes(None))
    }
}

impl fmt::Display for ScalarType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScalarType::Decimal { precision, scale } => write!(f, "decimal({precision}, {scale})"),
            ScalarType::Char(n) => write!(f, "char({n})"),
            ScalarType::Varchar(n) => write!(f, "varchar({n})"),
            ScalarType::Bytes(Some(n)) => write!(f, "bytes({n})"),
            ScalarType::Bool => f.write_str("bool"),
            ScalarType::SmallInt => f.write_str("smallint"),
            ScalarType::Int => f.write_str("int"),
            ScalarType::BigInt => f.write_str("bigint"),
            ScalarType::Real => f.write_str("real"),
            ScalarType::Double => f.write_str("double"),
            ScalarType::Text => f.write_str("text"),
            ScalarType::Bytes(None) => f.write_str("bytes"),
            ScalarType::Uuid => f.write_str("uuid"),
            ScalarType::Date => f.write_str("date"),
            ScalarType::Time => f.write_str("time"),
            ScalarType::Timestamp => f.write_str("timestamp"),
            ScalarType::TimestampTz => f.write_str("timestamptz"),
            ScalarType::Interval => f.write_str("interval"),
            ScalarType::Json => f.write_str("json"),
        }
    }
}
