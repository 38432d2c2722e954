//! The types of MySQL and MariaDB.

use super::super::capabilities::Width;
use super::super::expression::{call, number};
use super::super::options::{Options, UuidForm};
use super::super::types::TypeWords;
use super::super::words::WordSet;
use crate::base::{BinaryOp, Name, ScalarType};
use crate::schema::{Expr, NativeType, TypeArgument};

/// The spellings of the manual's "Using Data Types from Other Database Engines" and its neighbours.
pub(in crate::dialect) static WORDS: TypeWords = TypeWords {
    aliases: &[
        ("bool", "tinyint(1)"),
        ("boolean", "tinyint(1)"),
        ("char byte", "binary"),
        ("char varying", "varchar"),
        ("character", "char"),
        ("character varying", "varchar"),
        ("dec", "decimal"),
        ("double precision", "double"),
        ("fixed", "decimal"),
        ("float4", "float"),
        ("float8", "double"),
        ("int1", "tinyint"),
        ("int2", "smallint"),
        ("int3", "mediumint"),
        ("int4", "int"),
        ("int8", "bigint"),
        ("integer", "int"),
        ("long", "mediumtext"),
        ("long varbinary", "mediumblob"),
        ("long varchar", "mediumtext"),
        ("middleint", "mediumint"),
        ("national char", "char"),
        ("national varchar", "varchar"),
        ("nchar", "char"),
        ("numeric", "decimal"),
        ("nvarchar", "varchar"),
        ("real", "double"),
    ],
    short: &[],
    has_own: false,
    built_in: &[],
    own_names: &[],
    reserved: &WordSet::EMPTY,
    tinyint_is_boolean: true,
    empty_arguments: &[
        ("bigint", &[20]),
        ("bigint unsigned", &[20]),
        ("int", &[11]),
        ("int unsigned", &[10]),
        ("mediumint", &[9]),
        ("mediumint unsigned", &[8]),
        ("smallint", &[6]),
        ("smallint unsigned", &[5]),
        ("tinyint", &[4]),
        ("tinyint unsigned", &[3]),
        ("year", &[4]),
    ],
    default_arguments: &[
        ("bigint unsigned zerofill", &[20]),
        ("binary", &[1]),
        ("bit", &[1]),
        ("char", &[1]),
        ("decimal", &[10, 0]),
        ("decimal unsigned", &[10, 0]),
        ("decimal unsigned zerofill", &[10, 0]),
        ("int unsigned zerofill", &[10]),
        ("mediumint unsigned zerofill", &[8]),
        ("smallint unsigned zerofill", &[5]),
        ("tinyint unsigned zerofill", &[3]),
    ],
    scaled: Some("decimal"),
};

/// Longer texts and byte strings than this are kept outside the row.
const LONGEST_INSIDE: u32 = ScalarType::MAX_VARCHAR;

pub(in crate::dialect) fn of_scalar(scalar: ScalarType, options: &Options) -> NativeType {
    match scalar {
        ScalarType::Bool => NativeType::sized("tinyint", &[1]),
        ScalarType::SmallInt => NativeType::plain("smallint"),
        ScalarType::Int => NativeType::plain("int"),
        ScalarType::BigInt => NativeType::plain("bigint"),
        ScalarType::Decimal { precision, scale } => {
            NativeType::sized("decimal", &[precision.into(), scale.into()])
        }
        ScalarType::Real => NativeType::plain("float"),
        ScalarType::Double => NativeType::plain("double"),
        ScalarType::Char(n) => NativeType::sized("char", &[n.into()]),
        ScalarType::Varchar(n) if n <= LONGEST_INSIDE => NativeType::sized("varchar", &[n.into()]),
        ScalarType::Varchar(n) if n < 1 << 22 => NativeType::plain("mediumtext"),
        ScalarType::Varchar(_) | ScalarType::Text => NativeType::plain("longtext"),
        ScalarType::Bytes(Some(n)) if n <= LONGEST_INSIDE => {
            NativeType::sized("varbinary", &[n.into()])
        }
        ScalarType::Bytes(Some(n)) if n < 1 << 24 => NativeType::plain("mediumblob"),
        ScalarType::Bytes(_) => NativeType::plain("longblob"),
        ScalarType::Uuid => match options.uuids {
            UuidForm::Native => NativeType::plain("uuid"),
            UuidForm::Text => NativeType::sized("char", &[36]),
            UuidForm::Binary => NativeType::sized("binary", &[16]),
        },
        ScalarType::Date => NativeType::plain("date"),
        ScalarType::Time => NativeType::sized("time", &[6]),
        // `timestamp` ends in 2038 and has defaults of its own where `explicit_defaults_for_timestamp` is
        // off; a moment is held as what the clock says in Greenwich.
        ScalarType::Timestamp | ScalarType::TimestampTz => NativeType::sized("datetime", &[6]),
        ScalarType::Interval => NativeType::plain("bigint"),
        ScalarType::Json => NativeType::plain("json"),
    }
}

/// What is too long for a type with a bound.
pub(in crate::dialect) fn check(scalar: ScalarType, value: &Name) -> Option<Expr> {
    let (function, most) = match scalar {
        ScalarType::Varchar(n) if n > LONGEST_INSIDE => ("char_length", n),
        ScalarType::Bytes(Some(n)) if n > LONGEST_INSIDE => ("length", n),
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
        | ScalarType::Bytes(_)
        | ScalarType::Uuid
        | ScalarType::Date
        | ScalarType::Time
        | ScalarType::Timestamp
        | ScalarType::TimestampTz
        | ScalarType::Interval
        | ScalarType::Json => return None,
    };
    let value = Expr::reference(value.clone());
    Some(Expr::binary(BinaryOp::LessOrEqual, call(function, vec![value]), number(most)))
}

/// How JSON is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::dialect) enum JsonForm {
    /// As text.
    Text,
    /// In a form of its own, which cannot be indexed.
    Own,
}

/// The character set that a collation is of: its name starts with it.
pub(crate) fn charset_of(collation: &str) -> &str {
    let charset = collation.split('_').next().unwrap_or(collation);
    if charset == "utf8" { "utf8mb3" } else { charset }
}

/// The most bytes that one character takes (`show character set`, column `Maxlen`).
pub(crate) fn character_bytes(charset: &str) -> usize {
    match charset {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "cp932" | "euckr" | "gb2312" | "gbk" | "sjis" => 2,
        _ => 1,
    }
}

/// The bytes of a value (manual, "Data Type Storage Requirements").
pub(in crate::dialect) fn width(ty: &NativeType, json: JsonForm, charset: Option<&str>) -> Width {
    let character = charset.map_or(4, character_bytes);
    let argument = match ty.arguments.first() {
        Some(TypeArgument::Number(n)) => usize::try_from(*n).unwrap_or(0),
        Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => 1,
    };
    let text = |most, character| Width::Text { most, character };
    // `int unsigned` is as wide as `int`.
    let end = ty.name.bytes().position(|it| it == b' ').unwrap_or(ty.name.len());
    match &ty.name[..end] {
        "char" | "varchar" => text(Some(argument), character),
        "binary" | "varbinary" => text(Some(argument), 1),
        "text" | "tinytext" | "mediumtext" | "longtext" => text(None, character),
        "blob" | "tinyblob" | "mediumblob" | "longblob" => text(None, 1),
        "json" if json == JsonForm::Text => text(None, 4),
        "json" | "geometry" => Width::None,
        "tinyint" | "year" => Width::Fixed(1),
        "smallint" | "enum" => Width::Fixed(2),
        "mediumint" | "date" => Width::Fixed(3),
        "int" | "float" => Width::Fixed(4),
        "decimal" => Width::Fixed(argument / 2 + 2),
        "uuid" | "inet6" => Width::Fixed(16),
        _ => Width::Fixed(8),
    }
}
