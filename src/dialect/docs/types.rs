//! The type that holds each scalar.

use std::fmt::Write as _;

use super::super::contract::{Dialect, of};
use super::super::options::{Options, UuidForm};
use crate::base::{DialectId, ScalarType};

const SCALARS: [ScalarType; 18] = [
    ScalarType::Bool,
    ScalarType::SmallInt,
    ScalarType::Int,
    ScalarType::BigInt,
    ScalarType::Decimal { precision: 12, scale: 2 },
    ScalarType::Real,
    ScalarType::Double,
    ScalarType::Char(2),
    ScalarType::Varchar(80),
    ScalarType::Text,
    ScalarType::Bytes(None),
    ScalarType::Bytes(Some(20)),
    ScalarType::Date,
    ScalarType::Time,
    ScalarType::Timestamp,
    ScalarType::TimestampTz,
    ScalarType::Interval,
    ScalarType::Json,
];

/// Writes a row for each scalar; UUIDs have one for each way to hold them.
pub(super) fn table(res: &mut String) {
    let titles: Vec<&str> = DialectId::ALL.iter().map(|it| it.title()).collect();
    let _ = writeln!(res, "| type | {} |", titles.join(" | "));
    let _ = writeln!(res, "|---|{}", "---|".repeat(titles.len()));
    for scalar in SCALARS {
        let cells = DialectId::ALL.map(|it| written(of(it), scalar, &Options::of(of(it))));
        let _ = writeln!(res, "| `{scalar}` | {} |", cells.join(" | "));
    }
    let forms =
        [("native", UuidForm::Native), ("text", UuidForm::Text), ("binary", UuidForm::Binary)];
    for (word, uuids) in forms {
        let cells = DialectId::ALL.map(|it| uuid(of(it), uuids));
        let _ = writeln!(res, "| `uuid`, with `uuids = \"{word}\"` | {} |", cells.join(" | "));
    }
    res.push_str(NOTES);
}

const NOTES: &str = "
A column of a type that is wider than what the model says has a check for the rest: `bytes(20)` in PostgreSQL, JSON in SQLite, long texts in
MySQL. A moment, `timestamptz`, is kept as the time in Greenwich where the database has no zones. An interval without a type of its own is a
number of microseconds. In a strict table of SQLite every type is one of `integer`, `real`, `text` and `blob`.
";

fn written(dialect: &dyn Dialect, scalar: ScalarType, options: &Options) -> String {
    let ty = dialect.scalar_type(scalar, options);
    format!("`{}`", dialect.type_words().written_text(&ty))
}

fn uuid(dialect: &dyn Dialect, uuids: UuidForm) -> String {
    let usual = Options::of(dialect);
    let options = Options { uuids, ..usual };
    let problem = options.problem(dialect).is_some();
    let newest = super::super::capabilities::Version::new(u16::MAX, 0);
    let is_newer = Options { version: newest, ..options }.problem(dialect).is_none();
    match (problem, is_newer) {
        (true, false) => "not to be chosen".to_owned(),
        (true, true) => {
            format!("{}, in newer versions", written(dialect, ScalarType::Uuid, &options))
        }
        (false, _) if usual.uuids == uuids => {
            format!("{} (usual)", written(dialect, ScalarType::Uuid, &options))
        }
        (false, _) => written(dialect, ScalarType::Uuid, &options),
    }
}
