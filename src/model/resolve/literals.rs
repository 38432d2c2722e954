//! Literals: whether what is written out can be a value of the type it stands for.

use super::moments;
use super::typing::Type;
use crate::base::{Edit, ExprKind, Fix, ScalarType, UnaryOp};
use crate::model::EntityGraph;
use crate::model::diags::written;
use crate::syntax::ast;

/// What is wrong with a literal in the place of `wanted`, if anything is.
pub(super) fn problem(expr: &ast::Expr, wanted: Type) -> Option<String> {
    let Type::Scalar(scalar) = wanted else { return None };
    if let ExprKind::String(text) = &expr.kind {
        return text_problem(text, scalar);
    }
    let (number, is_negative) = if let ExprKind::Unary { op: UnaryOp::Minus, operand } = &expr.kind
    {
        (&**operand, true)
    } else {
        (expr, false)
    };
    let ExprKind::Number(text) = &number.kind else { return None };
    number_problem(text, scalar, is_negative)
}

fn number_problem(text: &str, scalar: ScalarType, is_negative: bool) -> Option<String> {
    let limit: u128 = match scalar {
        ScalarType::SmallInt => 1 << 15,
        ScalarType::Int => 1 << 31,
        ScalarType::BigInt => 1 << 63,
        ScalarType::Decimal { precision, scale } => return decimal_problem(text, precision, scale),
        ScalarType::Bool
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
    let sign = if is_negative { "-" } else { "" };
    if text.contains(['.', 'e', 'E']) {
        return Some(format!("`{sign}{text}` is no whole number, and `{scalar}` holds only those"));
    }
    let fits = text.parse::<u128>().is_ok_and(|it| it < limit || is_negative && it == limit);
    (!fits).then(|| format!("`{sign}{text}` does not fit into `{scalar}`"))
}

fn decimal_problem(text: &str, precision: u16, scale: u16) -> Option<String> {
    if text.contains(['e', 'E']) {
        return None;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let n_whole = whole.trim_start_matches('0').len();
    let n_fraction = fraction.trim_end_matches('0').len();
    let fits = n_whole <= usize::from(precision - scale) && n_fraction <= usize::from(scale);
    (!fits).then(|| format!("`{text}` does not fit into `decimal({precision}, {scale})`"))
}

fn text_problem(text: &str, scalar: ScalarType) -> Option<String> {
    let (fits, form) = match scalar {
        ScalarType::Char(n) | ScalarType::Varchar(n) => {
            let len = text.chars().count();
            return (len > n as usize)
                .then(|| format!("this text has {len} characters, and `{scalar}` holds {n}"));
        }
        ScalarType::Date => (moments::is_date(text), "2024-01-31"),
        ScalarType::Time => (moments::is_time(text), "23:59:00"),
        ScalarType::Timestamp => (moments::is_timestamp(text), "2024-01-31 23:59:00"),
        ScalarType::TimestampTz => (moments::is_moment(text), "2024-01-31 23:59:00+00"),
        ScalarType::Uuid => (is_uuid(text), "123e4567-e89b-12d3-a456-426614174000"),
        ScalarType::Json => return json_problem(text),
        ScalarType::Bool
        | ScalarType::SmallInt
        | ScalarType::Int
        | ScalarType::BigInt
        | ScalarType::Decimal { .. }
        | ScalarType::Real
        | ScalarType::Double
        | ScalarType::Text
        | ScalarType::Bytes(_)
        | ScalarType::Interval => return None,
    };
    (!fits).then(|| format!("this is no `{scalar}`, which is written like `\"{form}\"`"))
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, len)| {
            group.len() == len && group.bytes().all(|it| it.is_ascii_hexdigit())
        })
}

fn json_problem(text: &str) -> Option<String> {
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(text);
    parsed.is_err().then(|| "this text is no JSON".to_owned())
}

/// The edit that turns a literal into one of the wanted type, when only its spelling is wrong.
pub(super) fn as_type(expr: &ast::Expr, wanted: Type, model: &EntityGraph) -> Option<Fix> {
    let text = match (&expr.kind, wanted) {
        (ExprKind::String(text), Type::Enum(id)) => {
            let values = &model.enums[id].values;
            let value = values.iter().find(|it| it.label == *text || it.name == *text)?;
            written(&value.name)
        }
        (ExprKind::Number(number), Type::Scalar(scalar)) if scalar.is_text() => {
            format!("\"{number}\"")
        }
        (ExprKind::Number(number), Type::Scalar(ScalarType::Bool)) => match number.as_str() {
            "0" => "false".to_owned(),
            "1" => "true".to_owned(),
            _ => return None,
        },
        (ExprKind::String(text), Type::Scalar(scalar)) if scalar.is_numeric() => {
            is_number(text).then(|| text.to_string())?
        }
        (ExprKind::String(text), Type::Scalar(ScalarType::Bool)) => {
            match text.to_ascii_lowercase().as_str() {
                "true" | "t" | "yes" => "true".to_owned(),
                "false" | "f" | "no" => "false".to_owned(),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Fix::safe(format!("write `{text}`"), vec![Edit { span: expr.span, text }]))
}

/// Whether a text is a number as a model writes it: digits, perhaps a point and more digits.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}
