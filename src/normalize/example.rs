//! Rows of numbers as rows that a reader can picture.

use rustc_hash::FxHashMap;

use super::relation::Relation;
use crate::base::{Name, ScalarType};
use crate::model::{AttributeType, EntityGraph, Step};
use crate::theory::{Attribute, Instance};

/// Rows with a value for each attribute of a relation, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleRows<'a> {
    /// The names of the attributes.
    pub columns: Vec<&'a str>,
    /// The values.
    pub rows: Vec<Vec<Name>>,
}

/// The rows of `instance` with values that could stand there.
pub fn example<'a>(
    model: &EntityGraph,
    relation: &'a Relation,
    instance: &Instance,
) -> ExampleRows<'a> {
    Examples::new(model, relation).rows(instance)
}

/// What the values of each column look like, prepared for the rows of many instances.
pub(super) struct Examples<'a> {
    columns: Vec<ColumnValues<'a>>,
}

impl<'a> Examples<'a> {
    pub(super) fn new(model: &EntityGraph, relation: &'a Relation) -> Examples<'a> {
        let kind = |it| value_kind(model, relation, it);
        let columns = (0..).zip(&relation.attributes).map(|(idx, it)| ColumnValues {
            name: &it.name,
            kind: kind(idx),
            texts: Vec::new(),
            misses: misses(model, relation, idx),
            missing: None,
            seen: FxHashMap::default(),
        });
        Examples { columns: columns.collect() }
    }

    /// Equal numbers of a column become equal values, different ones different values, in the order in
    /// which they appear.
    pub(super) fn rows(&mut self, instance: &Instance) -> ExampleRows<'a> {
        for (idx, column) in self.columns.iter_mut().enumerate() {
            column.seen.clear();
            column.missing = None;
            if column.misses {
                let cells: Vec<u32> = instance.rows.iter().map(|it| it[idx]).collect();
                let is_repeated = |it: &&u32| cells.iter().filter(|other| other == it).count() > 1;
                column.missing = cells.iter().find(is_repeated).copied();
            }
        }
        let mut row = |row: &Vec<u32>| {
            self.columns.iter_mut().zip(row).map(|(it, cell)| it.value(*cell)).collect()
        };
        ExampleRows {
            rows: instance.rows.iter().map(&mut row).collect(),
            columns: self.columns.iter().map(|it| it.name).collect(),
        }
    }
}

/// No value.
const MISSING: &str = "null";

/// Whether an attribute is unique and need not be there.
fn misses(model: &EntityGraph, relation: &Relation, attribute: Attribute) -> bool {
    relation.attributes.get(attribute as usize).is_some_and(|it| match it.path.last() {
        Some(Step::Attribute(id)) => it.is_optional && model.attributes[*id].is_unique,
        _ => false,
    })
}

/// The values of one column, numbered as they appear.
struct ColumnValues<'a> {
    name: &'a str,
    kind: ValueKind,
    /// The values that were made so far, by number.
    texts: Vec<Name>,
    /// Whether only what is missing may repeat: a unique attribute that need not be there.
    misses: bool,
    /// The cell of the rows at hand that is missing.
    missing: Option<u32>,
    /// The numbers of the cells of the rows at hand.
    seen: FxHashMap<u32, usize>,
}

impl ColumnValues<'_> {
    fn value(&mut self, cell: u32) -> Name {
        if self.missing == Some(cell) {
            return Name::new_static(MISSING);
        }
        let next = self.seen.len();
        let number = *self.seen.entry(cell).or_insert(next);
        while self.texts.len() <= number {
            self.texts.push(Name::new(self.kind.value(self.name, self.texts.len())));
        }
        self.texts[number].clone()
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
