//! The columns that a reference to an entity holds, found in the order in which keys hold keys.

use super::expansion::{Draft, Place, expand};
use super::metadata::settings_of_type;
use super::naming::Aged;
use super::{Context, LogicalTable};
use crate::base::graph::order;
use crate::base::{CompactPush, Expr as BaseExpr, ExprKind, Name};
use crate::model::{AttributeId, AttributePath, AttributeType, EntityGraph, EntityId, Step, Steps};
use crate::schema::{Column, Expr, LogicalType, Settings};

/// The most columns that a key may have: PostgreSQL and MariaDB take 32, MySQL 16. A model whose keys are
/// larger is refused before.
const MOST_KEY_COLUMNS: usize = 32;

/// A column of a key, as those who refer to it need to know it.
#[derive(Debug, Clone)]
pub(super) struct KeyColumn {
    /// The way to it from its entity.
    pub(super) path: Steps,
    /// Further ways to it, through parts of the key that share it.
    pub(super) other_paths: Vec<Steps>,
    pub(super) name: Aged,
    pub(super) ty: LogicalType,
    /// What its type is in one database, where that is not the usual one.
    pub(super) settings: Settings,
    /// Whether its domain has a default, which no reference wants.
    has_domain_default: bool,
}

impl KeyColumn {
    /// A column of a table that is made already.
    pub(super) fn of_column(path: Steps, column: &Column<LogicalType>, cx: &Context<'_>) -> Self {
        let has_domain_default = match &column.ty {
            LogicalType::Domain(idx) => cx.schema.domains[*idx].default.is_some(),
            LogicalType::Scalar(_)
            | LogicalType::Enum(_)
            | LogicalType::Array(_)
            | LogicalType::Native(_) => false,
        };
        KeyColumn {
            path,
            other_paths: Vec::new(),
            name: Aged::new(column.name.clone(), column.was.clone()),
            ty: column.ty.clone(),
            settings: settings_of_type(&column.settings),
            has_domain_default,
        }
    }

    /// The rest of every way to it that starts with `part`.
    pub(super) fn behind<'k>(&'k self, part: &'k [Step]) -> impl Iterator<Item = &'k [Step]> {
        [&self.path].into_iter().chain(&self.other_paths).filter_map(|it| it.strip_prefix(part))
    }

    /// What keeps the default of the domain out of a column that refers.
    pub(super) fn default_of_copy(&self) -> Option<Expr> {
        self.has_domain_default.then(|| BaseExpr::made(ExprKind::Null))
    }
}

/// The key columns of a table, as those who refer to it need to know them.
pub(super) fn of_table(cx: &Context<'_>, table: super::LogicalTableId) -> Vec<KeyColumn> {
    let (layout, table) = (cx.layout(table), cx.table(table));
    let column = |name: &Name| {
        let mut paths = layout.slots.iter().filter(|it| it.column == *name).map(|it| &it.path);
        let path = paths.next().cloned().unwrap_or_default();
        let other_paths = paths.cloned().collect();
        Some(KeyColumn { other_paths, ..KeyColumn::of_column(path, table.column(name)?, cx) })
    };
    key_names(table).iter().filter_map(column).collect()
}

fn key_names(table: &LogicalTable) -> &[Name] {
    table.primary_key.as_ref().map_or(&[], |it| &it.columns)
}

/// Finds the identifier of every entity that has no supertype.
pub(super) fn resolve(cx: &mut Context<'_>) {
    cx.identifiers.resize_with(cx.model.entities.len(), Vec::new);
    let paths: Vec<Option<Vec<AttributePath>>> = cx
        .model
        .entities
        .iter()
        .map(|(id, entity)| entity.supertype.is_none().then(|| cx.model.identifier(id)).flatten())
        .collect();
    let needed: Vec<Vec<AttributeId>> = paths
        .iter()
        .map(|it| needed_attributes(cx.model, it.as_deref().unwrap_or_default()))
        .collect();
    let needs = needs(cx, &needed);
    let order = order(paths.len(), &needs);
    for entity in order.nodes {
        if let Some(paths) = &paths[entity] {
            cx.identifiers[entity] = identifier(cx, paths, &needed[entity]);
        }
    }
}

/// The attributes that have to be expanded to know the columns of `paths`: what they start with, and what
/// shares its columns with these.
fn needed_attributes(model: &EntityGraph, paths: &[AttributePath]) -> Vec<AttributeId> {
    let mut res: Vec<AttributeId> = Vec::new();
    for path in paths {
        if let Some(Step::Attribute(first)) = path.steps.first()
            && !res.contains(first)
        {
            res.push(*first);
        }
    }
    let mut next = 0;
    while let Some(&attribute) = res.get(next) {
        let reference = model.attributes[attribute].reference.iter();
        for shared in reference.flat_map(|it| &it.sharing) {
            if !res.contains(shared) {
                res.push(*shared);
            }
        }
        next += 1;
    }
    res
}

/// Pairs of entities whose first has to know the identifier of the second.
fn needs(cx: &Context<'_>, needed: &[Vec<AttributeId>]) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    let mut pending: Vec<AttributeId> = Vec::new();
    for (entity, attributes) in needed.iter().enumerate() {
        pending.extend(attributes);
        // Composites nest without cycles, yet the same one can be reached on many ways.
        let mut seen: Vec<crate::model::CompositeId> = Vec::new();
        while let Some(attribute) = pending.pop() {
            let mut need = |it: EntityId| res.push((entity, cx.homes.root(it).idx()));
            match &cx.model.attributes[attribute].ty {
                AttributeType::Entity(target) => need(*target),
                AttributeType::Union(union) => {
                    cx.model.unions[*union].alternatives.iter().for_each(|it| need(*it));
                }
                AttributeType::Composite(id) if !seen.contains(id) => {
                    seen.push(*id);
                    pending.extend(&cx.model.composites[*id].attributes);
                }
                AttributeType::Composite(_)
                | AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_)
                | AttributeType::Unknown => {}
            }
        }
    }
    res
}

fn identifier(cx: &Context<'_>, paths: &[AttributePath], needed: &[AttributeId]) -> Vec<KeyColumn> {
    // What is wrong with these attributes is said when they get their table.
    let drafts = expand(cx, needed, Place::default()).drafts;
    let mut res: Vec<KeyColumn> = Vec::new();
    for path in paths {
        for Draft { column, slot } in &drafts {
            if !slot.path.starts_with(&path.steps) {
                continue;
            }
            match res.iter_mut().find(|it| it.name.name == column.name) {
                Some(there) => there.other_paths.push(slot.path.clone()),
                None => res.compact_push(KeyColumn::of_column(slot.path.clone(), column, cx)),
            }
        }
    }
    res.truncate(MOST_KEY_COLUMNS);
    res
}
