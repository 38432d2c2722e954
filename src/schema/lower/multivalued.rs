//! Attributes with many values, `*` references among them: a table each, keyed by the owner and the value.

use super::collisions::Naming;
use super::columns::{add, add_key_copy, install};
use super::conditions::number;
use super::entities::{made_check, made_unique};
use super::expansion::{Place, expand_value};
use super::homes::Standing;
use super::identifiers::{KeyColumn, of_table};
use super::layout::{AttributeUse, Layout};
use super::metadata::narrowed;
use super::naming::{Aged, attribute as attribute_name, joined, numbered, referring};
use super::{Context, LogicalTable, LogicalTableId, diags, keys};
use crate::base::{
    DialectSet, Expr as BaseExpr, ExprKind, Name, ReferentialAction, ScalarType, Span,
};
use crate::model::{Attribute, AttributeOwner, AttributeType, EntityGraph, Step};
use crate::schema::{Column, ForeignKey, LogicalType, Origin, QualifiedName, Settings};

/// Makes the tables of attributes with many values, and of such attributes in their values in turn.
pub(super) fn tables(cx: &mut Context<'_>) {
    let mut next = 0;
    while next < cx.layouts.len() {
        let owner = LogicalTableId::new(next);
        for it in std::mem::take(&mut cx.layouts[next].many) {
            table(cx, owner, &it);
        }
        next += 1;
    }
}

/// What keeps the values of an attribute apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKey {
    /// The value: no two of one owner are equal.
    Value,
    /// The place of the value in a list.
    Position,
}

/// What keeps the values of `attribute` apart.
pub(super) fn value_key(model: &EntityGraph, attribute: &Attribute) -> ValueKey {
    let can_be_key = match &attribute.ty {
        AttributeType::Scalar(scalar) => scalar.can_be_key(),
        AttributeType::Domain(id) => model.domains[*id].base.can_be_key(),
        AttributeType::Enum(_) | AttributeType::Entity(_) => true,
        AttributeType::Composite(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => false,
    };
    if can_be_key { ValueKey::Value } else { ValueKey::Position }
}

/// What the owner of a table is called: in the name of the table, and in the names of the columns that
/// refer to it.
struct Owner {
    table_stem: Aged,
    column_stem: Aged,
    key: Vec<KeyColumn>,
}

fn owner(cx: &Context<'_>, table: LogicalTableId, it: &AttributeUse) -> Owner {
    let first = match it.path.first() {
        Some(Step::Attribute(id)) => cx.model.attributes[*id].owner,
        Some(Step::Role(id)) => AttributeOwner::Relationship(cx.model.roles[*id].relationship),
        None => cx.model.attributes[it.attribute].owner,
    };
    let mut key = of_table(cx, table);
    let table_name = || {
        let table = cx.table(table);
        Aged::new(table.name.name.clone(), table.was.clone())
    };
    if let Origin::Attribute(id) = cx.table(table).origin {
        let column_stem = attribute_name(&cx.model.attributes[id]);
        return Owner { table_stem: table_name(), column_stem, key };
    }
    let plan = cx.homes.plans.get(table.idx());
    if let Some(plan) = plan.filter(|_| key.is_empty()) {
        key.clone_from(&cx.identifiers[cx.homes.root(plan.entity).idx()]);
    }
    match (first, plan) {
        (AttributeOwner::Relationship(id), _) => {
            let relationship = &cx.model.relationships[id];
            let name = crate::base::snake_case(&relationship.name);
            let stem = Aged::new(super::naming::fit(&name), Vec::new());
            Owner { table_stem: stem.clone(), column_stem: stem, key }
        }
        (_, Some(plan)) => {
            let member = plan.members[it.member];
            let entity =
                if member.standing == Standing::Kind { member.entity } else { plan.entity };
            let (table_stem, column_stem) = (cx.entity_table_stem(entity), cx.entity_stem(entity));
            Owner { table_stem, column_stem, key }
        }
        (_, None) => Owner { table_stem: table_name(), column_stem: table_name(), key },
    }
}

fn table(cx: &mut Context<'_>, owner_table: LogicalTableId, it: &AttributeUse) {
    let attribute = &cx.model.attributes[it.attribute];
    let owner = owner(cx, owner_table, it);
    if owner.key.is_empty() {
        let diagnostic = diags::owner_without_key(attribute.span, &attribute.name);
        cx.report_once(diagnostic);
        return;
    }
    let Aged { name, was } =
        owner.table_stem.join(&it.name, |stem, name| numbered(&joined(stem, name), cx.options));
    let namespace = cx.table(owner_table).name.namespace.clone();
    let name = QualifiedName { namespace, name };
    let mut table = LogicalTable::new(name, Origin::Attribute(it.attribute), attribute.name_span);
    table.comment.clone_from(&attribute.docs);
    table.only = narrowed(cx.table(owner_table).only, it.only);
    table.was = was;
    let id = cx.schema.tables.alloc(table);
    cx.layouts.push(Layout::default());
    cx.layouts[owner_table.idx()].children.push(id);
    let owner_columns = owner_key(cx, id, owner_table, &owner, attribute.span);
    let place = Place { layout: Some(cx.layout(id)), ..Place::default() };
    let expansion = expand_value(cx, it, place);
    match value_key(cx.model, attribute) {
        ValueKey::Value => {
            install(cx, id, expansion);
            let values = cx.layout(id).columns_of(&[], &it.path);
            // Two references can meet in one column: a tenant that both sides share.
            let values = values.into_iter().filter(|it| !owner_columns.contains(it));
            let key = owner_columns.iter().cloned().chain(values).collect();
            keys::set(cx, id, None, key, Settings::new(), attribute.span);
        }
        ValueKey::Position => {
            let position = position(cx, id, attribute);
            install(cx, id, expansion);
            let key = owner_columns.iter().cloned().chain([position]).collect();
            keys::set(cx, id, None, key, Settings::new(), attribute.span);
        }
    }
    once_each(cx, id, &owner_columns, attribute.span);
    report_kind(cx, owner_table, it);
}

/// The columns that refer to the owner.
fn owner_key(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    owner_table: LogicalTableId,
    owner: &Owner,
    span: Span,
) -> Vec<Name> {
    let mut columns: Vec<Name> = Vec::with_capacity(owner.key.len());
    for it in &owner.key {
        let Aged { name, was } = owner.column_stem.join(&it.name, referring);
        let mut column = Column::new(name.clone(), it.ty.clone(), Origin::Lowering, span);
        column.was = was;
        column.settings = it.settings.clone();
        column.default = it.default_of_copy().map(Box::new);
        add_key_copy(cx, table, column, it);
        columns.push(name);
    }
    let foreign_key = ForeignKey {
        name: Name::default(),
        columns: columns.clone(),
        target: cx.table(owner_table).name.clone(),
        target_columns: owner.key.iter().map(|it| it.name.name.clone()).collect(),
        match_full: false,
        on_delete: ReferentialAction::Cascade,
        on_update: ReferentialAction::NoAction,
        deferrable: None,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span,
    };
    cx.add_foreign_key(table, Naming::new(None, &columns, "fkey"), foreign_key);
    columns
}

/// A place in a list; an upper bound of the list is one of the place.
fn position(cx: &mut Context<'_>, table: LogicalTableId, attribute: &Attribute) -> Name {
    let name = Name::new_static("position");
    let ty = LogicalType::Scalar(ScalarType::Int);
    add(cx, table, Column::new(name.clone(), ty, Origin::Lowering, attribute.name_span));
    if let Some(max) = attribute.quantifier.max() {
        let condition = BaseExpr::made(ExprKind::Between {
            operand: Box::new(BaseExpr::reference(name.clone())),
            low: Box::new(number(1)),
            high: Box::new(number(max)),
            negated: false,
        });
        let check = made_check(condition, attribute.span);
        cx.add_check(table, Naming::new(None, std::slice::from_ref(&name), "check"), check);
    }
    name
}

/// Where one of several entities is referred to, no owner refers to one of them twice.
fn once_each(cx: &mut Context<'_>, table: LogicalTableId, owner: &[Name], span: Span) {
    let layout = cx.layout(table);
    let is_list_of_unions = matches!(cx.table(table).origin, Origin::Attribute(id)
        if matches!(cx.model.attributes[id].ty, AttributeType::Union(_)));
    if !is_list_of_unions {
        return;
    }
    let alternatives: Vec<Vec<Name>> =
        layout.unions.iter().flat_map(|it| it.alternatives.iter().cloned()).collect();
    for alternative in alternatives {
        let columns: Vec<Name> = owner.iter().cloned().chain(alternative).collect();
        let unique = made_unique(columns.clone(), span);
        cx.add_unique(table, Naming::new(None, &columns, "key"), unique);
    }
}

/// The table refers to rows of every kind.
fn report_kind(cx: &mut Context<'_>, owner_table: LogicalTableId, it: &AttributeUse) {
    let Some(plan) = cx.homes.plans.get(owner_table.idx()) else { return };
    let member = plan.members[it.member];
    if member.standing == Standing::Kind {
        let entity = &cx.model.entities[member.entity];
        let table = cx.table(owner_table).name.name.clone();
        let span = cx.model.attributes[it.attribute].span;
        cx.report_once(diags::unenforced_kind(span, &entity.name, &table, entity.name_span));
    }
}
