//! Types of expressions: what can be compared, added, stored.

use super::context::Context;
use super::scope::Owner;
use crate::base::{BinaryOp, ScalarType};
use crate::model::{AttributeType, EntityGraph, EnumId, Operand, Step};

/// What is known of the value of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing: SQL, or a mistake that was already reported.
    Unknown,
    /// `null`
    Null,
    /// A number that is written out or computed: it takes the type of its place.
    Number,
    /// A text that is written out: a text, a date, a uuid, … by its place.
    Literal,
    /// A value of a scalar type.
    Scalar(ScalarType),
    /// A value of an enum.
    Enum(EnumId),
    /// A list.
    Array,
    /// Several values: a composite, a union, or a reference with a composite key.
    Row,
}

pub(super) const BOOL: Type = Type::Scalar(ScalarType::Bool);

impl Type {
    pub(super) fn is_bool(self) -> bool {
        matches!(self, Type::Unknown | Type::Null | Type::Scalar(ScalarType::Bool))
    }

    pub(super) fn is_number(self) -> bool {
        match self {
            Type::Unknown | Type::Null | Type::Number => true,
            Type::Scalar(scalar) => scalar.is_numeric(),
            Type::Literal | Type::Enum(_) | Type::Array | Type::Row => false,
        }
    }

    pub(super) fn is_text(self) -> bool {
        match self {
            Type::Unknown | Type::Null | Type::Literal => true,
            Type::Scalar(scalar) => scalar.is_text(),
            Type::Number | Type::Enum(_) | Type::Array | Type::Row => false,
        }
    }

    pub(super) fn is_integer(self) -> bool {
        match self {
            Type::Unknown | Type::Null | Type::Number => true,
            Type::Scalar(scalar) => scalar.is_integer(),
            Type::Literal | Type::Enum(_) | Type::Array | Type::Row => false,
        }
    }

    /// Whether all databases put its values in the same order. PostgreSQL sorts the values of an enum as
    /// declared, others by their text; JSON has no order that they share.
    pub(super) fn is_ordered(self) -> bool {
        !matches!(self, Type::Enum(_) | Type::Scalar(ScalarType::Json))
    }

    fn is_temporal(self) -> bool {
        matches!(self, Type::Scalar(scalar) if scalar.is_temporal())
    }

    fn is_interval(self) -> bool {
        matches!(
            self,
            Type::Unknown | Type::Null | Type::Literal | Type::Scalar(ScalarType::Interval)
        )
    }

    /// Whether a value of this type can stand where `other` stands.
    pub(super) fn agrees_with(self, other: Type) -> bool {
        match (self, other) {
            (Type::Unknown | Type::Null, _) | (_, Type::Unknown | Type::Null) => true,
            (Type::Scalar(a), Type::Scalar(b)) => scalars_agree(a, b),
            (Type::Number, it) | (it, Type::Number) => it.is_number(),
            (Type::Literal, Type::Literal) => true,
            (Type::Literal, Type::Scalar(it)) | (Type::Scalar(it), Type::Literal) => {
                it != ScalarType::Bool && !it.is_numeric()
            }
            (Type::Enum(a), Type::Enum(b)) => a == b,
            (Type::Array, Type::Array | Type::Literal) | (Type::Literal, Type::Array) => true,
            (Type::Array | Type::Enum(_) | Type::Row, _)
            | (_, Type::Array | Type::Enum(_) | Type::Row) => false,
        }
    }

    /// The type of two values that agree, when either may come out.
    pub(super) fn joined_with(self, other: Type) -> Type {
        match (self, other) {
            _ if self == other => self,
            (Type::Unknown | Type::Null, it) | (it, Type::Unknown | Type::Null) => it,
            _ if self.is_number() && other.is_number() => Type::Number,
            _ if self.is_text() && other.is_text() => Type::Scalar(ScalarType::Text),
            (Type::Literal, it) => it,
            (it, _) => it,
        }
    }

    /// What an arithmetic operator makes of two values, if it can.
    pub(super) fn computed_with(self, op: BinaryOp, other: Type) -> Option<Type> {
        let (is_sum, is_difference) = (op == BinaryOp::Plus, op == BinaryOp::Minus);
        if self.is_number() && other.is_number() {
            // The remainder of fractions is an error in PostgreSQL and of whole numbers in SQLite.
            let is_whole = self.is_integer() && other.is_integer();
            return (op != BinaryOp::Modulo || is_whole).then_some(Type::Number);
        }
        if !is_sum && !is_difference {
            return None;
        }
        if is_difference && self.is_temporal() && other.is_temporal() && self.agrees_with(other) {
            return Some(self.gap(other));
        }
        let moved = self.moved_by(other);
        if is_sum { moved.or_else(|| other.moved_by(self)) } else { moved }
    }

    /// A date, time or length of time moved by a length of time, or a date by days.
    fn moved_by(self, other: Type) -> Option<Type> {
        let is_date = self == Type::Scalar(ScalarType::Date);
        let is_movable = self.is_temporal() || self == Type::Scalar(ScalarType::Interval);
        let is_moved = is_movable && other.is_interval() || is_date && other.is_integer();
        is_moved.then_some(self)
    }

    /// Between two dates lie days, between two moments a length of time.
    fn gap(self, other: Type) -> Type {
        let is_days = [self, other].iter().all(|it| *it == Type::Scalar(ScalarType::Date));
        Type::Scalar(if is_days { ScalarType::Int } else { ScalarType::Interval })
    }

    /// The parts that `extract` can take out of it.
    pub(super) fn fields(self) -> &'static [&'static str] {
        const ALL: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];
        match self {
            Type::Unknown | Type::Null => &ALL,
            Type::Scalar(ScalarType::Date) => &ALL[..3],
            Type::Scalar(ScalarType::Time) => &ALL[3..],
            Type::Scalar(scalar) if scalar.is_temporal() || scalar == ScalarType::Interval => &ALL,
            Type::Scalar(_)
            | Type::Number
            | Type::Literal
            | Type::Enum(_)
            | Type::Array
            | Type::Row => &[],
        }
    }

    /// How a message names it.
    pub(super) fn title(self, model: &EntityGraph) -> String {
        match self {
            Type::Unknown => "a value".to_owned(),
            Type::Null => "`null`".to_owned(),
            Type::Number => "a number".to_owned(),
            Type::Literal => "a text".to_owned(),
            Type::Scalar(scalar) => format!("`{scalar}`"),
            Type::Enum(id) => format!("`{}`", model.enums[id].name),
            Type::Array => "a list".to_owned(),
            Type::Row => "several values".to_owned(),
        }
    }
}

/// Numbers agree with numbers and texts with texts; a day can be compared with a moment.
fn scalars_agree(a: ScalarType, b: ScalarType) -> bool {
    let both = |is: fn(ScalarType) -> bool| is(a) && is(b);
    let is_moment = |it: ScalarType| it.is_temporal() && it != ScalarType::Time;
    a == b
        || both(ScalarType::is_numeric)
        || both(ScalarType::is_text)
        || is_moment(a) && is_moment(b)
        || matches!((a, b), (ScalarType::Bytes(_), ScalarType::Bytes(_)))
}

/// The type of one value of an attribute type. A reference has the type of the key it holds.
pub(super) fn of_attribute_type(cx: &Context<'_>, ty: &AttributeType) -> Type {
    match ty {
        AttributeType::Scalar(scalar) => Type::Scalar(*scalar),
        AttributeType::Domain(id) if cx.model.domains[*id].is_incomplete => Type::Unknown,
        AttributeType::Domain(id) => Type::Scalar(cx.model.domains[*id].base),
        AttributeType::Enum(id) => Type::Enum(*id),
        AttributeType::Array(_) => Type::Array,
        AttributeType::Composite(_) | AttributeType::Union(_) => Type::Row,
        AttributeType::Native(_) | AttributeType::Unknown => Type::Unknown,
        AttributeType::Entity(id) => match cx.key_types(*id) {
            [] => Type::Unknown,
            [only] => *only,
            [..] => Type::Row,
        },
    }
}

/// The type of an attribute or role.
pub(super) fn of_step(cx: &Context<'_>, step: Step) -> Type {
    match step {
        Step::Attribute(id) => of_attribute_type(cx, &cx.model.attributes[id].ty),
        Step::Role(id) => of_attribute_type(cx, &AttributeType::Entity(cx.model.roles[id].entity)),
    }
}

/// The type of what a name in an expression means; `value` is of the domain that owns the expression.
pub(super) fn of_operand(cx: &Context<'_>, owner: Owner, operand: &Operand) -> Type {
    match (operand, owner) {
        (Operand::Attribute(path), _) => {
            path.steps.last().map_or(Type::Unknown, |it| of_step(cx, *it))
        }
        (Operand::EnumValue(id, _), _) => Type::Enum(*id),
        (Operand::Value, Owner::Domain(id)) => of_attribute_type(cx, &AttributeType::Domain(id)),
        (Operand::Value, Owner::Entity(_) | Owner::Composite(_) | Owner::Relationship(_)) => {
            Type::Unknown
        }
    }
}
