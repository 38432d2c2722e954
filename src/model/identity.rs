//! Identity: what tells the instances of an entity apart, and what a reference to one holds.

use super::{
    AttributeId, AttributePath, AttributeType, EntityGraph, EntityId, IndexItem, Operand,
    QuantifierKind, Step, Unique,
};
use crate::base::ExprKind;

impl EntityGraph {
    /// What a reference to `entity` holds: the key of the root of its hierarchy, else the first that is
    /// unique and always there.
    pub fn identifier(&self, entity: EntityId) -> Option<Vec<AttributePath>> {
        let root = self.entity(entity).root().get();
        if let Some(key) = &root.key {
            return Some(key.attributes.clone());
        }
        let mut attributes = root.attributes.iter().copied();
        let inline =
            attributes.find(|&it| self.attributes[it].is_unique && self.is_always_there(it));
        if let Some(attribute) = inline {
            return Some(vec![AttributePath::attribute(attribute)]);
        }
        root.uniques.iter().find_map(|it| self.identifying_paths(it))
    }

    /// The attributes of a unique constraint that holds for every instance.
    fn identifying_paths(&self, unique: &Unique) -> Option<Vec<AttributePath>> {
        if unique.predicate.is_some() {
            return None;
        }
        let path = |item: &IndexItem| {
            let ExprKind::Reference(Operand::Attribute(path)) = &item.expr.kind else {
                return None;
            };
            let [Step::Attribute(id)] = path.steps.as_slice() else { return None };
            self.is_always_there(*id).then(|| path.clone())
        };
        unique.items.iter().map(path).collect()
    }

    /// Whether every instance has exactly one value of an attribute, and of each of its parts.
    pub fn is_always_there(&self, attribute: AttributeId) -> bool {
        let mut pending = vec![attribute];
        while let Some(id) = pending.pop() {
            let attribute = &self.attributes[id];
            if attribute.quantifier != QuantifierKind::One {
                return false;
            }
            match attribute.ty {
                AttributeType::Union(_) => return false,
                AttributeType::Composite(id) => pending.extend(&self.composites[id].attributes),
                AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Entity(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_)
                | AttributeType::Unknown => {}
            }
        }
        true
    }

    /// The references that `paths` hold or lead through, those inside composites included: the entity that
    /// each refers to, and the attribute that does.
    pub fn references_in<'a>(
        &self,
        paths: impl IntoIterator<Item = &'a AttributePath>,
    ) -> Vec<(EntityId, AttributeId)> {
        let mut res = Vec::new();
        for path in paths {
            let attributes = path.steps.iter().filter_map(|it| match it {
                Step::Attribute(id) => Some(*id),
                Step::Role(_) => None,
            });
            let mut last = None;
            for id in attributes {
                last = Some(id);
                if let AttributeType::Entity(target) = self.attributes[id].ty {
                    res.push((target, id));
                    last = None;
                    break;
                }
            }
            res.extend(last.into_iter().flat_map(|it| self.references_inside(it)));
        }
        res.dedup();
        res
    }

    /// The references among the parts of a composite attribute, however deep.
    fn references_inside(&self, attribute: AttributeId) -> Vec<(EntityId, AttributeId)> {
        let mut res = Vec::new();
        let mut pending = vec![attribute];
        while let Some(id) = pending.pop() {
            match self.attributes[id].ty {
                AttributeType::Entity(target) => res.push((target, id)),
                AttributeType::Composite(id) => {
                    pending.extend(self.composites[id].attributes.iter().rev());
                }
                AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Union(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_)
                | AttributeType::Unknown => {}
            }
        }
        res
    }

    /// The attributes of an entity's key that are references or hold some: what identifies a weak entity
    /// through its owners. Empty for a strong entity.
    pub fn identifying_references(&self, entity: EntityId) -> Vec<AttributeId> {
        let key = self.entities[entity].key.iter().flat_map(|it| &it.attributes);
        self.references_in(key).into_iter().map(|(_, attribute)| attribute).collect()
    }

    /// Whether the key of an entity holds a reference (Chen, "The entity-relationship model", 1976,
    /// section 2.3: weak entity relation).
    pub fn is_weak(&self, entity: EntityId) -> bool {
        !self.identifying_references(entity).is_empty()
    }

    /// Whether an entity stands for a connection of others: two or more references in its key.
    pub fn is_associative(&self, entity: EntityId) -> bool {
        self.identifying_references(entity).len() > 1
    }
}
