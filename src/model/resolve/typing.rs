//! Types of expressions: what can be compared, added, stored.

use crate::base::{Gives, ScalarType, Takes};
use crate::model::{AttributePath, AttributeType, EntityGraph, EnumId, Operand, Step};

/// What is known of the value of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing: SQL, or a mistake that was already reported.
    Unknown,
    /// `null`
    Null,
    /// A number that is written out: it takes the type of its place.
    Number,
    /// A text that is written out: a text, a date, a uuid, … by its place.
    Literal,
    /// A value of a scalar type.
    Scalar(ScalarType),
    /// A value of an enum.
    Enum(EnumId),
    /// A list.
    Array,
    /// Several values: a composite, or a reference with a composite key.
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

    fn is_integer(self) -> bool {
        match self {
            Type::Unknown | Type::Null | Type::Number => true,
            Type::Scalar(scalar) => scalar.is_integer(),
            Type::Literal | Type::Enum(_) | Type::Array | Type::Row => false,
        }
    }

    fn is_temporal(self) -> bool {
        matches!(self, Type::Scalar(scalar) if scalar.is_temporal())
    }

    fn is_interval(self) -> bool {
        matches!(self, Type::Unknown | Type::Literal | Type::Scalar(ScalarType::Interval))
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
            _ => false,
        }
    }

    /// What an arithmetic operator makes of two values, if it can.
    pub(super) fn arithmetic(self, other: Type, is_difference: bool) -> Option<Type> {
        if self.is_number() && other.is_number() {
            return Some(self.wider(other));
        }
        let shifted = self.is_temporal() && other.is_interval();
        if shifted {
            return Some(self);
        }
        if is_difference && self.is_temporal() && other.is_temporal() {
            let is_days = [self, other].iter().all(|it| *it == Type::Scalar(ScalarType::Date));
            let gap = if is_days { ScalarType::Int } else { ScalarType::Interval };
            return Some(Type::Scalar(gap));
        }
        let days = self == Type::Scalar(ScalarType::Date) && other.is_integer();
        let intervals = self == Type::Scalar(ScalarType::Interval) && other.is_interval();
        (days || intervals).then_some(self)
    }

    fn wider(self, other: Type) -> Type {
        let rank = |it: Type| match it {
            Type::Scalar(ScalarType::Double) => 6,
            Type::Scalar(ScalarType::Real) => 5,
            Type::Scalar(ScalarType::Decimal { .. }) => 4,
            Type::Scalar(ScalarType::BigInt) => 3,
            Type::Scalar(ScalarType::Int) => 2,
            Type::Scalar(ScalarType::SmallInt) => 1,
            _ => 0,
        };
        if rank(other) > rank(self) { other } else { self }
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

/// Whether `ty` can be an argument at `idx` of a function that takes `takes`.
pub(super) fn admits(takes: Takes, idx: usize, ty: Type) -> bool {
    match takes {
        Takes::Any => ty != Type::Row,
        Takes::Text => ty.is_text(),
        Takes::Numbers => ty.is_number() || ty == Type::Scalar(ScalarType::Interval),
        Takes::TextThenIntegers if idx == 0 => ty.is_text(),
        Takes::TextThenIntegers => ty.is_integer(),
        Takes::Alike => ty != Type::Row,
    }
}

/// What a function gives for these arguments.
pub(super) fn result(gives: Gives, arguments: &[Type]) -> Type {
    let known =
        |it: &&Type| !matches!(it, Type::Null | Type::Unknown | Type::Number | Type::Literal);
    match gives {
        Gives::Fixed(scalar) => Type::Scalar(scalar),
        Gives::First => {
            let telling = arguments.iter().find(known).or(arguments.first());
            telling.copied().unwrap_or(Type::Unknown)
        }
    }
}

/// The type of one value of an attribute type. A reference has the type of the key it holds.
pub(super) fn of_attribute_type(model: &EntityGraph, ty: &AttributeType) -> Type {
    // A chain of keys that are references ends at a scalar or is a cycle, which is reported elsewhere.
    let mut ty = ty;
    for _ in 0..=model.entities.len() {
        match ty {
            AttributeType::Scalar(scalar) => return Type::Scalar(*scalar),
            AttributeType::Domain(id) => return Type::Scalar(model.domains[*id].base),
            AttributeType::Enum(id) => return Type::Enum(*id),
            AttributeType::Array(_) => return Type::Array,
            AttributeType::Composite(_) | AttributeType::Union(_) => return Type::Row,
            AttributeType::Native(_) | AttributeType::Unknown => return Type::Unknown,
            AttributeType::Entity(id) => {
                let root = model.entity(*id).root();
                let Some(key) = &root.get().key else { return Type::Unknown };
                match key.attributes.as_slice() {
                    [path] => match path.steps.last() {
                        Some(Step::Attribute(attribute)) => ty = &model.attributes[*attribute].ty,
                        Some(Step::Role(_)) | None => return Type::Unknown,
                    },
                    _ => return Type::Row,
                }
            }
        }
    }
    Type::Unknown
}

/// The type of what a resolved name means.
pub(super) fn of_operand(
    model: &EntityGraph,
    operand: &Operand,
    value: Option<ScalarType>,
) -> Type {
    match operand {
        Operand::Attribute(path) => of_path(model, path),
        Operand::EnumValue(id, _) => Type::Enum(*id),
        Operand::Value => value.map_or(Type::Unknown, Type::Scalar),
    }
}

fn of_path(model: &EntityGraph, path: &AttributePath) -> Type {
    match path.steps.last() {
        Some(Step::Attribute(id)) => of_attribute_type(model, &model.attributes[*id].ty),
        Some(Step::Role(id)) => {
            of_attribute_type(model, &AttributeType::Entity(model.roles[*id].entity))
        }
        None => Type::Unknown,
    }
}
