//! Calls of portable functions: operands made alike, nulls treated alike, the type of the result.

use super::build::{all, as_integer, call, when};
use super::operation::Operation;
use super::refusal::Refusal;
use super::translate::{Translator, common_type};
use super::value::{Typed, ValueType};
use crate::base::{BinaryOp, Function, Gives, ScalarType, Takes};
use crate::schema::Expr;

impl Translator<'_> {
    pub(super) fn portable(
        &self,
        function: &'static Function,
        arguments: Vec<Typed>,
    ) -> Result<Typed, Refusal> {
        let arguments = match function.takes {
            Takes::Alike => self.settle_all(arguments)?,
            Takes::Text | Takes::Numbers | Takes::TextThenIntegers | Takes::Any => arguments,
        };
        let ty = self.result_type(function, &arguments);
        let is_nullable = match function.name {
            "coalesce" => arguments.iter().all(|it| it.is_nullable),
            "nullif" => true,
            "concat" => false,
            _ => arguments.iter().any(|it| it.is_nullable),
        };
        let expr = match function.name {
            "coalesce" | "nullif" | "replace" | "abs" => plain(function.name, arguments),
            "concat" => self.concat_all(arguments)?,
            _ => self.say(Operation::Call(function), arguments)?,
        };
        Ok(Typed { expr, ty, is_nullable })
    }

    /// `concat` takes null for the empty text, in every database.
    fn concat_all(&self, arguments: Vec<Typed>) -> Result<Expr, Refusal> {
        let mut res: Option<Typed> = None;
        for argument in arguments {
            let mut argument = self.as_characters(argument)?;
            if argument.is_nullable {
                argument.expr = call("coalesce", vec![argument.expr, Expr::string("")]);
                argument.is_nullable = false;
            }
            res = Some(match res {
                None => argument,
                Some(before) => {
                    let expr = self.say(Operation::Concat, vec![before, argument])?;
                    Typed::some(expr, ValueType::Scalar(ScalarType::Text))
                }
            });
        }
        res.map(|it| it.expr).ok_or_else(|| Refusal::new("has nothing to put together"))
    }

    fn result_type(&self, function: &Function, arguments: &[Typed]) -> ValueType {
        let length = |idx: usize| {
            let literal = arguments.get(idx).and_then(|it| as_integer(&it.expr));
            literal.and_then(|it| u32::try_from(it.max(1)).ok())
        };
        let own = arguments.first().and_then(|it| self.bound(it));
        let cut = |idx: usize| match (length(idx), own) {
            (Some(a), Some(b)) => Some(a.min(b.max(1))),
            (a, b) => a.or(b),
        };
        let bound = match function.name {
            "substring" => cut(2),
            "left" | "right" => cut(1),
            "concat" => return self.bounded_text(&arguments.iter().collect::<Vec<_>>()),
            _ => None,
        };
        match (bound, function.gives) {
            (Some(n), _) => ValueType::Scalar(ScalarType::Varchar(n)),
            (None, Gives::Fixed(scalar)) => ValueType::Scalar(scalar),
            (None, Gives::First) => self.chosen_type(arguments),
        }
    }

    /// The type of one of several values: of texts the longest.
    fn chosen_type(&self, values: &[Typed]) -> ValueType {
        let ty = common_type(values);
        let bounds: Option<Vec<u32>> = values.iter().map(|it| self.bound(it)).collect();
        match (ty, bounds.and_then(|it| it.into_iter().max())) {
            (ValueType::Scalar(ScalarType::Char(_) | ScalarType::Varchar(_)), Some(n)) => {
                ValueType::Scalar(ScalarType::Varchar(n.max(1)))
            }
            (ValueType::Scalar(ScalarType::Char(_) | ScalarType::Varchar(_)), None) => {
                ValueType::Scalar(ScalarType::Text)
            }
            (ty, _) => ty,
        }
    }
}

/// A call that is spelled alike everywhere.
pub(in crate::dialect) fn plain(function: &str, arguments: Vec<Typed>) -> Expr {
    call(function, arguments.into_iter().map(|it| it.expr).collect())
}

/// A value that is null when one of the arguments is, where the database would pass over it.
pub(in crate::dialect) fn null_if_any(arguments: &[Typed], value: Expr) -> Expr {
    let nullable = arguments.iter().filter(|it| it.is_nullable);
    let conditions: Vec<Expr> = nullable.map(|it| Expr::is_null(it.expr.clone(), true)).collect();
    if conditions.is_empty() { value } else { when(all(conditions), value, None) }
}

/// A number that is not below zero.
pub(in crate::dialect) fn at_least_zero(value: Expr) -> Expr {
    match as_integer(&value) {
        Some(n) if n >= 0 => value,
        Some(_) => super::build::number(0),
        None => {
            let is_negative = Expr::binary(BinaryOp::Less, value.clone(), super::build::number(0));
            when(is_negative, super::build::number(0), Some(value))
        }
    }
}
