//! Types of attributes: scalars, and those that the model declares.

use super::Writer;
use super::dice::Dice;
use super::expressions;
use super::fact::{Fact, Kind};
use super::names::Names;

/// A type that attributes can have: how it is written, and what it gives.
#[derive(Debug, Clone)]
pub struct Type {
    pub text: String,
    pub kind: Kind,
    /// The parts of a composite.
    pub parts: Vec<Fact>,
}

const SCALARS: [(&str, Kind); 26] = [
    ("bool", Kind::Bool),
    ("smallint", Kind::Integer),
    ("int", Kind::Integer),
    ("int", Kind::Integer),
    ("bigint", Kind::Integer),
    ("decimal(12, 2)", Kind::Decimal),
    ("decimal(5, 4)", Kind::Decimal),
    ("real", Kind::Other),
    ("double", Kind::Other),
    ("char(2)", Kind::Code),
    ("varchar(1)", Kind::Code),
    ("varchar(20)", Kind::Text),
    ("varchar(40)", Kind::Text),
    ("varchar(40)", Kind::Text),
    ("varchar(200)", Kind::Long),
    ("text", Kind::Long),
    ("bytes", Kind::Other),
    ("bytes(16)", Kind::Other),
    ("uuid", Kind::Other),
    ("date", Kind::Date),
    ("date", Kind::Date),
    ("time", Kind::Other),
    ("timestamp", Kind::Moment),
    ("timestamptz", Kind::Moment),
    ("timestamptz", Kind::Moment),
    ("json", Kind::Other),
];

/// A scalar type.
pub fn scalar(dice: &mut Dice) -> (String, Kind) {
    let (text, kind) = dice.pick(&SCALARS);
    ((*text).to_owned(), kind.clone())
}

const VALUES: [&str; 10] = [
    "pending",
    "paid",
    "shipped",
    "`in use`",
    "closed",
    "новый",
    "retired",
    "draft",
    "active",
    "lost",
];

/// Declares an enum, a domain or a composite.
pub fn declare(writer: &mut Writer) {
    match writer.dice.below(4) {
        0 | 1 => enumeration(writer),
        2 => domain(writer),
        _ => composite(writer),
    }
}

fn enumeration(writer: &mut Writer) {
    let (name, place) = writer.declaration_name();
    let mut names = Names::default();
    let mut values = Vec::new();
    for _ in 0..writer.dice.between(2, 5) {
        let value = *writer.dice.pick(&VALUES);
        values.push(names.fresh(value));
    }
    let label = format!(" = \"{} x\"", values[0].trim_matches('`'));
    let labelled = writer.dice.maybe(20, &label);
    let list = values.join(", ").replacen(&values[0], &format!("{}{labelled}", values[0]), 1);
    writer.declare(&place, &format!("enum {name} {{ {list} }}"));
    writer.types.push(Type {
        text: place.outside(&name),
        kind: Kind::Enum(values),
        parts: Vec::new(),
    });
}

fn domain(writer: &mut Writer) {
    let (name, place) = writer.declaration_name();
    let (text, kind) = loop {
        let (text, kind) = scalar(&mut writer.dice);
        if !matches!(kind, Kind::Other | Kind::Long) {
            break (text, kind);
        }
    };
    let value = Fact::new("value", kind.clone());
    let mut line = format!("type {name} = {text}");
    if writer.dice.chance(70) {
        let condition = expressions::about(&mut writer.dice, &value);
        line.push_str(&format!(" check {condition}"));
    }
    writer.declare(&place, &line);
    writer.types.push(Type { text: place.outside(&name), kind, parts: Vec::new() });
}

fn composite(writer: &mut Writer) {
    let (name, place) = writer.declaration_name();
    let mut names = Names::default();
    let mut parts: Vec<Fact> = Vec::new();
    let mut lines = Vec::new();
    for _ in 0..writer.dice.between(2, 4) {
        let part = names.word(&mut writer.dice);
        let nested: Vec<Type> =
            writer.types.iter().filter(|it| matches!(it.kind, Kind::Enum(_))).cloned().collect();
        let (text, kind) = match writer.dice.any(&nested) {
            Some(it) if writer.dice.chance(20) => (it.text.clone(), it.kind.clone()),
            _ => scalar(&mut writer.dice),
        };
        let is_optional = writer.dice.chance(25);
        let mark = if is_optional { "?" } else { "" };
        lines.push(format!("{part} {text}{mark}"));
        parts.push(Fact { is_optional, ..Fact::new(part, kind) });
    }
    if let [first, second, ..] = parts.as_slice()
        && writer.dice.chance(40)
    {
        lines.push(format!("{} -> {}", first.path, second.path));
    }
    if writer.dice.chance(30) {
        let part = writer.dice.pick(&parts).clone();
        lines.push(format!("check {}", expressions::about(&mut writer.dice, &part)));
    }
    writer.declare(&place, &format!("type {name} {{\n  {}\n}}", lines.join("\n  ")));
    writer.types.push(Type { text: place.outside(&name), kind: Kind::Whole, parts });
}
