//! References become foreign keys, with an index each.

use super::collisions::Naming;
use super::conditions::Parts;
use super::entities::made_check;
use super::layout::WantedIndex;
use super::metadata::IndexWish;
use super::{Context, LogicalTableId, diags};
use crate::base::{Deferrable, DialectSet, Name, ReferentialAction, Span};
use crate::model::{AttributeId, AttributePath, EntityId, RoleId, Steps};
use crate::schema::{Check, ForeignKey, Settings};

/// A reference among the columns of a table.
#[derive(Debug, Clone)]
pub(super) struct ReferenceUse {
    pub(super) source: Source,
    /// The way to it, itself included.
    pub(super) path: Steps,
    /// What it refers to; nothing for `references E(a)`.
    pub(super) target: Option<EntityId>,
    pub(super) columns: Vec<Name>,
    /// How many of the columns no other attribute owns.
    pub(super) n_own: usize,
    pub(super) name: Name,
    /// Which of several entities it refers to, when it may be one of several.
    pub(super) alternative: Option<Name>,
    /// Whether it may be missing while what it is a part of is there.
    pub(super) is_optional: bool,
    /// Whether its row means nothing without what it refers to: a junction.
    pub(super) cascades: bool,
    pub(super) index: IndexWish,
    pub(super) only: DialectSet,
}

/// What of the model is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Attribute(AttributeId),
    Role(RoleId),
}

/// The side clauses of a reference.
struct Clauses {
    on_delete: Option<ReferentialAction>,
    on_update: Option<ReferentialAction>,
    deferrable: Option<Deferrable>,
    constraint: Option<(Name, Span)>,
    comment: Option<String>,
    span: Span,
}

/// Adds the foreign keys of the references in a table, and notes the indexes they want.
pub(super) fn foreign_keys(cx: &mut Context<'_>, table: LogicalTableId) {
    for it in std::mem::take(&mut cx.layouts[table.idx()].references) {
        match it.target {
            Some(target) => typed(cx, table, &it, target),
            None => literal(cx, table, &it),
        }
    }
}

fn clauses(cx: &Context<'_>, it: &ReferenceUse) -> Clauses {
    let default = it.cascades.then_some(ReferentialAction::Cascade);
    match it.source {
        Source::Attribute(id) => {
            let attribute = &cx.model.attributes[id];
            let reference = attribute.reference.as_ref();
            Clauses {
                on_delete: reference.and_then(|it| it.on_delete).or(default),
                on_update: reference.and_then(|it| it.on_update),
                deferrable: reference.and_then(|it| it.deferrable),
                constraint: attribute.metadata.constraint.clone(),
                comment: attribute.metadata.constraint_comment.clone(),
                span: attribute.span,
            }
        }
        Source::Role(id) => {
            let role = &cx.model.roles[id];
            Clauses {
                on_delete: role.on_delete.or(default),
                on_update: role.on_update,
                deferrable: role.deferrable,
                constraint: role.metadata.constraint.clone(),
                comment: role.metadata.constraint_comment.clone(),
                span: role.span,
            }
        }
    }
}

/// A reference by type: to the key of the entity, in the table where it lives.
fn typed(cx: &mut Context<'_>, table: LogicalTableId, it: &ReferenceUse, target: EntityId) {
    let Some(home) = cx.homes.table(target) else { return };
    let key = &cx.identifiers[cx.homes.root(target).idx()];
    let target_columns: Vec<Name> = key.iter().map(|it| it.name.name.clone()).collect();
    if target_columns.is_empty() {
        return;
    }
    let clauses = clauses(cx, it);
    if cx.homes.is_kind(target) {
        let entity = &cx.model.entities[target];
        let table = cx.table(home).name.name.clone();
        cx.report_once(diags::unenforced_kind(
            clauses.span,
            &entity.name,
            &table,
            entity.name_span,
        ));
    }
    together(cx, table, it, clauses.span);
    if let Some(name) = index_name(it) {
        let naming = naming(cx, it, name, "idx");
        let (columns, only, span) = (it.columns.clone(), it.only, clauses.span);
        let wanted = WantedIndex { columns, naming, only, span };
        cx.layouts[table.idx()].wanted_indexes.push(wanted);
    }
    add(cx, table, it, home, target_columns, clauses);
}

/// The name that the index is given, if it is; nothing at all when none is wanted.
fn index_name(it: &ReferenceUse) -> Option<Option<(Name, Span)>> {
    match &it.index {
        IndexWish::Made => Some(None),
        IndexWish::Named(name, span) => Some(Some((name.clone(), *span))),
        IndexWish::None => None,
    }
}

/// A name that is given to what a reference brings along, with the entity behind it where there are
/// several.
fn naming(
    cx: &Context<'_>,
    it: &ReferenceUse,
    given: Option<(Name, Span)>,
    suffix: &str,
) -> Naming {
    let given = match (given, &it.alternative) {
        (Some((name, span)), Some(alternative)) => {
            Some((super::naming::joined(&name, alternative), span))
        }
        (given, _) => given,
    };
    match it.source {
        Source::Attribute(id) => cx.attribute_naming(id, given, &it.columns, suffix),
        Source::Role(_) => Naming::new(given, &it.columns, suffix),
    }
}

/// The columns of an optional reference are there together: a foreign key says nothing about half a
/// reference (`match simple`).
fn together(cx: &mut Context<'_>, table: LogicalTableId, it: &ReferenceUse, span: Span) {
    if !it.is_optional || it.alternative.is_some() || it.n_own < 2 {
        return;
    }
    let own = cx.layout(table).slots_of(&[], &it.path).filter(|it| !it.is_shared);
    let mandatory: Vec<Name> = own.map(|it| it.column.clone()).collect();
    if let Some(condition) = (Parts { mandatory, ..Parts::default() }).together() {
        let check = Check { only: it.only, ..made_check(condition, span) };
        cx.add_check(table, Naming::new(None, std::slice::from_ref(&it.name), "check"), check);
    }
}

/// `references E(a)`: to the column of that attribute, and without an index.
fn literal(cx: &mut Context<'_>, table: LogicalTableId, it: &ReferenceUse) {
    let Source::Attribute(id) = it.source else { return };
    let reference = cx.model.attributes[id].reference.as_ref();
    let Some((target, attribute)) = reference.and_then(|it| it.literal) else { return };
    let clauses = clauses(cx, it);
    let path = AttributePath::attribute(attribute);
    let Some((home, target_columns)) = held_together(cx, target, &[path]) else {
        let name = &cx.model.entities[target].name;
        let diagnostic = diags::target_without_table(clauses.span, name);
        cx.report_once(diagnostic);
        return;
    };
    if target_columns.len() != it.columns.len() {
        return;
    }
    add(cx, table, it, home, target_columns, clauses);
}

/// The table of `entity`, or of a supertype, that has columns for all `paths`; and these columns.
pub(super) fn held_together(
    cx: &Context<'_>,
    entity: EntityId,
    paths: &[AttributePath],
) -> Option<(LogicalTableId, Vec<Name>)> {
    cx.model.entity(entity).lineage().find_map(|it| {
        let table = cx.homes.table(it.id)?;
        let mut res = Vec::new();
        for path in paths {
            res.extend(cx.columns(table, &[], path).ok()?);
        }
        Some((table, res))
    })
}

fn add(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    it: &ReferenceUse,
    home: LogicalTableId,
    target_columns: Vec<Name>,
    clauses: Clauses,
) {
    let naming = naming(cx, it, clauses.constraint, "fkey");
    let foreign_key = ForeignKey {
        name: Name::default(),
        columns: it.columns.clone(),
        target: cx.table(home).name.clone(),
        target_columns,
        match_full: false,
        on_delete: clauses.on_delete.unwrap_or(ReferentialAction::NoAction),
        on_update: clauses.on_update.unwrap_or(ReferentialAction::NoAction),
        deferrable: clauses.deferrable,
        is_validated: true,
        comment: clauses.comment,
        settings: Settings::new(),
        only: it.only,
        span: clauses.span,
    };
    cx.add_foreign_key(table, naming, foreign_key);
}
