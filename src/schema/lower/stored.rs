//! Where the rows of subtypes are if their group was stored in another way.

use rustc_hash::FxHashMap;

use super::discriminators::{self, Discriminator};
use super::naming::fit;
use super::{Context, LogicalTableId};
use crate::base::{Name, snake_case};
use crate::model::{EntityId, Hierarchy, HierarchyId, HierarchyStorage};
use crate::schema::{Origin, RowSource};

/// Gives the tables of supertypes and subtypes, and their columns, the sources that follow from how the group may
/// have been stored before. They hold only where the source goes.
pub(super) fn implied(cx: &mut Context<'_>) {
    let model = cx.model;
    let tables = tables_of_entities(cx);
    for (id, group) in model.hierarchies.iter() {
        for (idx, &subtype) in group.subtypes.iter().enumerate() {
            let given = given(cx, id, group, subtype, idx);
            for entity in [group.supertype, subtype] {
                for &table in tables.get(&entity).into_iter().flatten() {
                    of_table(cx, table, group, subtype, &given);
                }
            }
        }
    }
}

/// The tables that are for an entity.
fn tables_of_entities(cx: &Context<'_>) -> FxHashMap<EntityId, Vec<LogicalTableId>> {
    let mut res: FxHashMap<EntityId, Vec<LogicalTableId>> = FxHashMap::default();
    for (id, table) in cx.schema.tables.iter() {
        if let Origin::Entity(entity) = table.origin {
            res.entry(entity).or_default().push(id);
        }
    }
    res
}

/// What tells a subtype: the column and its value.
fn given(
    cx: &Context<'_>,
    id: HierarchyId,
    group: &Hierarchy,
    subtype: EntityId,
    idx: usize,
) -> Vec<(Name, Name)> {
    match &cx.discriminators[id.idx()] {
        Some(Discriminator::Column { name, labels, .. }) => {
            let label = labels.get(idx).cloned();
            label.map(|it| (name.clone(), it)).into_iter().collect()
        }
        Some(Discriminator::Flags(names)) => {
            let flag = names.get(idx).cloned();
            flag.map(|it| (it, Name::new("true"))).into_iter().collect()
        }
        None => {
            let model = cx.model;
            let label = fit(&snake_case(&model.entities[subtype].name));
            let named = |it: Name| (it, label.clone());
            match group.discriminator {
                Some(attribute) => {
                    let labels = discriminators::labels(cx, group, attribute);
                    let label = labels.and_then(|it| it.get(idx).cloned());
                    let name = fit(&snake_case(&model.attributes[attribute].name));
                    label.map(|it| (name, it)).into_iter().collect()
                }
                None => {
                    let owner = snake_case(&model.entities[group.supertype].name);
                    vec![named(fit(&format!("{owner}_kind")))]
                }
            }
        }
    }
}

fn of_table(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    group: &Hierarchy,
    subtype: EntityId,
    given: &[(Name, Name)],
) {
    let is_own = cx.table(table).origin == Origin::Entity(subtype);
    let (own, above) = (cx.entity_table(subtype).0, cx.entity_table(group.supertype).0);
    let source = if is_own { above } else { own };
    let whole = RowSource::implied(source.clone(), None, given.to_vec());
    cx.schema.tables[table].from.push(whole);
    let model = cx.model;
    for idx in 0..cx.table(table).columns.len() {
        let column = &cx.table(table).columns[idx];
        let Origin::Attribute(attribute) = column.origin else { continue };
        let is_from_other = match (is_own, group.storage) {
            // What is inherited stood in the table of the supertype.
            (true, HierarchyStorage::Separate) => {
                model.entities[group.supertype].attributes.contains(&attribute)
            }
            // What only the subtype has stood in its own table.
            (false, HierarchyStorage::Single) => {
                model.entities[subtype].attributes.contains(&attribute)
            }
            (true, _) | (false, _) => false,
        };
        if is_from_other {
            let names: Vec<Name> =
                std::iter::once(&column.name).chain(&column.was).cloned().collect();
            let from = names
                .into_iter()
                .map(|name| RowSource::implied(source.clone(), Some(name), given.to_vec()));
            cx.schema.tables[table].columns[idx].from.extend(from);
        }
    }
}
