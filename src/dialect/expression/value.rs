//! What is known of the value of an expression: its type, and whether it can be null.

use crate::base::ScalarType;
use crate::schema::Expr;

/// A translated expression and what is known of its value.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The expression, in the database's words.
    pub expr: Expr,
    /// Its type.
    pub ty: ValueType,
    /// Whether it can be null.
    pub is_nullable: bool,
}

/// The type of an expression, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Not known: SQL of one database, or a type of one.
    Unknown,
    /// `null`
    Null,
    /// A whole number that is written out.
    Integer,
    /// A number that is written out with a point.
    Fraction,
    /// A number that is written out with an exponent.
    Float,
    /// A text that is written out: it takes the type of its place.
    Text,
    /// A value of a scalar type.
    Scalar(ScalarType),
    /// A value of an enum, by its place in the schema.
    Enum(usize),
    /// A list.
    Array,
}

impl Typed {
    /// A value that is never null.
    pub fn some(expr: Expr, ty: ValueType) -> Typed {
        Typed { expr, ty, is_nullable: false }
    }
}

impl ValueType {
    /// Whether it is known to be a whole number.
    pub fn is_integer(self) -> bool {
        match self {
            ValueType::Integer => true,
            ValueType::Scalar(scalar) => scalar.is_integer(),
            ValueType::Unknown
            | ValueType::Null
            | ValueType::Fraction
            | ValueType::Float
            | ValueType::Text
            | ValueType::Enum(_)
            | ValueType::Array => false,
        }
    }

    /// Whether it is known to be an exact number that may have a fraction.
    pub fn is_decimal(self) -> bool {
        matches!(self, ValueType::Fraction | ValueType::Scalar(ScalarType::Decimal { .. }))
    }

    /// Whether it is known to be a binary fraction.
    pub fn is_float(self) -> bool {
        let is_scalar = matches!(
            self,
            ValueType::Scalar(ScalarType::Real) | ValueType::Scalar(ScalarType::Double)
        );
        self == ValueType::Float || is_scalar
    }

    /// Whether it is known to be a number.
    pub fn is_number(self) -> bool {
        self.is_integer() || self.is_decimal() || self.is_float()
    }

    /// Whether it is known to be made of characters.
    pub fn is_text(self) -> bool {
        match self {
            ValueType::Text | ValueType::Enum(_) => true,
            ValueType::Scalar(scalar) => scalar.is_text(),
            ValueType::Unknown
            | ValueType::Null
            | ValueType::Integer
            | ValueType::Fraction
            | ValueType::Float
            | ValueType::Array => false,
        }
    }

    /// Whether it is this scalar type.
    pub fn is(self, scalar: ScalarType) -> bool {
        self == ValueType::Scalar(scalar)
    }

    /// The scalar type, when it is one.
    pub fn as_scalar(self) -> Option<ScalarType> {
        match self {
            ValueType::Scalar(scalar) => Some(scalar),
            ValueType::Unknown
            | ValueType::Null
            | ValueType::Integer
            | ValueType::Fraction
            | ValueType::Float
            | ValueType::Text
            | ValueType::Enum(_)
            | ValueType::Array => None,
        }
    }

    /// The most characters that a text can have, where there is a bound.
    pub fn max_characters(self) -> Option<u32> {
        match self {
            ValueType::Scalar(ScalarType::Char(n) | ScalarType::Varchar(n)) => Some(n),
            ValueType::Scalar(ScalarType::SmallInt) => Some(6),
            ValueType::Scalar(ScalarType::Int) => Some(11),
            ValueType::Scalar(ScalarType::BigInt) => Some(20),
            ValueType::Scalar(ScalarType::Bool) => Some(5),
            ValueType::Scalar(ScalarType::Decimal { precision, .. }) => {
                Some(u32::from(precision) + 3)
            }
            ValueType::Scalar(ScalarType::Uuid) => Some(36),
            ValueType::Scalar(ScalarType::Date) => Some(10),
            ValueType::Scalar(
                ScalarType::Real
                | ScalarType::Double
                | ScalarType::Text
                | ScalarType::Bytes(_)
                | ScalarType::Time
                | ScalarType::Timestamp
                | ScalarType::TimestampTz
                | ScalarType::Interval
                | ScalarType::Json,
            )
            | ValueType::Unknown
            | ValueType::Null
            | ValueType::Integer
            | ValueType::Fraction
            | ValueType::Float
            | ValueType::Text
            | ValueType::Enum(_)
            | ValueType::Array => None,
        }
    }

    /// The type of what two numbers give together.
    pub fn wider(self, other: ValueType) -> ValueType {
        let rank = |it: ValueType| match it {
            ValueType::Scalar(ScalarType::Double) => 9,
            ValueType::Float => 8,
            ValueType::Scalar(ScalarType::Real) => 7,
            ValueType::Scalar(ScalarType::Decimal { .. }) => 6,
            ValueType::Fraction => 5,
            ValueType::Scalar(ScalarType::BigInt) => 4,
            ValueType::Scalar(ScalarType::Int) => 3,
            ValueType::Scalar(ScalarType::SmallInt) => 2,
            ValueType::Integer => 1,
            ValueType::Unknown => 10,
            ValueType::Scalar(_)
            | ValueType::Null
            | ValueType::Text
            | ValueType::Enum(_)
            | ValueType::Array => 0,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}
