//! Numbers as columns of MySQL and MariaDB keep them.

use super::super::expression::without_leading_zeros;
use super::super::literals::decimal;
use crate::base::{ExprKind, Name, UnaryOp};
use crate::schema::{Expr, NativeType, TypeArgument};

/// Digits that a `float` is told with.
const FLOAT_DIGITS: usize = 6;

/// Whether columns of this type keep numbers.
pub(super) fn is_number(word: &str) -> bool {
    word.ends_with("int") || matches!(word, "decimal" | "double" | "float" | "year")
}

/// What a column keeps of a number, without zeros that say nothing; none when the text is no number.
pub(super) fn kept(text: &str, word: &str, ty: &NativeType) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_number = digits.starts_with(|it: char| it.is_ascii_digit() || it == '.')
        && digits.parse::<f64>().is_ok();
    if !is_number {
        return None;
    }
    let scale = match ty.arguments.get(1) {
        Some(TypeArgument::Number(it)) => usize::try_from(*it).ok(),
        _ => None,
    };
    let digits = match word {
        "year" => year(text, digits),
        "float" if scale.is_none() => float(digits)?,
        "double" if scale.is_none() => digits.parse::<f64>().ok()?.to_string(),
        "float" | "double" | "decimal" => rounded(digits, scale.unwrap_or(0)),
        _ => rounded(digits, 0),
    };
    let digits = short(&digits);
    let is_zero = digits.bytes().all(|it| it == b'0' || it == b'.');
    Some(if is_zero { digits } else { format!("{sign}{digits}") })
}

/// A number as an expression.
pub(super) fn expr(number: &str) -> Expr {
    match number.strip_prefix('-') {
        Some(digits) => {
            let operand = Box::new(Expr::made(ExprKind::Number(Name::new(digits))));
            Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand })
        }
        None => Expr::made(ExprKind::Number(Name::new(number))),
    }
}

/// Two digits are a year of 1970 to 2069.
fn year(text: &str, digits: &str) -> String {
    match digits.parse::<u32>() {
        Ok(0) => "0".to_owned(),
        Ok(short) if text.len() <= 2 => {
            (if short < 70 { 2000 + short } else { 1900 + short }).to_string()
        }
        _ => digits.to_owned(),
    }
}

fn float(digits: &str) -> Option<String> {
    let value: f32 = digits.parse().ok()?;
    let told: f64 = format!("{value:.*e}", FLOAT_DIGITS - 1).parse().ok()?;
    Some(told.to_string())
}

/// With so many digits behind the point, half a step rounded away from zero.
fn rounded(digits: &str, scale: usize) -> String {
    let counted = decimal(digits);
    let digits = counted.as_deref().unwrap_or(digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() <= scale || digits.contains(['e', 'E']) {
        return digits.to_owned();
    }
    let is_up = fraction.as_bytes()[scale] >= b'5';
    let mut kept: Vec<u8> = whole.bytes().chain(fraction.bytes().take(scale)).collect();
    let mut carries = is_up;
    for digit in kept.iter_mut().rev() {
        if !carries {
            break;
        }
        carries = *digit == b'9';
        *digit = if carries { b'0' } else { *digit + 1 };
    }
    if carries {
        kept.insert(0, b'1');
    }
    let kept: String = kept.into_iter().map(char::from).collect();
    let (whole, fraction) = kept.split_at(kept.len() - scale);
    format!("{whole}.{fraction}")
}

/// `0.50` is `0.5`, `3.00` is `3`, `.5` is `0.5`.
fn short(text: &str) -> String {
    if text.contains(['e', 'E']) {
        return text.to_owned();
    }
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    let zero = if text.is_empty() || text.starts_with('.') { "0" } else { "" };
    without_leading_zeros(&format!("{zero}{text}")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_what_fits_into_them() {
        let decimal = NativeType::sized("decimal", &[10, 2]);
        for (text, word, ty, expected) in [
            ("007", "int", &NativeType::plain("int"), "7"),
            ("1.5", "int", &NativeType::plain("int"), "2"),
            ("-0", "double", &NativeType::plain("double"), "0"),
            ("+5", "double", &NativeType::plain("double"), "5"),
            ("3.14159274", "float", &NativeType::plain("float"), "3.14159"),
            ("1e20", "double", &NativeType::plain("double"), "100000000000000000000"),
            ("1.005", "decimal", &decimal, "1.01"),
            ("-9.995", "decimal", &decimal, "-10"),
            (".5", "decimal", &decimal, "0.5"),
            ("1e2", "decimal", &decimal, "100"),
            ("20", "year", &NativeType::plain("year"), "2020"),
            ("0000", "year", &NativeType::plain("year"), "0"),
        ] {
            assert_eq!(kept(text, word, ty).as_deref(), Some(expected), "{text} as {word}");
        }
        assert_eq!(kept("x", "int", &NativeType::plain("int")), None);
        assert_eq!(kept("inf", "double", &NativeType::plain("double")), None);
    }
}
