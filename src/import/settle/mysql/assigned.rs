//! Defaults as the catalogs of MySQL and MariaDB tell them: what the column keeps of the literal.

use super::super::literals;
use super::{moments, numbers};
use crate::base::{DialectId, ExprKind, Name, SqlText, UnaryOp};
use crate::schema::{Expr, NativeType, TypeArgument};

/// A default in the form of its column. What is no literal stays as it is.
pub(super) fn assigned(expr: Expr, ty: &NativeType, id: DialectId) -> Expr {
    let span = expr.span;
    let word = ty.name.split(' ').next().unwrap_or_default();
    if numbers::is_number(word) {
        let number = written(&expr.kind).and_then(|it| numbers::kept(&it, word, ty));
        return number.map_or(expr, |it| Expr { span, ..numbers::expr(&it) });
    }
    let kind = match expr.kind {
        ExprKind::Number(text) if word == "bit" => {
            bits(&text, id).unwrap_or(ExprKind::Number(text))
        }
        ExprKind::Sql(text) if word != "bit" => characters(&text).unwrap_or(ExprKind::Sql(text)),
        kind => kind,
    };
    let text = match &kind {
        ExprKind::Number(text) if takes_digits(word) => text,
        ExprKind::String(text) => text,
        _ => return Expr::new(kind, span),
    };
    Expr::new(ExprKind::String(kept(text, word, ty, id)), span)
}

/// Whether a number is its digits for a column of this type.
fn takes_digits(word: &str) -> bool {
    let is_text = ["char", "varchar", "text"].iter().any(|it| word.ends_with(it));
    is_text || word == "enum" || moments::is_moment(word)
}

/// What a column that is no number keeps of a text.
fn kept(text: &Name, word: &str, ty: &NativeType, id: DialectId) -> Name {
    let res = match word {
        // It is filled up with zero bytes.
        "binary" => Some(text.trim_end_matches('\0').to_owned()),
        "char" => Some(text.trim_end_matches(' ').to_owned()),
        "uuid" => literals::uuid(text),
        "inet6" => text.parse::<core::net::Ipv6Addr>().ok().map(|it| it.to_string()),
        "enum" => value(text, ty),
        "set" => values(text, ty),
        _ => moments::kept(text, word, ty, id),
    };
    res.map_or_else(|| text.clone(), Name::from)
}

/// A value of an enum, in the letters of its declaration.
fn value(text: &str, ty: &NativeType) -> Option<String> {
    let mut values = ty.arguments.iter().filter_map(word_of);
    let text = text.trim_end_matches(' ').to_lowercase();
    values.find(|it| it.to_lowercase() == text).map(str::to_owned)
}

/// The values of a set in the order of its declaration.
fn values(text: &str, ty: &NativeType) -> Option<String> {
    let chosen: Vec<String> = text.split(',').map(str::to_lowercase).collect();
    let known: Vec<&str> = ty.arguments.iter().filter_map(word_of).collect();
    if !chosen.iter().all(|it| known.iter().any(|known| known.to_lowercase() == *it)) {
        return None;
    }
    let res: Vec<&str> =
        known.into_iter().filter(|it| chosen.contains(&it.to_lowercase())).collect();
    Some(res.join(","))
}

fn word_of(argument: &TypeArgument) -> Option<&str> {
    match argument {
        TypeArgument::Text(text) | TypeArgument::Word(text) => Some(text),
        TypeArgument::Number(_) => None,
    }
}

/// A literal that a column of numbers reads as one: digits, a text of digits, or bytes.
fn written(kind: &ExprKind<Name>) -> Option<String> {
    match kind {
        ExprKind::Number(text) | ExprKind::String(text) => Some(text.to_string()),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => {
            let text = written(&operand.kind)?;
            Some(match text.strip_prefix('-') {
                Some(rest) => rest.to_owned(),
                None => format!("-{text}"),
            })
        }
        ExprKind::Sql(text) => {
            u64::from_str_radix(hexadecimal(text)?, 16).ok().map(|it| it.to_string())
        }
        _ => None,
    }
}

/// A number of a column of bits, as bytes.
fn bits(number: &str, id: DialectId) -> Option<ExprKind<Name>> {
    let number: u64 = number.parse().ok()?;
    let bytes = number.to_be_bytes();
    let first = bytes.iter().position(|it| *it != 0).unwrap_or(7);
    let digits: String = bytes[first..].iter().map(|it| format!("{it:02x}")).collect();
    Some(ExprKind::Sql(SqlText::one(id, format!("x'{digits}'"))))
}

/// `x'6162'` of a column of text or bytes is `ab`.
fn characters(text: &SqlText) -> Option<ExprKind<Name>> {
    let digits = hexadecimal(text)?;
    let byte = |it: &[u8]| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(byte).collect();
    Some(ExprKind::String(Name::from(String::from_utf8(bytes?).ok()?)))
}

/// The digits of `x'6162'`.
fn hexadecimal(text: &SqlText) -> Option<&str> {
    let own = text.bare.as_ref().or(text.named.first().map(|(_, it)| it))?;
    own.strip_prefix("x'")?.strip_suffix('\'')
}
