//! SQLite's types: a name that says what is meant, and an affinity that follows from it.

use super::super::expression::{call, number};
use super::super::options::{Options, UuidForm};
use super::super::types::TypeWords;
use super::super::words::WordSet;
use crate::base::{BinaryOp, ExprKind, Name, ScalarType};
use crate::schema::{Expr, NativeType};

pub(super) static WORDS: TypeWords = TypeWords {
    aliases: &[],
    short: &[],
    has_own: false,
    built_in: &[],
    own_names: &[],
    reserved: &WordSet::EMPTY,
    tinyint_is_boolean: false,
    empty_arguments: &[],
    default_arguments: &[],
    scaled: None,
};

pub(super) fn of_scalar(scalar: ScalarType, options: &Options) -> NativeType {
    if options.strict_tables { strict(scalar, options) } else { usual(scalar, options) }
}

/// Names whose affinity keeps the value as it is ("Determination Of Column Affinity"): a UUID or JSON under a name
/// of its own would be taken for a number where it looks like one.
fn usual(scalar: ScalarType, options: &Options) -> NativeType {
    match scalar {
        ScalarType::Bool => NativeType::plain("boolean"),
        ScalarType::SmallInt => NativeType::plain("smallint"),
        ScalarType::Int => NativeType::plain("integer"),
        ScalarType::BigInt | ScalarType::Interval => NativeType::plain("bigint"),
        ScalarType::Decimal { precision, scale } => {
            NativeType::sized("decimal", &[precision.into(), scale.into()])
        }
        ScalarType::Real => NativeType::plain("real"),
        ScalarType::Double => NativeType::plain("double"),
        ScalarType::Char(n) => NativeType::sized("char", &[n.into()]),
        ScalarType::Varchar(n) => NativeType::sized("varchar", &[n.into()]),
        ScalarType::Text | ScalarType::Json => NativeType::plain("text"),
        ScalarType::Bytes(_) => NativeType::plain("blob"),
        ScalarType::Uuid => match options.uuids {
            UuidForm::Binary => NativeType::plain("blob"),
            UuidForm::Native | UuidForm::Text => NativeType::sized("char", &[36]),
        },
        ScalarType::Date => NativeType::plain("date"),
        ScalarType::Time => NativeType::plain("time"),
        ScalarType::Timestamp => NativeType::plain("datetime"),
        ScalarType::TimestampTz => NativeType::plain("timestamp"),
    }
}

/// The five types of a strict table.
fn strict(scalar: ScalarType, options: &Options) -> NativeType {
    NativeType::plain(match scalar {
        ScalarType::Bool
        | ScalarType::SmallInt
        | ScalarType::Int
        | ScalarType::BigInt
        | ScalarType::Interval => "integer",
        ScalarType::Decimal { .. } | ScalarType::Real | ScalarType::Double => "real",
        ScalarType::Bytes(_) => "blob",
        ScalarType::Uuid if options.uuids == UuidForm::Binary => "blob",
        ScalarType::Uuid
        | ScalarType::Char(_)
        | ScalarType::Varchar(_)
        | ScalarType::Text
        | ScalarType::Json
        | ScalarType::Date
        | ScalarType::Time
        | ScalarType::Timestamp
        | ScalarType::TimestampTz => "text",
    })
}

/// What the name of the type does not see to: JSON and the length of byte strings, and in a strict table, where the
/// type is not named at all, truth values and the length of texts.
pub(super) fn check(scalar: ScalarType, value: &Name, options: &Options) -> Option<Expr> {
    let value = || Expr::reference(value.clone());
    let is_short =
        |n: u32| Expr::binary(BinaryOp::LessOrEqual, call("length", vec![value()]), number(n));
    match scalar {
        ScalarType::Json => Some(call("json_valid", vec![value()])),
        ScalarType::Bytes(Some(n)) => Some(is_short(n)),
        ScalarType::Char(n) | ScalarType::Varchar(n) if options.strict_tables => Some(is_short(n)),
        ScalarType::Bool if options.strict_tables => {
            let list = vec![number(0), number(1)];
            Some(Expr::made(ExprKind::In { operand: Box::new(value()), list, negated: false }))
        }
        ScalarType::Bool
        | ScalarType::SmallInt
        | ScalarType::Int
        | ScalarType::BigInt
        | ScalarType::Decimal { .. }
        | ScalarType::Real
        | ScalarType::Double
        | ScalarType::Char(_)
        | ScalarType::Varchar(_)
        | ScalarType::Text
        | ScalarType::Bytes(None)
        | ScalarType::Uuid
        | ScalarType::Date
        | ScalarType::Time
        | ScalarType::Timestamp
        | ScalarType::TimestampTz
        | ScalarType::Interval => None,
    }
}
