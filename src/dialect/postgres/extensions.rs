//! Extensions that come with the server and that types, operator classes and exclusion constraints need.

use std::collections::BTreeSet;

use crate::schema::{Exclusion, NativeSchema, NativeType, Table};

pub(super) fn of_schema(schema: &NativeSchema) -> BTreeSet<&'static str> {
    let domains = schema.domains.iter().filter_map(|it| of_name(&it.ty.name));
    domains.chain(schema.tables.values().flat_map(of_table)).collect()
}

fn of_table(table: &Table<NativeType>) -> Vec<&'static str> {
    let types = table.columns.iter().map(|it| it.ty.name.as_str());
    let items = table.indexes.iter().flat_map(|it| &it.items);
    let classes = items.filter_map(|it| it.operator_class.as_deref());
    let methods = table.indexes.iter().filter_map(|it| it.method.as_deref());
    let named = types.chain(classes).chain(methods).filter_map(of_name);
    let compared = table.exclusions.iter().filter_map(|it| of_exclusion(it, table));
    named.chain(compared).collect()
}

fn of_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "citext" => "citext",
        "cube" => "cube",
        "hstore" => "hstore",
        "ean13" | "isbn" | "isbn13" | "issn" => "isn",
        "lquery" | "ltree" | "ltxtquery" => "ltree",
        "seg" => "seg",
        "gin_trgm_ops" | "gist_trgm_ops" => "pg_trgm",
        "bloom" => "bloom",
        _ => return None,
    })
}

/// GiST compares plain values only with the operator classes of `btree_gist`.
fn of_exclusion(exclusion: &Exclusion, table: &Table<NativeType>) -> Option<&'static str> {
    let is_plain = |column: &str| {
        let ty = table.column(column).map(|it| it.ty.name.as_str());
        ty.is_some_and(|it| !it.ends_with("range") && !HAS_GIST.contains(&it))
    };
    let needs = exclusion.items.iter().any(|it| {
        let is_scalar = it.item.as_column().is_none_or(|column| is_plain(column));
        is_scalar && matches!(it.operator.as_str(), "=" | "<>" | "<" | "<=" | ">" | ">=")
    });
    let is_gist = exclusion.method.as_deref() == Some("gist");
    (needs && is_gist).then_some("btree_gist")
}

/// Types that GiST compares by itself.
const HAS_GIST: &[&str] = &[
    "box", "circle", "inet", "point", "polygon", "tsquery", "tsvector", "ltree", "cube", "hstore",
];
