//! Defaults: those of the database, and those that Prisma's client makes.

use super::super::reading::Reading;
use super::super::sketch::{ColumnSketch, DefaultSketch};
use super::arguments::{Attribute, Value};
use super::blocks::Enumeration;

/// Gives a column the default that `@default(…)` says.
pub(super) fn default(
    reading: &mut Reading<'_>,
    column: &mut ColumnSketch,
    attribute: &Attribute,
    of: Option<&Enumeration>,
) {
    let Some(value) = attribute.get("value").or(attribute.first()) else { return };
    match value {
        Value::Text(text) => column.default = Some(DefaultSketch::Text(text.clone())),
        Value::Number(text) => column.default = Some(DefaultSketch::Number(text.clone())),
        Value::Word(word) => {
            column.default = Some(match word.as_str() {
                "true" => DefaultSketch::Bool(true),
                "false" => DefaultSketch::Bool(false),
                word => DefaultSketch::Text(stored(word, of)),
            });
        }
        Value::Call(function, arguments) => call(reading, column, attribute, function, arguments),
        Value::List(items) => {
            let words: Option<Vec<String>> = items.iter().map(|it| item(it, of)).collect();
            match words {
                Some(words) => {
                    column.default = Some(DefaultSketch::Text(format!("{{{}}}", words.join(","))));
                }
                None => reading.lose(attribute.span, "a default that is a list"),
            }
        }
    }
}

/// A value of an enum as the database spells it.
fn stored(word: &str, of: Option<&Enumeration>) -> String {
    let value = of.and_then(|it| it.values.iter().find(|(name, ..)| name == word));
    value.and_then(|(_, _, stored)| stored.clone()).unwrap_or_else(|| word.to_owned())
}

/// An item of a list as PostgreSQL writes it.
fn item(value: &Value, of: Option<&Enumeration>) -> Option<String> {
    match value {
        Value::Text(text) => {
            Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
        }
        Value::Number(text) => Some(text.clone()),
        Value::Word(word) => Some(stored(word, of)),
        Value::Call(..) | Value::List(_) => None,
    }
}

fn call(
    reading: &mut Reading<'_>,
    column: &mut ColumnSketch,
    attribute: &Attribute,
    function: &str,
    arguments: &[(Option<String>, Value)],
) {
    match function {
        "autoincrement" | "sequence" => column.counts_up = true,
        "now" => column.default = Some(DefaultSketch::Call("now")),
        "dbgenerated" => match arguments.first().and_then(|(_, it)| it.as_text()) {
            Some(text) if !text.trim().is_empty() => {
                column.default = Some(DefaultSketch::Code(text.to_owned()));
            }
            _ => reading.lose(attribute.span, "a default that only the database knows"),
        },
        "uuid" | "cuid" | "nanoid" | "ulid" | "auto" => {
            let what = format!("`{function}()`, which Prisma's client makes and not the database");
            reading.lose(attribute.span, what);
        }
        other => {
            let message = format!("`{other}()` is no default of Prisma");
            let help = "write a value, `now()`, `autoincrement()` or `dbgenerated(\"…\")`";
            reading.mistake(attribute.span, message, help);
        }
    }
}
