//! Relationships: columns in the table of a participant where each of its rows takes part at most once,
//! else a table of their own.

use super::collisions::Naming;
use super::columns::install;
use super::entities::made_unique;
use super::expansion::{Place, expand};
use super::layout::Layout;
use super::metadata::settings;
use super::{Context, LogicalTable, LogicalTableId, keys, roles};
use crate::base::Name;
use crate::model::{AttributeId, QuantifierKind, Relationship, RelationshipId, RoleId, Step};
use crate::schema::{Dependency, DependencyKind, DependencyOrigin, Origin, Settings};

/// What a relationship becomes.
#[derive(Debug, Clone)]
enum Shape {
    /// Columns beside those of the entity in one role, which refer to the entity in the other.
    Merged { holder: RoleId, target: RoleId, is_optional: bool, is_unique: bool },
    /// A table, with its candidate keys; the first is the primary one.
    Own { keys: Vec<Vec<RoleId>> },
}

/// Where a relationship lives.
#[derive(Debug, Clone, Copy)]
pub(super) struct RelationshipHome {
    pub(super) table: LogicalTableId,
    /// The role whose entity has the table, unless it is the relationship's own.
    pub(super) holder: Option<RoleId>,
}

/// Gives every relationship its columns or its table.
pub(super) fn columns(cx: &mut Context<'_>) {
    for id in cx.model.relationships.ids() {
        let relationship = &cx.model.relationships[id];
        // With fewer than two participants one could not be found, which is reported.
        let home = (relationship.roles.len() > 1).then(|| match shape(cx, relationship) {
            Shape::Own { keys } => Some(own_table(cx, id, &keys)),
            Shape::Merged { holder, target, is_optional, is_unique } => {
                merge(cx, id, (holder, target), is_optional, is_unique)
            }
        });
        cx.relationships.push(home.flatten());
    }
}

fn shape(cx: &Context<'_>, relationship: &Relationship) -> Shape {
    let roles = &relationship.roles;
    let has_key = key_attributes(cx, relationship).next().is_some();
    let is_table = has_key || relationship.metadata.physical_name.is_some();
    let &[a, b] = roles.as_slice() else {
        return Shape::Own { keys: candidate_keys(cx, roles) };
    };
    let (quantifier_a, quantifier_b) = (cx.model.roles[a].quantifier, cx.model.roles[b].quantifier);
    let (holder, target, is_unique) = match (is_one(quantifier_a), is_one(quantifier_b)) {
        (false, false) => return Shape::Own { keys: vec![vec![a, b]] },
        (true, false) => (b, a, false),
        (false, true) => (a, b, false),
        // One to one: the side that always takes part, else the first. Given a row of `a`, the quantifier
        // of `b` says whether there always is one.
        (true, true) if quantifier_a.min() > 0 && quantifier_b.min() == 0 => (b, a, true),
        (true, true) => (a, b, true),
    };
    let is_optional = cx.model.roles[target].quantifier.min() == 0;
    if is_table || is_optional && !relationship.attributes.is_empty() {
        let keys = if is_unique { vec![vec![a], vec![b]] } else { vec![vec![holder]] };
        return Shape::Own { keys };
    }
    Shape::Merged { holder, target, is_optional, is_unique }
}

fn is_one(quantifier: QuantifierKind) -> bool {
    quantifier.max().is_some_and(|it| it <= 1)
}

/// A participant with a maximum of one is determined by all others, so these are a key. The last such
/// participant is left out of the primary key.
fn candidate_keys(cx: &Context<'_>, roles: &[RoleId]) -> Vec<Vec<RoleId>> {
    let determined = roles.iter().rev().filter(|it| is_one(cx.model.roles[**it].quantifier));
    let keys: Vec<Vec<RoleId>> =
        determined.map(|one| roles.iter().copied().filter(|it| it != one).collect()).collect();
    if keys.is_empty() { vec![roles.to_vec()] } else { keys }
}

fn key_attributes<'m>(
    cx: &Context<'m>,
    relationship: &'m Relationship,
) -> impl Iterator<Item = AttributeId> + 'm {
    let model = cx.model;
    relationship.attributes.iter().copied().filter(move |&it| model.attributes[it].is_key)
}

fn own_table(cx: &mut Context<'_>, id: RelationshipId, keys: &[Vec<RoleId>]) -> RelationshipHome {
    let relationship = &cx.model.relationships[id];
    let (name, was) = cx.relationship_table(id);
    let origin = Origin::Relationship(id);
    let mut table = LogicalTable::new(name, origin, relationship.name_span);
    table.comment = relationship.docs.clone();
    table.settings = settings(&relationship.metadata);
    table.only = relationship.metadata.only;
    table.was = was;
    let table = cx.schema.tables.alloc(table);
    cx.layouts.push(Layout::default());
    for &role in &relationship.roles {
        roles::columns(
            cx,
            table,
            role,
            roles::Kind { is_own_table: true, ..roles::Kind::default() },
        );
    }
    attributes(cx, table, relationship, Place::default());
    own_keys(cx, table, relationship, keys);
    RelationshipHome { table, holder: None }
}

/// The candidate keys, and what each participant with a maximum of one depends on.
fn own_keys(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    relationship: &Relationship,
    keys: &[Vec<RoleId>],
) {
    let extra: Vec<Step> = key_attributes(cx, relationship).map(Step::Attribute).collect();
    let all_columns = |cx: &Context<'_>, key: &[RoleId]| -> Vec<Name> {
        let steps = key.iter().map(|it| Step::Role(*it)).chain(extra.iter().copied());
        let mut res: Vec<Name> = Vec::new();
        for step in steps {
            let columns = cx.layout(table).columns_of(&[], &[step]);
            res.extend(columns.into_iter().filter(|it| !res.contains(it)).collect::<Vec<_>>());
        }
        res
    };
    for (idx, key) in keys.iter().enumerate() {
        let columns = all_columns(cx, key);
        if columns.is_empty() {
            continue;
        }
        if idx == 0 {
            let (given, span) = (relationship.metadata.constraint.clone(), relationship.name_span);
            keys::set(cx, table, given, columns, Settings::new(), span);
        } else {
            let unique = made_unique(columns.clone(), relationship.name_span);
            cx.add_unique(table, Naming::new(None, &columns, "key"), unique);
        }
    }
    for &role in &relationship.roles {
        let item = &cx.model.roles[role];
        let others: Vec<RoleId> =
            relationship.roles.iter().copied().filter(|&it| it != role).collect();
        let determinant = all_columns(cx, &others);
        let dependent = cx.layout(table).columns_of(&[], &[Step::Role(role)]);
        if is_one(item.quantifier) && !dependent.is_empty() {
            let kind = DependencyKind::Functional { determinant, dependent };
            let origin = DependencyOrigin::Cardinality(role);
            cx.schema.tables[table].dependencies.push(Dependency { kind, origin, span: item.span });
        }
    }
}

fn merge(
    cx: &mut Context<'_>,
    id: RelationshipId,
    (holder, target): (RoleId, RoleId),
    is_optional: bool,
    is_unique: bool,
) -> Option<RelationshipHome> {
    let relationship = &cx.model.relationships[id];
    let entity = cx.model.roles[holder].entity;
    let table = cx.homes.table(entity)?;
    let member = cx.homes.member(entity)?;
    let is_kind = cx.homes.is_kind(entity);
    roles::own_key(cx, table, holder, entity);
    let kind = roles::Kind { is_own_table: false, is_optional, is_kind, member };
    let columns = roles::columns(cx, table, target, kind);
    if is_unique && !columns.is_empty() {
        let role = &cx.model.roles[target];
        let mut unique = made_unique(columns.clone(), role.span);
        unique.only = relationship.metadata.only;
        cx.add_unique(table, Naming::new(None, &columns, "key"), unique);
    }
    let only = relationship.metadata.only;
    attributes(cx, table, relationship, Place { member, is_kind, only, layout: None });
    Some(RelationshipHome { table, holder: Some(holder) })
}

fn attributes(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    relationship: &Relationship,
    place: Place<'_>,
) {
    let place = Place { layout: Some(cx.layout(table)), ..place };
    let expansion = expand(cx, &relationship.attributes, place);
    install(cx, table, expansion);
}
