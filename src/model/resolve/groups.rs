//! Groups of subtypes: the declared ones, and one for subtypes of an entity that declares none.

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotations::Place;
use super::collect::Source;
use super::context::Context;
use super::{Declarations, discriminators};
use crate::base::{Name, Span};
use crate::model::diags;
use crate::model::{
    Disjointness, EntityId, Hierarchy, HierarchyId, HierarchyStorage, Metadata, NamespaceId,
    Totality,
};
use crate::syntax::ast::{self, Ident, Member, MemberKind};

/// Makes the groups of subtypes.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let subtypes = subtypes(cx);
    for source in &declarations.entities {
        let own = subtypes.get(&source.id).map(Vec::as_slice).unwrap_or_default();
        let mut declared = Vec::new();
        let lists_groups = cx.entities[source.id.idx()].lists_groups;
        let groups = lists_groups.then(|| groups_in(source.ast));
        for (ast, member) in groups.into_iter().flatten() {
            let group = group(cx, source.id, ast, member, source.namespace);
            declared.push(cx.model.hierarchies.alloc(group));
        }
        only_group_of_abstract(cx, source, &declared);
        match declared.as_slice() {
            [] => declared.extend(implicit_group(cx, source.id, own)),
            _ => refuse_repeated(cx, &declared),
        }
        refuse_unlisted(cx, source.id, own, &declared);
        cx.model.entities[source.id].hierarchies = declared;
    }
    refuse_in_mixins(cx, declarations);
    note_storage(cx);
    refuse_mixed_storage(cx);
}

/// The subtypes of every entity that has some, in order.
fn subtypes(cx: &Context<'_>) -> FxHashMap<EntityId, Vec<EntityId>> {
    let mut res: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
    for (id, entity) in cx.model.entities.iter() {
        if let Some(supertype) = entity.supertype {
            res.entry(supertype).or_default().push(id);
        }
    }
    res
}

/// The groups that an entity declares.
fn groups_in(ast: &ast::Entity) -> impl Iterator<Item = (&ast::Subtypes, &Member)> {
    ast.members.iter().filter_map(|member| match &member.kind {
        MemberKind::Subtypes(ast) => Some((&**ast, member)),
        MemberKind::Attribute(_)
        | MemberKind::Key(_)
        | MemberKind::Unique(_)
        | MemberKind::Index(_)
        | MemberKind::Check(_)
        | MemberKind::ForeignKey(_)
        | MemberKind::Exclude(_)
        | MemberKind::FunctionalDependency(_)
        | MemberKind::MultivaluedDependency(_)
        | MemberKind::JoinDependency(_)
        | MemberKind::Unknown(_) => None,
    })
}

/// An abstract entity has no instances of its own, so its only group is total.
fn only_group_of_abstract(
    cx: &mut Context<'_>,
    source: &Source<'_, EntityId, ast::Entity>,
    groups: &[HierarchyId],
) {
    let &[group] = groups else { return };
    let declared = groups_in(source.ast).next().and_then(|(ast, _)| ast.totality);
    if !source.ast.is_abstract || declared == Some(Totality::Total) {
        return;
    }
    if declared == Some(Totality::Partial) {
        let (span, name) = (cx.model.hierarchies[group].span, &source.ast.name);
        cx.report(diags::partial_abstract(span, name));
    }
    cx.model.hierarchies[group].totality = Totality::Total;
}

/// The group of an entity that says nothing of its subtypes.
fn implicit_group(
    cx: &mut Context<'_>,
    supertype: EntityId,
    subtypes: &[EntityId],
) -> Option<HierarchyId> {
    let span = cx.model.entities[*subtypes.first()?].name_span;
    let is_abstract = cx.model.entities[supertype].is_abstract;
    Some(cx.model.hierarchies.alloc(Hierarchy {
        name: None,
        supertype,
        subtypes: subtypes.to_vec(),
        disjointness: Disjointness::Disjoint,
        totality: if is_abstract { Totality::Total } else { Totality::Partial },
        discriminator: None,
        storage: HierarchyStorage::Joined,
        is_incomplete: false,
        metadata: Metadata::default(),
        span,
    }))
}

fn group(
    cx: &mut Context<'_>,
    supertype: EntityId,
    ast: &ast::Subtypes,
    member: &Member,
    namespace: Option<NamespaceId>,
) -> Hierarchy {
    let mut res = Hierarchy {
        name: ast.name.as_ref().map(|it| it.name.clone()),
        supertype,
        subtypes: Vec::new(),
        disjointness: ast.disjointness.unwrap_or(Disjointness::Disjoint),
        totality: ast.totality.unwrap_or(Totality::Partial),
        discriminator: None,
        storage: ast.storage.unwrap_or(HierarchyStorage::Joined),
        is_incomplete: false,
        metadata: cx.metadata(&member.annotations, Place::Subtypes),
        span: member.span,
    };
    let mut seen: FxHashMap<EntityId, Span> = FxHashMap::default();
    for path in &ast.entities {
        let Some(entity) = cx.entity_named(path, namespace) else {
            res.is_incomplete = true;
            continue;
        };
        if let Some(before) = seen.insert(entity, path.span()) {
            cx.report(diags::repeated_attribute(path, before));
        } else if is_subtype(cx, entity, supertype, path) {
            res.subtypes.push(entity);
        } else {
            res.is_incomplete = true;
        }
    }
    res.discriminator =
        ast.discriminator.as_ref().and_then(|it| discriminators::find(cx, &res, it));
    res
}

/// Whether `entity` extends `supertype`; if not, that is reported.
fn is_subtype(
    cx: &mut Context<'_>,
    entity: EntityId,
    supertype: EntityId,
    path: &ast::Path,
) -> bool {
    let item = &cx.model.entities[entity];
    if item.supertype == Some(supertype) {
        return true;
    }
    if !item.is_incomplete {
        let other = item.supertype.map(|it| cx.model.entities[it].name.clone());
        let wanted = &cx.model.entities[supertype].name;
        let name = Ident { name: item.name.clone(), span: item.name_span };
        cx.report(diags::not_a_subtype(path.span(), &name, wanted, other.as_ref()));
    }
    false
}

/// Every subtype belongs to one group.
fn refuse_repeated(cx: &mut Context<'_>, groups: &[HierarchyId]) {
    let mut home: FxHashMap<EntityId, Span> = FxHashMap::default();
    let mut found = Vec::new();
    for &id in groups {
        let group = &cx.model.hierarchies[id];
        for &subtype in &group.subtypes {
            if let Some(before) = home.insert(subtype, group.span) {
                let name = &cx.model.entities[subtype].name;
                found.push(diags::subtype_of_two_groups(group.span, name, before));
            }
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
}

/// Where groups are declared, every subtype is in one of them.
fn refuse_unlisted(
    cx: &mut Context<'_>,
    supertype: EntityId,
    subtypes: &[EntityId],
    groups: &[HierarchyId],
) {
    let grouped: FxHashSet<EntityId> =
        groups.iter().flat_map(|&it| cx.model.hierarchies[it].subtypes.iter().copied()).collect();
    let unlisted: Vec<EntityId> =
        subtypes.iter().copied().filter(|it| !grouped.contains(it)).collect();
    for subtype in unlisted {
        let group = cx.model.hierarchies[groups[0]].span;
        let (name, span) = (&cx.model.entities[subtype].name, cx.model.entities[subtype].name_span);
        let supertype = &cx.model.entities[supertype].name;
        cx.report(diags::unlisted_subtype(span, name, supertype, group));
    }
}

fn refuse_in_mixins(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for member in declarations.mixins.iter().flat_map(|it| &it.ast.members) {
        if let MemberKind::Subtypes(_) = &member.kind {
            cx.report(diags::misplaced_member(member.span, "subtypes", "a mixin"));
        }
    }
}

/// Tells every subtype how its group is stored.
fn note_storage(cx: &mut Context<'_>) {
    for group in cx.model.hierarchies.values() {
        for subtype in &group.subtypes {
            cx.entities[subtype.idx()].storage = Some(group.storage);
        }
    }
}

/// Stored separately, an entity has no table: none for its other groups, and none in the table of an entity
/// above it.
fn refuse_mixed_storage(cx: &mut Context<'_>) {
    let mut found: Vec<(Span, Span, Option<Name>)> = Vec::new();
    for (id, entity) in cx.model.entities.iter() {
        let groups = entity.hierarchies.iter().map(|&it| &cx.model.hierarchies[it]);
        let (separate, other): (Vec<_>, Vec<_>) =
            groups.partition(|it| it.storage == HierarchyStorage::Separate);
        let Some(separate) = separate.first() else { continue };
        if let Some(other) = other.first() {
            found.push((separate.span, other.span, None));
        }
        let above = cx.entities[id.idx()].storage;
        if above.is_some_and(|it| it != HierarchyStorage::Separate) {
            found.push((separate.span, entity.name_span, Some(entity.name.clone())));
        }
    }
    for (separate, because, inner) in found {
        cx.report(match inner {
            None => diags::mixed_storage(separate, because),
            Some(name) => diags::separate_inside(separate, because, &name),
        });
    }
}
