//! Attributes of models: keys, unique constraints, indexes.

use super::super::reading::Reading;
use super::super::sketch::{CheckSketch, IndexSketch, ItemSketch, TableSketch};
use super::arguments::{Attribute, Value};
use super::blocks::Model;
use super::convert::{column_name, columns_of};
use crate::base::{Name, closest, snake_case};

/// What `@@name(…)` says of a table.
pub(super) fn attribute(
    reading: &mut Reading<'_>,
    model: &Model,
    it: &Attribute,
    table: &mut TableSketch,
) {
    match it.name.as_str() {
        "id" => {
            let Some(fields) = fields(reading, model, it) else { return };
            table.key = columns_of(model, &fields).map(|columns| (name(it), columns));
        }
        "unique" | "index" | "fulltext" => {
            let Some(fields) = fields(reading, model, it) else { return };
            let index = index(reading, model, it, &fields);
            table.indexes.push(index);
        }
        "check" => match it.text("expression") {
            Some(text) => table.checks.push(CheckSketch {
                name: name(it),
                text: text.to_owned(),
                span: it.span,
            }),
            None => reading.lose(it.span, "a check whose condition is no text"),
        },
        "map" | "schema" => {}
        "ignore" => reading.lose(it.span, "`@@ignore`"),
        "allow" | "deny" | "auth" | "rls" | "base" | "discriminator" => {
            reading.lose(it.span, format!("`@@{}`", it.name));
        }
        other => {
            let all = ["id", "unique", "index", "fulltext", "map", "schema", "ignore", "check"];
            let help = match closest(other, all) {
                Some(meant) => format!("did you mean `@@{meant}`?"),
                None => "take it away".to_owned(),
            };
            reading.mistake(it.span, format!("`@@{other}` is no attribute of a model"), help);
        }
    }
}

/// The name in the database.
fn name(it: &Attribute) -> Option<Name> {
    it.get("map").and_then(Value::as_text).map(Name::new)
}

/// The fields that are named; nothing where one is not there, which is said.
fn fields(reading: &mut Reading<'_>, model: &Model, it: &Attribute) -> Option<Vec<String>> {
    let names = it.get("fields").or(it.first()).map(Value::names).unwrap_or_default();
    if names.is_empty() {
        let help = format!("write `@@{}([field])`", it.name);
        reading.mistake(it.span, format!("`@@{}` names no fields", it.name), help);
        return None;
    }
    let missing = names.iter().find(|name| model.field(name).is_none());
    if let Some(missing) = missing {
        let message = format!("`{}` has no field `{missing}`", model.name);
        let meant = closest(missing, model.fields.iter().map(|it| it.name.as_str()));
        reading.unknown(it.span, message, meant.map(|it| format!("did you mean `{it}`?")));
        return None;
    }
    Some(names)
}

fn index(
    reading: &mut Reading<'_>,
    model: &Model,
    it: &Attribute,
    fields: &[String],
) -> IndexSketch {
    let mut res = IndexSketch::over(&[], it.name == "unique", it.span);
    res.name = name(it);
    res.method = match it.get("type").and_then(Value::as_word) {
        _ if it.name == "fulltext" => Some(Name::new_static("fulltext")),
        Some("BTree") | None => None,
        Some(method) => Some(Name::new(method.to_lowercase())),
    };
    let list = it.get("fields").or(it.first()).and_then(Value::as_list).unwrap_or_default();
    for (place, field) in fields.iter().enumerate() {
        let Some(field) = model.field(field) else { continue };
        let mut item = ItemSketch::column(column_name(field));
        if let Some(Value::Call(_, options)) = list.get(place) {
            options.iter().for_each(|option| set(&mut item, option));
        }
        res.items.push(item);
    }
    for argument in &it.arguments {
        let Some(name) = &argument.name else { continue };
        match (name.as_str(), &argument.value) {
            ("fields" | "map" | "type" | "name", _) => {}
            ("where", Value::Call(raw, inner)) if raw == "raw" => {
                let text = inner.first().and_then(|(_, it)| it.as_text());
                res.predicate = text.map(str::to_owned);
            }
            (name, _) => reading.lose(it.span, format!("the argument `{name}` of an index")),
        }
    }
    res
}

/// `sort: Desc`, `length: 10`, `ops: JsonbPathOps`
fn set(item: &mut ItemSketch, (name, value): &(Option<String>, Value)) {
    match (name.as_deref(), value) {
        (Some("sort"), Value::Word(word)) => item.descending = word == "Desc",
        (Some("length"), Value::Number(text)) => item.prefix_length = text.parse().ok(),
        (Some("ops"), Value::Word(word)) => item.operator_class = Some(snake_case(word)),
        (Some("ops"), Value::Call(_, inner)) => {
            item.operator_class = inner.first().and_then(|(_, it)| it.as_text()).map(Name::new);
        }
        _ => {}
    }
}
