//! The language's operations in SQLite's words.
//!
//! Days and moments are texts as ISO 8601 writes them with a space, moments in Greenwich; lengths of time are
//! microseconds; whether a number has a fraction is decided by each value, not by the column.

use super::super::expression::{
    Interval, Moment, Operation, Refusal, RefusalKind, Shift, Typed, ValueType, as_integer,
    as_text, at_least_zero, call, cast, number, one, operator, plain, two, when,
};
use super::glob;
use crate::base::{BinaryOp, DialectId, ExprKind, Function, ScalarType, SqlText, UnaryOp};
use crate::schema::{Expr, NativeType};

pub(super) fn literal(
    text: &str,
    scalar: ScalarType,
    native: &NativeType,
) -> Result<Expr, Refusal> {
    let moment = || {
        let reason = format!("knows no `{scalar}` like `{text}`");
        Moment::read(text, scalar).ok_or_else(|| Refusal::new(reason))
    };
    Ok(match scalar {
        ScalarType::Date => Expr::string(moment()?.date_text()),
        ScalarType::Time => Expr::string(moment()?.time_text()),
        ScalarType::Timestamp => Expr::string(moment()?.text()),
        ScalarType::TimestampTz => Expr::string(moment()?.in_utc().text()),
        ScalarType::Interval => number(microseconds(text)?),
        ScalarType::Bytes(_) => cast(Expr::string(text), "blob"),
        ScalarType::Uuid if native.name == "blob" => {
            let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
            let sql = format!("x'{}'", digits.to_lowercase());
            Expr::made(ExprKind::Sql(SqlText::one(DialectId::Sqlite, sql)))
        }
        ScalarType::Uuid => Expr::string(text.to_lowercase()),
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
        | ScalarType::Json => Expr::string(text),
    })
}

/// A length of time as a number.
fn microseconds(text: &str) -> Result<i64, Refusal> {
    let interval = Interval::read(text)
        .ok_or_else(|| Refusal::new(format!("knows no length of time like `{text}`")))?;
    interval.in_microseconds().ok_or_else(|| {
        Refusal::new("holds lengths of time as microseconds, and a month has no fixed length")
            .help("count days, or mark the item `@postgres`")
    })
}

pub(super) fn say(operation: Operation<'_>, operands: Vec<Typed>) -> Result<Expr, Refusal> {
    match operation {
        Operation::Call(function) => portable(function, operands),
        Operation::Cast(scalar) => one(operands, |operand| cast_as(operand, scalar)),
        Operation::Extract(field) => one(operands, |operand| extract(field, operand)),
        Operation::Like { negated } => two(operands, |left, right| like(left, &right, negated)),
        Operation::Matches { negated } => {
            two(operands, |left, right| matches(left, &right, negated))
        }
        Operation::Concat => {
            two(operands, |left, right| Ok(Expr::binary(BinaryOp::Concat, left.expr, right.expr)))
        }
        Operation::Divide => two(operands, |left, right| Ok(divide(left, right))),
        Operation::Modulo => two(operands, |left, right| Ok(modulo(left, right))),
        Operation::Gap => two(operands, |left, right| Ok(gap(left, right))),
        Operation::Shift(shift) => shifted(shift, operands),
    }
}

/// `like` does not look at case here; `glob` does.
fn like(left: Typed, right: &Typed, negated: bool) -> Result<Expr, Refusal> {
    let words = if negated { "not glob" } else { "glob" };
    match as_text(&right.expr) {
        Some(pattern) => Ok(operator(words, left.expr, Expr::string(glob::of_like(pattern)))),
        None => Err(Refusal::new("compares by `like` without regard to case")
            .help("write the pattern out, or say it in SQLite's words: `sql(sqlite: \"…\")`")),
    }
}

fn matches(left: Typed, right: &Typed, negated: bool) -> Result<Expr, Refusal> {
    let words = if negated { "not glob" } else { "glob" };
    match as_text(&right.expr).and_then(glob::of_regular_expression) {
        Some(pattern) => Ok(operator(words, left.expr, Expr::string(pattern))),
        None => {
            let help =
                "see to it in the application, or say it in SQLite's words: `sql(sqlite: \"…\")`";
            Err(Refusal::of(RefusalKind::Unenforced, "has no regular expressions").help(help))
        }
    }
}

/// A decimal number without a fraction is kept as a whole one, and two of those would be divided as such.
fn divide(left: Typed, right: Typed) -> Expr {
    let is_whole = left.ty.is_integer() && right.ty.is_integer();
    let is_known = left.ty.is_number() && right.ty.is_number();
    let is_float = left.ty.is_float() || right.ty.is_float();
    let dividend =
        if is_whole || is_float || !is_known { left.expr } else { cast(left.expr, "real") };
    Expr::binary(BinaryOp::Divide, dividend, right.expr)
}

/// `%` cuts both sides to whole numbers.
fn modulo(left: Typed, right: Typed) -> Expr {
    let is_known = left.ty.is_number() && right.ty.is_number();
    if left.ty.is_integer() && right.ty.is_integer() || !is_known {
        return Expr::binary(BinaryOp::Modulo, left.expr, right.expr);
    }
    let quotient =
        Expr::binary(BinaryOp::Divide, cast(left.expr.clone(), "real"), right.expr.clone());
    let whole = Expr::binary(BinaryOp::Times, right.expr, cast(quotient, "integer"));
    Expr::binary(BinaryOp::Minus, left.expr, whole)
}

fn portable(function: &Function, operands: Vec<Typed>) -> Result<Expr, Refusal> {
    Ok(match function.name {
        "now" => call("current_timestamp", Vec::new()),
        "today" => call("current_date", Vec::new()),
        "uuid" => uuid(),
        "current_user" => return Err(Refusal::new("has no users, so no `current_user()`")),
        "power" | "sqrt" => {
            let help = "multiply, or compute it in the application";
            let reason = format!("has no `{}()` unless it was built with it", function.name);
            return Err(Refusal::new(reason).help(help));
        }
        "greatest" => plain("max", operands),
        "least" => plain("min", operands),
        "substring" => substring(operands),
        "left" => ends(operands, |text, length| vec![text, number(1), length]),
        "right" => ends(operands, |text, length| {
            let back = Expr::made(ExprKind::Unary {
                op: UnaryOp::Minus,
                operand: Box::new(length.clone()),
            });
            vec![text, back, length]
        }),
        "floor" => whole(operands, BinaryOp::Less, BinaryOp::Minus),
        "ceil" => whole(operands, BinaryOp::Greater, BinaryOp::Plus),
        _ => plain(function.name, operands),
    })
}

/// A random UUID (RFC 9562, version 4) as text.
fn uuid() -> Expr {
    let digits = |n_bytes: u8| call("hex", vec![call("randomblob", vec![number(n_bytes)])]);
    let last_three = || call("substr", vec![digits(2), number(2)]);
    let random = call("random", Vec::new());
    let place = Expr::binary(BinaryOp::Plus, number(1), operator("&", random, number(3)));
    let variant = call("substr", vec![Expr::string("89ab"), place, number(1)]);
    let parts = [
        digits(4),
        Expr::string("-"),
        digits(2),
        Expr::string("-4"),
        last_three(),
        Expr::string("-"),
        variant,
        last_three(),
        Expr::string("-"),
        digits(6),
    ];
    let joined = parts.into_iter().reduce(|a, b| Expr::binary(BinaryOp::Concat, a, b));
    call("lower", joined.into_iter().collect())
}

/// What stands from a place on. Places below 1 count from the end here, so they are moved to the start.
fn substring(operands: Vec<Typed>) -> Expr {
    let mut exprs: Vec<Expr> = operands.into_iter().map(|it| it.expr).collect();
    if exprs.get(1).and_then(as_integer).is_some_and(|it| it >= 1) {
        return call("substr", exprs);
    }
    let length = (exprs.len() > 2).then(|| exprs.remove(2));
    let Some(start) = exprs.pop() else { return call("substr", exprs) };
    let before = Expr::binary(BinaryOp::Minus, start.clone(), number(1));
    exprs.push(call("max", vec![start, number(1)]));
    if let Some(length) = length {
        let cut = Expr::binary(BinaryOp::Plus, length, call("min", vec![before, number(0)]));
        exprs.push(call("max", vec![cut, number(0)]));
    }
    call("substr", exprs)
}

/// The first or last characters of a text.
fn ends(operands: Vec<Typed>, arguments: impl FnOnce(Expr, Expr) -> Vec<Expr>) -> Expr {
    let mut exprs = operands.into_iter().map(|it| it.expr);
    match (exprs.next(), exprs.next()) {
        (Some(text), Some(length)) => call("substr", arguments(text, at_least_zero(length))),
        (text, _) => call("substr", text.into_iter().collect()),
    }
}

/// The whole number below or above: the fraction cut, and one step where the cut went the wrong way.
fn whole(operands: Vec<Typed>, is_beyond: BinaryOp, step: BinaryOp) -> Expr {
    let Some(operand) = operands.into_iter().next() else { return number(0) };
    if operand.ty.is_integer() {
        return operand.expr;
    }
    let cut = cast(operand.expr.clone(), "integer");
    let needs_step = Expr::binary(is_beyond, operand.expr, cut.clone());
    Expr::binary(step, cut, needs_step)
}

fn extract(field: &str, operand: Typed) -> Result<Expr, Refusal> {
    if operand.ty.is(ScalarType::Interval) {
        return Err(Refusal::new("holds lengths of time as microseconds, which have no parts"));
    }
    let format = match field {
        "year" => "%Y",
        "month" => "%m",
        "day" => "%d",
        "hour" => "%H",
        "minute" => "%M",
        _ => "%S",
    };
    Ok(cast(call("strftime", vec![Expr::string(format), operand.expr]), "integer"))
}

fn cast_as(operand: Typed, scalar: ScalarType) -> Result<Expr, Refusal> {
    let (from, expr) = (operand.ty, operand.expr);
    Ok(match scalar {
        ScalarType::Bool if from.is_text() => {
            let help = "compare with the texts that mean true";
            return Err(Refusal::new("makes no truth value of a text").help(help));
        }
        ScalarType::Bool => Expr::binary(BinaryOp::NotEqual, expr, number(0)),
        ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt => {
            let is_fraction = from.is_decimal() || from.is_float();
            cast(if is_fraction { call("round", vec![expr]) } else { expr }, "integer")
        }
        ScalarType::Decimal { scale, .. } => call("round", vec![expr, number(scale)]),
        ScalarType::Real | ScalarType::Double => cast(expr, "real"),
        ScalarType::Char(n) | ScalarType::Varchar(n) => {
            call("substr", vec![as_characters(from, expr), number(1), number(n)])
        }
        ScalarType::Text => as_characters(from, expr),
        ScalarType::Bytes(_) => cast(expr, "blob"),
        ScalarType::Uuid => cast(expr, "text"),
        ScalarType::Date => call("date", vec![expr]),
        ScalarType::Time => call("time", vec![expr]),
        ScalarType::Timestamp | ScalarType::TimestampTz => call("datetime", vec![expr]),
        ScalarType::Interval => {
            return Err(Refusal::new("holds lengths of time as microseconds and reads no others"));
        }
        ScalarType::Json => call("json", vec![expr]),
    })
}

/// A value as the characters that PostgreSQL writes it with.
fn as_characters(from: ValueType, expr: Expr) -> Expr {
    let is_text_already = from.is_text()
        || from.as_scalar().is_some_and(|it| it.is_temporal() || it == ScalarType::Json);
    if is_text_already {
        return expr;
    }
    if from.is(ScalarType::Bool) {
        let no = Expr::made(ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(expr.clone()) });
        let branches = vec![(expr, Expr::string("true")), (no, Expr::string("false"))];
        return Expr::made(ExprKind::Case { branches, otherwise: None });
    }
    if let ValueType::Scalar(ScalarType::Decimal { scale, .. }) = from {
        let text = call("printf", vec![Expr::string(format!("%.{scale}f")), expr.clone()]);
        // `printf` would write null as 0.
        return when(Expr::is_null(expr, true), text, None);
    }
    cast(expr, "text")
}

fn gap(left: Typed, right: Typed) -> Expr {
    let is_days = left.ty.is(ScalarType::Date) && right.ty.is(ScalarType::Date);
    let day = |it: Typed| call("julianday", vec![it.expr]);
    let days = Expr::binary(BinaryOp::Minus, day(left), day(right));
    if is_days {
        return cast(days, "integer");
    }
    let milliseconds = Expr::binary(BinaryOp::Times, days, number(86_400_000));
    let whole = cast(call("round", vec![milliseconds]), "integer");
    Expr::binary(BinaryOp::Times, whole, number(1000))
}

fn shifted(shift: Shift<'_>, operands: Vec<Typed>) -> Result<Expr, Refusal> {
    let mut operands = operands.into_iter();
    let Some(moment) = operands.next() else { return Err(Refusal::new("has nothing to move")) };
    let kinds = [(ScalarType::Date, "date"), (ScalarType::Time, "time")];
    let kind = kinds.into_iter().find(|(scalar, _)| moment.ty.is(*scalar));
    let function = kind.map_or("datetime", |(_, function)| function);
    let second = operands.next().map_or_else(|| number(0), |it| it.expr);
    let signed = |amount: Expr, is_back: bool| match is_back {
        true => Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(amount) }),
        false => amount,
    };
    let with_unit = |amount: Expr, unit: &str| match as_integer(&amount) {
        Some(n) => Expr::string(format!("{n:+} {unit}")),
        None => Expr::binary(BinaryOp::Concat, amount, Expr::string(format!(" {unit}"))),
    };
    let mut arguments = vec![moment.expr];
    match shift {
        Shift::Days { is_back } => arguments.push(with_unit(signed(second, is_back), "days")),
        Shift::Interval { is_back } => {
            let seconds = Expr::binary(BinaryOp::Divide, second, number("1000000.0"));
            arguments.push(with_unit(signed(seconds, is_back), "seconds"));
        }
        Shift::By { interval, is_back } => arguments.extend(steps(interval, is_back)?),
    }
    Ok(call(function, arguments))
}

/// A length of time as modifiers. A month after 31 January is a day in March here and in February elsewhere.
fn steps(interval: &Interval, is_back: bool) -> Result<Vec<Expr>, Refusal> {
    if interval.months != 0 {
        return Err(Refusal::new("counts months otherwise than the other databases")
            .help("count days, or mark the item for the others alone"));
    }
    let sign = if is_back { -1 } else { 1 };
    let mut res = Vec::new();
    if interval.days != 0 {
        res.push(Expr::string(format!("{:+} days", sign * interval.days)));
    }
    let microseconds = sign * interval.microseconds;
    if microseconds % 1_000_000 == 0 && microseconds != 0 {
        res.push(Expr::string(format!("{:+} seconds", microseconds / 1_000_000)));
    } else if microseconds != 0 {
        res.push(Expr::string(format!("{:+.6} seconds", microseconds as f64 / 1e6)));
    }
    Ok(res)
}

pub(super) fn default_value(value: Typed, native: &NativeType) -> Expr {
    if native.name == "blob" && value.expr == uuid() {
        return call("randomblob", vec![number(16)]);
    }
    value.expr
}

/// The column does not round by itself.
pub(super) fn computed_value(value: Typed, target: ValueType) -> Expr {
    let is_kept = matches!(value.expr.kind, ExprKind::Reference(_)) || value.ty == target;
    let is_fraction = value.ty.is_decimal() || value.ty.is_float();
    if !is_fraction {
        return value.expr;
    }
    if target.is_integer() {
        return cast(call("round", vec![value.expr]), "integer");
    }
    if let (ValueType::Scalar(ScalarType::Decimal { scale, .. }), false) = (target, is_kept) {
        return call("round", vec![value.expr, number(scale)]);
    }
    value.expr
}
