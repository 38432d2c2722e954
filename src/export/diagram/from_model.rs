//! From the entity graph to a scene: entities and relationships are boxes, references and roles lines.

use rustc_hash::FxHashMap;

use super::scene::{
    Cardinality, Division, End, Group, Line, LineKind, Node, NodeKind, Row, RowMark, Scene,
};
use super::type_words::type_text;
use crate::base::Name;
use crate::model::{
    Attribute, AttributeId, AttributePath, AttributeType, Disjointness, EntityGraph, EntityId,
    Metadata, NamespaceId, QuantifierKind, RelationshipId, RoleId, Step, Totality, UnionId, ViewId,
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

/// What all declarations have that become boxes.
struct About<'a> {
    name: &'a Name,
    namespace: Option<NamespaceId>,
    metadata: &'a Metadata,
    docs: Option<&'a String>,
}

impl<'a> About<'a> {
    fn new(
        name: &'a Name,
        namespace: Option<NamespaceId>,
        metadata: &'a Metadata,
        docs: &'a Option<String>,
    ) -> About<'a> {
        About { name, namespace, metadata, docs: docs.as_ref() }
    }
}

impl Context<'_> {
    fn entity(&mut self, id: EntityId) {
        let entity = &self.model.entities[id];
        let kind = if self.model.is_weak(id) { NodeKind::WeakEntity } else { NodeKind::Entity };
        let node = self.scene.nodes.len();
        let about = About::new(&entity.name, entity.namespace, &entity.metadata, &entity.docs);
        let new = self.node(kind, &about);
        let stereotype = entity.is_abstract.then(|| "abstract".to_owned());
        self.scene.nodes.push(Node { stereotype, ..new });
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
            was: attribute.metadata.was.iter().map(Name::to_string).collect(),
            mark: mark(attribute, is_key),
            is_nullable: attribute.quantifier == QuantifierKind::Optional,
            is_derived: attribute.derived.is_some(),
            depth,
            docs: attribute.docs.clone(),
            ..Row::new(attribute.name.to_string(), type_text(self.model, attribute))
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
        let about = About::new(&view.name, view.namespace, &view.metadata, &view.docs);
        let new = self.node(NodeKind::View, &about);
        self.scene.nodes.push(Node { stereotype: Some("view".to_owned()), ..new });
        for &attribute in &view.attributes {
            self.rows_of(node, attribute, false, 0);
        }
    }

    fn union(&mut self, id: UnionId) {
        let union = &self.model.unions[id];
        let about = About::new(&union.name, union.namespace, &union.metadata, &union.docs);
        let new = self.node(NodeKind::Union, &about);
        self.unions.insert(id, self.scene.nodes.len());
        self.scene.nodes.push(Node { stereotype: Some("union".to_owned()), ..new });
    }

    fn lines_of_union(&mut self, id: UnionId) {
        let from = self.unions[&id];
        for alternative in &self.model.unions[id].alternatives {
            let to = end(self.entities[alternative], None, None);
            let from = end(from, None, None);
            self.scene.lines.push(Line::new(LineKind::Alternative, from, to));
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
            let from = end(node, row, Some(Cardinality::ANY));
            let new = Line::new(LineKind::Reference, from, end(target, target_row, to));
            let name = foreign_key.name.as_ref().map(Name::to_string);
            self.scene.lines.push(Line { name, ..new });
        }
        if let Some(supertype) = entity.supertype {
            let (from, to) = (end(node, None, None), end(self.entities[&supertype], None, None));
            let division = self.division(supertype, id);
            self.scene.lines.push(Line { division, ..Line::new(LineKind::Subtype, from, to) });
        }
    }

    /// How a supertype is divided, if it is so in one way.
    fn division(&self, supertype: EntityId, subtype: EntityId) -> Option<Division> {
        let [only] = self.model.entities[supertype].hierarchies[..] else { return None };
        let hierarchy = &self.model.hierarchies[only];
        Some(Division {
            is_disjoint: hierarchy.disjointness == Disjointness::Disjoint,
            is_total: hierarchy.totality == Totality::Total,
            is_first: hierarchy.subtypes.first() == Some(&subtype),
        })
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
        let label = inverse.map(|(name, _)| name.to_string());
        let from = End { label, ..end(node, row, Some(back)) };
        let to = end(target, target_row, Some(Cardinality { min, max }));
        let kind = if in_key { LineKind::Identifying } else { LineKind::Reference };
        let name = Some(attribute.name.to_string());
        self.scene.lines.push(Line { name, ..Line::new(kind, from, to) });
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
        let relation = relationship;
        let about =
            About::new(&relation.name, relation.namespace, &relation.metadata, &relation.docs);
        let new = self.node(NodeKind::Relationship, &about);
        self.scene.nodes.push(new);
        for &attribute in &relationship.attributes {
            self.rows_of(node, attribute, self.model.attributes[attribute].is_key, 0);
        }
        for &attribute in &relationship.attributes {
            self.reference(node, attribute, &[]);
        }
        for &role in &relationship.roles {
            // One link is between one of each; how many links one takes part in follows from the other role.
            let other = relationship.roles.iter().filter(|it| **it != role);
            let n_links = match other.collect::<Vec<_>>()[..] {
                [&other] => self.role_end(other).cardinality,
                _ => Some(Cardinality::ANY),
            };
            let role = self.role_end(role);
            let across = role.cardinality;
            let to = End { cardinality: Some(Cardinality::ONE), across, ..role };
            let from = end(node, None, n_links);
            self.scene.lines.push(Line::new(LineKind::Role, from, to));
        }
    }

    /// A relationship of two without attributes is a line with its name.
    fn plain_relationship(&mut self, id: RelationshipId) {
        let relationship = &self.model.relationships[id];
        let (from, to) =
            (self.role_end(relationship.roles[0]), self.role_end(relationship.roles[1]));
        let label = Some(relationship.name.to_string());
        self.scene.lines.push(Line { label, ..Line::new(LineKind::Role, from, to) });
    }

    fn role_end(&self, id: RoleId) -> End {
        let role = &self.model.roles[id];
        let cardinality = Cardinality { min: role.quantifier.min(), max: role.quantifier.max() };
        let label = role.name.as_ref().map(Name::to_string);
        End { label, ..end(self.entities[&role.entity], None, Some(cardinality)) }
    }

    /// The box of a declaration, without rows.
    fn node(&mut self, kind: NodeKind, about: &About<'_>) -> Node {
        let anchor = |it: &Name| self.anchor(about.namespace, it);
        let was = about.metadata.was.iter().map(anchor).collect();
        let anchor = anchor(about.name);
        Node {
            was,
            group: self.group(about.namespace, about.metadata),
            color: about.metadata.color.clone(),
            docs: about.docs.cloned(),
            ..Node::new(kind, about.name.to_string(), anchor)
        }
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
    End { row, cardinality, ..End::at(node) }
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
