//! Whether a model builds back to the schema it was made from.

use super::write::Draft;
use crate::base::{Diagnostics, DialectId, Severity, Sources, Storage};
use crate::dialect::{self, Options, Support};
use crate::import::settled;
use crate::model::resolve;
use crate::schema::{Column, NativeSchema, NativeType, QualifiedName, Table, lower};
use crate::syntax::{ast, format, parse};

/// What a draft builds to, and the places of its errors.
pub(super) struct Built {
    ast: ast::File,
    can_be_parsed: bool,
    schema: NativeSchema,
    errors: Vec<(usize, String)>,
}

/// What building is asked for: the oldest version, unless the schema has what only newer ones can.
pub(super) fn options(schema: &NativeSchema, id: DialectId) -> Options {
    let dialect = dialect::of(id);
    let capabilities = dialect.capabilities();
    let tables = || schema.tables.values();
    let has_equal_nulls = tables().any(|it| {
        it.uniques.iter().any(|it| it.nulls_not_distinct)
            || it.indexes.iter().any(|it| it.nulls_not_distinct)
    });
    let is_virtual = |it: &Column<NativeType>| {
        it.generated.as_ref().is_some_and(|it| it.storage == Some(Storage::Virtual))
    };
    let has_virtual = tables().flat_map(|it| &it.columns).any(is_virtual);
    let is_strict = tables().any(|it| it.settings.get("strict") == Some("true"));
    let needs = [
        (has_equal_nulls, capabilities.nulls_not_distinct),
        (has_virtual, capabilities.generated.r#virtual),
        (is_strict, capabilities.strict_tables),
    ];
    let mut res = Options::of(dialect);
    for (_, support) in needs.into_iter().filter(|(is_needed, _)| *is_needed) {
        if let Support::Since(version) = support {
            res.version = res.version.max(version);
        }
    }
    res
}

/// Builds a draft of what `schema` is.
pub(super) fn build(schema: &NativeSchema, id: DialectId, draft: &Draft) -> Built {
    let text = draft.text.as_str();
    let mut sources = Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = parse(file, text, &mut diagnostics);
    let can_be_parsed = !diagnostics.has_errors();
    let model = resolve(std::slice::from_ref(&ast), &mut diagnostics);
    let options = options(schema, id);
    let mut schema = NativeSchema::default();
    if !diagnostics.has_errors() {
        let dialect = dialect::of(id);
        let logical = lower(&model, &dialect::lower_options(&[id]), &mut diagnostics);
        schema = dialect::realize(&logical, dialect, &options, &mut diagnostics);
    }
    let errors = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| (it.primary.span.start as usize, it.message.clone()))
        .collect();
    Built { ast, can_be_parsed, schema: settled(schema, id), errors }
}

/// The tables that have to be said in another way.
pub(super) fn wrong_tables(
    schema: &NativeSchema,
    draft: &Draft,
    built: &Built,
) -> Vec<(QualifiedName, String)> {
    if !built.errors.is_empty() {
        let of_table =
            |(at, message): &(usize, String)| Some((table_at(draft, *at)?, message.clone()));
        let mut res: Vec<(QualifiedName, String)> =
            built.errors.iter().filter_map(of_table).collect();
        // What stands before all tables is shared by some: these are said more plainly.
        let first = draft.places.iter().map(|(at, _)| *at).min().unwrap_or_default();
        if let Some((_, message)) = built.errors.iter().find(|(at, _)| *at < first) {
            res.extend(draft.rich.iter().map(|it| (it.clone(), message.clone())));
        }
        res.sort();
        res.dedup_by(|a, b| a.0 == b.0);
        return res;
    }
    let differs = |it: &Table<NativeType>| {
        let what = match built.schema.table(&it.name) {
            Some(other) if other == it => return None,
            Some(other) => format!("{} would differ", what(it, other)),
            None => "it would not come back".to_owned(),
        };
        Some((it.name.clone(), what))
    };
    schema.tables.values().filter_map(differs).collect()
}

fn table_at(draft: &Draft, at: usize) -> Option<QualifiedName> {
    let before = draft.places.iter().filter(|(start, _)| *start <= at);
    let last = before.max_by_key(|(start, _)| *start).map(|(_, table)| table.clone());
    // What stands behind all tables is about none of them.
    last.filter(|it| !it.name.is_empty())
}

/// What does not come back, a sentence each without its end.
pub(super) fn differences(schema: &NativeSchema, built: &Built) -> Vec<String> {
    let mut res: Vec<String> = built
        .errors
        .iter()
        .map(|(_, message)| format!("the model has an error: {message}"))
        .collect();
    if !res.is_empty() {
        return res;
    }
    let again = &built.schema;
    for table in schema.tables.values() {
        match again.table(&table.name) {
            Some(other) if other == table => {}
            Some(other) => {
                res.push(format!("the table `{}` differs: {}", table.name, what(table, other)));
            }
            None => res.push(format!("the table `{}` does not come back", table.name)),
        }
    }
    let mut differ = |is_same: bool, what: &str| {
        if !is_same {
            res.push(format!("the {what} differ"));
        }
    };
    differ(again.tables.len() == schema.tables.len(), "numbers of tables");
    differ(again.enums == schema.enums, "enumerated types");
    differ(again.domains == schema.domains, "domains");
    differ(again.sequences == schema.sequences, "sequences");
    differ(again.views == schema.views, "views");
    differ(again.objects == schema.objects, "objects that are carried");
    differ(again.namespaces == schema.namespaces, "schemas");
    res
}

fn what(before: &Table<NativeType>, after: &Table<NativeType>) -> String {
    let names = before.columns.iter().map(|it| &it.name).collect::<Vec<_>>();
    if !after.columns.iter().map(|it| &it.name).eq(names.iter().copied()) {
        return "its columns".to_owned();
    }
    let pairs = before.columns.iter().zip(&after.columns);
    if let Some((column, _)) = pairs.clone().find(|(a, b)| a != b) {
        return format!("its column `{}`", column.name);
    }
    let parts = [
        ("its primary key", before.primary_key == after.primary_key),
        ("its unique constraints", before.uniques == after.uniques),
        ("its foreign keys", before.foreign_keys == after.foreign_keys),
        ("its checks", before.checks == after.checks),
        ("its exclusion constraints", before.exclusions == after.exclusions),
        ("its indexes", before.indexes == after.indexes),
        ("its comment", before.comment == after.comment),
        ("its settings", before.settings == after.settings),
    ];
    let found = parts.into_iter().find(|(_, is_same)| !is_same);
    found.map_or("somewhere", |(what, _)| what).to_owned()
}

/// The model as `erc fmt` writes it; as it is where it cannot be parsed.
pub(super) fn formatted(draft: &Draft, built: &Built) -> String {
    match built.can_be_parsed {
        true => format(&built.ast, &draft.text),
        false => draft.text.clone(),
    }
}
