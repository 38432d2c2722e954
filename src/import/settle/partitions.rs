//! Keys of partitioned tables of PostgreSQL and the bounds of their partitions, in the form that compares.

use rustc_hash::FxHashMap;

use super::{Scope, Use, replace, settle_class};
use crate::base::{DialectId, SqlText};
use crate::dialect::{self, expr_text, partition_key};
use crate::import::sql::{partition_bound, partition_items};
use crate::schema::{IndexItem, NativeSchema, NativeType, Object, QualifiedName, Table};

/// How a table is divided, and the types of what it is divided by, as far as they are known.
type Divided<'a> = (&'a Table<NativeType>, Vec<Option<NativeType>>);

/// The key in the form that compares, and the types of its parts; nothing when it cannot be read.
fn settled_key(text: &str, table: &Table<NativeType>) -> Option<(String, Vec<Option<NativeType>>)> {
    let (method, mut items) = partition_items(text)?;
    let columns = table.columns.iter().map(|it| (&it.name, &it.ty)).collect();
    let scope = Scope { id: DialectId::Postgres, columns };
    for item in &mut items {
        replace(&mut item.expr, &scope, Use::Value);
        settle_class(item, None, DialectId::Postgres);
    }
    let ty = |it: &IndexItem| it.as_column().and_then(|name| scope.column(name)).cloned();
    Some((partition_key(&method, &items), items.iter().map(ty).collect()))
}

pub(super) fn settle(schema: &mut NativeSchema) {
    let mut keys: FxHashMap<QualifiedName, (String, Vec<Option<NativeType>>)> =
        FxHashMap::default();
    for table in schema.tables.values() {
        let key = table.settings.get("partition_by").and_then(|it| settled_key(it, table));
        keys.extend(key.map(|it| (table.name.clone(), it)));
    }
    let tables: FxHashMap<&QualifiedName, &Table<NativeType>> =
        schema.tables.values().map(|it| (&it.name, it)).collect();
    let mut divided: FxHashMap<QualifiedName, Divided<'_>> = keys
        .iter()
        .filter_map(|(name, (_, types))| Some((name.clone(), (*tables.get(name)?, types.clone()))))
        .collect();
    let mut left: Vec<&mut Object> =
        schema.objects.iter_mut().filter(|it| it.kind == "partition").collect();
    loop {
        let n_before = left.len();
        left.retain_mut(|object| {
            let Some((table, types)) = object.on.as_ref().and_then(|it| divided.get(it)) else {
                return true;
            };
            let table = *table;
            if let Some(inner) = settle_partition(object, table, types) {
                divided.insert(object.name.clone(), (table, inner));
            }
            false
        });
        if left.len() == n_before {
            break;
        }
    }
    drop(left);
    for table in schema.tables.values_mut() {
        if let Some((text, _)) = keys.remove(&table.name) {
            table.settings.set("partition_by", text);
        }
    }
}

/// Settles the statement; gives the types of what the partition is divided by once more.
fn settle_partition(
    object: &mut Object,
    table: &Table<NativeType>,
    types: &[Option<NativeType>],
) -> Option<Vec<Option<NativeType>>> {
    let text = object.body.text(DialectId::Postgres)?.to_owned();
    let mut bound = partition_bound(&text)?;
    for values in &mut bound.values {
        for (idx, value) in values.1.iter_mut().enumerate() {
            let ty = if values.0 == "in" { types.first() } else { types.get(idx) };
            let (Some(Some(ty)), true) = (ty, values.0 != "with") else { continue };
            let scope = Scope { id: DialectId::Postgres, columns: Vec::new() };
            replace(value, &scope, Use::Assigned(ty));
        }
    }
    let written = |values: &(&'static str, Vec<crate::schema::Expr>)| {
        let dialect = dialect::of(DialectId::Postgres);
        let items: Vec<String> = values.1.iter().map(|it| expr_text(it, dialect)).collect();
        format!("{} ({})", values.0, items.join(", "))
    };
    let mut res = bound.head;
    match bound.values.is_empty() {
        true => res.push_str(" default"),
        false => {
            let values: Vec<String> = bound.values.iter().map(written).collect();
            res.push_str(&format!(" for values {}", values.join(" ")));
        }
    }
    let key = bound.key.as_deref().and_then(|it| settled_key(it, table));
    if let Some(text) = key.as_ref().map(|it| &it.0).or(bound.key.as_ref()) {
        res.push_str(&format!(" partition by {text}"));
    }
    res.push_str(&bound.tail);
    object.body = SqlText::one(DialectId::Postgres, res);
    key.map(|it| it.1)
}
