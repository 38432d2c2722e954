//! Rows of numbers as rows that a reader can picture.

use rustc_hash::FxHashMap;

use super::relation::Relation;
use crate::base::{Name, ScalarType};
use crate::model::{AttributeType, EntityGraph, Step};
use crate::theory::{Attribute, Instance};

/// Rows with a value for each attribute of a relation, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleRows {
    /// The names of the attributes.
    pub columns: Vec<String>,
    /// The values.
    pub rows: Vec<Vec<String>>,
}

/// The rows of `instance` with values that could stand there. Equal numbers of a column become equal
/// values, different ones different values, in the order in which they appear.
pub fn example(model: &EntityGraph, relation: &Relation, instance: &Instance) -> ExampleRows {
    let kinds: Vec<ValueKind> =
        (0..).zip(&relation.attributes).map(|(it, _)| value_kind(model, relation, it)).collect();
    let mut columns: Vec<ColumnValues<'_>> = relation
        .attributes
        .iter()
        .zip(kinds)
        .map(|(it, kind)| ColumnValues { name: &it.name, kind, seen: FxHashMap::default() })
        .collect();
    let mut row =
        |row: &Vec<u32>| columns.iter_mut().zip(row).map(|(it, cell)| it.value(*cell)).collect();
    ExampleRows {
        rows: instance.rows.iter().map(&mut row).collect(),
        columns: relation.attributes.iter().map(|it| it.name.clone()).collect(),
    }
}

/// The values of one column, numbered as they appear.
struct ColumnValues<'a> {
    name: &'a str,
    kind: ValueKind,
    seen: FxHashMap<u32, usize>,
}

impl ColumnValues<'_> {
    fn value(&mut self, cell: u32) -> String {
        let next = self.seen.len();
        self.kind.value(self.name, *self.seen.entry(cell).or_insert(next))
    }
}

/// What the values of an attribute look like.
enum ValueKind {
    Number,
    Decimal,
    Date,
    Time,
    Timestamp,
    /// One of these, as long as there are enough.
    Choice(Vec<Name>),
    /// A text, named after the attribute.
    Text,
}

fn value_kind(model: &EntityGraph, relation: &Relation, attribute: Attribute) -> ValueKind {
    let Some(attribute) = relation.attributes.get(attribute as usize) else {
        return ValueKind::Text;
    };
    let Some(Step::Attribute(id)) = attribute.path.last() else {
        return if attribute.name == "position" { ValueKind::Number } else { ValueKind::Text };
    };
    match &model.attributes[*id].ty {
        AttributeType::Scalar(scalar) => of_scalar(scalar),
        AttributeType::Domain(id) => of_scalar(&model.domains[*id].base),
        AttributeType::Enum(id) => {
            ValueKind::Choice(model.enums[*id].values.iter().map(|it| it.name.clone()).collect())
        }
        AttributeType::Composite(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => ValueKind::Text,
    }
}

fn of_scalar(scalar: &ScalarType) -> ValueKind {
    match scalar {
        ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt => ValueKind::Number,
        ScalarType::Decimal { .. } | ScalarType::Real | ScalarType::Double => ValueKind::Decimal,
        ScalarType::Date => ValueKind::Date,
        ScalarType::Time => ValueKind::Time,
        ScalarType::Timestamp | ScalarType::TimestampTz => ValueKind::Timestamp,
        ScalarType::Bool => ValueKind::Choice(["false", "true"].map(Name::new_static).to_vec()),
        ScalarType::Char(_)
        | ScalarType::Varchar(_)
        | ScalarType::Text
        | ScalarType::Bytes(_)
        | ScalarType::Uuid
        | ScalarType::Interval
        | ScalarType::Json => ValueKind::Text,
    }
}

impl ValueKind {
    fn value(&self, name: &str, number: usize) -> String {
        let date = || {
            let (year, month, day) = (2024 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
            format!("{year}-{month:02}-{day:02}")
        };
        match self {
            ValueKind::Number => (number + 1).to_string(),
            ValueKind::Decimal => format!("{}.00", 10 * (number + 1)),
            ValueKind::Date => date(),
            ValueKind::Time => format!("{:02}:{:02}", number / 60 + 8, number % 60),
            ValueKind::Timestamp => format!("{} 12:00", date()),
            ValueKind::Choice(values) => match values.get(number) {
                Some(value) => value.to_string(),
                None => text(name, number),
            },
            ValueKind::Text => text(name, number),
        }
    }
}

/// `city1`; where the name ends in a digit, `line2_1`.
fn text(name: &str, number: usize) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    let stem = crate::base::snake_case(last);
    let dash = if stem.ends_with(|it: char| it.is_ascii_digit()) { "_" } else { "" };
    format!("{stem}{dash}{}", number + 1)
}
