//! Which changes of a type leave the rows as they are.

use super::super::capabilities::Version;
use crate::schema::{NativeType, TypeArgument};

/// What a change of type means for the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeChange {
    /// They stay as they are.
    Catalog,
    /// They stay, and indexes on the column are built anew.
    Indexes,
    /// They are written anew.
    Rewrite,
}

/// What a change of type means in PostgreSQL.
pub fn type_change(
    from: &NativeType,
    to: &NativeType,
    is_utc: bool,
    version: Version,
) -> TypeChange {
    if from == to {
        return TypeChange::Catalog;
    }
    if from.namespace.is_some() || to.namespace.is_some() || from.n_dimensions != to.n_dimensions {
        return TypeChange::Rewrite;
    }
    let (a, b) = (from.name.as_str(), to.name.as_str());
    let stays = match (a, b) {
        ("character varying", "character varying")
        | ("bit varying", "bit varying")
        | ("timestamp without time zone", "timestamp without time zone")
        | ("timestamp with time zone", "timestamp with time zone")
        | ("time without time zone", "time without time zone")
        | ("time with time zone", "time with time zone")
        | ("interval", "interval") => is_wider(number(from, 0), number(to, 0)),
        ("numeric", "numeric") => match (number(from, 0), number(to, 0)) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(p), Some(q)) => {
                q >= p && number(from, 1).unwrap_or(0) == number(to, 1).unwrap_or(0)
            }
        },
        ("character varying", "text") => true,
        ("text", "character varying") => number(to, 0).is_none(),
        ("cidr", "inet") | ("integer", "oid") => true,
        ("timestamp without time zone", "timestamp with time zone")
        | ("timestamp with time zone", "timestamp without time zone") => {
            is_utc && version.major >= 12 && is_wider(number(from, 0), number(to, 0))
        }
        ("text" | "character varying", "citext") if number(to, 0).is_none() => {
            return TypeChange::Indexes;
        }
        _ => false,
    };
    if stays { TypeChange::Catalog } else { TypeChange::Rewrite }
}

/// Whether every value of the one length has room in the other; without one there is no bound.
fn is_wider(from: Option<i64>, to: Option<i64>) -> bool {
    match (from, to) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => to >= from,
    }
}

fn number(ty: &NativeType, idx: usize) -> Option<i64> {
    match ty.arguments.get(idx) {
        Some(TypeArgument::Number(it)) => Some(*it),
        Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => None,
    }
}
