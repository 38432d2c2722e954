//! Numbers that are written out.

use crate::base::{ExprKind, Name, UnaryOp};
use crate::schema::Expr;

/// A text as PostgreSQL prints a number of this type that it has read from it: whole numbers and `numeric` by their
/// digits, floats by their value. Nothing when it is no number of the type.
pub(in crate::import::settle) fn number(text: &str, ty: &str) -> Option<String> {
    let text = text.trim();
    match ty {
        "smallint" | "integer" | "bigint" => whole(text),
        "numeric" => exact(text).or_else(|| endless(text)),
        "real" => float(text, text.parse::<f32>().ok()?.to_string()),
        "double precision" => float(text, text.parse::<f64>().ok()?.to_string()),
        _ => None,
    }
}

/// A number of this type as an expression; what is endless or none is a text.
pub(in crate::import::settle) fn number_expr(text: &str, ty: &str) -> Option<Expr> {
    let number = number(text, ty)?;
    let (is_negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.as_str()),
    };
    if !digits.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let digits = Expr::made(ExprKind::Number(Name::new(digits)));
    Some(match is_negative {
        true => Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(digits) }),
        false => digits,
    })
}

/// The sign, `-` or nothing, and the rest.
fn signed(text: &str) -> (&'static str, &str) {
    match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    }
}

/// `007` is `7`.
fn whole(text: &str) -> Option<String> {
    let (sign, digits) = signed(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    is_whole.then(|| format!("{sign}{}", trimmed(digits)))
}

/// `01.50` is `1.50`, `.5` is `0.5`: the digits behind the point are kept.
fn exact(text: &str) -> Option<String> {
    let (sign, digits) = signed(text);
    if digits.contains(['e', 'E']) {
        return decimal(digits).map(|it| format!("{sign}{it}"));
    }
    let (before, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if before.len() + behind.len() == 0 || !is_number(before) || !is_number(behind) {
        return None;
    }
    let dot = if behind.is_empty() { "" } else { "." };
    Some(format!("{sign}{}{dot}{behind}", trimmed(before)))
}

/// What is no finite number has a name, and nothing has no sign.
fn float(text: &str, value: String) -> Option<String> {
    match value.bytes().any(|it| it.is_ascii_digit()) {
        true if value == "-0" => Some("0".to_owned()),
        true => Some(value),
        false => endless(text),
    }
}

/// `inf`, `nan`
fn endless(text: &str) -> Option<String> {
    let (sign, name) = signed(text);
    let name = match name.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => "Infinity",
        "nan" => return Some("NaN".to_owned()),
        _ => return None,
    };
    Some(format!("{sign}{name}"))
}

/// `1.5e-3` is `0.0015`; nothing when there is no exponent, or one that would take too many digits.
pub(in crate::import::settle) fn decimal(text: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_the_server_has_read_them() {
        for (text, ty, expected) in [
            ("007", "integer", "7"),
            (" +5 ", "bigint", "5"),
            ("-0", "double precision", "0"),
            ("0.0000", "double precision", "0"),
            ("1e20", "double precision", "100000000000000000000"),
            ("16777217", "real", "16777216"),
            ("inf", "real", "Infinity"),
            ("01.50", "numeric", "1.50"),
            ("1e3", "numeric", "1000"),
            ("1.5e-3", "numeric", "0.0015"),
            ("150e-1", "numeric", "15.0"),
            ("-.5", "numeric", "-0.5"),
            ("0e5", "numeric", "0"),
            ("nan", "numeric", "NaN"),
        ] {
            assert_eq!(number(text, ty).as_deref(), Some(expected), "{text}::{ty}");
        }
        for (text, ty) in [("1.5", "integer"), ("", "numeric"), ("x", "real"), ("1e99", "numeric")]
        {
            assert_eq!(number(text, ty), None, "{text}::{ty}");
        }
    }
}
