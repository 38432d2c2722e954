//! What tells the subtypes of a group apart: an attribute, a column made for it, or one flag for each.

use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::add;
use super::homes::{Member, Standing, is_total};
use super::naming::{Aged, fit, fit_before, joined};
use super::{Context, LogicalTableId, diags};
use crate::base::{DialectSet, Expr as BaseExpr, ExprKind, Name, ScalarType, snake_case};
use crate::model::{
    AttributeId, AttributePath, AttributeType, Disjointness, EntityId, Hierarchy, HierarchyId,
    HierarchyStorage,
};
use crate::schema::{Column, Enum, LogicalType, Origin, QualifiedName};

/// What tells the subtypes of a group apart, in the table of their supertype.
#[derive(Debug, Clone)]
pub(super) enum Discriminator {
    /// A column that names the subtype.
    Column {
        name: Name,
        ty: LogicalType,
        is_nullable: bool,
        /// What it says, by the place of the subtype in its group.
        labels: Vec<Name>,
        /// Whether no attribute is behind it.
        is_made: bool,
    },
    /// One flag for each subtype, by its place in the group.
    Flags(Vec<Name>),
}

/// The names that a made type cannot have.
pub(super) fn type_names(cx: &Context<'_>) -> FxHashSet<QualifiedName> {
    if cx.model.hierarchies.is_empty() {
        return FxHashSet::default();
    }
    let types = cx.schema.enums.iter().map(|it| &it.name);
    let types = types.chain(cx.schema.domains.iter().map(|it| &it.name));
    types.chain(cx.schema.tables.values().map(|it| &it.name)).cloned().collect()
}

/// Adds what tells the subtypes of an entity apart, behind its own columns.
pub(super) fn columns(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    member: Member,
    type_names: &mut FxHashSet<QualifiedName>,
) {
    let mut n_unnamed = 0;
    for &id in &cx.model.entities[member.entity].hierarchies {
        let group = &cx.model.hierarchies[id];
        let is_single = group.storage == HierarchyStorage::Single;
        let is_disjoint = group.disjointness == Disjointness::Disjoint;
        if group.storage == HierarchyStorage::Separate || !is_single && !is_disjoint {
            continue;
        }
        let attribute = group.discriminator.and_then(|it| by_attribute(cx, table, group, it));
        let discriminator = match attribute {
            Some(discriminator) => discriminator,
            None if !is_disjoint => flags(cx, table, id),
            // One subtype alone is disjoint from nothing.
            None if !is_single && group.subtypes.len() < 2 => continue,
            None => {
                n_unnamed += usize::from(group.name.is_none());
                made(cx, table, id, member.standing, n_unnamed, type_names)
            }
        };
        cx.discriminators[id.idx()] = Some(discriminator);
    }
}

/// What each subtype is called where it is a value: snake_case.
fn values(cx: &Context<'_>, group: &Hierarchy) -> Vec<Name> {
    group.subtypes.iter().map(|&it| fit(&snake_case(&cx.model.entities[it].name))).collect()
}

/// The labels of `by attribute`, by the place of the subtype in its group.
pub(super) fn labels(
    cx: &Context<'_>,
    group: &Hierarchy,
    attribute: AttributeId,
) -> Option<Vec<Name>> {
    let AttributeType::Enum(item) = cx.model.attributes[attribute].ty else { return None };
    let values = cx.model.enums[item].values.iter();
    let by_name: FxHashMap<&Name, &Name> = values.map(|it| (&it.name, &it.label)).collect();
    let names = group.subtypes.iter().map(|&it| snake_case(&cx.model.entities[it].name));
    names.map(|it| by_name.get(&it).map(|label| (*label).clone())).collect()
}

fn by_attribute(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    group: &Hierarchy,
    attribute: AttributeId,
) -> Option<Discriminator> {
    let labels = labels(cx, group, attribute)?;
    let path = AttributePath::attribute(attribute);
    match cx.columns(table, &[], &path) {
        Ok(columns) => {
            let column = cx.table(table).column(columns.first()?)?;
            Some(Discriminator::Column {
                name: column.name.clone(),
                ty: column.ty.clone(),
                is_nullable: column.is_nullable,
                labels,
                is_made: false,
            })
        }
        Err(_) => {
            let item = &cx.model.attributes[attribute];
            cx.report(diags::discriminator_elsewhere(group.span, &item.name, item.name_span));
            None
        }
    }
}

fn flags(cx: &mut Context<'_>, table: LogicalTableId, id: HierarchyId) -> Discriminator {
    let group = &cx.model.hierarchies[id];
    let mut names = Vec::with_capacity(group.subtypes.len());
    for &subtype in &group.subtypes {
        let prefix = Aged::new(Name::new_static("is"), Vec::new());
        let Aged { name, was } = prefix.join(&cx.entity_stem(subtype), joined);
        let ty = LogicalType::Scalar(ScalarType::Bool);
        let span = cx.model.entities[subtype].name_span;
        let mut column = Column::new(name.clone(), ty, Origin::Hierarchy(id), span);
        column.was = was;
        column.default = Some(Box::new(BaseExpr::made(ExprKind::Bool(false))));
        names.push(name);
        add(cx, table, column);
    }
    Discriminator::Flags(names)
}

/// A column of an enum of its own. The second such column of an entity, and so on, has a number.
fn made(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    id: HierarchyId,
    standing: Standing,
    n_unnamed: usize,
    type_names: &mut FxHashSet<QualifiedName>,
) -> Discriminator {
    let group = &cx.model.hierarchies[id];
    let supertype = cx.entity_stem(group.supertype);
    let kind = Aged::new(
        match n_unnamed {
            0 | 1 => Name::new_static("kind"),
            n => Name::new(format!("kind{n}")),
        },
        Vec::new(),
    );
    let (mut column, type_stem) = match &group.name {
        Some(name) => {
            let name = Aged::new(fit(&snake_case(name)), Vec::new());
            (name.join(&kind, joined), supertype.join(&name, joined).join(&kind, joined))
        }
        None => (supertype.join(&kind, joined), supertype.join(&kind, joined)),
    };
    if let Some((name, _)) = &group.metadata.physical_name {
        column = Aged::new(name.clone(), vec![column.name]);
    }
    let labels = values(cx, group);
    let ty = LogicalType::Enum(kind_enum(cx, group, &type_stem, &labels, type_names));
    let is_nullable = standing == Standing::Kind || !is_total(cx.model, group);
    let mut made = Column::new(column.name.clone(), ty.clone(), Origin::Hierarchy(id), group.span);
    made.was = column.was;
    made.is_nullable = is_nullable;
    add(cx, table, made);
    Discriminator::Column { name: column.name, ty, is_nullable, labels, is_made: true }
}

fn kind_enum(
    cx: &mut Context<'_>,
    group: &Hierarchy,
    stem: &Aged,
    labels: &[Name],
    type_names: &mut FxHashSet<QualifiedName>,
) -> usize {
    let namespace = cx.namespace(cx.model.entities[group.supertype].namespace);
    let mut name = QualifiedName { namespace, name: stem.name.clone() };
    let mut number = 1;
    while !type_names.insert(name.clone()) {
        number += 1;
        name.name = fit_before(&stem.name, &number.to_string());
    }
    let old_label = |(idx, it): (usize, &EntityId)| {
        let was = cx.entity_stem(*it).was;
        was.into_iter().map(move |old| (old, idx))
    };
    let was = group.subtypes.iter().enumerate().flat_map(old_label).collect();
    cx.schema.enums.push(Enum {
        name,
        labels: labels.to_vec(),
        was,
        comment: None,
        label_comments: vec![None; labels.len()],
        only: DialectSet::NONE,
        old_names: stem.was.clone(),
        span: group.span,
    });
    cx.schema.enums.len() - 1
}
