//! The portable functions: what each takes, gives and promises.

use super::scalar::ScalarType;

/// A function that every dialect can print in its own words.
#[derive(Debug)]
pub struct Function {
    /// The spelling in a model.
    pub name: &'static str,
    /// The fewest arguments.
    pub min_arguments: usize,
    /// The most arguments.
    pub max_arguments: usize,
    /// What the arguments must be.
    pub takes: Takes,
    /// What comes out.
    pub gives: Gives,
    /// Whether equal arguments give equal results.
    pub volatility: Volatility,
}

/// What a function's arguments must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text.
    Text,
    /// Numbers.
    Numbers,
    /// Text first, then whole numbers: `substring(name, 1, 3)`.
    TextThenIntegers,
    /// Values of one type.
    Alike,
    /// Whatever can be written as text.
    Any,
}

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A value of this type.
    Fixed(ScalarType),
    /// A value of its first argument's type.
    First,
}

/// Whether equal arguments give equal results (PostgreSQL manual, "Function Volatility Categories").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volatility {
    /// Always: may stand in indexes and derived attributes.
    Immutable,
    /// Within one statement: may stand in defaults.
    Stable,
    /// Never.
    Volatile,
}

/// The portable function of this name.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|it| it.name == name)
}

impl Function {
    /// The names of all portable functions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FUNCTIONS.iter().map(|it| it.name)
    }
}

const fn pure(
    name: &'static str,
    arguments: (usize, usize),
    takes: Takes,
    gives: Gives,
) -> Function {
    let (min_arguments, max_arguments) = arguments;
    let volatility = Volatility::Immutable;
    Function { name, min_arguments, max_arguments, takes, gives, volatility }
}

const fn fresh(name: &'static str, gives: ScalarType, volatility: Volatility) -> Function {
    let gives = Gives::Fixed(gives);
    Function { name, min_arguments: 0, max_arguments: 0, takes: Takes::Any, gives, volatility }
}

/// More arguments than anyone writes.
const MANY: usize = 64;

const FUNCTIONS: &[Function] = &[
    fresh("now", ScalarType::TimestampTz, Volatility::Stable),
    fresh("today", ScalarType::Date, Volatility::Stable),
    fresh("uuid", ScalarType::Uuid, Volatility::Volatile),
    fresh("current_user", ScalarType::Text, Volatility::Stable),
    pure("lower", (1, 1), Takes::Text, Gives::First),
    pure("upper", (1, 1), Takes::Text, Gives::First),
    pure("trim", (1, 1), Takes::Text, Gives::First),
    pure("length", (1, 1), Takes::Text, Gives::Fixed(ScalarType::Int)),
    pure("substring", (2, 3), Takes::TextThenIntegers, Gives::Fixed(ScalarType::Text)),
    pure("left", (2, 2), Takes::TextThenIntegers, Gives::Fixed(ScalarType::Text)),
    pure("right", (2, 2), Takes::TextThenIntegers, Gives::Fixed(ScalarType::Text)),
    pure("replace", (3, 3), Takes::Text, Gives::Fixed(ScalarType::Text)),
    pure("concat", (2, MANY), Takes::Any, Gives::Fixed(ScalarType::Text)),
    pure("coalesce", (2, MANY), Takes::Alike, Gives::First),
    pure("nullif", (2, 2), Takes::Alike, Gives::First),
    pure("greatest", (2, MANY), Takes::Alike, Gives::First),
    pure("least", (2, MANY), Takes::Alike, Gives::First),
    pure("abs", (1, 1), Takes::Numbers, Gives::First),
    pure("round", (1, 2), Takes::Numbers, Gives::First),
    pure("floor", (1, 1), Takes::Numbers, Gives::First),
    pure("ceil", (1, 1), Takes::Numbers, Gives::First),
    pure("power", (2, 2), Takes::Numbers, Gives::Fixed(ScalarType::Double)),
    pure("sqrt", (1, 1), Takes::Numbers, Gives::Fixed(ScalarType::Double)),
];
