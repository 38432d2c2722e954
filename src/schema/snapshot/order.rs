//! The one order of a schema: by name, except where the order means something.

use std::cmp::Ordering;

use super::super::{
    Check, Domain, Enum, Exclusion, ForeignKey, Index, Namespace, NativeSchema, NativeType, Object,
    Sequence, Settings, Table, Unique, View,
};
use crate::base::{Arena, CompactSort, Name};

/// What has a place among its like.
pub(super) trait Ordered {
    /// Which of two comes first.
    fn order(&self, other: &Self) -> Ordering;
}

macro_rules! ordered {
    ($($item:ty: $($field:ident),+;)+) => {
        $(impl Ordered for $item {
            fn order(&self, other: &Self) -> Ordering {
                ($(&self.$field,)+).cmp(&($(&other.$field,)+))
            }
        })+
    };
}

ordered! {
    Namespace: name;
    Enum: name;
    Domain<NativeType>: name;
    Sequence: name;
    Table<NativeType>: name;
    View<NativeType>: name;
    Object: kind, name, on;
    Unique: name, columns;
    ForeignKey: name, columns;
    Check: name;
    Exclusion: name;
    Index: name;
}

/// The items in order.
pub(super) fn in_order<'a, T: Ordered>(items: impl IntoIterator<Item = &'a T>) -> Vec<&'a T> {
    let mut res: Vec<&T> = items.into_iter().collect();
    if res.len() > 1 {
        res.compact_sort_by(|a, b| a.order(b));
    }
    res
}

/// The same schema with everything by name: tables, constraints, indexes, objects, settings. Columns, labels and
/// the items of keys and indexes stay as they are.
pub fn sorted(mut schema: NativeSchema) -> NativeSchema {
    schema.namespaces.compact_sort_by(Ordered::order);
    schema.enums.compact_sort_by(Ordered::order);
    schema.domains.compact_sort_by(Ordered::order);
    schema.domains.iter_mut().for_each(domain);
    schema.sequences.compact_sort_by(Ordered::order);
    schema.sequences.iter_mut().for_each(|it| settings(&mut it.settings));
    let mut tables: Vec<Table<NativeType>> = schema.tables.into_values().collect();
    tables.compact_sort_by(Ordered::order);
    tables.iter_mut().for_each(table);
    schema.tables = tables.into_iter().collect::<Arena<_>>();
    schema.views.compact_sort_by(Ordered::order);
    schema.views.iter_mut().for_each(|it| settings(&mut it.settings));
    schema.objects.compact_sort_by(Ordered::order);
    schema
}

fn domain(domain: &mut Domain<NativeType>) {
    domain.checks.compact_sort_by(Ordered::order);
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
    table.uniques.compact_sort_by(Ordered::order);
    table.uniques.iter_mut().for_each(|it| settings(&mut it.settings));
    table.foreign_keys.compact_sort_by(Ordered::order);
    table.foreign_keys.iter_mut().for_each(|it| settings(&mut it.settings));
    table.checks.compact_sort_by(Ordered::order);
    table.checks.iter_mut().for_each(|it| settings(&mut it.settings));
    table.exclusions.compact_sort_by(Ordered::order);
    table.indexes.compact_sort_by(Ordered::order);
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
