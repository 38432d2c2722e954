//! Who refers to whom: entities, relationships and unions are nodes, roles and references are edges.
//!
//! n-ary, recursive and attributed relationships, subtypes and chains of weak entities need no special
//! case this way. The graph holds ids; the arenas of [`EntityGraph`] hold what they stand for.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::{AttributeId, AttributeType, EntityGraph, EntityId, RelationshipId, RoleId, UnionId};
use crate::base::graph::{Order, order};

/// A node: what can be referred to or refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// An entity type.
    Entity(EntityId),
    /// A relationship type.
    Relationship(RelationshipId),
    /// A category.
    Union(UnionId),
}

/// An edge: from what refers to what is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A relationship has an entity in this role.
    Role(RoleId),
    /// An attribute refers to an entity or a union.
    Reference(AttributeId),
    /// The foreign key at this place in the entity's list refers to an entity.
    ForeignKey(usize),
    /// An entity is a subtype of another.
    Supertype,
    /// A union has an entity among its alternatives.
    Alternative,
}

/// The graph of a model.
#[derive(Debug, Default)]
pub struct Graph {
    graph: DiGraph<Node, Edge, u32>,
    index: FxHashMap<Node, NodeIndex<u32>>,
}

impl Graph {
    /// The graph over the arenas of `model`.
    pub(super) fn of(model: &EntityGraph) -> Graph {
        let mut res = Graph::default();
        model.entities.ids().for_each(|it| res.add_node(Node::Entity(it)));
        model.relationships.ids().for_each(|it| res.add_node(Node::Relationship(it)));
        model.unions.ids().for_each(|it| res.add_node(Node::Union(it)));
        for (id, entity) in model.entities.iter() {
            let from = Node::Entity(id);
            for &attribute in &entity.attributes {
                res.add_references(model, from, attribute);
            }
            for (idx, foreign_key) in entity.foreign_keys.iter().enumerate() {
                res.add_edge(from, Node::Entity(foreign_key.target), Edge::ForeignKey(idx));
            }
            if let Some(supertype) = entity.supertype {
                res.add_edge(from, Node::Entity(supertype), Edge::Supertype);
            }
        }
        for (id, role) in model.roles.iter() {
            let from = Node::Relationship(role.relationship);
            res.add_edge(from, Node::Entity(role.entity), Edge::Role(id));
        }
        for (id, relationship) in model.relationships.iter() {
            for &attribute in &relationship.attributes {
                res.add_references(model, Node::Relationship(id), attribute);
            }
        }
        for (id, union) in model.unions.iter() {
            for &alternative in &union.alternatives {
                res.add_edge(Node::Union(id), Node::Entity(alternative), Edge::Alternative);
            }
        }
        res
    }

    /// All edges: from, to, what it is; in the order of the model.
    pub fn edges(&self) -> impl Iterator<Item = (Node, Node, Edge)> + '_ {
        self.graph
            .edge_references()
            .map(|it| (self.graph[it.source()], self.graph[it.target()], *it.weight()))
    }

    /// What `node` refers to, in the order of the model.
    pub fn outgoing(&self, node: Node) -> Vec<(Node, Edge)> {
        self.neighbours(node, Direction::Outgoing)
    }

    /// What refers to `node`, in the order of the model.
    pub fn incoming(&self, node: Node) -> Vec<(Node, Edge)> {
        self.neighbours(node, Direction::Incoming)
    }

    /// The groups of nodes that are connected at all, each in the order of the model.
    pub fn components(&self) -> Vec<Vec<Node>> {
        let mut sets = UnionFind::<u32>::new(self.graph.node_count());
        for edge in self.graph.edge_references() {
            sets.union(edge.source().index() as u32, edge.target().index() as u32);
        }
        let labels = sets.into_labeling();
        let mut groups: FxHashMap<u32, usize> = FxHashMap::default();
        let mut res: Vec<Vec<Node>> = Vec::new();
        for node in self.graph.node_indices() {
            let group = *groups.entry(labels[node.index()]).or_insert_with(|| {
                res.push(Vec::new());
                res.len() - 1
            });
            res[group].push(self.graph[node]);
        }
        res
    }

    /// An order in which what is referred to comes before what refers, and the cycles that have none.
    pub fn creation_order(&self) -> (Vec<Node>, Vec<Vec<Node>>) {
        let needs: Vec<_> = self
            .graph
            .edge_references()
            .map(|it| (it.source().index(), it.target().index()))
            .collect();
        let Order { nodes, cycles } = order(self.graph.node_count(), &needs);
        let named =
            |them: Vec<usize>| them.into_iter().map(|it| self.graph[NodeIndex::new(it)]).collect();
        (named(nodes), cycles.into_iter().map(named).collect())
    }

    fn neighbours(&self, node: Node, direction: Direction) -> Vec<(Node, Edge)> {
        let Some(&index) = self.index.get(&node) else { return Vec::new() };
        let mut edges: Vec<_> = self.graph.edges_directed(index, direction).collect();
        edges.sort_by_key(|it| it.id());
        let other = |it: &petgraph::graph::EdgeReference<'_, Edge, u32>| match direction {
            Direction::Outgoing => it.target(),
            Direction::Incoming => it.source(),
        };
        edges.iter().map(|it| (self.graph[other(it)], *it.weight())).collect()
    }

    fn add_node(&mut self, node: Node) {
        let index = self.graph.add_node(node);
        self.index.insert(node, index);
    }

    fn add_edge(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.index[&from], self.index[&to]);
        self.graph.add_edge(from, to, edge);
    }

    /// The references of an attribute, those in the parts of a composite included.
    fn add_references(&mut self, model: &EntityGraph, from: Node, attribute: AttributeId) {
        let mut pending = Vec::new();
        let mut next = Some(attribute);
        while let Some(id) = next.take().or_else(|| pending.pop()) {
            let attribute = &model.attributes[id];
            let literal = attribute.reference.as_ref().and_then(|it| it.literal);
            match &attribute.ty {
                AttributeType::Entity(target) => {
                    self.add_edge(from, Node::Entity(*target), Edge::Reference(id));
                }
                AttributeType::Union(target) => {
                    self.add_edge(from, Node::Union(*target), Edge::Reference(id));
                }
                AttributeType::Composite(composite) => {
                    pending.extend(model.composites[*composite].attributes.iter().rev());
                }
                AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_)
                | AttributeType::Unknown => {
                    if let Some((target, _)) = literal {
                        self.add_edge(from, Node::Entity(target), Edge::Reference(id));
                    }
                }
            }
        }
    }
}
