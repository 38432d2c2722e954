//! The one order of a schema: by name, except where the order means something.

use super::super::{Domain, NativeSchema, NativeType, QualifiedName, Settings, Table};
use crate::base::{Arena, CompactSort, Name};

/// The same schema with everything by name: tables, constraints, indexes, objects, settings. Columns, labels and
/// the items of keys and indexes stay as they are.
pub fn sorted(mut schema: NativeSchema) -> NativeSchema {
    schema.namespaces.compact_sort_by(|a, b| a.name.cmp(&b.name));
    schema.enums.compact_sort_by(|a, b| a.name.cmp(&b.name));
    schema.domains.compact_sort_by(|a, b| a.name.cmp(&b.name));
    schema.domains.iter_mut().for_each(domain);
    schema.sequences.compact_sort_by(|a, b| a.name.cmp(&b.name));
    schema.sequences.iter_mut().for_each(|it| settings(&mut it.settings));
    let mut tables: Vec<Table<NativeType>> = schema.tables.into_values().collect();
    tables.compact_sort_by(|a, b| a.name.cmp(&b.name));
    tables.iter_mut().for_each(table);
    schema.tables = tables.into_iter().collect::<Arena<_>>();
    schema.views.compact_sort_by(|a, b| a.name.cmp(&b.name));
    schema.views.iter_mut().for_each(|it| settings(&mut it.settings));
    schema.objects.compact_sort_by(|a, b| {
        let key = |it: &'_ super::super::Object| -> (Name, QualifiedName, Option<QualifiedName>) {
            (it.kind.clone(), it.name.clone(), it.on.clone())
        };
        key(a).cmp(&key(b))
    });
    schema
}

fn domain(domain: &mut Domain<NativeType>) {
    domain.checks.compact_sort_by(|a, b| a.name.cmp(&b.name));
    settings(&mut domain.settings);
}

fn table(table: &mut Table<NativeType>) {
    settings(&mut table.settings);
    for column in &mut table.columns {
        settings(&mut column.settings);
        if let Some(identity) = &mut column.identity {
            settings(&mut identity.settings);
        }
    }
    table.primary_key.iter_mut().for_each(|it| settings(&mut it.settings));
    table
        .uniques
        .compact_sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.columns.cmp(&b.columns)));
    table.uniques.iter_mut().for_each(|it| settings(&mut it.settings));
    table
        .foreign_keys
        .compact_sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.columns.cmp(&b.columns)));
    table.foreign_keys.iter_mut().for_each(|it| settings(&mut it.settings));
    table.checks.compact_sort_by(|a, b| a.name.cmp(&b.name));
    table.checks.iter_mut().for_each(|it| settings(&mut it.settings));
    table.exclusions.compact_sort_by(|a, b| a.name.cmp(&b.name));
    table.indexes.compact_sort_by(|a, b| a.name.cmp(&b.name));
    table.indexes.iter_mut().for_each(|it| settings(&mut it.settings));
}

fn settings(settings: &mut Settings) {
    let mut pairs: Vec<(Name, String)> =
        settings.iter().map(|(name, value)| (name.clone(), value.to_owned())).collect();
    pairs.sort();
    let mut res = Settings::new();
    pairs.into_iter().for_each(|(name, value)| res.set(name, value));
    *settings = res;
}
