//! The dependencies that the rows of each table obey, beside those of its keys: declared ones, those of
//! composites wherever they are used, and what derived attributes are computed from.

use super::expressions::Unheld;
use super::homes::{Plan, Standing};
use super::kinds::guard;
use super::{Context, LogicalTableId, diags};
use crate::base::{Name, Span};
use crate::model::{
    AttributePath, AttributeType, Dependency as SaidDependency, DependencyId,
    DependencyKind as SaidKind, DependencyOwner, EntityGraph, EntityId, Step,
};
use crate::schema::{Dependency, DependencyKind, DependencyOrigin, Origin};

/// Why no table obeys a dependency.
enum Lost {
    /// Another table holds an attribute of it.
    Elsewhere(Unheld),
    /// It holds for one kind of rows, and there are others.
    OtherKinds(EntityId),
}

impl From<Unheld> for Lost {
    fn from(unheld: Unheld) -> Lost {
        Lost::Elsewhere(unheld)
    }
}

/// Gives every table its dependencies.
pub(super) fn lower(cx: &mut Context<'_>) {
    for plan in 0..cx.homes.plans.len() {
        let Plan { table, entity, ref attachment, .. } = cx.homes.plans[plan];
        let is_attached = attachment.is_some();
        for idx in 0..cx.homes.plans[plan].members.len() {
            let member = cx.homes.plans[plan].members[idx];
            let is_kind = member.standing == Standing::Kind;
            for (id, it) in said(cx.model, DependencyOwner::Entity(member.entity)) {
                let kind = if is_kind {
                    of_kind(cx, table, member.entity, idx, it)
                } else {
                    lowered(cx, table, &[], it)
                };
                declared(cx, table, id, it.span, kind);
            }
        }
        if is_attached {
            of_supertypes(cx, table, entity);
        }
    }
    for (id, _) in cx.model.relationships.iter() {
        let Some(home) = cx.relationships[id.idx()] else { continue };
        for (id, it) in said(cx.model, DependencyOwner::Relationship(id)) {
            let kind = lowered(cx, home.table, &[], it);
            declared(cx, home.table, id, it.span, kind);
        }
    }
    let says = |it: &[SaidDependency]| !it.is_empty();
    let has_parts = cx.model.composites.values().any(|it| says(&it.dependencies))
        || cx.model.entities.values().any(|it| says(&it.dependencies));
    for table in cx.schema.tables.ids() {
        if has_parts {
            of_composites(cx, table);
            of_copies(cx, table);
        }
        if cx.layout(table).has_generated {
            of_derived(cx, table);
        }
    }
}

/// The dependencies that something declares, each with where it is.
fn said(
    model: &EntityGraph,
    owner: DependencyOwner,
) -> impl Iterator<Item = (DependencyId, &SaidDependency)> {
    let places = model.dependencies(owner).iter().enumerate();
    places.map(move |(place, it)| (DependencyId { owner, place }, it))
}

fn add(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    kind: DependencyKind,
    (origin, span): (DependencyOrigin, Span),
) {
    let dependencies = &mut cx.schema.tables[table].dependencies;
    if !dependencies.iter().any(|it| it.kind == kind) {
        dependencies.push(Dependency { kind, origin, span });
    }
}

fn declared(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    id: DependencyId,
    span: Span,
    kind: Result<DependencyKind, Lost>,
) {
    match kind {
        Ok(kind) => add(cx, table, kind, (DependencyOrigin::Declared(id), span)),
        Err(lost) => report(cx, &lost, span),
    }
}

/// A dependency that no single table can obey. Of an attribute with many values a table of its own sees to
/// that, and nothing has to be said.
fn report(cx: &mut Context<'_>, lost: &Lost, span: Span) {
    let path = match lost {
        Lost::Elsewhere(Unheld::Elsewhere(path)) => path,
        Lost::Elsewhere(Unheld::Several) => return,
        Lost::OtherKinds(entity) => {
            let entity = &cx.model.entities[*entity];
            cx.report_once(diags::dependency_of_kind(span, &entity.name, entity.name_span));
            return;
        }
    };
    let is_many = |step: &Step| match step {
        Step::Attribute(id) => super::expansion::is_many(cx.model.attributes[*id].quantifier),
        Step::Role(_) => false,
    };
    if path.steps.iter().any(is_many) {
        return;
    }
    let (name, declared) = match path.steps.first() {
        Some(Step::Attribute(id)) => {
            let attribute = &cx.model.attributes[*id];
            (attribute.name.clone(), attribute.name_span)
        }
        Some(Step::Role(id)) => (cx.model.role(*id).label().clone(), cx.model.roles[*id].span),
        None => return,
    };
    cx.report_once(diags::dependency_across_tables(span, &name, declared));
}

/// A dependency in terms of the columns of a table.
fn lowered(
    cx: &Context<'_>,
    table: LogicalTableId,
    prefix: &[Step],
    it: &SaidDependency,
) -> Result<DependencyKind, Lost> {
    let columns = |paths: &[AttributePath]| cx.all_columns(table, prefix, paths);
    Ok(match &it.kind {
        SaidKind::Functional { determinant, dependent } => DependencyKind::Functional {
            determinant: columns(determinant)?,
            dependent: columns(dependent)?,
        },
        SaidKind::Multivalued { determinant, dependent } => DependencyKind::Multivalued {
            determinant: columns(determinant)?,
            dependent: columns(dependent)?,
        },
        SaidKind::Join { components } => {
            let components: Result<Vec<_>, Unheld> =
                components.iter().map(|it| columns(it)).collect();
            DependencyKind::Join { components: components? }
        }
    })
}

/// A dependency of one kind of rows. Other rows have null in all columns of the kind: a dependency between
/// these holds for them as well; one that starts outside needs to know the kind; one that ends outside
/// holds for no whole table.
fn of_kind(
    cx: &Context<'_>,
    table: LogicalTableId,
    entity: EntityId,
    member: usize,
    it: &SaidDependency,
) -> Result<DependencyKind, Lost> {
    let kind = lowered(cx, table, &[], it)?;
    let layout = cx.layout(table);
    let is_outside = |path: &AttributePath| {
        layout.slots_of(&[], &path.steps).any(|it| it.member != member || it.is_shared)
    };
    let (left, right): (&[AttributePath], Vec<&AttributePath>) = match &it.kind {
        SaidKind::Functional { determinant, dependent }
        | SaidKind::Multivalued { determinant, dependent } => {
            (determinant, dependent.iter().collect())
        }
        SaidKind::Join { components } => (&[], components.iter().flatten().collect()),
    };
    if right.into_iter().any(is_outside) {
        return Err(Lost::OtherKinds(entity));
    }
    if !left.iter().any(is_outside) {
        return Ok(kind);
    }
    match (kind, guard(cx, entity)) {
        (DependencyKind::Functional { mut determinant, dependent }, Some(guard)) => {
            determinant.extend(guard.columns);
            Ok(DependencyKind::Functional { determinant, dependent })
        }
        _ => Err(Lost::OtherKinds(entity)),
    }
}

/// What a supertype says of its key holds in the table of a subtype, which has the key as well.
fn of_supertypes(cx: &mut Context<'_>, table: LogicalTableId, entity: EntityId) {
    let carried: Vec<EntityId> = match cx.homes.plan(entity) {
        Some(plan) => plan.members.iter().map(|it| it.entity).collect(),
        None => Vec::new(),
    };
    let above = cx.model.entity(entity).lineage().map(|it| it.id);
    for supertype in above.filter(|it| !carried.contains(it)).collect::<Vec<_>>() {
        for (id, it) in said(cx.model, DependencyOwner::Entity(supertype)) {
            if let Ok(kind) = lowered(cx, table, &[], it) {
                add(cx, table, kind, (DependencyOrigin::Declared(id), it.span));
            }
        }
    }
}

fn of_composites(cx: &mut Context<'_>, table: LogicalTableId) {
    for idx in 0..cx.layout(table).composites.len() {
        let used = &cx.layout(table).composites[idx];
        let (id, path) = (used.composite, used.path.clone());
        for (id, it) in said(cx.model, DependencyOwner::Composite(id)) {
            match lowered(cx, table, &path, it) {
                Ok(kind) => add(cx, table, kind, (DependencyOrigin::Composite(id), it.span)),
                Err(lost) => report(cx, &lost, it.span),
            }
        }
    }
}

/// What holds between the parts of a key, or of a composite in it, holds wherever the key is copied to.
fn of_copies(cx: &mut Context<'_>, table: LogicalTableId) {
    let mut prefixes: Vec<Vec<Step>> = Vec::new();
    for slot in &cx.layout(table).slots {
        for end in 1..slot.path.len() {
            let prefix = &slot.path[..end];
            if !prefixes.iter().any(|it| it == prefix) {
                prefixes.push(prefix.to_vec());
            }
        }
    }
    for prefix in prefixes {
        for owner in prefix.last().map(|it| behind(cx, *it)).unwrap_or_default() {
            for (id, it) in said(cx.model, owner) {
                if let Ok(kind) = lowered(cx, table, &prefix, it) {
                    add(cx, table, kind, (DependencyOrigin::Reference(id), it.span));
                }
            }
        }
    }
}

/// What says something about the parts of what a step leads to.
fn behind(cx: &Context<'_>, step: Step) -> Vec<DependencyOwner> {
    let entity = |it: EntityId| DependencyOwner::Entity(cx.homes.root(it));
    match step {
        Step::Role(id) => vec![entity(cx.model.roles[id].entity)],
        Step::Attribute(id) => match cx.model.attributes[id].ty {
            AttributeType::Entity(target) => vec![entity(target)],
            AttributeType::Composite(id) => vec![DependencyOwner::Composite(id)],
            AttributeType::Union(id) => {
                cx.model.unions[id].alternatives.iter().map(|it| entity(*it)).collect()
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => Vec::new(),
        },
    }
}

/// A derived value depends on what it is computed from.
fn of_derived(cx: &mut Context<'_>, table: LogicalTableId) {
    let item = cx.table(table);
    let mut found: Vec<(DependencyKind, (DependencyOrigin, Span))> = Vec::new();
    for column in &item.columns {
        let Some(generated) = &column.generated else { continue };
        let Origin::Attribute(attribute) = column.origin else { continue };
        let mut determinant: Vec<Name> = Vec::new();
        for name in generated.expr.references() {
            if !determinant.contains(name) {
                determinant.push(name.clone());
            }
        }
        let dependent = vec![column.name.clone()];
        let kind = DependencyKind::Functional { determinant, dependent };
        found.push((kind, (DependencyOrigin::Derived(attribute), generated.expr.span)));
    }
    for (kind, origin) in found {
        add(cx, table, kind, origin);
    }
}
