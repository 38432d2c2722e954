//! Models as tables, with the names that the database has.

use rustc_hash::FxHashMap;

use super::super::reading::Reading;
use super::super::sketch::{ColumnSketch, EnumSketch, IndexSketch, TableSketch, TypeSketch};
use super::arguments::Attribute;
use super::blocks::{Enumeration, Field, Model, Schema};
use super::{defaults, indexes, relations, types};
use crate::base::{DialectId, Name, closest};
use crate::schema::QualifiedName;

/// What is known of all blocks.
pub(super) struct Known<'s> {
    pub(super) models: FxHashMap<&'s str, &'s Model>,
    pub(super) enums: FxHashMap<&'s str, &'s Enumeration>,
    pub(super) id: DialectId,
}

/// Puts the tables, enums and references of a schema into the sketch.
pub(super) fn convert(reading: &mut Reading<'_>, schema: &Schema) {
    let known = Known {
        models: schema.models.iter().map(|it| (it.name.as_str(), it)).collect(),
        enums: schema.enums.iter().map(|it| (it.name.as_str(), it)).collect(),
        id: reading.sketch.dialect.unwrap_or(DialectId::Postgres),
    };
    for it in &schema.enums {
        enumeration(reading, it);
    }
    for model in &schema.models {
        let table = table(reading, &known, schema, model);
        reading.sketch.tables.push(table);
    }
    relations::relations(reading, &known, schema);
}

fn enumeration(reading: &mut Reading<'_>, it: &Enumeration) {
    let label = |(name, docs, stored): &(String, Option<String>, Option<String>)| {
        (Name::new(stored.as_ref().unwrap_or(name)), docs.clone())
    };
    reading.sketch.enums.push(EnumSketch {
        name: physical(&it.name, &it.attributes),
        labels: it.values.iter().map(label).collect(),
        docs: it.docs.clone(),
        span: it.span,
    });
}

/// The name that the database has.
pub(super) fn physical(name: &str, attributes: &[Attribute]) -> QualifiedName {
    let text = |wanted: &str| {
        let found = attributes.iter().find(|it| it.name == wanted);
        found.and_then(|it| it.text("name").or(it.text("map")))
    };
    let namespace = text("schema").filter(|it| *it != "public").map(Name::new);
    QualifiedName { namespace, name: Name::new(text("map").unwrap_or(name)) }
}

/// The column of a field.
pub(super) fn column_name(field: &Field) -> Name {
    let map = field.attribute("map").and_then(|it| it.text("name"));
    Name::new(map.unwrap_or(&field.name))
}

/// The columns of some fields; nothing where one is none of the model.
pub(super) fn columns_of(model: &Model, fields: &[String]) -> Option<Vec<Name>> {
    fields.iter().map(|it| model.field(it).map(column_name)).collect()
}

fn table(
    reading: &mut Reading<'_>,
    known: &Known<'_>,
    schema: &Schema,
    model: &Model,
) -> TableSketch {
    let mut res = TableSketch::new(physical(&model.name, &model.attributes), model.span);
    res.docs.clone_from(&model.docs);
    for field in &model.fields {
        if known.models.contains_key(field.ty.as_str()) {
            continue;
        }
        let column = column(reading, known, schema, field);
        if let Some(unique) = field.attribute("unique") {
            let mut index =
                IndexSketch::over(std::slice::from_ref(&column.name), true, unique.span);
            index.name = unique.get("map").and_then(|it| it.as_text()).map(Name::new);
            res.indexes.push(index);
        }
        if let Some(map) =
            field.attribute("id").and_then(|it| it.get("map")).and_then(|it| it.as_text())
        {
            res.key = Some((Some(Name::new(map)), vec![column.name.clone()]));
        }
        res.columns.push(column);
    }
    for it in &model.attributes {
        indexes::attribute(reading, model, it, &mut res);
    }
    res
}

fn column(
    reading: &mut Reading<'_>,
    known: &Known<'_>,
    schema: &Schema,
    field: &Field,
) -> ColumnSketch {
    let ty = column_type(reading, known, schema, field);
    let list = if field.is_list { "[]" } else { "" };
    let ty = TypeSketch::Words(format!("{ty}{list}"));
    let mut res = ColumnSketch::new(column_name(field), ty, field.span);
    // A list is never said to be optional, and is null until it is set.
    res.is_nullable = field.is_optional || field.is_list;
    res.docs.clone_from(&field.docs);
    for it in &field.attributes {
        match it.name.as_str() {
            "id" => res.is_key = true,
            "default" => {
                let of = known.enums.get(field.ty.as_str()).copied();
                defaults::default(reading, &mut res, it, of);
            }
            "unique" | "map" | "relation" => {}
            "updatedAt" => {
                reading
                    .lose(it.span, "`@updatedAt`, which Prisma's client sets and not the database");
            }
            "ignore" => reading.lose(it.span, "`@ignore`"),
            name if name.starts_with("db.") => {}
            name => {
                let all = ["id", "default", "unique", "map", "relation", "updatedAt", "ignore"];
                let help = match closest(name, all) {
                    Some(meant) => format!("did you mean `@{meant}`?"),
                    None => "take it away".to_owned(),
                };
                reading.mistake(it.span, format!("`@{name}` is no attribute of a field"), help);
            }
        }
    }
    res
}

fn column_type(
    reading: &mut Reading<'_>,
    known: &Known<'_>,
    schema: &Schema,
    field: &Field,
) -> String {
    if let Some(text) = &field.unsupported {
        return text.clone();
    }
    if let Some(native) = field.attributes.iter().find_map(types::native) {
        return native;
    }
    if let Some(usual) = types::usual(&field.ty, known.id) {
        return usual.to_owned();
    }
    if let Some(it) = known.enums.get(field.ty.as_str()) {
        return physical(&it.name, &it.attributes).to_string();
    }
    if schema.types.contains(&field.ty) {
        return "json".to_owned();
    }
    let scalars =
        ["String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes"];
    let names = known.models.keys().chain(known.enums.keys()).copied();
    let mut names: Vec<&str> = names.chain(scalars).collect();
    names.sort_unstable();
    let help = match closest(&field.ty, names) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "declare it, or use a type such as `String` or `Int`".to_owned(),
    };
    reading.unknown(field.span, format!("there is no type `{}`", field.ty), Some(help));
    "text".to_owned()
}
