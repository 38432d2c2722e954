//! From what one database holds to a scene: tables and views are boxes, foreign keys are lines.

use rustc_hash::FxHashMap;

use super::scene::{
    Cardinality, End, Group, Line, LineKind, Node, NodeKind, Note, Row, RowMark, Scene,
};
use crate::base::Name;
use crate::dialect::{Dialect, expr_text};
use crate::model::{EntityGraph, Metadata};
use crate::schema::{
    Column, ForeignKey, Index, NativeSchema, NativeType, Origin, QualifiedName, Table, View,
};

/// What `schema` looks like in the words of its database. Groups and colours are those of `model`.
pub fn physical(schema: &NativeSchema, dialect: &dyn Dialect, model: &EntityGraph) -> Scene {
    let mut cx = Context { dialect, model, scene: Scene::default(), groups: FxHashMap::default() };
    cx.scene.title = model.name.as_ref().map(|it| format!("{it} ({})", dialect.id().title()));
    let tables: Vec<&Table<NativeType>> = schema.tables.values().collect();
    let places: FxHashMap<&QualifiedName, usize> =
        tables.iter().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
    tables.iter().for_each(|it| cx.table(it));
    schema.views.iter().for_each(|it| cx.view(it));
    for (from, table) in tables.iter().enumerate() {
        for foreign_key in &table.foreign_keys {
            if let Some(&to) = places.get(&foreign_key.target) {
                let line = line((table, from), (tables[to], to), foreign_key);
                cx.scene.lines.push(line);
            }
        }
    }
    cx.scene
}

struct Context<'a> {
    dialect: &'a dyn Dialect,
    model: &'a EntityGraph,
    scene: Scene,
    groups: FxHashMap<(Option<Name>, Option<String>), usize>,
}

impl Context<'_> {
    fn table(&mut self, table: &Table<NativeType>) {
        let metadata = self.metadata(table.origin);
        let group = metadata.and_then(|it| it.group.clone());
        let is_weak = match table.origin {
            Origin::Entity(id) => self.model.is_weak(id),
            Origin::None
            | Origin::Relationship(_)
            | Origin::Attribute(_)
            | Origin::Role(_)
            | Origin::Hierarchy(_)
            | Origin::Lowering => false,
        };
        let color = metadata.and_then(|it| it.color.clone());
        let footer = table.indexes.iter().map(|it| Note::new(self.index(it))).collect();
        let kind = if is_weak { NodeKind::WeakEntity } else { NodeKind::Entity };
        let former = |it: &Name| {
            QualifiedName { namespace: table.name.namespace.clone(), name: it.clone() }.to_string()
        };
        let node = Node {
            was: table.was.iter().map(former).collect(),
            rows: table.columns.iter().map(|it| self.row(table, it)).collect(),
            footer,
            group: self.group(table.name.namespace.as_ref(), group),
            color,
            docs: table.comment.clone(),
            ..Node::new(kind, table.name.name.to_string(), table.name.to_string())
        };
        self.scene.nodes.push(node);
    }

    fn view(&mut self, view: &View<NativeType>) {
        let row = |it: &Column<NativeType>| Row {
            is_nullable: it.is_nullable,
            docs: it.comment.clone(),
            ..Row::new(it.name.to_string(), self.dialect.type_words().written_text(&it.ty))
        };
        let node = Node {
            stereotype: Some("view".to_owned()),
            rows: view.columns.iter().map(row).collect(),
            group: self.group(view.name.namespace.as_ref(), None),
            docs: view.comment.clone(),
            ..Node::new(NodeKind::View, view.name.name.to_string(), view.name.to_string())
        };
        self.scene.nodes.push(node);
    }

    fn row(&self, table: &Table<NativeType>, column: &Column<NativeType>) -> Row {
        let ty = self.dialect.type_words().written_text(&column.ty);
        let ty = if column.is_nullable { format!("{ty} null") } else { ty };
        Row {
            was: column.was.iter().map(Name::to_string).collect(),
            mark: mark(table, &column.name),
            is_nullable: column.is_nullable,
            is_derived: column.generated.is_some(),
            docs: column.comment.clone(),
            ..Row::new(column.name.to_string(), ty)
        }
    }

    /// `unique (lower(email)) where …`
    fn index(&self, index: &Index) -> String {
        let item = |it: &crate::schema::IndexItem| {
            let text = expr_text(&it.expr, self.dialect);
            if it.descending { format!("{text} desc") } else { text }
        };
        let items: Vec<String> = index.items.iter().map(item).collect();
        let kind = if index.is_unique { "unique" } else { "index" };
        let partial = if index.predicate.is_some() { " where …" } else { "" };
        super::svg::paint::shortened(&format!("{kind} ({}){partial}", items.join(", ")), 60)
    }

    fn metadata(&self, origin: Origin) -> Option<&Metadata> {
        match origin {
            Origin::Entity(id) => Some(&self.model.entities[id].metadata),
            Origin::Relationship(id) => Some(&self.model.relationships[id].metadata),
            Origin::Attribute(id) => {
                let owner = match self.model.attributes[id].owner {
                    crate::model::AttributeOwner::Entity(id) => Origin::Entity(id),
                    crate::model::AttributeOwner::Relationship(id) => Origin::Relationship(id),
                    crate::model::AttributeOwner::Composite(_)
                    | crate::model::AttributeOwner::View(_) => Origin::None,
                };
                self.metadata(owner)
            }
            Origin::None | Origin::Role(_) | Origin::Hierarchy(_) | Origin::Lowering => None,
        }
    }

    fn group(&mut self, namespace: Option<&Name>, group: Option<String>) -> Option<usize> {
        let outer = namespace.map(|it| self.group_for((Some(it.clone()), None), it, None));
        match group {
            Some(title) => {
                let key = (namespace.cloned(), Some(title.clone()));
                Some(self.group_for(key, &title, outer))
            }
            None => outer,
        }
    }

    fn group_for(
        &mut self,
        key: (Option<Name>, Option<String>),
        title: &str,
        parent: Option<usize>,
    ) -> usize {
        let groups = &mut self.scene.groups;
        *self.groups.entry(key).or_insert_with(|| {
            groups.push(Group { title: title.to_owned(), parent });
            groups.len() - 1
        })
    }
}

fn mark(table: &Table<NativeType>, column: &Name) -> RowMark {
    let is_key = table.primary_key.as_ref().is_some_and(|it| it.columns.contains(column));
    let refers = table.foreign_keys.iter().any(|it| it.columns.contains(column));
    let is_unique = table.uniques.iter().any(|it| it.columns == [column.clone()]);
    match (is_key, refers) {
        (true, true) => RowMark::KeyReference,
        (true, false) => RowMark::Key,
        (false, true) => RowMark::Reference,
        (false, false) if is_unique => RowMark::Unique,
        (false, false) => RowMark::None,
    }
}

fn line(
    (table, from): (&Table<NativeType>, usize),
    (target, to): (&Table<NativeType>, usize),
    foreign_key: &ForeignKey,
) -> Line {
    let row = |table: &Table<NativeType>, columns: &[Name]| {
        let first = columns.first()?;
        table.columns.iter().position(|it| it.name == *first)
    };
    let is_nullable = |it: &Name| table.column(it).is_some_and(|it| it.is_nullable);
    let is_optional = foreign_key.columns.iter().any(is_nullable);
    let key = table.primary_key.as_ref().map_or(&[][..], |it| &it.columns);
    let is_key = !key.is_empty() && foreign_key.columns.iter().all(|it| key.contains(it));
    let is_same = |columns: &[Name]| {
        columns.len() == foreign_key.columns.len()
            && columns.iter().all(|it| foreign_key.columns.contains(it))
    };
    let is_single = is_same(key) || table.uniques.iter().any(|it| is_same(&it.columns));
    let end = |node, row, cardinality| End { row, cardinality: Some(cardinality), ..End::at(node) };
    let back = if is_single { Cardinality::OPTIONAL } else { Cardinality::ANY };
    let there = if is_optional { Cardinality::OPTIONAL } else { Cardinality::ONE };
    let kind = if is_key { LineKind::Identifying } else { LineKind::Reference };
    let from = end(from, row(table, &foreign_key.columns), back);
    let to = end(to, row(target, &foreign_key.target_columns), there);
    Line { name: Some(foreign_key.name.to_string()), ..Line::new(kind, from, to) }
}
