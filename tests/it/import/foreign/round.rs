//! What erc writes for other tools, read back: the same tables, keys and references, up to what the loss report says.

use std::collections::{BTreeMap, BTreeSet};

use erc::dialect;
use erc::export::diagram::physical;
use erc::export::interchange::{Export, dbml, mermaid, plantuml, prisma};
use erc::import::Format;
use erc::model::EntityGraph;
use erc::schema::{NativeSchema, NativeType, Origin, Table};

use super::super::models::{self, Built, built};
use super::read;
use crate::slow::slow;

/// A table without what no drawing says: its columns, its key, what it refers to.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    columns: Vec<String>,
    key: Vec<String>,
    references: BTreeSet<String>,
}

fn shape(table: &Table<NativeType>) -> Shape {
    let list =
        |names: &[erc::base::Name]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let reference = |it: &erc::schema::ForeignKey| {
        format!("{} -> {}({})", it.columns.join(", "), it.target, it.target_columns.join(", "))
    };
    Shape {
        columns: table.columns.iter().map(|it| it.name.to_string()).collect(),
        key: table.primary_key.as_ref().map(|it| list(&it.columns)).unwrap_or_default(),
        references: table.foreign_keys.iter().map(reference).collect(),
    }
}

fn shapes(schema: &NativeSchema) -> BTreeMap<String, Shape> {
    schema.tables.values().map(|it| (it.name.to_string(), shape(it))).collect()
}

/// What differs between a schema and what was read back, but for references that the export says it lost.
fn differences(it: &Built, export: &Export, format: Format) -> Vec<String> {
    let name = format!("{} for {} as {}", it.name, it.dialect, format.name());
    let back = read(format, &export.text);
    let mut res: Vec<String> =
        back.mistakes.iter().map(|it| format!("{name}: {}", it.message)).collect();
    let (before, after) = (shapes(&it.native), shapes(&back.schema));
    for (table, shape) in &before {
        match after.get(table) {
            None => res.push(format!("{name}: `{table}` is missing")),
            Some(other) if other != shape && !is_lost(it, export, table, shape, other) => {
                res.push(format!("{name}: `{table}` was {shape:?} and is {other:?}"));
            }
            Some(_) => {}
        }
    }
    res.extend(
        after
            .keys()
            .filter(|it| !before.contains_key(*it))
            .map(|it| format!("{name}: `{it}` is new")),
    );
    res
}

/// Whether nothing but references and keys is missing that the export names among its losses.
fn is_lost(it: &Built, export: &Export, table: &str, before: &Shape, after: &Shape) -> bool {
    let native =
        it.native.tables.values().find(|it| it.name.to_string() == table).expect("a table");
    let names = |what: &str| export.losses.iter().any(|loss| loss.contains(&format!("`{what}`")));
    let lost: BTreeSet<String> = native
        .foreign_keys
        .iter()
        .filter(|it| names(&it.name))
        .flat_map(|key| {
            shape(&Table { foreign_keys: vec![key.clone()], ..native.clone() }).references
        })
        .collect();
    let kept: BTreeSet<String> = before.references.difference(&lost).cloned().collect();
    // Of a table whose key has a type that is not known the whole table is named.
    let key = names(table) || after.key == before.key;
    before.columns == after.columns && kept == after.references && key
}

#[track_caller]
fn check(format: Format, export: impl Fn(&Built) -> Export) {
    let mut all = built();
    assert!(all.len() > 50, "{} models", all.len());
    let random = models::random(0..if slow() { 300 } else { 5 });
    assert!(random.len() > 5, "{} random models", random.len());
    all.extend(random);
    let wrong: Vec<String> =
        all.iter().flat_map(|it| differences(it, &export(it), format)).collect();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn dbml_comes_back() {
    check(Format::Dbml, |it| dbml(&it.native, dialect::of(it.dialect), Some("model")));
}

#[test]
fn prisma_comes_back() {
    check(Format::Prisma, |it| prisma(&it.native, dialect::of(it.dialect)));
}

/// The schema as if it came from no model.
fn read_elsewhere(schema: &NativeSchema) -> NativeSchema {
    let mut res = schema.clone();
    for table in res.tables.values_mut() {
        table.origin = Origin::None;
        table.columns.iter_mut().for_each(|it| it.origin = Origin::None);
    }
    res
}

/// Drawings have the tables, what is in them, and how many lines there are between two.
#[track_caller]
fn check_drawing(format: Format, export: impl Fn(&erc::export::diagram::Scene) -> Export) {
    let mut wrong = Vec::new();
    for it in built().iter().filter(|it| is_realistic(it)) {
        let scene =
            physical(&read_elsewhere(&it.native), dialect::of(it.dialect), &EntityGraph::default());
        let back = read(format, &export(&scene).text);
        let name = format!("{} for {}", it.name, it.dialect);
        wrong.extend(back.mistakes.iter().map(|it| format!("{name}: {}", it.message)));
        let after = shapes(&back.schema);
        for (table, before) in shapes(&it.native) {
            let Some(after) = after.get(&table) else {
                wrong.push(format!("{name}: `{table}` is missing"));
                continue;
            };
            let has = |all: &Vec<String>, it: &String| all.contains(it);
            if !before.columns.iter().all(|it| has(&after.columns, it)) {
                wrong.push(format!(
                    "{name}: `{table}` had {:?} and has {:?}",
                    before.columns, after.columns
                ));
            }
            if !before.key.is_empty()
                && before.key.iter().collect::<BTreeSet<_>>() != after.key.iter().collect()
            {
                wrong.push(format!(
                    "{name}: `{table}` was identified by {:?} and is by {:?}",
                    before.key, after.key
                ));
            }
            // A line leads to a key; what refers to anything else is no line that can be read back.
            let wanted = keyed(&it.native, &table);
            let missing: Vec<&String> = wanted.difference(&after.references).collect();
            if !missing.is_empty() {
                wrong.push(format!("{name}: `{table}` refers to {missing:?} no more"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The references of one column of a table to primary keys.
fn keyed(schema: &NativeSchema, table: &str) -> BTreeSet<String> {
    let table = schema.tables.values().find(|it| it.name.to_string() == table).expect("a table");
    let is_keyed = |it: &&erc::schema::ForeignKey| {
        let target = schema.table(&it.target).and_then(|it| it.primary_key.as_ref());
        // A line is drawn from one row: of several columns only the first is in the picture.
        it.columns.len() == 1 && target.is_some_and(|key| key.columns == it.target_columns)
    };
    let keys = table.foreign_keys.iter().filter(is_keyed).cloned().collect();
    shape(&Table { foreign_keys: keys, ..table.clone() }).references
}

/// Models that could be anybody's: names in plain letters.
fn is_realistic(it: &Built) -> bool {
    let is_plain = |it: &str| {
        it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
    };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models");
    let columns = it.native.tables.values().flat_map(|it| &it.columns);
    // Schemas are among what Mermaid loses.
    let has_schemas = it.native.tables.values().any(|it| it.name.namespace.is_some());
    let is_named = columns.into_iter().all(|it| is_plain(&it.name));
    folder.join(&it.name).is_file() && !has_schemas && is_named
}

#[test]
fn mermaid_comes_back() {
    check_drawing(Format::Mermaid, mermaid);
}

#[test]
fn plantuml_comes_back() {
    check_drawing(Format::Plantuml, plantuml);
}
