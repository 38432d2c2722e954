//! The relation of an entity.

use super::dependencies::{Draft, Said};
use super::layout::Layout;
use super::{references, values};
use crate::model::{EntityGraph, EntityId, EntityWalker, HierarchyStorage, Step};
use crate::normalize::relation::{Owner, Relation};

/// Adds the relation of `entity` and those of what it has many of.
///
/// A subtype that shares the table of its supertype, or has one with everything in it, has all attributes
/// of its supertypes; one that is joined to its supertype has the key of the root and its own. An abstract
/// entity that is kept in its subtypes alone has no relation.
pub(super) fn add(model: &EntityGraph, entity: EntityId, res: &mut Vec<Relation>) {
    let walker = model.entity(entity);
    if is_dissolved(walker) {
        return;
    }
    let mut draft = draft(model, entity);
    references::add(&mut draft, &walker.get().foreign_keys);
    let many = std::mem::take(&mut draft.layout.many);
    let name = draft.relation.name.clone();
    res.push(draft.relation);
    values::add(model, &name, &walker.get().name, many, res);
}

/// The relation of `entity` without what it takes over from those that it refers to.
pub(super) fn draft(model: &EntityGraph, entity: EntityId) -> Draft<'_> {
    let walker = model.entity(entity);
    let item = walker.get();
    let carried = carried(walker);
    let root = walker.root();
    let said: Vec<Said<'_>> = carried.iter().map(|it| said(*it)).collect();
    let mut mentions: Vec<_> = said.iter().flat_map(Said::mentions).collect();
    let has_root = carried.iter().any(|it| it.id == root.id);
    if !has_root {
        mentions.extend(self::said(root).mentions());
    }

    let mut layout = Layout::new(model, mentions);
    if !has_root {
        let identifier = model.identifier(entity).unwrap_or_default();
        identifier.into_iter().for_each(|it| layout.add(it.steps));
    }
    for attribute in carried.iter().flat_map(|it| &it.get().attributes) {
        layout.add(vec![Step::Attribute(*attribute)]);
    }
    let relation = Relation::new(
        walker.full_name(),
        Owner::Entity(entity),
        layout.attributes.clone(),
        item.name_span,
    );
    let mut draft = Draft { model, layout, relation };
    if let Some(key) = root.get().key.as_ref().filter(|_| !has_root) {
        draft.key(key);
    }
    draft.declare(&said);
    draft
}

fn said(entity: EntityWalker<'_>) -> Said<'_> {
    let item = entity.get();
    Said { key: item.key.as_ref(), uniques: &item.uniques, dependencies: &item.dependencies }
}

/// The entity and the supertypes whose attributes its rows have in one table, the root first.
fn carried(entity: EntityWalker<'_>) -> Vec<EntityWalker<'_>> {
    let mut res = vec![entity];
    let mut subtype = entity;
    while let Some(supertype) = subtype.supertype() {
        match subtype.storage().unwrap_or(HierarchyStorage::Joined) {
            HierarchyStorage::Joined => break,
            HierarchyStorage::Single | HierarchyStorage::Separate => res.push(supertype),
        }
        subtype = supertype;
    }
    res.reverse();
    res
}

fn is_dissolved(entity: EntityWalker<'_>) -> bool {
    let groups = &entity.get().hierarchies;
    let mut storages = groups.iter().map(|it| entity.model.hierarchies[*it].storage);
    entity.get().is_abstract && storages.any(|it| it == HierarchyStorage::Separate)
}
