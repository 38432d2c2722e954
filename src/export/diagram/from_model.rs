//! From the entity graph to a scene: entities and relationships are boxes, references and roles lines.

use rustc_hash::FxHashMap;

use super::scene::{Cardinality, End, Group, Line, LineKind, Node, NodeKind, Row, RowMark, Scene};
use super::type_words::type_text;
use crate::base::Name;
use crate::model::{
    Attribute, AttributeId, AttributePath, AttributeType, EntityGraph, EntityId, Metadata,
    NamespaceId, QuantifierKind, RelationshipId, RoleId, Step, UnionId, ViewId,
};

/// What `model` looks like.
pub fn scene(model: &EntityGraph) -> Scene {
    build(model, Relationships::Lines)
}

/// The same with a box for every relationship: entities, unions, views and relationships, in this order.
pub fn scene_of_all(model: &EntityGraph) -> Scene {
    build(model, Relationships::Boxes)
}

/// How relationships of two without attributes are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relationships {
    Lines,
    Boxes,
}

fn build(model: &EntityGraph, relationships: Relationships) -> Scene {
    let mut cx = Context {
        model,
        relationships,
        scene: Scene { title: model.name.as_ref().map(Name::to_string), ..Scene::default() },
        groups: FxHashMap::default(),
        entities: FxHashMap::default(),
        unions: FxHashMap::default(),
        rows: FxHashMap::default(),
    };
    model.entities.ids().for_each(|it| cx.entity(it));
    model.unions.ids().for_each(|it| cx.union(it));
    model.views.ids().for_each(|it| cx.view(it));
    model.entities.ids().for_each(|it| cx.lines_of_entity(it));
    model.unions.ids().for_each(|it| cx.lines_of_union(it));
    model.relationships.ids().for_each(|it| cx.relationship(it));
    cx.scene
}

struct Context<'a> {
    model: &'a EntityGraph,
    relationships: Relationships,
    scene: Scene,
    groups: FxHashMap<(Option<NamespaceId>, Option<String>), usize>,
    entities: FxHashMap<EntityId, usize>,
    unions: FxHashMap<UnionId, usize>,
    /// The row of an attribute in the box of an entity or relationship.
    rows: FxHashMap<(usize, AttributeId), usize>,
}

impl Context<'_> {
    fn entity(&mut self, id: EntityId) {
        let entity = &self.model.entities[id];
        let kind = if self.model.is_weak(id) { NodeKind::WeakEntity } else { NodeKind::Entity };
        let node = self.scene.nodes.len();
        let group = self.group(entity.namespace, &entity.metadata);
        self.scene.nodes.push(Node {
            title: entity.name.to_string(),
            anchor: self.anchor(entity.namespace, &entity.name),
            stereotype: entity.is_abstract.then(|| "abstract".to_owned()),
            kind,
            rows: Vec::new(),
            footer: Vec::new(),
            badges: Vec::new(),
            group,
            color: entity.metadata.color.clone(),
            docs: entity.docs.clone(),
        });
        self.entities.insert(id, node);
        let key: Vec<AttributeId> =
            entity.key.iter().flat_map(|it| &it.attributes).filter_map(first).collect();
        for &attribute in &entity.attributes {
            self.rows_of(node, attribute, key.contains(&attribute), 0);
        }
    }

    /// The row of an attribute, and those of its parts below it.
    fn rows_of(&mut self, node: usize, id: AttributeId, is_key: bool, depth: usize) {
        let attribute = &self.model.attributes[id];
        let row = Row {
            name: attribute.name.to_string(),
            ty: type_text(self.model, attribute),
            mark: mark(attribute, is_key),
            is_nullable: attribute.quantifier == QuantifierKind::Optional,
            is_derived: attribute.derived.is_some(),
            depth,
            docs: attribute.docs.clone(),
        };
        let rows = &mut self.scene.nodes[node].rows;
        self.rows.insert((node, id), rows.len());
        rows.push(row);
        if let AttributeType::Composite(composite) = attribute.ty {
            for &part in &self.model.composites[composite].attributes {
                self.rows_of(node, part, false, depth + 1);
            }
        }
    }

    fn view(&mut self, id: ViewId) {
        let view = &self.model.views[id];
        let node = self.scene.nodes.len();
        let group = self.group(view.namespace, &view.metadata);
        self.scene.nodes.push(Node {
            title: view.name.to_string(),
            anchor: self.anchor(view.namespace, &view.name),
            stereotype: Some("view".to_owned()),
            kind: NodeKind::View,
            rows: Vec::new(),
            footer: Vec::new(),
            badges: Vec::new(),
            group,
            color: view.metadata.color.clone(),
            docs: view.docs.clone(),
        });
        for &attribute in &view.attributes {
            self.rows_of(node, attribute, false, 0);
        }
    }

    fn union(&mut self, id: UnionId) {
        let union = &self.model.unions[id];
        let group = self.group(union.namespace, &union.metadata);
        self.unions.insert(id, self.scene.nodes.len());
        self.scene.nodes.push(Node {
            title: union.name.to_string(),
            anchor: self.anchor(union.namespace, &union.name),
            stereotype: Some("union".to_owned()),
            kind: NodeKind::Union,
            rows: Vec::new(),
            footer: Vec::new(),
            badges: Vec::new(),
            group,
            color: union.metadata.color.clone(),
            docs: union.docs.clone(),
        });
    }

    fn lines_of_union(&mut self, id: UnionId) {
        let from = self.unions[&id];
        for alternative in &self.model.unions[id].alternatives {
            let to = end(self.entities[alternative], None, None);
            let from = end(from, None, None);
            self.scene.lines.push(Line {
                from,
                to,
                kind: LineKind::Alternative,
                label: None,
                name: None,
            });
        }
    }

    fn lines_of_entity(&mut self, id: EntityId) {
        let node = self.entities[&id];
        let entity = &self.model.entities[id];
        for &attribute in &entity.attributes {
            self.reference(node, attribute, entity.key.as_ref().map_or(&[], |it| &it.attributes));
        }
        for foreign_key in &entity.foreign_keys {
            let row = foreign_key.attributes.first().and_then(first);
            let row = row.and_then(|it| self.rows.get(&(node, it)).copied());
            let is_optional = foreign_key
                .attributes
                .iter()
                .filter_map(first)
                .any(|it| self.model.attributes[it].quantifier == QuantifierKind::Optional);
            let to = Some(if is_optional { Cardinality::OPTIONAL } else { Cardinality::ONE });
            let target = self.entities[&foreign_key.target];
            let target_row = foreign_key.target_attributes.first().and_then(first);
            let target_row = target_row.and_then(|it| self.rows.get(&(target, it)).copied());
            self.scene.lines.push(Line {
                from: end(node, row, Some(Cardinality::ANY)),
                to: end(target, target_row, to),
                kind: LineKind::Reference,
                label: None,
                name: foreign_key.name.as_ref().map(Name::to_string),
            });
        }
        if let Some(supertype) = entity.supertype {
            let (from, to) = (end(node, None, None), end(self.entities[&supertype], None, None));
            self.scene.lines.push(Line {
                from,
                to,
                kind: LineKind::Subtype,
                label: None,
                name: None,
            });
        }
    }

    /// The line of an attribute that refers, or of the parts of a composite that do.
    fn reference(&mut self, node: usize, id: AttributeId, key: &[AttributePath]) {
        let attribute = &self.model.attributes[id];
        let literal = attribute.reference.as_ref().and_then(|it| it.literal);
        let (target, target_row) = match &attribute.ty {
            AttributeType::Entity(target) => (self.entities[target], self.key_row(*target)),
            AttributeType::Union(target) => (self.unions[target], None),
            AttributeType::Composite(composite) => {
                for &part in &self.model.composites[*composite].attributes {
                    self.reference(node, part, &[]);
                }
                return;
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => match literal {
                Some((target, referred)) => {
                    let target = self.entities[&target];
                    (target, self.rows.get(&(target, referred)).copied())
                }
                None => return,
            },
        };
        let in_key = key.iter().any(|it| first(it) == Some(id));
        let is_many = attribute.quantifier.max() != Some(1);
        let is_whole_key = in_key && key.len() == 1;
        let back = if is_many {
            Cardinality::ANY
        } else if attribute.is_unique || is_whole_key {
            Cardinality::OPTIONAL
        } else {
            Cardinality::ANY
        };
        let (min, max) = (attribute.quantifier.min(), attribute.quantifier.max());
        let inverse = attribute.reference.as_ref().and_then(|it| it.inverse.as_ref());
        let row = self.rows.get(&(node, id)).copied();
        self.scene.lines.push(Line {
            from: End {
                label: inverse.map(|(name, _)| name.to_string()),
                ..end(node, row, Some(back))
            },
            to: end(target, target_row, Some(Cardinality { min, max })),
            kind: if in_key { LineKind::Identifying } else { LineKind::Reference },
            label: None,
            name: Some(attribute.name.to_string()),
        });
    }

    /// The row of the first attribute of an entity's key.
    fn key_row(&self, entity: EntityId) -> Option<usize> {
        let key = self.model.entities[entity].key.as_ref()?;
        let attribute = key.attributes.first().and_then(first)?;
        self.rows.get(&(self.entities[&entity], attribute)).copied()
    }

    fn relationship(&mut self, id: RelationshipId) {
        let relationship = &self.model.relationships[id];
        let is_plain = relationship.roles.len() == 2 && relationship.attributes.is_empty();
        if is_plain && self.relationships == Relationships::Lines {
            return self.plain_relationship(id);
        }
        let node = self.scene.nodes.len();
        let group = self.group(relationship.namespace, &relationship.metadata);
        self.scene.nodes.push(Node {
            title: relationship.name.to_string(),
            anchor: self.anchor(relationship.namespace, &relationship.name),
            stereotype: None,
            kind: NodeKind::Relationship,
            rows: Vec::new(),
            footer: Vec::new(),
            badges: Vec::new(),
            group,
            color: relationship.metadata.color.clone(),
            docs: relationship.docs.clone(),
        });
        for &attribute in &relationship.attributes {
            self.rows_of(node, attribute, self.model.attributes[attribute].is_key, 0);
        }
        for &attribute in &relationship.attributes {
            self.reference(node, attribute, &[]);
        }
        for &role in &relationship.roles {
            let (from, to) = (end(node, None, None), self.role_end(role));
            self.scene.lines.push(Line { from, to, kind: LineKind::Role, label: None, name: None });
        }
    }

    /// A relationship of two without attributes is a line with its name.
    fn plain_relationship(&mut self, id: RelationshipId) {
        let relationship = &self.model.relationships[id];
        let (from, to) =
            (self.role_end(relationship.roles[0]), self.role_end(relationship.roles[1]));
        let label = Some(relationship.name.to_string());
        self.scene.lines.push(Line { from, to, kind: LineKind::Role, label, name: None });
    }

    fn role_end(&self, id: RoleId) -> End {
        let role = &self.model.roles[id];
        let cardinality = Cardinality { min: role.quantifier.min(), max: role.quantifier.max() };
        let label = role.name.as_ref().map(Name::to_string);
        End { label, ..end(self.entities[&role.entity], None, Some(cardinality)) }
    }

    /// A name with that of its schema before it.
    fn anchor(&self, namespace: Option<NamespaceId>, name: &Name) -> String {
        match namespace {
            Some(namespace) => format!("{}.{name}", self.model.namespaces[namespace].name),
            None => name.to_string(),
        }
    }

    /// The innermost group of a declaration: its `@group` inside its schema.
    fn group(&mut self, namespace: Option<NamespaceId>, metadata: &Metadata) -> Option<usize> {
        let model = self.model;
        let of_namespace = namespace.map(|it| {
            let title = model.namespaces[it].name.to_string();
            self.group_for((namespace, None), title, None)
        });
        match &metadata.group {
            Some(title) => {
                let key = (namespace, Some(title.clone()));
                Some(self.group_for(key, title.clone(), of_namespace))
            }
            None => of_namespace,
        }
    }

    fn group_for(
        &mut self,
        key: (Option<NamespaceId>, Option<String>),
        title: String,
        parent: Option<usize>,
    ) -> usize {
        let groups = &mut self.scene.groups;
        *self.groups.entry(key).or_insert_with(|| {
            groups.push(Group { title, parent });
            groups.len() - 1
        })
    }
}

fn end(node: usize, row: Option<usize>, cardinality: Option<Cardinality>) -> End {
    End { node, row, cardinality, label: None }
}

fn mark(attribute: &Attribute, is_key: bool) -> RowMark {
    match (is_key, attribute.reference.is_some()) {
        (true, true) => RowMark::KeyReference,
        (true, false) => RowMark::Key,
        (false, true) => RowMark::Reference,
        (false, false) if attribute.is_unique => RowMark::Unique,
        (false, false) => RowMark::None,
    }
}

/// The attribute that a path starts with.
fn first(path: &AttributePath) -> Option<AttributeId> {
    match path.steps.first() {
        Some(Step::Attribute(id)) => Some(*id),
        Some(Step::Role(_)) | None => None,
    }
}
