//! The language's operations in the words of MySQL and MariaDB.
//!
//! Moments are what the clock says in Greenwich, lengths of time are microseconds, truth values are numbers.

use super::super::expression::{
    Interval, IntervalUnit, Moment, Operation, Refusal, Shift, Typed, ValueType, as_integer,
    as_text, call, cast, number, one, operator, plain, two,
};
use super::pattern::with_few_backslashes;
use crate::base::{
    BinaryOp, CastType, DialectId, ExprKind, Function, ScalarType, SqlText, UnaryOp,
};
use crate::schema::{Expr, NativeType, TypeArgument};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect) enum Family {
    Mysql,
    Mariadb,
}

pub(in crate::dialect) fn literal(
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
        ScalarType::Bytes(_) => bytes(text.bytes()),
        ScalarType::Uuid if native.name == "binary" => {
            let digits: String = text.chars().filter(|it| *it != '-').collect();
            call("unhex", vec![Expr::string(digits.to_lowercase())])
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

fn bytes(bytes: impl Iterator<Item = u8>) -> Expr {
    let digits: String = bytes.map(|it| format!("{it:02x}")).collect();
    call("unhex", vec![Expr::string(digits)])
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

pub(in crate::dialect) fn say(
    family: Family,
    operation: Operation<'_>,
    operands: Vec<Typed>,
) -> Result<Expr, Refusal> {
    match operation {
        Operation::Call(function) => Ok(portable(function, operands)),
        Operation::Cast(scalar) => one(operands, |operand| cast_as(family, operand, scalar)),
        Operation::Extract(field) => one(operands, |operand| extract(field, operand)),
        Operation::Like { negated } => {
            let op = if negated { BinaryOp::NotLike } else { BinaryOp::Like };
            two(operands, |left, right| Ok(Expr::binary(op, left.expr, right.expr)))
        }
        Operation::Matches { negated } => {
            let op = if negated { BinaryOp::NotMatches } else { BinaryOp::Matches };
            two(operands, |left, right| {
                let pattern = match as_text(&right.expr) {
                    Some(text) => Expr::string(with_few_backslashes(text)),
                    None => right.expr,
                };
                Ok(Expr::binary(op, left.expr, pattern))
            })
        }
        Operation::Concat => two(operands, |left, right| Ok(concat(left.expr, right.expr))),
        Operation::Divide => two(operands, |left, right| {
            Ok(match left.ty.is_integer() && right.ty.is_integer() {
                true => operator("div", left.expr, right.expr),
                false => Expr::binary(BinaryOp::Divide, left.expr, right.expr),
            })
        }),
        Operation::Modulo => {
            two(operands, |left, right| Ok(Expr::binary(BinaryOp::Modulo, left.expr, right.expr)))
        }
        Operation::Gap => two(operands, |left, right| Ok(gap(left, right))),
        Operation::Shift(shift) => shifted(shift, operands),
    }
}

/// `concat(a, b, c)`
fn concat(left: Expr, right: Expr) -> Expr {
    let is_concat = matches!(&left.kind, ExprKind::Call { function, .. } if function == "concat");
    if is_concat && let ExprKind::Call { mut arguments, .. } = left.kind {
        arguments.push(right);
        return call("concat", arguments);
    }
    call("concat", vec![left, right])
}

fn portable(function: &Function, operands: Vec<Typed>) -> Expr {
    match function.name {
        "now" => call("utc_timestamp", vec![number(6)]),
        "today" => call("curdate", Vec::new()),
        // The server adds the host behind an `@`.
        "current_user" => {
            let account = call("current_user", Vec::new());
            call("substring_index", vec![account, Expr::string("@"), number(1)])
        }
        "length" => plain("char_length", operands),
        "ceil" => plain("ceiling", operands),
        "substring" => substring(operands),
        _ => plain(function.name, operands),
    }
}

/// What stands from a place on. MySQL counts places below 1 from the end, so they are moved to the start.
fn substring(operands: Vec<Typed>) -> Expr {
    let mut exprs: Vec<Expr> = operands.into_iter().map(|it| it.expr).collect();
    if exprs.get(1).and_then(as_integer).is_some_and(|it| it >= 1) {
        return call("substr", exprs);
    }
    let length = (exprs.len() > 2).then(|| exprs.remove(2));
    let Some(start) = exprs.pop() else { return call("substr", exprs) };
    let before = Expr::binary(BinaryOp::Minus, start.clone(), number(1));
    exprs.push(call("greatest", vec![start, number(1)]));
    if let Some(length) = length {
        let cut = Expr::binary(BinaryOp::Plus, length, call("least", vec![before, number(0)]));
        exprs.push(call("greatest", vec![cut, number(0)]));
    }
    call("substr", exprs)
}

fn extract(field: &str, operand: Typed) -> Result<Expr, Refusal> {
    if operand.ty.is(ScalarType::Interval) {
        return Err(Refusal::new("holds lengths of time as microseconds, which have no parts"));
    }
    let kind = ExprKind::Extract { field: field.into(), operand: Box::new(operand.expr) };
    Ok(Expr::made(kind))
}

fn cast_as(family: Family, operand: Typed, scalar: ScalarType) -> Result<Expr, Refusal> {
    let (from, expr) = (operand.ty, operand.expr);
    Ok(match scalar {
        ScalarType::Bool if from.is_text() => {
            let help = "compare with the texts that mean true";
            return Err(Refusal::new("makes no truth value of a text").help(help));
        }
        ScalarType::Bool => Expr::binary(BinaryOp::NotEqual, expr, number(0)),
        ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt => {
            // A binary fraction is rounded to even, a decimal one away from zero.
            let exact = if from.is_float() { cast(expr, "decimal(65,10)") } else { expr };
            cast(exact, "signed")
        }
        ScalarType::Decimal { precision, scale } => {
            cast(expr, &format!("decimal({precision},{scale})"))
        }
        ScalarType::Real => cast(expr, "float"),
        ScalarType::Double => cast(expr, "double"),
        ScalarType::Char(n) | ScalarType::Varchar(n) => {
            cast(bounded(as_characters(from, expr)), &format!("char({n})"))
        }
        ScalarType::Text if from.is_text() => expr,
        ScalarType::Text => as_characters(from, expr),
        ScalarType::Bytes(_) => cast(expr, "binary"),
        ScalarType::Uuid => cast(expr, "char(36)"),
        ScalarType::Date => cast(expr, "date"),
        ScalarType::Time => cast(expr, "time(6)"),
        ScalarType::Timestamp | ScalarType::TimestampTz => cast(expr, "datetime(6)"),
        ScalarType::Interval => {
            return Err(Refusal::new("holds lengths of time as microseconds and reads no others"));
        }
        ScalarType::Json if family == Family::Mysql => cast(expr, "json"),
        ScalarType::Json => expr,
    })
}

/// A value as the characters that PostgreSQL writes it with.
fn as_characters(from: ValueType, expr: Expr) -> Expr {
    if from.is(ScalarType::Bool) {
        let branches =
            vec![(expr.clone(), Expr::string("true")), (not(expr), Expr::string("false"))];
        return Expr::made(ExprKind::Case { branches, otherwise: None });
    }
    let text = cast(expr, "char");
    let has_fraction = from.is(ScalarType::Timestamp)
        || from.is(ScalarType::TimestampTz)
        || from.is(ScalarType::Time);
    match has_fraction {
        true => call("regexp_replace", vec![text, Expr::string("[.]?0+$"), Expr::string("")]),
        false => text,
    }
}

/// What is cut to a length need not be made a text before.
fn bounded(characters: Expr) -> Expr {
    let is_cast =
        matches!(&characters.kind, ExprKind::Cast { to: CastType::Native(it), .. } if it == "char");
    if is_cast && let ExprKind::Cast { operand, .. } = characters.kind {
        return *operand;
    }
    characters
}

fn not(expr: Expr) -> Expr {
    Expr::made(ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(expr) })
}

/// A bare word: the unit of a time function.
fn unit(word: &str) -> Expr {
    Expr::made(ExprKind::Sql(SqlText {
        bare: None,
        named: vec![(DialectId::Mysql, word.to_owned()), (DialectId::Mariadb, word.to_owned())],
    }))
}

fn gap(left: Typed, right: Typed) -> Expr {
    if left.ty.is(ScalarType::Date) && right.ty.is(ScalarType::Date) {
        return call("datediff", vec![left.expr, right.expr]);
    }
    call("timestampdiff", vec![unit("microsecond"), right.expr, left.expr])
}

fn shifted(shift: Shift<'_>, operands: Vec<Typed>) -> Result<Expr, Refusal> {
    let mut operands = operands.into_iter();
    let Some(moment) = operands.next() else { return Err(Refusal::new("has nothing to move")) };
    let is_day = moment.ty.is(ScalarType::Date);
    let (is_back, steps) = match shift {
        Shift::Days { is_back } => {
            (is_back, operands.next().map(|it| (it.expr, "day")).into_iter().collect())
        }
        Shift::Interval { is_back } => {
            (is_back, operands.next().map(|it| (it.expr, "microsecond")).into_iter().collect())
        }
        Shift::By { interval, is_back } => (is_back, steps(interval)),
    };
    let has_time = steps.iter().any(|(_, unit)| !matches!(*unit, "month" | "day"));
    let mut res = moment.expr;
    for (amount, word) in steps {
        res = moved(res, amount, word, is_back);
    }
    Ok(if is_day && has_time { cast(res, "date") } else { res })
}

/// `moment + interval amount unit`
fn moved(moment: Expr, amount: Expr, word: &str, is_back: bool) -> Expr {
    let operator = if is_back { "- interval" } else { "+ interval" };
    Expr::made(ExprKind::Operator {
        operator: operator.into(),
        operands: vec![moment, amount, unit(word)],
    })
}

/// A length of time in as few units as say it, the greatest first as PostgreSQL adds them.
fn steps(interval: &Interval) -> Vec<(Expr, &'static str)> {
    let word = |unit: IntervalUnit| match unit {
        IntervalUnit::Month => "month",
        IntervalUnit::Day => "day",
        IntervalUnit::Second => "second",
        IntervalUnit::Microsecond => "microsecond",
    };
    let parts = [
        Interval { months: interval.months, ..Interval::default() },
        Interval { days: interval.days, ..Interval::default() },
        Interval { microseconds: interval.microseconds, ..Interval::default() },
    ];
    let told = parts.iter().filter(|it| **it != Interval::default());
    told.filter_map(Interval::in_one_unit).map(|(n, unit)| (number(n), word(unit))).collect()
}

pub(in crate::dialect) fn default_value(
    family: Family,
    value: Typed,
    target: ValueType,
    native: &NativeType,
) -> Expr {
    let ExprKind::Call { function, arguments } = &value.expr.kind else { return value.expr };
    match function.as_str() {
        "utc_timestamp" => {
            let is_local = native.name == "timestamp" || target.is(ScalarType::Timestamp);
            let digits = match native.arguments.first() {
                Some(TypeArgument::Number(digits)) => *digits,
                Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => 0,
            };
            let has_time = matches!(native.name.as_str(), "timestamp" | "datetime" | "time");
            let digits = if has_time && digits > 0 { vec![number(digits)] } else { Vec::new() };
            match (is_local, native.name.as_str()) {
                (true, _) => call("current_timestamp", digits),
                (false, "date") => call("utc_date", Vec::new()),
                (false, _) => call("utc_timestamp", digits),
            }
        }
        "uuid" if arguments.is_empty() && native.name == "binary" => match family {
            Family::Mysql => call("uuid_to_bin", vec![value.expr]),
            Family::Mariadb => {
                let parts = vec![value.expr, Expr::string("-"), Expr::string("")];
                call("unhex", vec![call("replace", parts)])
            }
        },
        _ => value.expr,
    }
}
