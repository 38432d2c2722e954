//! `@from(Vehicle.country)`: what is there already and fills a new table or column, by its names in the database.

use rustc_hash::FxHashMap;

use super::naming::{attribute as attribute_name, fit, numbered};
use super::stored;
use super::{Context, LogicalTableId};
use crate::base::{Name, snake_case};
use crate::model::{AttributeId, EntityId, Metadata, NamespaceId, Step};
use crate::schema::{Origin, QualifiedName, RowSource};

/// Entities by their schema and name.
type Entities<'m> = FxHashMap<(Option<NamespaceId>, &'m Name), EntityId>;

/// Gives tables and columns what fills them.
pub(super) fn lower(cx: &mut Context<'_>) {
    let model = cx.model;
    if !model.has_sources {
        stored::implied(cx);
        return;
    }
    let named = model.entities.iter().map(|(id, it)| ((it.namespace, &it.name), id));
    let entities: Entities<'_> = named.collect();
    for table in cx.schema.tables.ids() {
        cx.schema.tables[table].from = match cx.table(table).origin {
            Origin::Entity(id) => sources(cx, &entities, &model.entities[id].metadata),
            Origin::Relationship(id) => sources(cx, &entities, &model.relationships[id].metadata),
            Origin::Attribute(id) => sources(cx, &entities, &model.attributes[id].metadata),
            Origin::None | Origin::Role(_) | Origin::Hierarchy(_) | Origin::Lowering => Vec::new(),
        };
        of_columns(cx, &entities, table);
    }
    stored::implied(cx);
}

/// A column is filled when it is all that its attribute becomes.
fn of_columns(cx: &mut Context<'_>, entities: &Entities<'_>, table: LogicalTableId) {
    for idx in 0..cx.table(table).columns.len() {
        let item = cx.table(table);
        let Origin::Attribute(id) = item.columns[idx].origin else { continue };
        let n_columns = item.columns.iter().filter(|it| it.origin == Origin::Attribute(id)).count();
        if n_columns == 1 && item.origin != Origin::Attribute(id) {
            let from = sources(cx, entities, &cx.model.attributes[id].metadata);
            cx.schema.tables[table].columns[idx].from = from;
        }
    }
}

fn sources(cx: &Context<'_>, entities: &Entities<'_>, metadata: &Metadata) -> Vec<RowSource> {
    metadata.from.iter().filter_map(|it| source(cx, entities, it)).collect()
}

/// What a name of one to three parts means: what is in the model by the name it has there, what is gone by
/// the name it would have.
fn source(cx: &Context<'_>, entities: &Entities<'_>, names: &[Name]) -> Option<RowSource> {
    let (first, rest) = names.split_first()?;
    let namespaces = cx.model.namespaces.iter();
    let namespace = namespaces.filter(|(_, it)| it.name == *first).map(|it| it.0).next();
    let (namespace, entity, rest) = match (namespace, rest.split_first()) {
        (Some(namespace), Some((entity, rest))) => (Some(namespace), entity, rest),
        (Some(_) | None, _) => (None, first, rest),
    };
    let Some(&id) = entities.get(&(namespace, entity)) else {
        let name = fit(&numbered(&snake_case(entity), cx.options));
        let table = QualifiedName { namespace: cx.namespace(namespace), name };
        return Some(RowSource::said(table, rest.first().map(|it| fit(&snake_case(it)))));
    };
    let table = match cx.homes.table(id) {
        Some(table) => cx.table(table).name.clone(),
        None => cx.entity_table(id).0,
    };
    Some(RowSource::said(table, rest.first().map(|it| column(cx, id, it))))
}

/// The column of an attribute of an entity.
fn column(cx: &Context<'_>, entity: EntityId, name: &Name) -> Name {
    let attributes = cx.model.entity(entity).lineage().flat_map(|it| it.get().attributes.iter());
    let is_it = |id: &&AttributeId| cx.model.attributes[**id].name == *name;
    let Some(&attribute) = attributes.into_iter().find(is_it) else {
        return fit(&snake_case(name));
    };
    let table = cx.homes.table(entity);
    let columns = table.map(|it| cx.layout(it).columns_of(&[], &[Step::Attribute(attribute)]));
    match columns.as_deref() {
        Some([only]) => only.clone(),
        Some(_) | None => attribute_name(&cx.model.attributes[attribute]).name,
    }
}
