//! What the dialects say each in its own way.

use super::interval::Interval;
use super::refusal::Refusal;
use super::value::Typed;
use crate::base::{Function, ScalarType};
use crate::schema::Expr;

/// An operation of the language that not all databases spell alike. Operands are in the order of the model.
#[derive(Clone, Copy, Debug)]
pub enum Operation<'a> {
    /// `a like b`, `a not like b`
    Like {
        /// `not like`
        negated: bool,
    },
    /// `a matches b`, `a not matches b`
    Matches {
        /// `not matches`
        negated: bool,
    },
    /// `a || b`: null if one of them is.
    Concat,
    /// `a / b`: of whole numbers a whole one, cut towards zero.
    Divide,
    /// `a % b`: the remainder has the sign of `a`.
    Modulo,
    /// `cast(a as T)`
    Cast(ScalarType),
    /// `extract(year, a)`: a whole number.
    Extract(&'a str),
    /// A day or moment moved by a length of time.
    Shift(Shift<'a>),
    /// From one day or moment to another: `a - b`. Of days a whole number, else a length of time.
    Gap,
    /// A portable function.
    Call(&'static Function),
}

/// By what a day or moment is moved; `is_back` for `-`.
#[derive(Clone, Copy, Debug)]
pub enum Shift<'a> {
    /// A whole number of days, the second operand.
    Days {
        /// `-`
        is_back: bool,
    },
    /// A length of time that is written out.
    By {
        /// How long.
        interval: &'a Interval,
        /// `-`
        is_back: bool,
    },
    /// A length of time, the second operand.
    Interval {
        /// `-`
        is_back: bool,
    },
}

/// What takes one operand.
pub(in crate::dialect) fn one(
    operands: Vec<Typed>,
    say: impl FnOnce(Typed) -> Result<Expr, Refusal>,
) -> Result<Expr, Refusal> {
    match <[Typed; 1]>::try_from(operands) {
        Ok([operand]) => say(operand),
        Err(_) => Err(Refusal::new("takes one operand here")),
    }
}

/// What takes two operands.
pub(in crate::dialect) fn two(
    operands: Vec<Typed>,
    say: impl FnOnce(Typed, Typed) -> Result<Expr, Refusal>,
) -> Result<Expr, Refusal> {
    match <[Typed; 2]>::try_from(operands) {
        Ok([left, right]) => say(left, right),
        Err(_) => Err(Refusal::new("takes two operands here")),
    }
}
