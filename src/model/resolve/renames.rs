//! Earlier names: what `@was` names is gone, and only one thing was called so.

use rustc_hash::FxHashMap;

use super::context::Context;
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{Attribute, AttributeId, EntityGraph, Metadata, NamespaceId};

/// Reports earlier names that are in use, and those that two things claim.
pub(super) fn check(cx: &mut Context<'_>) {
    if !cx.has_renames {
        return;
    }
    let mut found = Vec::new();
    for group in groups(&cx.model) {
        check_group(&group, &mut found);
    }
    found.into_iter().for_each(|it| cx.report(it));
}

/// Something that has a name and may have had others.
struct Named<'m> {
    name: &'m Name,
    span: Span,
    metadata: &'m Metadata,
}

/// All that has names, in groups within which a name means one thing.
fn groups(model: &EntityGraph) -> Vec<Vec<Named<'_>>> {
    let mut res = vec![
        model.namespaces.values().map(|it| named(&it.name, it.name_span, &it.metadata)).collect(),
    ];
    res.extend(relations(model));
    res.extend(by_namespace(
        model.enums.values().map(|it| (it.namespace, named(&it.name, it.name_span, &it.metadata))),
    ));
    res.extend(by_namespace(
        model
            .domains
            .values()
            .map(|it| (it.namespace, named(&it.name, it.name_span, &it.metadata))),
    ));
    for item in model.enums.values() {
        let values = item.values.iter();
        res.push(values.map(|it| named(&it.name, it.span, &it.metadata)).collect());
    }
    for entity in model.entities.values() {
        res.push(attributes(model, &entity.attributes));
        res.push(entity_constraints(entity));
    }
    for relationship in model.relationships.values() {
        res.push(attributes(model, &relationship.attributes));
    }
    for composite in model.composites.values() {
        res.push(attributes(model, &composite.attributes));
    }
    for view in model.views.values() {
        res.push(attributes(model, &view.attributes));
    }
    res
}

fn named<'m>(name: &'m Name, span: Span, metadata: &'m Metadata) -> Named<'m> {
    Named { name, span, metadata }
}

/// Entities, relationships and views: what is a table or named like one.
fn relations(model: &EntityGraph) -> Vec<Vec<Named<'_>>> {
    let entities = model.entities.values();
    let entities = entities.map(|it| (it.namespace, named(&it.name, it.name_span, &it.metadata)));
    let relationships = model.relationships.values();
    let relationships =
        relationships.map(|it| (it.namespace, named(&it.name, it.name_span, &it.metadata)));
    let views = model.views.values();
    let views = views.map(|it| (it.namespace, named(&it.name, it.name_span, &it.metadata)));
    by_namespace(entities.chain(relationships).chain(views))
}

fn by_namespace<'m>(
    items: impl Iterator<Item = (Option<NamespaceId>, Named<'m>)>,
) -> Vec<Vec<Named<'m>>> {
    let mut res: Vec<(Option<NamespaceId>, Vec<Named<'_>>)> = Vec::new();
    for (namespace, item) in items {
        match res.iter_mut().find(|it| it.0 == namespace) {
            Some((_, group)) => group.push(item),
            None => res.push((namespace, vec![item])),
        }
    }
    res.into_iter().map(|it| it.1).collect()
}

fn attributes<'m>(model: &'m EntityGraph, ids: &[AttributeId]) -> Vec<Named<'m>> {
    let of = |it: &'m Attribute| named(&it.name, it.name_span, &it.metadata);
    ids.iter().map(|&it| of(&model.attributes[it])).collect()
}

fn entity_constraints(entity: &crate::model::Entity) -> Vec<Named<'_>> {
    let key = entity.key.iter().map(|it| (&it.name, it.span, &it.metadata));
    let uniques = entity.uniques.iter().map(|it| (&it.name, it.span, &it.metadata));
    let indexes = entity.indexes.iter().map(|it| (&it.name, it.span, &it.metadata));
    let checks = entity.checks.iter().map(|it| (&it.name, it.span, &it.metadata));
    let foreign_keys = entity.foreign_keys.iter().map(|it| (&it.name, it.span, &it.metadata));
    let exclusions = entity.exclusions.iter().map(|it| (&it.name, it.span, &it.metadata));
    let all = key.chain(uniques).chain(indexes).chain(checks).chain(foreign_keys).chain(exclusions);
    all.filter_map(|(name, span, metadata)| Some(named(name.as_ref()?, span, metadata))).collect()
}

fn check_group(group: &[Named<'_>], found: &mut Vec<crate::base::Diagnostic>) {
    if group.iter().all(|it| it.metadata.was.is_empty()) {
        return;
    }
    let now: FxHashMap<&Name, Span> = group.iter().map(|it| (it.name, it.span)).collect();
    let mut claimed: FxHashMap<&Name, Span> = FxHashMap::default();
    for item in group {
        for (was, span) in item.metadata.was.iter().zip(&item.metadata.was_spans) {
            if let Some(other) = now.get(was) {
                found.push(diags::earlier_name_in_use(*span, was, item.name, *other));
            } else if let Some(other) = claimed.insert(was, *span) {
                found.push(diags::earlier_name_of_two(*span, was, other));
            }
        }
    }
}
