//! Unique constraints, indexes, checks and exclusions of entities and relationships.

use rustc_hash::FxHashMap;

use super::composites::CompositeUse;
use super::conditions::{all_null, any};
use super::entities::{made_check, made_unique};
use super::expressions::{Unheld, is_silent_without, telling};
use super::given::{self, Body};
use super::homes::Standing;
use super::kinds::{Guard, guard};
use super::layout::AttributeUse;
use super::metadata::{IndexWish, index_wish, settings};
use super::{Context, LogicalTableId};
use crate::base::{DialectSet, Expr as BaseExpr, ExprKind, Name, Span};
use crate::model::{
    Check as SaidCheck, EntityId, Exclusion as SaidExclusion, Index as SaidIndex,
    IndexItem as SaidItem, Operand, RelationshipId, Step, Unique as SaidUnique, among,
};
use crate::schema::{Check, Exclusion, ExclusionItem, Expr, Index, IndexItem, Unique};

/// Relationships by the places of their tables.
pub(super) type RelationshipsByTable = FxHashMap<usize, Vec<RelationshipId>>;

/// Which relationships live where.
pub(super) fn relationships_by_table(cx: &Context<'_>) -> RelationshipsByTable {
    let mut res = RelationshipsByTable::default();
    for id in cx.model.relationships.ids() {
        if let Some(home) = cx.relationships[id.idx()] {
            res.entry(home.table.idx()).or_default().push(id);
        }
    }
    res
}

/// Adds what the members of the bodies in a table say: those of entities, then those of `relationships`.
pub(super) fn members(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    relationships: &RelationshipsByTable,
) {
    for idx in 0..cx.homes.members(table).len() {
        let member = cx.homes.members(table)[idx];
        let is_kind = member.standing == Standing::Kind;
        let guard = if is_kind { guard(cx, member.entity) } else { None };
        of_entity(cx, &Site { table, guard, member: idx }, member.entity);
    }
    for &id in relationships.get(&table.idx()).into_iter().flatten() {
        of_relationship(cx, id);
    }
    of_attributes(cx, table);
}

/// The table that a body is kept in.
struct Site {
    table: LogicalTableId,
    /// Which rows it is about, when not about all.
    guard: Option<Guard>,
    /// The place of the entity among the members of the table.
    member: usize,
}

fn of_entity(cx: &mut Context<'_>, site: &Site, id: EntityId) {
    let entity = &cx.model.entities[id];
    let body = cx.body_of(id);
    for &attribute in among(&cx.model.uniques, &entity.attributes) {
        inline_unique(cx, site, attribute);
    }
    let said =
        (&entity.uniques[..], &entity.checks[..], &entity.exclusions[..], &entity.indexes[..]);
    of_body(cx, site, body, said);
}

/// The constraints and indexes that are said in one body.
type Members<'m> = (&'m [SaidUnique], &'m [SaidCheck], &'m [SaidExclusion], &'m [SaidIndex]);

fn of_body(cx: &mut Context<'_>, site: &Site, body: Body, said: Members<'_>) {
    let (uniques, checks, exclusions, indexes) = said;
    for it in uniques {
        let res = unique(cx, site, body, it);
        report(cx, res, it.span, "unique constraint");
    }
    for it in checks {
        let res = check(cx, site, body, it);
        report(cx, res, it.span, "check");
    }
    for it in exclusions {
        let res = exclusion(cx, site, body, it);
        report(cx, res, it.span, "exclusion");
    }
    for it in indexes {
        let res = index(cx, site, body, it);
        report(cx, res, it.span, "index");
    }
}

/// Says what no constraint of one table can hold.
fn report(cx: &mut Context<'_>, res: Result<(), Unheld>, span: Span, what: &str) {
    if let Err(unheld) = res {
        unheld.report(cx, span, what, false);
    }
}

fn of_relationship(cx: &mut Context<'_>, id: RelationshipId) {
    let Some(home) = cx.relationships[id.idx()] else { return };
    let relationship = &cx.model.relationships[id];
    let mut site = Site { table: home.table, guard: None, member: 0 };
    if let Some(holder) = home.holder {
        let entity = cx.model.roles[holder].entity;
        site.member = cx.homes.member(entity).unwrap_or_default();
        site.guard = if cx.homes.is_kind(entity) { guard(cx, entity) } else { None };
    }
    let body = Body { span: relationship.span, is_inherited: false };
    for &attribute in among(&cx.model.uniques, &relationship.attributes) {
        inline_unique(cx, &site, attribute);
    }
    let said = (
        &relationship.uniques[..],
        &relationship.checks[..],
        &relationship.exclusions[..],
        &relationship.indexes[..],
    );
    of_body(cx, &site, body, said);
}

/// `email Email unique`
fn inline_unique(cx: &mut Context<'_>, site: &Site, id: crate::model::AttributeId) {
    let attribute = &cx.model.attributes[id];
    let layout = cx.layout(site.table);
    let steps = [Step::Attribute(id)];
    let columns = layout.columns_of(&[], &steps);
    if columns.is_empty() {
        return;
    }
    // On a reference the annotation names the foreign key.
    let of_unique = attribute.metadata.constraint.clone().filter(|_| attribute.reference.is_none());
    let naming = cx.attribute_naming(id, of_unique, &columns, "key");
    let unique = Unique { only: attribute.metadata.only, ..made_unique(columns, attribute.span) };
    cx.add_unique(site.table, naming, unique);
}

fn unique(cx: &mut Context<'_>, site: &Site, body: Body, it: &SaidUnique) -> Result<(), Unheld> {
    let items = items_of(cx, site, &it.items)?;
    let mut predicate = predicate_of(cx, site, it.predicate.as_ref())?;
    if items.is_empty() {
        return Ok(());
    }
    let columns = columns_of(&items);
    // Rows of other kinds have nothing in the columns of this one, and so nothing in common; without such
    // a column, or where two nulls are equal, the constraint has to leave them out.
    if let Some(guard) = &site.guard {
        let is_own = |name: &Name| is_own_column(cx, site, name);
        if it.nulls_not_distinct || !columns.iter().any(is_own) {
            let conditions = predicate.into_iter().chain([guard.predicate.clone()]).collect();
            predicate = Some(super::conditions::all(conditions));
        }
    }
    let only = it.metadata.only;
    // `@index("…")`: an index keeps it, and no constraint.
    let index_name = match index_wish(&it.metadata) {
        IndexWish::Named(name, span) => Some((name, span)),
        IndexWish::Made | IndexWish::None => None,
    };
    let is_plain = index_name.is_none() && predicate.is_none() && items.iter().all(is_plain_column);
    let naming = match index_name {
        Some((name, span)) => {
            let mut metadata = it.metadata.clone();
            metadata.constraint = Some((name, span));
            given::member(body, (&it.name, &metadata, it.span), &columns, "key")
        }
        None => given::member(body, (&it.name, &it.metadata, it.span), &columns, "key"),
    };
    if is_plain {
        let unique = Unique {
            nulls_not_distinct: it.nulls_not_distinct,
            comment: it.docs.clone(),
            settings: settings(&it.metadata),
            only,
            ..made_unique(columns, it.span)
        };
        cx.add_unique(site.table, naming, unique);
    } else {
        let index = Index {
            name: Name::default(),
            items,
            is_unique: true,
            nulls_not_distinct: it.nulls_not_distinct,
            method: None,
            include: Vec::new(),
            predicate,
            comment: it.docs.clone(),
            settings: settings(&it.metadata),
            only,
            span: it.span,
        };
        cx.add_index(site.table, naming, index);
    }
    Ok(())
}

fn index(cx: &mut Context<'_>, site: &Site, body: Body, it: &SaidIndex) -> Result<(), Unheld> {
    let items = items_of(cx, site, &it.items)?;
    let predicate = predicate_of(cx, site, it.predicate.as_ref())?;
    let include = cx.all_columns(site.table, &[], &it.include)?;
    if items.is_empty() {
        return Ok(());
    }
    let columns = columns_of(&items);
    let naming = given::member(body, (&it.name, &it.metadata, it.span), &columns, "idx");
    let index = Index {
        name: Name::default(),
        items,
        is_unique: false,
        nulls_not_distinct: false,
        method: it.method.clone(),
        include,
        predicate,
        comment: it.docs.clone(),
        settings: settings(&it.metadata),
        only: it.metadata.only,
        span: it.span,
    };
    cx.add_index(site.table, naming, index);
    Ok(())
}

fn check(cx: &mut Context<'_>, site: &Site, body: Body, it: &SaidCheck) -> Result<(), Unheld> {
    let expr = guarded(cx, site, cx.expression(site.table, &[], &it.expr)?);
    let columns = columns_in(&expr, site.guard.as_ref());
    let naming = given::member(body, (&it.name, &it.metadata, it.span), &columns, "check");
    let check = Check {
        comment: it.docs.clone(),
        settings: settings(&it.metadata),
        only: it.metadata.only,
        ..made_check(expr, it.span)
    };
    cx.add_check(site.table, naming, check);
    Ok(())
}

/// Makes a check of one kind silent in rows of others.
fn guarded(cx: &Context<'_>, site: &Site, expr: Expr) -> Expr {
    match &site.guard {
        Some(guard) if !is_silent_without(&expr, &|name| is_own_column(cx, site, name)) => {
            any(vec![guard.fails.clone(), expr])
        }
        Some(_) | None => expr,
    }
}

fn exclusion(
    cx: &mut Context<'_>,
    site: &Site,
    body: Body,
    it: &SaidExclusion,
) -> Result<(), Unheld> {
    let mut items: Vec<ExclusionItem> = Vec::new();
    for said in &it.items {
        let one = std::slice::from_ref(&said.item);
        let more = items_of(cx, site, one)?;
        let operator = &said.operator;
        let item = |item: IndexItem| ExclusionItem { item, operator: operator.clone() };
        items.extend(more.into_iter().map(item));
    }
    let mut predicate = predicate_of(cx, site, it.predicate.as_ref())?;
    let columns: Vec<Name> =
        items.iter().flat_map(|it| it.item.expr.references()).cloned().collect();
    if let Some(guard) = &site.guard
        && !columns.iter().any(|name| is_own_column(cx, site, name))
    {
        let conditions = predicate.into_iter().chain([guard.predicate.clone()]).collect();
        predicate = Some(super::conditions::all(conditions));
    }
    let naming = given::member(body, (&it.name, &it.metadata, it.span), &columns, "excl");
    let exclusion = Exclusion {
        name: Name::default(),
        items,
        method: it.method.clone(),
        predicate,
        deferrable: None,
        comment: it.docs.clone(),
        settings: settings(&it.metadata),
        only: it.metadata.only,
        span: it.span,
    };
    cx.add_exclusion(site.table, naming, exclusion);
    Ok(())
}

/// The checks behind attributes, those of the parts of composites included.
fn of_attributes(cx: &mut Context<'_>, table: LogicalTableId) {
    for it in std::mem::take(&mut cx.layouts[table.idx()].checked) {
        let attribute = &cx.model.attributes[it.attribute];
        let site = site_of(cx, table, it.member);
        for (idx, said) in attribute.checks.iter().enumerate() {
            match of_attribute(cx, &site, &it, said) {
                Ok(expr) => {
                    let brings_more =
                        attribute.is_unique || attribute.is_key || attribute.reference.is_some();
                    let is_free = idx == 0 && !brings_more;
                    let given = attribute.metadata.constraint.clone().filter(|_| is_free);
                    let stem = std::slice::from_ref(&it.name.name);
                    let naming = cx.attribute_naming(it.attribute, given, stem, "check");
                    let check = Check { only: it.only, ..made_check(expr, said.span) };
                    cx.add_check(table, naming, check);
                }
                Err(unheld) => report(cx, Err(unheld), attribute.span, "check"),
            }
        }
    }
}

/// A check of an attribute. Where a composite is missing its parts are held to nothing.
fn of_attribute(
    cx: &Context<'_>,
    site: &Site,
    it: &AttributeUse,
    said: &crate::model::Expr,
) -> Result<Expr, Unheld> {
    let prefix = it.path.split_last().map_or(&[][..], |(_, prefix)| prefix);
    let expr = guarded(cx, site, cx.expression(site.table, prefix, said)?);
    let layout = cx.layout(site.table);
    let is_part = |name: &Name| layout.slots_of(&[], prefix).any(|it| it.column == *name);
    let is_whole_missing = |it: &CompositeUse| it.is_nullable && *it.path == *prefix;
    if !layout.composites.iter().any(is_whole_missing) || is_silent_without(&expr, &is_part) {
        return Ok(expr);
    }
    Ok(any(vec![all_null(&telling(layout, &[], prefix)), expr]))
}

/// The place of the attributes of a member of a table.
fn site_of(cx: &Context<'_>, table: LogicalTableId, member: usize) -> Site {
    let plan = cx.homes.plans.get(table.idx());
    let kind = plan.map(|it| it.members[member]).filter(|it| it.standing == Standing::Kind);
    Site { table, guard: kind.and_then(|it| guard(cx, it.entity)), member }
}

/// Whether rows of other kinds have nothing in a column.
fn is_own_column(cx: &Context<'_>, site: &Site, name: &Name) -> bool {
    let slots = &cx.layout(site.table).slots;
    slots.iter().any(|it| it.member == site.member && it.column == *name && !it.is_shared)
}

fn items_of(cx: &Context<'_>, site: &Site, items: &[SaidItem]) -> Result<Vec<IndexItem>, Unheld> {
    let mut res: Vec<IndexItem> = Vec::new();
    for it in items {
        res.extend(item(cx, site.table, it)?);
    }
    Ok(res)
}

/// What an item becomes: an attribute stands for all its columns.
fn item(cx: &Context<'_>, table: LogicalTableId, it: &SaidItem) -> Result<Vec<IndexItem>, Unheld> {
    let exprs = if let ExprKind::Reference(Operand::Attribute(path)) = &it.expr.kind {
        let columns = cx.columns(table, &[], path)?;
        columns.into_iter().map(BaseExpr::reference).collect()
    } else {
        vec![cx.expression(table, &[], &it.expr)?]
    };
    let lowered = |expr: Expr| IndexItem {
        expr,
        collation: it.collation.as_deref().map(Name::new),
        operator_class: it.operator_class.clone(),
        descending: it.descending,
        nulls: it.nulls,
        prefix_length: None,
    };
    Ok(exprs.into_iter().map(lowered).collect())
}

/// The rows a constraint is about.
fn predicate_of(
    cx: &Context<'_>,
    site: &Site,
    predicate: Option<&crate::model::Expr>,
) -> Result<Option<Expr>, Unheld> {
    predicate.map(|it| cx.expression(site.table, &[], it)).transpose()
}

fn is_plain_column(item: &IndexItem) -> bool {
    let is_usual =
        item.collation.is_none() && item.operator_class.is_none() && item.nulls.is_none();
    item.as_column().is_some() && is_usual && !item.descending
}

/// The columns that items are about, each once.
fn columns_of(items: &[IndexItem]) -> Vec<Name> {
    let mut res: Vec<Name> = Vec::new();
    for name in items.iter().flat_map(|it| it.expr.references()) {
        if !res.contains(name) {
            res.push(name.clone());
        }
    }
    res
}

/// The columns that a check is about, each once; not those that only tell the kind.
fn columns_in(expr: &Expr, guard: Option<&Guard>) -> Vec<Name> {
    let mut res: Vec<Name> = Vec::new();
    for name in expr.references() {
        if !res.contains(name) && !guard.is_some_and(|it| it.columns.contains(name)) {
            res.push(name.clone());
        }
    }
    res
}

/// The columns of a plain unique constraint or index, when it is one and in force in every row.
pub(super) fn plain_columns(index: &Index) -> Option<Vec<&Name>> {
    let is_btree = index.method.as_deref().is_none_or(|it| it == "btree");
    let is_everywhere = index.predicate.is_none() && index.only == DialectSet::NONE;
    if !is_btree || !is_everywhere {
        return None;
    }
    Some(index.items.iter().map_while(IndexItem::as_column).collect())
}
