//! Hierarchies: supertypes, groups of subtypes, and what tells the subtypes apart.

use rustc_hash::FxHashMap;

use super::annotations::Place;
use super::{Context, Declarations};
use crate::base::graph::order;
use crate::base::{Name, Span, snake_case};
use crate::model::diags;
use crate::model::{
    AttributeId, AttributeType, Disjointness, EntityId, Hierarchy, HierarchyStorage, Metadata,
    NamespaceId, Totality,
};
use crate::syntax::ast::{self, MemberKind};

/// Finds the supertype of each entity; a cycle is reported and cut.
pub(super) fn supertypes(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut needs = Vec::new();
    for source in &declarations.entities {
        let Some(path) = &source.ast.supertype else { continue };
        match cx.entity_named(path, source.namespace) {
            Some(supertype) => {
                cx.model.entities[source.id].supertype = Some(supertype);
                needs.push((source.id.idx(), supertype.idx()));
            }
            // The key may come from the supertype that could not be found.
            None => cx.model.entities[source.id].is_incomplete = true,
        }
    }
    let selfish = needs.iter().filter(|(a, b)| a == b).map(|&(a, _)| vec![a]);
    let cycles: Vec<_> =
        order(cx.model.entities.len(), &needs).cycles.into_iter().chain(selfish).collect();
    for cycle in cycles {
        let names: Vec<(Name, Span)> = cycle
            .iter()
            .map(|&it| &cx.model.entities[EntityId::new(it)])
            .map(|it| (it.name.clone(), it.name_span))
            .collect();
        cx.report(diags::cyclic_inheritance(&names));
        for idx in cycle {
            let entity = &mut cx.model.entities[EntityId::new(idx)];
            entity.supertype = None;
            entity.is_incomplete = true;
        }
    }
}

/// Makes the groups of subtypes: the declared ones, and one for subtypes that no group names.
pub(super) fn groups(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut subtypes: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
    for (id, entity) in cx.model.entities.iter() {
        if let Some(supertype) = entity.supertype {
            subtypes.entry(supertype).or_default().push(id);
        }
    }
    for source in &declarations.entities {
        refuse_redeclared(cx, source.id);
        let own = subtypes.remove(&source.id).unwrap_or_default();
        let mut grouped: Vec<EntityId> = Vec::new();
        for member in &source.ast.members {
            let MemberKind::Subtypes(ast) = &member.kind else { continue };
            let group = group(cx, source.id, ast, member, source.namespace);
            grouped.extend(&group.subtypes);
            let id = cx.model.hierarchies.alloc(group);
            cx.model.entities[source.id].hierarchies.push(id);
        }
        let rest: Vec<EntityId> = own.into_iter().filter(|it| !grouped.contains(it)).collect();
        if let Some(&first) = rest.first() {
            let span = cx.model.entities[first].name_span;
            let group = implicit_group(source.id, rest, span);
            let id = cx.model.hierarchies.alloc(group);
            cx.model.entities[source.id].hierarchies.push(id);
        }
    }
    for source in &declarations.mixins {
        for member in &source.ast.members {
            if let MemberKind::Subtypes(_) = &member.kind {
                cx.report(diags::misplaced_member(member.span, "subtypes", "a mixin"));
            }
        }
    }
    refuse_mixed_storage(cx);
}

fn implicit_group(supertype: EntityId, subtypes: Vec<EntityId>, span: Span) -> Hierarchy {
    Hierarchy {
        name: None,
        supertype,
        subtypes,
        disjointness: Disjointness::Disjoint,
        totality: Totality::Partial,
        discriminator: None,
        storage: HierarchyStorage::Joined,
        metadata: Metadata::default(),
        span,
    }
}

fn group(
    cx: &mut Context<'_>,
    supertype: EntityId,
    ast: &ast::Subtypes,
    member: &ast::Member,
    namespace: Option<NamespaceId>,
) -> Hierarchy {
    let metadata = cx.metadata(&member.annotations, Place::Subtypes);
    let mut subtypes = Vec::new();
    for path in &ast.entities {
        let Some(entity) = cx.entity_named(path, namespace) else { continue };
        let (name, is_subtype) = (
            cx.model.entities[entity].name.clone(),
            cx.model.entities[entity].supertype == Some(supertype),
        );
        if subtypes.contains(&entity) {
            cx.report(diags::repeated_attribute(path.span(), path));
        } else if !is_subtype && !cx.model.entities[entity].is_incomplete {
            let span = cx.model.entities[entity].name_span;
            let supertype = cx.model.entities[supertype].name.clone();
            cx.report(diags::not_a_subtype(path.span(), &name, &supertype, span));
        } else if is_subtype {
            subtypes.push(entity);
        }
    }
    let mut res = Hierarchy {
        name: ast.name.as_ref().map(|it| it.name.clone()),
        supertype,
        subtypes,
        disjointness: ast.disjointness.unwrap_or(Disjointness::Disjoint),
        totality: ast.totality.unwrap_or(Totality::Partial),
        discriminator: None,
        storage: ast.storage.unwrap_or(HierarchyStorage::Joined),
        metadata,
        span: member.span,
    };
    if let Some(name) = &ast.discriminator {
        res.discriminator = discriminator(cx, &res, name);
    }
    res
}

fn discriminator(
    cx: &mut Context<'_>,
    group: &Hierarchy,
    name: &ast::Ident,
) -> Option<AttributeId> {
    let scope = super::expressions::Scope::of_entity(cx, group.supertype, None);
    if group.disjointness == Disjointness::Overlapping {
        cx.report(diags::discriminator_of_overlapping(name.span));
        return None;
    }
    let path = ast::Path { first: name.clone(), rest: Vec::new() };
    let path = cx.path(&scope, &path)?;
    let &[crate::model::Step::Attribute(id)] = path.steps.as_slice() else { return None };
    let attribute = &cx.model.attributes[id];
    let (type_span, is_mandatory) = (attribute.type_span, attribute.quantifier.min() == 1);
    let item = match attribute.ty {
        AttributeType::Enum(item) => &cx.model.enums[item],
        AttributeType::Unknown => return None,
        _ => {
            cx.report(diags::discriminator_of_other_type(name.span, &name.name, type_span));
            return None;
        }
    };
    let wanted: Vec<Name> =
        group.subtypes.iter().map(|&it| snake_case(&cx.model.entities[it].name)).collect();
    let found: Vec<Name> = item.values.iter().map(|it| it.name.clone()).collect();
    let missing: Vec<_> = wanted.iter().filter(|it| !found.contains(it)).cloned().collect();
    let extra: Vec<_> = found.iter().filter(|it| !wanted.contains(it)).cloned().collect();
    let (enum_name, enum_span) = (item.name.clone(), item.name_span);
    if !missing.is_empty() {
        cx.report(diags::discriminator_without_values(name.span, &missing, &enum_name, enum_span));
        return None;
    }
    if group.totality == Totality::Total && !extra.is_empty() {
        cx.report(diags::discriminator_with_more_values(name.span, &extra, &enum_name, enum_span));
        return None;
    }
    if group.totality == Totality::Total && !is_mandatory {
        cx.report(diags::optional_discriminator(name.span, &name.name));
        return None;
    }
    Some(id)
}

/// An inherited attribute cannot be declared again.
fn refuse_redeclared(cx: &mut Context<'_>, entity: EntityId) {
    let walker = cx.model.entity(entity);
    if walker.get().supertype.is_none() {
        return;
    }
    let mut found = Vec::new();
    for attribute in walker.attributes() {
        let name = &attribute.get().name;
        let inherited = walker.lineage().skip(1).flat_map(|it| it.attributes().collect::<Vec<_>>());
        if let Some(twin) = inherited.into_iter().find(|it| it.get().name == *name) {
            found.push((attribute.get().name_span, name.clone(), twin.get().name_span));
        }
    }
    for (span, name, before) in found {
        cx.report(diags::inherited_attribute(span, &name, before));
    }
}

/// A table cannot be both split and kept whole: all groups of one entity share their storage unless
/// they are joined.
fn refuse_mixed_storage(cx: &mut Context<'_>) {
    let mut found = Vec::new();
    for entity in cx.model.entities.values() {
        let groups: Vec<_> =
            entity.hierarchies.iter().map(|&it| &cx.model.hierarchies[it]).collect();
        if let Some(separate) = groups.iter().find(|it| it.storage == HierarchyStorage::Separate)
            && let Some(other) = groups.iter().find(|it| it.storage != HierarchyStorage::Separate)
        {
            found.push((separate.span, other.span));
        }
    }
    for (separate, other) in found {
        cx.report(diags::mixed_storage(separate, other));
    }
}
