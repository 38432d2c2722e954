//! The language's operations in PostgreSQL's words.
//!
//! Where an index or a derived column needs an immutable expression, moments are taken in Greenwich: what
//! depends on the time zone of the session is only stable (manual, "Function Volatility Categories").

use super::super::expression::{
    Interval, Moment, Operation, Place, Refusal, Shift, Typed, ValueType, at_least_zero, call,
    cast, null_if_any, one, plain, two,
};
use super::types::{WORDS, of_scalar};
use crate::base::{BinaryOp, ExprKind, Function, ScalarType};
use crate::schema::Expr;

pub(super) fn literal(text: &str, scalar: ScalarType) -> Result<Expr, Refusal> {
    let moment = || {
        Moment::read(text, scalar)
            .ok_or_else(|| Refusal::new(format!("knows no `{scalar}` like `{text}`")))
    };
    Ok(Expr::string(match scalar {
        ScalarType::Date => moment()?.date_text(),
        ScalarType::Time => moment()?.time_text(),
        ScalarType::Timestamp => moment()?.text(),
        // Without an offset the time zone of the session would decide.
        ScalarType::TimestampTz => format!("{}+00", moment()?.in_utc().text()),
        ScalarType::Interval => match Interval::read(text) {
            Some(interval) => interval.to_text(),
            None => return Err(Refusal::new(format!("knows no length of time like `{text}`"))),
        },
        ScalarType::Bytes(_) => {
            let digits: String = text.bytes().map(|it| format!("{it:02x}")).collect();
            format!("\\x{digits}")
        }
        ScalarType::Uuid => text.to_lowercase(),
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
        | ScalarType::Json => text.to_owned(),
    }))
}

pub(super) fn say(
    place: Place,
    operation: Operation<'_>,
    operands: Vec<Typed>,
) -> Result<Expr, Refusal> {
    match operation {
        Operation::Call(function) => Ok(portable(function, operands)),
        Operation::Cast(scalar) => one(operands, |operand| cast_as(place, operand, scalar)),
        Operation::Extract(field) => one(operands, |operand| Ok(extract(field, operand))),
        Operation::Like { negated } => {
            let op = if negated { BinaryOp::NotLike } else { BinaryOp::Like };
            two(operands, |left, right| Ok(Expr::binary(op, left.expr, right.expr)))
        }
        Operation::Matches { negated } => {
            let op = if negated { BinaryOp::NotMatches } else { BinaryOp::Matches };
            two(operands, |left, right| Ok(Expr::binary(op, left.expr, right.expr)))
        }
        Operation::Concat => {
            two(operands, |left, right| Ok(Expr::binary(BinaryOp::Concat, left.expr, right.expr)))
        }
        Operation::Divide => {
            two(operands, |left, right| Ok(Expr::binary(BinaryOp::Divide, left.expr, right.expr)))
        }
        Operation::Modulo => two(operands, |left, right| Ok(modulo(left, right))),
        Operation::Gap => two(operands, |left, right| {
            let op = BinaryOp::Minus;
            Ok(Expr::binary(op, left.expr, right.expr))
        }),
        Operation::Shift(shift) => Ok(shifted(place, shift, operands)),
    }
}

fn portable(function: &Function, operands: Vec<Typed>) -> Expr {
    let as_number = |operand: Typed, ty: &str| cast(operand.expr, ty);
    match function.name {
        "today" => call("current_date", Vec::new()),
        "uuid" => call("gen_random_uuid", Vec::new()),
        "substring" => plain("substr", operands),
        "left" | "right" => {
            let mut exprs = operands.into_iter().map(|it| it.expr);
            let (text, length) = (exprs.next(), exprs.next().map(at_least_zero));
            call(function.name, text.into_iter().chain(length).collect())
        }
        "greatest" | "least" => {
            let value = plain(function.name, operands.clone());
            null_if_any(&operands, value)
        }
        // Only numeric can be rounded to so many digits, and only it rounds halves away from zero.
        "round" if operands.first().is_some_and(|it| it.ty.is_float()) => {
            let mut operands = operands.into_iter();
            let value = operands.next().map(|it| as_number(it, "numeric"));
            let digits = operands.next().map(|it| it.expr);
            let rounded = call("round", value.into_iter().chain(digits).collect());
            cast(rounded, "double precision")
        }
        "power" | "sqrt" => {
            let exprs = operands.into_iter().map(|it| match it.ty.is_float() {
                true => it.expr,
                false => as_number(it, "double precision"),
            });
            call(function.name, exprs.collect())
        }
        _ => plain(function.name, operands),
    }
}

fn modulo(left: Typed, right: Typed) -> Expr {
    if !left.ty.is_float() && !right.ty.is_float() {
        return Expr::binary(BinaryOp::Modulo, left.expr, right.expr);
    }
    let numeric = |it: Typed| cast(it.expr, "numeric");
    cast(Expr::binary(BinaryOp::Modulo, numeric(left), numeric(right)), "double precision")
}

/// The same moment as a day and time in Greenwich.
fn in_greenwich(moment: Expr) -> Expr {
    call("timezone", vec![Expr::string("UTC"), moment])
}

fn extract(field: &str, operand: Typed) -> Expr {
    let is_moment = operand.ty.is(ScalarType::TimestampTz);
    let operand = if is_moment { in_greenwich(operand.expr) } else { operand.expr };
    let part = Expr::made(ExprKind::Extract { field: field.into(), operand: Box::new(operand) });
    // Seconds have a fraction, and a cast would round it.
    let part = if field == "second" { call("floor", vec![part]) } else { part };
    cast(part, "integer")
}

fn cast_as(place: Place, operand: Typed, scalar: ScalarType) -> Result<Expr, Refusal> {
    let text = |ty: ScalarType| WORDS.canonical_text(&of_scalar(ty));
    let is_moment = operand.ty.is(ScalarType::TimestampTz);
    match (operand.ty, scalar) {
        (_, ScalarType::Date | ScalarType::Time | ScalarType::Timestamp) if is_moment => {
            let local = in_greenwich(operand.expr);
            Ok(if scalar == ScalarType::Timestamp { local } else { cast(local, &text(scalar)) })
        }
        (ValueType::Scalar(ScalarType::Date), ScalarType::TimestampTz) => {
            Ok(in_greenwich(cast(operand.expr, &text(ScalarType::Timestamp))))
        }
        (ValueType::Scalar(ScalarType::Timestamp), ScalarType::TimestampTz) => {
            Ok(in_greenwich(operand.expr))
        }
        (ty, scalar) if scalar.is_text() && is_spelled_by_session(ty) && needs_immutable(place) => {
            let reason =
                "spells this value as the session says, so no index or derived column can use it";
            Err(Refusal::new(reason).help("use `extract(…)`, or derive the text when reading"))
        }
        (ty, scalar) if scalar.is_text() && is_moment_type(ty) => {
            let local = if is_moment { in_greenwich(operand.expr) } else { operand.expr };
            Ok(cast(local, &text(scalar)))
        }
        (ty, scalar)
            if ty.is(ScalarType::Bool) && scalar.is_integer() && scalar != ScalarType::Int =>
        {
            Ok(cast(cast(operand.expr, "integer"), &text(scalar)))
        }
        (_, ScalarType::Bytes(_)) if operand.ty.is_text() => {
            Ok(call("convert_to", vec![operand.expr, Expr::string("UTF8")]))
        }
        // Only numeric rounds halves away from zero.
        (ty, scalar) if ty.is_float() && scalar.is_integer() => {
            Ok(cast(cast(operand.expr, "numeric"), &text(scalar)))
        }
        _ => Ok(cast(operand.expr, &text(scalar))),
    }
}

fn needs_immutable(place: Place) -> bool {
    matches!(place, Place::Generated | Place::Index)
}

fn is_moment_type(ty: ValueType) -> bool {
    ty.as_scalar().is_some_and(ScalarType::is_temporal)
}

/// Whether `datestyle` and its like, or the labels of an enum, decide how the value is written.
fn is_spelled_by_session(ty: ValueType) -> bool {
    is_moment_type(ty) || ty.is(ScalarType::Interval) || matches!(ty, ValueType::Enum(_))
}

fn shifted(place: Place, shift: Shift<'_>, operands: Vec<Typed>) -> Expr {
    let mut operands = operands.into_iter();
    let Some(moment) = operands.next() else { return Expr::made(ExprKind::Null) };
    let second = operands.next().map(|it| it.expr);
    let (is_back, by) = match shift {
        Shift::Days { is_back } | Shift::Interval { is_back } => (is_back, second),
        Shift::By { interval, is_back } => {
            (is_back, Some(cast(Expr::string(interval.to_text()), "interval")))
        }
    };
    let by = by.unwrap_or_else(|| Expr::made(ExprKind::Null));
    let op = if is_back { BinaryOp::Minus } else { BinaryOp::Plus };
    match (moment.ty, shift) {
        (ValueType::Scalar(ScalarType::Date), Shift::By { .. } | Shift::Interval { .. }) => {
            cast(Expr::binary(op, moment.expr, by), "date")
        }
        // A day has 24 hours only in Greenwich.
        (ValueType::Scalar(ScalarType::TimestampTz), _) if place != Place::Default => {
            in_greenwich(Expr::binary(op, in_greenwich(moment.expr), by))
        }
        _ => Expr::binary(op, moment.expr, by),
    }
}
