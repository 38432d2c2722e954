//! Hierarchies: what holds the rows of a kind to what their kind may have, and what no table can hold.

use super::collisions::Naming;
use super::conditions::{Parts, all, any, compare, equals, not};
use super::discriminators::{self, Discriminator};
use super::entities::{constant, made_check};
use super::homes::{Member, Standing, is_total};
use super::layout::{Layout, Slot};
use super::{Context, LogicalTableId, diags};
use crate::base::{BinaryOp, Expr as BaseExpr, ExprKind, Name, NaryOp, Span};
use crate::model::{
    AttributeId, AttributePath, Disjointness, EntityId, Hierarchy, HierarchyId, HierarchyStorage,
};
use crate::schema::Expr;

/// Which rows are of a kind.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    /// The row is of the kind; true or false, never null.
    pub(super) holds: Expr,
    /// The row is not of the kind; true or false, never null.
    pub(super) fails: Expr,
    /// The row is of the kind, for an index: null does as well as false.
    pub(super) predicate: Expr,
    /// What the conditions look at.
    pub(super) columns: Vec<Name>,
}

/// Which rows of its table are of `entity`, when some are not.
pub(super) fn guard(cx: &Context<'_>, entity: EntityId) -> Option<Guard> {
    let mut conditions: Vec<(Expr, Expr, Expr)> = Vec::new();
    let mut columns: Vec<Name> = Vec::new();
    for &(group, place) in &cx.homes.groups[entity.idx()] {
        match cx.discriminators[group.idx()].as_ref()? {
            Discriminator::Column { name, is_nullable, labels, .. } => {
                let (same, other) = if *is_nullable {
                    (BinaryOp::NotDistinct, BinaryOp::Distinct)
                } else {
                    (BinaryOp::Equal, BinaryOp::NotEqual)
                };
                let label = &labels[place];
                let condition =
                    (compare(same, name, label), compare(other, name, label), equals(name, label));
                conditions.push(condition);
                columns.push(name.clone());
            }
            Discriminator::Flags(flags) => {
                let flag: Expr = BaseExpr::reference(flags[place].clone());
                conditions.push((flag.clone(), not(flag.clone()), flag));
                columns.push(flags[place].clone());
            }
        }
    }
    if conditions.is_empty() {
        return None;
    }
    let mut holds = Vec::new();
    let mut fails = Vec::new();
    let mut predicate = Vec::new();
    for (a, b, c) in conditions {
        holds.push(a);
        fails.push(b);
        predicate.push(c);
    }
    Some(Guard { holds: all(holds), fails: any(fails), predicate: all(predicate), columns })
}

/// Adds the checks that hierarchies need in a table.
pub(super) fn checks(cx: &mut Context<'_>, table: LogicalTableId) {
    for idx in 0..cx.homes.members(table).len() {
        let member = cx.homes.members(table)[idx];
        if member.standing == Standing::Kind {
            kind(cx, table, member, idx);
        }
        flags_of_total(cx, table, member);
        fixed_attributes(cx, table, member);
    }
}

/// Says what of hierarchies no check holds.
pub(super) fn report(cx: &mut Context<'_>) {
    for id in cx.model.hierarchies.ids() {
        report_unenforced(cx, id);
    }
}

/// Rows of a kind have what it must have; other rows have nothing of it.
fn kind(cx: &mut Context<'_>, table: LogicalTableId, member: Member, idx: usize) {
    let Some(guard) = guard(cx, member.entity) else { return };
    let parts = parts_of_member(cx, table, member, idx);
    let span = cx.model.entities[member.entity].name_span;
    let mut conditions: Vec<Expr> = Vec::new();
    match (parts.present(), parts.absent()) {
        (Some(present), Some(absent)) => conditions.push(any(vec![
            all(vec![guard.holds.clone(), present]),
            all(vec![guard.fails, absent]),
        ])),
        (_, Some(absent)) => conditions.push(any(vec![guard.holds.clone(), absent])),
        (_, None) => {}
    }
    for flag in nested_flags(cx, member.entity) {
        conditions.push(any(vec![guard.holds.clone(), not(BaseExpr::reference(flag))]));
    }
    if !conditions.is_empty() {
        let stem = cx.entity_stem(member.entity).name;
        let naming = Naming::new(None, &[stem], "check");
        cx.add_check(table, naming, made_check(all(conditions), span));
    }
}

/// What belongs to one kind alone.
fn parts_of_member(cx: &Context<'_>, table: LogicalTableId, member: Member, idx: usize) -> Parts {
    let slots = |it: &&Slot| it.member == idx && !it.is_shared && !it.is_derived;
    let layout = cx.layout(table);
    let mut res = parts(layout, layout.slots.iter().filter(slots), 0);
    for &group in &cx.model.entities[member.entity].hierarchies {
        if let Some(Discriminator::Column { name, is_made: true, .. }) =
            &cx.discriminators[group.idx()]
        {
            match is_total(cx.model, &cx.model.hierarchies[group]) {
                true => res.mandatory.push(name.clone()),
                false => res.optional.push(name.clone()),
            }
        }
    }
    res
}

/// Sorts columns by whether they must be there when what `depth` steps lead to is there.
pub(super) fn parts<'a>(
    layout: &Layout,
    slots: impl Iterator<Item = &'a Slot>,
    depth: usize,
) -> Parts {
    let mut res = Parts::default();
    let mut unions: Vec<usize> = Vec::new();
    for slot in slots {
        let is_mandatory = slot.optional_until <= depth;
        match slot.union {
            Some(union) if is_mandatory => {
                if !unions.contains(&union) {
                    unions.push(union);
                    res.choices.push(layout.unions[union].alternatives.concat());
                }
            }
            None if is_mandatory => res.mandatory.push(slot.column.clone()),
            Some(_) | None => res.optional.push(slot.column.clone()),
        }
    }
    res
}

/// The flags that tell the subtypes of a kind apart.
fn nested_flags(cx: &Context<'_>, entity: EntityId) -> Vec<Name> {
    let groups = cx.model.entities[entity].hierarchies.iter();
    let flags = groups.filter_map(|it| match &cx.discriminators[it.idx()] {
        Some(Discriminator::Flags(flags)) => Some(flags.clone()),
        Some(Discriminator::Column { .. }) | None => None,
    });
    flags.flatten().collect()
}

/// In a total group one flag at least is set.
fn flags_of_total(cx: &mut Context<'_>, table: LogicalTableId, member: Member) {
    for &id in &cx.model.entities[member.entity].hierarchies {
        let group = &cx.model.hierarchies[id];
        let Some(Discriminator::Flags(flags)) = &cx.discriminators[id.idx()] else { continue };
        if !is_total(cx.model, group) || flags.is_empty() {
            continue;
        }
        let set = flags.iter().map(|it| BaseExpr::reference(it.clone())).collect();
        let mut condition: Expr = BaseExpr::joined(NaryOp::Or, set);
        if let Some(guard) = guard(cx, member.entity).filter(|_| member.standing == Standing::Kind)
        {
            condition = any(vec![guard.fails, condition]);
        }
        let (stem, span) = (cx.entity_stem(member.entity).name, group.span);
        let naming = Naming::new(None, &[stem, Name::new_static("kind")], "check");
        cx.add_check(table, naming, made_check(condition, span));
    }
}

/// Where subtypes have tables of their own, the attribute that names them says the same in every row, and
/// names none of them in the table of the supertype.
fn fixed_attributes(cx: &mut Context<'_>, table: LogicalTableId, member: Member) {
    if member.standing == Standing::Kind {
        return;
    }
    for &(id, place) in &cx.homes.groups[member.entity.idx()].clone() {
        let group = &cx.model.hierarchies[id];
        let Some((column, labels)) = separate_column(cx, table, group) else { continue };
        let columns = &mut cx.schema.tables[table].columns;
        for it in columns.iter_mut().filter(|it| it.name == column) {
            it.default = Some(Box::new(BaseExpr::string(labels[place].clone())));
        }
        let condition = equals(&column, &labels[place]);
        constant(cx, table, &column, condition, (member.entity, group.span));
    }
    for &id in &cx.model.entities[member.entity].hierarchies {
        let group = &cx.model.hierarchies[id];
        let Some((column, labels)) = separate_column(cx, table, group) else { continue };
        if member.standing == Standing::Own {
            let condition = BaseExpr::made(ExprKind::In {
                operand: Box::new(BaseExpr::reference(column.clone())),
                list: labels.into_iter().map(BaseExpr::string).collect(),
                negated: true,
            });
            let naming = Naming::new(None, &[column], "check");
            cx.add_check(table, naming, made_check(condition, group.span));
        }
    }
}

/// The column that names the subtypes of a group that is stored separately, and what it calls them.
fn separate_column(
    cx: &Context<'_>,
    table: LogicalTableId,
    group: &Hierarchy,
) -> Option<(Name, Vec<Name>)> {
    let attribute: AttributeId =
        group.discriminator.filter(|_| group.storage == HierarchyStorage::Separate)?;
    let path = AttributePath::attribute(attribute);
    let column = cx.layout(table).columns_of(&[], &path.steps).into_iter().next()?;
    Some((column, discriminators::labels(cx, group, attribute)?))
}

/// What a database does not see to in a group of subtypes.
fn report_unenforced(cx: &mut Context<'_>, id: HierarchyId) {
    let group = &cx.model.hierarchies[id];
    let supertype = &cx.model.entities[group.supertype];
    let is_disjoint = group.disjointness == Disjointness::Disjoint && group.subtypes.len() > 1;
    let (problem, because): (String, Span) = match group.storage {
        HierarchyStorage::Joined if is_total(cx.model, group) => {
            let name = &supertype.name;
            let problem = format!("no table holds that every `{name}` is one of its subtypes");
            (problem, supertype.name_span)
        }
        HierarchyStorage::Separate if is_disjoint => {
            let problem = "no key spans the tables of these subtypes, so two of them can hold one";
            (format!("{problem} `{}`", supertype.name), supertype.name_span)
        }
        HierarchyStorage::Joined | HierarchyStorage::Single | HierarchyStorage::Separate => return,
    };
    cx.report(diags::unenforced_subtypes(group.span, problem, because));
}
