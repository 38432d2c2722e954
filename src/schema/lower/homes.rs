//! Which table holds which entity: one for each, or fewer or more where a hierarchy says so.
//!
//! An entity whose subtypes are stored separately and which has no instances but theirs is *dissolved*: it
//! has no table, and what it says is said again in the tables of its subtypes.

use super::layout::Layout;
use super::{Context, LogicalTable, LogicalTableId, diags};
use crate::model::{EntityGraph, EntityId, Hierarchy, HierarchyId, HierarchyStorage, Totality};
use crate::schema::Origin;

/// How many supertypes a table can take columns from.
const MOST_LEVELS: usize = 256;

/// Which table holds which entity.
#[derive(Debug, Default)]
pub(super) struct Homes {
    /// The top of the hierarchy of each entity; itself where there is none.
    pub(super) roots: Vec<EntityId>,
    /// The groups that each entity belongs to as a subtype, with its place in them.
    pub(super) groups: Vec<Vec<(HierarchyId, usize)>>,
    /// The plan of the table that holds each entity.
    pub(super) plan_of: Vec<Option<usize>>,
    /// The tables of entities, supertypes before subtypes.
    pub(super) plans: Vec<Plan>,
}

/// A table for entities.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) table: LogicalTableId,
    /// The entity that it is named after.
    pub(super) entity: EntityId,
    /// The entities whose attributes are in it, supertypes before subtypes.
    pub(super) members: Vec<Member>,
    /// The table of the supertype, whose key its rows share.
    pub(super) attachment: Option<Attachment>,
}

/// An entity in a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) entity: EntityId,
    pub(super) standing: Standing,
}

/// How an entity stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Every row is one of it.
    Own,
    /// Every row is one of it, and other tables hold some as well.
    Inherited,
    /// Some rows are.
    Kind,
}

/// Rows of a table are rows of another table as well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attachment {
    /// The table of the supertype.
    pub(super) to: LogicalTableId,
    /// The subtype that its rows are of, as a member of its groups.
    pub(super) subtype: EntityId,
}

impl Homes {
    /// The table that holds `entity`, if one does.
    pub(super) fn table(&self, entity: EntityId) -> Option<LogicalTableId> {
        Some(self.plan(entity)?.table)
    }

    /// The plan of the table that holds `entity`.
    pub(super) fn plan(&self, entity: EntityId) -> Option<&Plan> {
        self.plan_of[entity.idx()].map(|it| &self.plans[it])
    }

    /// The entities that live in a table, supertypes before subtypes; none where it is for something else.
    pub(super) fn members(&self, table: LogicalTableId) -> &[Member] {
        // The tables of entities are made first, one for each plan.
        self.plans.get(table.idx()).map_or(&[], |it| &it.members)
    }

    /// The place of `entity` among the members of its table.
    pub(super) fn member(&self, entity: EntityId) -> Option<usize> {
        self.plan(entity)?.members.iter().rposition(|it| it.entity == entity)
    }

    /// Whether `entity` shares a table with others that it is no supertype of.
    pub(super) fn is_kind(&self, entity: EntityId) -> bool {
        let plan = self.plan(entity);
        plan.is_some_and(|it| it.entity != entity)
    }

    pub(super) fn root(&self, entity: EntityId) -> EntityId {
        self.roots[entity.idx()]
    }
}

/// Whether every instance is an instance of a subtype in this group.
pub(super) fn is_total(model: &EntityGraph, group: &Hierarchy) -> bool {
    let supertype = &model.entities[group.supertype];
    group.totality == Totality::Total || supertype.is_abstract && supertype.hierarchies.len() == 1
}

/// Decides where each entity lives, and makes its table.
pub(super) fn plan(cx: &mut Context<'_>) {
    let n_entities = cx.model.entities.len();
    cx.homes = Homes {
        roots: cx.model.entities.ids().collect(),
        groups: vec![Vec::new(); n_entities],
        plan_of: vec![None; n_entities],
        plans: Vec::with_capacity(n_entities),
    };
    let n_tables = n_entities + cx.model.relationships.len() + cx.model.many.len();
    cx.schema.tables.reserve(n_tables);
    cx.layouts.reserve_exact(n_tables);
    for (id, group) in cx.model.hierarchies.iter() {
        for (place, subtype) in group.subtypes.iter().enumerate() {
            cx.homes.groups[subtype.idx()].push((id, place));
        }
    }
    for entity in supertypes_first(cx.model) {
        if let Some(supertype) = cx.model.entities[entity].supertype {
            cx.homes.roots[entity.idx()] = cx.homes.root(supertype);
        }
        settle(cx, entity);
    }
}

/// All entities, none before its supertype; otherwise in the order of the model.
fn supertypes_first(model: &EntityGraph) -> Vec<EntityId> {
    let mut subtypes: Vec<Vec<EntityId>> = vec![Vec::new(); model.entities.len()];
    let mut res = Vec::with_capacity(model.entities.len());
    for (id, entity) in model.entities.iter() {
        match entity.supertype {
            Some(supertype) => subtypes[supertype.idx()].push(id),
            None => res.push(id),
        }
    }
    let mut next = 0;
    while let Some(&entity) = res.get(next) {
        res.append(&mut subtypes[entity.idx()]);
        next += 1;
    }
    res
}

fn settle(cx: &mut Context<'_>, entity: EntityId) {
    let supertype = cx.model.entities[entity].supertype;
    let home = supertype.and_then(|it| cx.homes.plan_of[it.idx()]);
    match (storage(cx, entity), home) {
        (Some(HierarchyStorage::Single), Some(plan)) if !is_dissolved(cx.model, entity) => {
            cx.homes.plans[plan].members.push(Member { entity, standing: Standing::Kind });
            cx.homes.plan_of[entity.idx()] = Some(plan);
        }
        _ if is_dissolved(cx.model, entity) => {}
        _ => add_table(cx, entity),
    }
}

/// How the rows of an entity are kept beside those of its supertype.
fn storage(cx: &Context<'_>, entity: EntityId) -> Option<HierarchyStorage> {
    cx.model.entities[entity].supertype?;
    let group = cx.homes.groups[entity.idx()].first();
    Some(group.map_or(HierarchyStorage::Joined, |(it, _)| cx.model.hierarchies[*it].storage))
}

fn is_dissolved(model: &EntityGraph, entity: EntityId) -> bool {
    let entity = &model.entities[entity];
    let mut groups = entity.hierarchies.iter().map(|&it| &model.hierarchies[it]);
    groups.any(|it| {
        it.storage == HierarchyStorage::Separate && (entity.is_abstract || is_total(model, it))
    })
}

fn add_table(cx: &mut Context<'_>, entity: EntityId) {
    let (name, was) = cx.entity_table(entity);
    let item = &cx.model.entities[entity];
    let mut table = LogicalTable::new(name, Origin::Entity(entity), item.name_span);
    table.comment = item.docs.clone();
    table.settings = super::metadata::settings(&item.metadata);
    table.only = item.metadata.only;
    table.was = was;
    let (carried, attachment) = lineage(cx, entity);
    let member = |it: EntityId| Member {
        entity: it,
        standing: if it == entity { Standing::Own } else { Standing::Inherited },
    };
    let table = cx.schema.tables.alloc(table);
    cx.layouts.push(Layout::default());
    let members = carried.into_iter().map(member).collect();
    cx.homes.plan_of[entity.idx()] = Some(cx.homes.plans.len());
    cx.homes.plans.push(Plan { table, entity, members, attachment });
}

/// The entities whose attributes the table of `entity` takes over, itself last, and the table above them.
fn lineage(cx: &mut Context<'_>, entity: EntityId) -> (Vec<EntityId>, Option<Attachment>) {
    let mut res = vec![entity];
    let mut subtype = entity;
    while let Some(supertype) = cx.model.entities[subtype].supertype {
        let home = cx.homes.table(supertype);
        let is_separate = storage(cx, subtype) == Some(HierarchyStorage::Separate);
        // Rows of a kind are in the table of its supertype whatever its own subtypes do.
        if let Some(to) = home.filter(|_| !is_separate || cx.homes.is_kind(supertype)) {
            res.reverse();
            return (res, Some(Attachment { to, subtype }));
        }
        if res.len() == MOST_LEVELS {
            let item = &cx.model.entities[entity];
            cx.diagnostics.push(diags::too_many_levels(item.name_span, &item.name, MOST_LEVELS));
            break;
        }
        res.push(supertype);
        subtype = supertype;
    }
    res.reverse();
    (res, None)
}
