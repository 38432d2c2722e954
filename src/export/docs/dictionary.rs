//! Data dictionaries: every column with what is known of it, for data catalogues.

use serde_json::{Value, json};

use super::data::{Column, Documentation, Subject, Table};

/// A line for each column (RFC 4180).
pub fn dictionary_csv(documentation: &Documentation) -> String {
    let heads = [
        "subject",
        "kind",
        "group",
        "table",
        "column",
        "type",
        "key",
        "default",
        "computed",
        "personal",
        "sensitive",
        "deprecated",
        "about",
    ];
    let mut res = line(&heads.map(str::to_owned));
    for subject in &documentation.subjects {
        let group = subject.group.map(|it| documentation.groups[it].0.clone()).unwrap_or_default();
        let mut path: Vec<&str> = Vec::new();
        for column in &subject.columns {
            // A part of a composite goes by the names of both.
            path.truncate(column.depth);
            path.push(&column.name);
            res.push_str(&line(&fields(subject, &group, &path.join("."), column)));
        }
    }
    res
}

fn fields(subject: &Subject, group: &str, name: &str, column: &Column) -> [String; 13] {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let flag = |it: bool| if it { "yes".to_owned() } else { String::new() };
    [
        subject.id.clone(),
        subject.kind.to_owned(),
        group.to_owned(),
        subject.tables.first().map(|it| it.name.clone()).unwrap_or_default(),
        name.to_owned(),
        column.ty.clone(),
        column.mark.to_owned(),
        text(&column.default),
        text(&column.derived),
        flag(column.pii),
        flag(column.sensitive),
        flag(column.deprecated.is_some()),
        text(&column.docs),
    ]
}

fn line(fields: &[String; 13]) -> String {
    let fields: Vec<String> = fields.iter().map(|it| quoted(it)).collect();
    format!("{}\r\n", fields.join(","))
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// The same as one JSON document, with references, rules and types.
pub fn dictionary_json(documentation: &Documentation) -> String {
    let it = documentation;
    let id = |place: usize| it.subjects[place].id.as_str();
    let links: Vec<Value> = it
        .links
        .iter()
        .map(|link| {
            json!({"from": id(link.from), "to": id(link.to), "name": link.name, "kind": link.kind})
        })
        .collect();
    let subjects: Vec<Value> = it
        .subjects
        .iter()
        .map(|subject| {
            let group = subject.group.map(|place| it.groups[place].0.as_str());
            let table = |table: &Table| {
                json!({"database": it.dialects[table.dialect], "name": table.name})
            };
            json!({
                "name": subject.id, "kind": subject.kind, "group": group, "about": subject.docs,
                "deprecated": subject.deprecated, "columns": subject.columns, "rules": subject.rules,
                "normal_form": subject.proof.as_ref().map(|it| it.form),
                "tables": subject.tables.iter().map(table).collect::<Vec<_>>(),
            })
        })
        .collect();
    let types: Vec<Value> = it
        .types
        .iter()
        .map(|ty| json!({"name": ty.id, "kind": ty.kind, "about": ty.docs, "parts": ty.parts}))
        .collect();
    let document = json!({
        "version": 1, "model": it.title, "about": it.docs,
        "subjects": subjects, "links": links, "types": types,
    });
    let text = serde_json::to_string_pretty(&document);
    text.expect("texts and numbers can be written as JSON") + "\n"
}
