//! The dependencies that the rows of each table obey, beside those of its keys: declared ones, those of
//! composites wherever they are used, and what derived attributes are computed from.

use super::expressions::Unheld;
use super::homes::{Plan, Standing};
use super::kinds::guard;
use super::{Context, LogicalTableId, diags};
use crate::base::{Name, Span};
use crate::model::{
    AttributePath, AttributeType, Dependency as SaidDependency, DependencyKind as SaidKind,
    EntityId, Step,
};
use crate::schema::{Dependency, DependencyKind, DependencyOrigin};

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
            for it in &cx.model.entities[member.entity].dependencies {
                let kind = if is_kind {
                    of_kind(cx, table, member.entity, idx, it)
                } else {
                    lowered(cx, table, &[], it)
                };
                declared(cx, table, it.span, kind);
            }
        }
        if is_attached {
            of_supertypes(cx, table, entity);
        }
    }
    for (idx, relationship) in cx.model.relationships.values().enumerate() {
        let Some(home) = cx.relationships[idx] else { continue };
        for it in &relationship.dependencies {
            let kind = lowered(cx, home.table, &[], it);
            declared(cx, home.table, it.span, kind);
        }
    }
    for table in cx.schema.tables.ids() {
        of_composites(cx, table);
        of_derived(cx, table);
    }
}

fn add(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    kind: DependencyKind,
    origin: DependencyOrigin,
) {
    let dependencies = &mut cx.schema.tables[table].dependencies;
    let dependency = Dependency { kind, origin };
    if !dependencies.contains(&dependency) {
        dependencies.push(dependency);
    }
}

fn declared(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    span: Span,
    kind: Result<DependencyKind, Lost>,
) {
    match kind {
        Ok(kind) => add(cx, table, kind, DependencyOrigin::Declared(span)),
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

/// What holds between the parts of a key holds wherever the key is copied to.
fn of_supertypes(cx: &mut Context<'_>, table: LogicalTableId, entity: EntityId) {
    let carried: Vec<EntityId> = match cx.homes.plan(entity) {
        Some(plan) => plan.members.iter().map(|it| it.entity).collect(),
        None => Vec::new(),
    };
    let above = cx.model.entity(entity).lineage().map(|it| it.id);
    for supertype in above.filter(|it| !carried.contains(it)).collect::<Vec<_>>() {
        for it in &cx.model.entities[supertype].dependencies {
            if let Ok(kind) = lowered(cx, table, &[], it) {
                add(cx, table, kind, DependencyOrigin::Declared(it.span));
            }
        }
        for &attribute in &cx.model.entities[supertype].attributes {
            let AttributeType::Composite(id) = cx.model.attributes[attribute].ty else { continue };
            for it in &cx.model.composites[id].dependencies {
                if let Ok(kind) = lowered(cx, table, &[Step::Attribute(attribute)], it) {
                    add(cx, table, kind, DependencyOrigin::Composite(it.span));
                }
            }
        }
    }
}

fn of_composites(cx: &mut Context<'_>, table: LogicalTableId) {
    for idx in 0..cx.layout(table).composites.len() {
        let used = &cx.layout(table).composites[idx];
        let (id, path) = (used.composite, used.path.clone());
        for it in &cx.model.composites[id].dependencies {
            match lowered(cx, table, &path, it) {
                Ok(kind) => add(cx, table, kind, DependencyOrigin::Composite(it.span)),
                Err(lost) => report(cx, &lost, it.span),
            }
        }
    }
}

/// A derived value depends on what it is computed from.
fn of_derived(cx: &mut Context<'_>, table: LogicalTableId) {
    let item = cx.table(table);
    let mut found: Vec<(DependencyKind, Span)> = Vec::new();
    for column in &item.columns {
        let Some(generated) = &column.generated else { continue };
        let mut determinant: Vec<Name> = Vec::new();
        for name in generated.expr.references() {
            if !determinant.contains(name) {
                determinant.push(name.clone());
            }
        }
        let dependent = vec![column.name.clone()];
        found.push((DependencyKind::Functional { determinant, dependent }, generated.expr.span));
    }
    for (kind, span) in found {
        add(cx, table, kind, DependencyOrigin::Derived(span));
    }
}
