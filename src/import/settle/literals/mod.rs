//! Literals as PostgreSQL prints them: it reads each when it is written down, and tells what it has understood.

mod composed;
mod identifiers;
mod json;
mod moments;
mod numbers;

use crate::dialect::Interval;

pub(super) use identifiers::uuid;
pub(super) use numbers::{decimal, number_expr};

/// A literal of a type in the server's spelling; as it is where that is not known.
pub(super) fn spelled(text: &str, ty: &str) -> String {
    let ty = ty.strip_prefix("public.").unwrap_or(ty);
    let res = match ty.strip_suffix("[]") {
        Some(item) => composed::array(text, item),
        None => of_one(text, &without_arguments(ty)),
    };
    res.unwrap_or_else(|| text.to_owned())
}

/// `timestamp(3) without time zone` is `timestamp without time zone`.
fn without_arguments(ty: &str) -> String {
    match (ty.find('('), ty.find(')')) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{}", ty[..open].trim_end(), &ty[close + 1..])
        }
        _ => ty.to_owned(),
    }
}

/// A literal of a type that is no array, without the arguments of the type.
fn of_one(text: &str, ty: &str) -> Option<String> {
    match ty {
        "date" => moments::date(text),
        "time without time zone" => moments::time(text, false),
        "time with time zone" => moments::time(text, true),
        "timestamp without time zone" => moments::timestamp(text, false),
        "timestamp with time zone" => moments::timestamp(text, true),
        _ if ty == "interval" || ty.starts_with("interval ") => {
            Interval::read(text).map(Interval::to_text)
        }
        "jsonb" => json::jsonb(text),
        "boolean" => truth(text).map(|it| it.to_string()),
        "jsonpath" => json::path(text),
        "bytea" => identifiers::bytes(text),
        "uuid" => uuid(text),
        "inet" => identifiers::address(text, false),
        "cidr" => identifiers::address(text, true),
        "macaddr" => identifiers::macaddr(text, 6),
        "macaddr8" => identifiers::macaddr(text, 8),
        "int4range" => composed::range(text, "integer"),
        "int8range" => composed::range(text, "bigint"),
        "numrange" => composed::range(text, "numeric"),
        "daterange" => composed::range(text, "date"),
        "tsrange" => composed::range(text, "timestamp without time zone"),
        "tstzrange" => composed::range(text, "timestamp with time zone"),
        _ => numbers::number(text, ty),
    }
}

/// A truth value in any of its spellings.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_spelled_as_the_server_does() {
        for (text, ty, expected) in [
            ("08:00", "time without time zone", "08:00:00"),
            ("2020-01-01", "timestamp(3) without time zone", "2020-01-01 00:00:00"),
            ("2 hours", "interval", "02:00:00"),
            ("{\"bb\": 1, \"a\": [1,2]}", "jsonb", "{\"a\": [1, 2], \"bb\": 1}"),
            ("1e3", "numeric", "1000"),
            ("{t,no}", "boolean[]", "{true,false}"),
            ("yes", "boolean", "true"),
            ("x", "text", "x"),
            ("x", "uuid", "x"),
        ] {
            assert_eq!(spelled(text, ty), expected, "{text}::{ty}");
        }
    }
}
