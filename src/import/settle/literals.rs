//! Literals as PostgreSQL prints them: it reads each when it is written down, and tells what it has understood.

use crate::dialect::Interval;

/// A literal of a type in the server's spelling; as it is where that is not known.
pub(super) fn spelled(text: &str, ty: &str) -> String {
    let ty = ty.strip_prefix("public.").unwrap_or(ty);
    let bare = ty.split('(').next().unwrap_or(ty).trim_end();
    let res = match bare {
        "time without time zone" | "time with time zone" => time(text),
        "timestamp without time zone" => timestamp(text),
        _ if bare == "interval" || bare.starts_with("interval ") => {
            Interval::read(text).map(Interval::to_text)
        }
        "jsonb" => jsonb(text),
        "numeric" | "real" | "double precision" => decimal(text),
        "boolean" => truth(text).map(|it| it.to_string()),
        _ => None,
    };
    res.unwrap_or_else(|| text.to_owned())
}

/// A truth value in any of its spellings.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// `08:00` is `08:00:00`.
fn time(text: &str) -> Option<String> {
    is_shaped(text, "00:00").then(|| format!("{text}:00"))
}

/// `2020-01-01` is `2020-01-01 00:00:00`. What has no time zone forgets the one that is said.
fn timestamp(text: &str) -> Option<String> {
    if text.eq_ignore_ascii_case("epoch") {
        return Some("1970-01-01 00:00:00".to_owned());
    }
    if is_shaped(text, "0000-00-00") {
        return Some(format!("{text} 00:00:00"));
    }
    if is_shaped(text, "0000-00-00 00:00") {
        return Some(format!("{text}:00"));
    }
    let clock = text.find(':')?;
    let end = text[clock..].find(['+', '-', 'Z', 'z']).map_or(text.len(), |it| clock + it);
    Some(text[..end].trim_end().to_owned())
}

/// Whether a text has a digit wherever the shape has one, and the same signs.
fn is_shaped(text: &str, shape: &str) -> bool {
    let is_alike = |(a, b): (u8, u8)| if b == b'0' { a.is_ascii_digit() } else { a == b };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(is_alike)
}

/// `1.5e-3` is `0.0015`; nothing when there is no exponent, or one that would take too many digits.
pub(super) fn decimal(text: &str) -> Option<String> {
    const MOST: i32 = 40;
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if exponent.abs() > MOST || whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let places = i32::try_from(fraction.len()).ok()? - exponent;
    let Ok(places) = usize::try_from(places) else {
        let zeros = "0".repeat(usize::try_from(-places).ok()?);
        return Some(trimmed(&format!("{digits}{zeros}")));
    };
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{dot}{fraction}", trimmed(whole)))
}

/// Without zeros before the first digit.
fn trimmed(digits: &str) -> String {
    let res = digits.trim_start_matches('0');
    if res.is_empty() { "0".to_owned() } else { res.to_owned() }
}

/// `jsonb` keeps values, not their spelling: keys are ordered by their length, then by their bytes. Numbers with a
/// fraction or exponent keep their digits, which a float does not: a text with one stays as it is.
fn jsonb(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let mut res = String::new();
    write_json(&value, &mut res)?;
    Some(res)
}

fn write_json(value: &serde_json::Value, text: &mut String) -> Option<()> {
    match value {
        serde_json::Value::Number(it) if it.is_f64() => return None,
        serde_json::Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                write_json(item, text)?;
            }
            text.push(']');
        }
        serde_json::Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| (a.len(), a.as_bytes()).cmp(&(b.len(), b.as_bytes())));
            text.push('{');
            for (at, (name, item)) in members.into_iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                text.push_str(&serde_json::Value::from(name.as_str()).to_string());
                text.push_str(": ");
                write_json(item, text)?;
            }
            text.push('}');
        }
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => text.push_str(&value.to_string()),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_spelled_as_the_server_does() {
        for (text, ty, expected) in [
            ("08:00", "time without time zone", "08:00:00"),
            ("2020-01-01", "timestamp without time zone", "2020-01-01 00:00:00"),
            ("2020-01-01 10:00:00+01", "timestamp without time zone", "2020-01-01 10:00:00"),
            ("2 hours", "interval", "02:00:00"),
            ("{\"bb\": 1, \"a\": [1,2]}", "jsonb", "{\"a\": [1, 2], \"bb\": 1}"),
            ("1e3", "numeric", "1000"),
            ("1.5e-3", "numeric", "0.0015"),
            ("150e-1", "double precision", "15.0"),
            ("0e5", "numeric", "0"),
            ("yes", "boolean", "true"),
            ("x", "text", "x"),
        ] {
            assert_eq!(spelled(text, ty), expected, "{text}::{ty}");
        }
    }
}
