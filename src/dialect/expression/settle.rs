//! Literals take the type of their place; two days and moments are compared as what tells more.

use super::operation::Operation;
use super::refusal::Refusal;
use super::translate::Translator;
use super::value::{Typed, ValueType};
use crate::base::{ExprKind, ScalarType};
use crate::schema::NativeType;

impl Translator<'_> {
    /// Two values that are compared.
    pub(super) fn settle_both(&self, left: Typed, right: Typed) -> Result<(Typed, Typed), Refusal> {
        match (left.ty, right.ty) {
            (ValueType::Scalar(scalar), ValueType::Text) => {
                let native = self.native_of(&left, scalar);
                let right = self.settle_as(right, scalar, &native)?;
                Ok((left, right))
            }
            (ValueType::Text, ValueType::Scalar(scalar)) => {
                let native = self.native_of(&right, scalar);
                let left = self.settle_as(left, scalar, &native)?;
                Ok((left, right))
            }
            (ValueType::Scalar(a), ValueType::Scalar(b)) => {
                let wider = match (moment_rank(a), moment_rank(b)) {
                    (Some(x), Some(y)) if x < y => b,
                    (Some(x), Some(y)) if x > y => a,
                    _ => return Ok((left, right)),
                };
                Ok((self.widened(left, wider)?, self.widened(right, wider)?))
            }
            _ => Ok((left, right)),
        }
    }

    /// Values of which one is chosen.
    pub(super) fn settle_all(&self, values: Vec<Typed>) -> Result<Vec<Typed>, Refusal> {
        let Some(scalar) = values.iter().find_map(|it| it.ty.as_scalar()) else {
            return Ok(values);
        };
        let native = values.iter().find(|it| it.ty.as_scalar().is_some());
        let native = native.map(|it| self.native_of(it, scalar));
        let native = native.unwrap_or_else(|| self.dialect.scalar_type(scalar, self.options));
        values.into_iter().map(|it| self.settle_as(it, scalar, &native)).collect()
    }

    /// A text that is written out, as a value of a scalar type; everything else as it is.
    pub(super) fn settle_as(
        &self,
        value: Typed,
        scalar: ScalarType,
        native: &NativeType,
    ) -> Result<Typed, Refusal> {
        let ExprKind::String(text) = &value.expr.kind else { return Ok(value) };
        if value.ty != ValueType::Text || scalar.is_text() {
            return Ok(value);
        }
        let span = value.expr.span;
        let mut expr =
            self.dialect.literal(text, scalar, native).map_err(|refusal| refusal.at(span))?;
        expr.span = span;
        Ok(Typed { expr, ty: ValueType::Scalar(scalar), is_nullable: false })
    }

    fn widened(&self, value: Typed, scalar: ScalarType) -> Result<Typed, Refusal> {
        if value.ty.is(scalar) {
            return Ok(value);
        }
        let (span, is_nullable) = (value.expr.span, value.is_nullable);
        let mut expr = self.say(Operation::Cast(scalar), vec![value])?;
        expr.span = span;
        Ok(Typed { expr, ty: ValueType::Scalar(scalar), is_nullable })
    }

    /// How the database keeps a value: as its column does, else as it usually does.
    fn native_of(&self, value: &Typed, scalar: ScalarType) -> NativeType {
        if let ExprKind::Reference(name) = &value.expr.kind {
            let native = self.columns.get(name).and_then(|it| it.native.as_ref());
            let held = || self.held.iter().find(|it| it.name == *name).map(|it| &it.ty);
            if let Some(native) = native.or_else(held) {
                return native.clone();
            }
        }
        self.dialect.scalar_type(scalar, self.options)
    }
}

/// How much a day or moment tells.
fn moment_rank(scalar: ScalarType) -> Option<u8> {
    let ranks = [(ScalarType::Date, 0), (ScalarType::Timestamp, 1), (ScalarType::TimestampTz, 2)];
    ranks.into_iter().find(|(it, _)| *it == scalar).map(|(_, rank)| rank)
}
