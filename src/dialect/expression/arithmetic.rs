//! Arithmetic of numbers, of days and moments, and texts put together.

use super::build::as_text;
use super::interval::Interval;
use super::operation::{Operation, Shift};
use super::refusal::Refusal;
use super::translate::Translator;
use super::value::{Typed, ValueType};
use crate::base::{BinaryOp, ExprKind, ScalarType};
use crate::schema::Expr;

const INTERVAL: ValueType = ValueType::Scalar(ScalarType::Interval);

impl Translator<'_> {
    pub(super) fn arithmetic(
        &self,
        op: BinaryOp,
        left: Typed,
        right: Typed,
    ) -> Result<Typed, Refusal> {
        let is_back = op == BinaryOp::Minus;
        let is_sum = is_back || op == BinaryOp::Plus;
        if is_sum && is_moment(left.ty) {
            return match is_moment(right.ty) {
                true if is_back => self.gap(left, right),
                _ => self.shift(left, right, is_back),
            };
        }
        if op == BinaryOp::Plus && is_moment(right.ty) {
            return self.shift(right, left, false);
        }
        let (left, right) = match is_sum {
            true => self.settle_both(left, right)?,
            false => (left, right),
        };
        let is_nullable = left.is_nullable || right.is_nullable;
        let ty = result_type(op, left.ty, right.ty);
        let expr = if op == BinaryOp::Divide {
            self.say(Operation::Divide, vec![left, right])?
        } else if op == BinaryOp::Modulo {
            self.say(Operation::Modulo, vec![left, right])?
        } else {
            Expr::binary(op, left.expr, right.expr)
        };
        Ok(Typed { expr, ty, is_nullable })
    }

    fn gap(&self, left: Typed, right: Typed) -> Result<Typed, Refusal> {
        let is_days = left.ty.is(ScalarType::Date) && right.ty.is(ScalarType::Date);
        let (left, right) = self.settle_both(left, right)?;
        let is_nullable = left.is_nullable || right.is_nullable;
        let ty = if is_days { ScalarType::Int } else { ScalarType::Interval };
        let expr = self.say(Operation::Gap, vec![left, right])?;
        Ok(Typed { expr, ty: ValueType::Scalar(ty), is_nullable })
    }

    fn shift(&self, moment: Typed, by: Typed, is_back: bool) -> Result<Typed, Refusal> {
        let (ty, is_nullable) = (moment.ty, moment.is_nullable || by.is_nullable);
        let span = by.expr.span;
        let expr = if let (ValueType::Text, Some(text)) = (by.ty, as_text(&by.expr)) {
            let Some(interval) = Interval::read(text) else {
                let reason = format!("cannot read `{text}` as a length of time");
                let help = "write it like `\"1 day\"`, `\"2 hours 30 minutes\"` or `\"PT90M\"`";
                return Err(Refusal::new(reason).help(help).at(span));
            };
            let shift = Shift::By { interval: &interval, is_back };
            self.say(Operation::Shift(shift), vec![moment])?
        } else if by.ty == INTERVAL {
            self.say(Operation::Shift(Shift::Interval { is_back }), vec![moment, by])?
        } else if by.ty.is_integer() && moment.ty.is(ScalarType::Date) {
            self.say(Operation::Shift(Shift::Days { is_back }), vec![moment, by])?
        } else {
            let op = if is_back { BinaryOp::Minus } else { BinaryOp::Plus };
            Expr::binary(op, moment.expr, by.expr)
        };
        Ok(Typed { expr, ty, is_nullable })
    }

    /// `a || b`
    pub(super) fn concat(&self, left: Typed, right: Typed) -> Result<Typed, Refusal> {
        let is_nullable = left.is_nullable || right.is_nullable;
        if left.ty == ValueType::Array {
            let expr = Expr::binary(BinaryOp::Concat, left.expr, right.expr);
            return Ok(Typed { expr, ty: ValueType::Array, is_nullable });
        }
        let ty = self.bounded_text(&[&left, &right]);
        let operands = vec![self.as_characters(left)?, self.as_characters(right)?];
        let expr = self.say(Operation::Concat, operands)?;
        Ok(Typed { expr, ty, is_nullable })
    }

    /// A value of any type as the characters that the language writes it with.
    pub(super) fn as_characters(&self, value: Typed) -> Result<Typed, Refusal> {
        if let ExprKind::Number(text) = &value.expr.kind {
            return Ok(Typed::some(Expr::string(text.clone()), ValueType::Text));
        }
        let is_enum_type = matches!(value.ty, ValueType::Enum(_)) && self.has_enum_types();
        if value.ty.is_text() && !is_enum_type
            || matches!(value.ty, ValueType::Unknown | ValueType::Null | ValueType::Array)
        {
            return Ok(value);
        }
        let is_nullable = value.is_nullable;
        let expr = self.say(Operation::Cast(ScalarType::Text), vec![value])?;
        Ok(Typed { expr, ty: ValueType::Scalar(ScalarType::Text), is_nullable })
    }

    /// The type of a text that is put together from these: bounded if they all are.
    pub(super) fn bounded_text(&self, parts: &[&Typed]) -> ValueType {
        let bounds: Option<Vec<u32>> = parts.iter().map(|it| self.bound(it)).collect();
        match bounds.map(|it| it.iter().sum::<u32>()) {
            Some(n) if n <= ScalarType::MAX_VARCHAR => {
                ValueType::Scalar(ScalarType::Varchar(n.max(1)))
            }
            _ => ValueType::Scalar(ScalarType::Text),
        }
    }

    /// The most characters of a value, where there is a bound.
    pub(super) fn bound(&self, value: &Typed) -> Option<u32> {
        match (value.ty, &value.expr.kind) {
            (ValueType::Text, ExprKind::String(text)) => u32::try_from(text.chars().count()).ok(),
            (ValueType::Null, _) => Some(0),
            (ValueType::Enum(idx), _) => {
                let labels = self.enums.get(idx)?.labels.iter();
                labels.map(|it| it.chars().count()).max().and_then(|it| u32::try_from(it).ok())
            }
            (ValueType::Integer | ValueType::Fraction | ValueType::Float, ExprKind::Number(it)) => {
                u32::try_from(it.len()).ok()
            }
            (ty, _) => ty.max_characters(),
        }
    }
}

fn is_moment(ty: ValueType) -> bool {
    ty.as_scalar().is_some_and(ScalarType::is_temporal)
}

/// What numbers give: products and sums of decimals have more digits than their operands.
fn result_type(op: BinaryOp, left: ValueType, right: ValueType) -> ValueType {
    if left == INTERVAL || right == INTERVAL {
        return INTERVAL;
    }
    let wider = left.wider(right);
    let (Some((a, s)), Some((b, t))) = (digits(left), digits(right)) else { return wider };
    if !wider.is_decimal() {
        return wider;
    }
    let (whole, scale) = if op == BinaryOp::Times {
        ((a - s) + (b - t), s + t)
    } else {
        let more = if op == BinaryOp::Divide { 4 } else { 0 };
        ((a - s).max(b - t) + 1, s.max(t) + more)
    };
    let scale = scale.min(30);
    ValueType::Scalar(ScalarType::Decimal { precision: (whole + scale).clamp(1, 65), scale })
}

/// Digits in all and behind the point.
fn digits(ty: ValueType) -> Option<(u16, u16)> {
    if let ValueType::Scalar(ScalarType::Decimal { precision, scale }) = ty {
        return Some((precision, scale));
    }
    let whole = [(ScalarType::SmallInt, 5), (ScalarType::Int, 10), (ScalarType::BigInt, 19)];
    whole.into_iter().find(|(scalar, _)| ty.is(*scalar)).map(|(_, digits)| (digits, 0))
}
