//! Where names are looked up: whose attributes an expression or list can name, and what it may do.

use super::context::Context;
use super::names::NameTable;
use crate::base::Name;
use crate::model::{
    AttributeId, CompositeId, DomainId, EntityId, HierarchyStorage, NamespaceId, RelationshipId,
    Step,
};

/// How many levels of a hierarchy are searched for what was meant.
const MOST_LEVELS: usize = 32;

/// Whose attributes are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// Those of an entity, inherited ones included.
    Entity(EntityId),
    /// The parts of a composite.
    Composite(CompositeId),
    /// The attributes of a relationship and its roles.
    Relationship(RelationshipId),
    /// None: a domain knows its `value` alone.
    Domain(DomainId),
}

/// What names mean in an expression, and what it may do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    pub(super) owner: Owner,
    /// The schema that names of enums are seen from.
    pub(super) namespace: Option<NamespaceId>,
    pub(super) attributes: Usable,
    /// Whether it may only call functions whose result never changes.
    pub(super) is_immutable: bool,
}

/// Which attributes an expression may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usable {
    All,
    /// A default is computed before there is a row.
    None,
    /// A check of one value of an attribute that has several.
    Only(AttributeId),
}

impl Scope {
    pub(super) fn of_entity(entity: EntityId, namespace: Option<NamespaceId>) -> Scope {
        Scope::new(Owner::Entity(entity), namespace)
    }

    pub(super) fn of_domain(domain: DomainId, namespace: Option<NamespaceId>) -> Scope {
        Scope::new(Owner::Domain(domain), namespace)
    }

    pub(super) fn new(owner: Owner, namespace: Option<NamespaceId>) -> Scope {
        Scope { owner, namespace, attributes: Usable::All, is_immutable: false }
    }

    /// The same without attributes.
    pub(super) fn constant(self) -> Scope {
        Scope { attributes: Usable::None, ..self }
    }

    /// The same without functions whose result changes: for derived attributes and indexes.
    pub(super) fn immutable(self) -> Scope {
        Scope { is_immutable: true, ..self }
    }

    /// The same for one value of an attribute that has several.
    pub(super) fn of_one_value(self, attribute: AttributeId) -> Scope {
        Scope { attributes: Usable::Only(attribute), ..self }
    }
}

/// What a name was found to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) step: Step,
    /// The supertype whose table holds it, when it is another than that of the asking entity.
    pub(super) elsewhere: Option<EntityId>,
}

impl Context<'_> {
    /// What `name` names among the attributes of `owner`.
    pub(super) fn find(&self, owner: Owner, name: &str) -> Option<Found> {
        let here = |table: &NameTable| table.get(name).map(|step| Found { step, elsewhere: None });
        match owner {
            Owner::Entity(entity) => self.find_inherited(entity, name),
            Owner::Composite(id) => here(&self.composite_names[id.idx()]),
            Owner::Relationship(id) => here(&self.relationship_names[id.idx()]),
            Owner::Domain(_) => None,
        }
    }

    /// An attribute of an entity or of one above it. What a subtype stored `joined` inherits is in another
    /// table, the key aside.
    fn find_inherited(&self, entity: EntityId, name: &str) -> Option<Found> {
        let mut is_other_table = false;
        let mut at = Some(entity);
        while let Some(holder) = at {
            if let Some(step) = self.entities[holder.idx()].names.get(name) {
                let is_elsewhere = is_other_table && !self.is_in_key(entity, step);
                return Some(Found { step, elsewhere: is_elsewhere.then_some(holder) });
            }
            is_other_table |= self.entities[holder.idx()].storage == Some(HierarchyStorage::Joined);
            at = self.model.entities[holder].supertype;
        }
        None
    }

    fn is_in_key(&self, entity: EntityId, step: Step) -> bool {
        let mut key = self.identifier(entity).into_iter().flatten();
        key.any(|it| it.steps.first() == Some(&step))
    }

    /// Every name that can be meant, in the order in which they are suggested.
    pub(super) fn names_of(&self, owner: Owner) -> Vec<&Name> {
        match owner {
            Owner::Entity(entity) => {
                let lineage =
                    std::iter::successors(Some(entity), |&it| self.model.entities[it].supertype);
                let near = lineage.take(MOST_LEVELS);
                near.flat_map(|it| self.entities[it.idx()].names.names()).collect()
            }
            Owner::Composite(id) => self.composite_names[id.idx()].names(),
            Owner::Relationship(id) => self.relationship_names[id.idx()].names(),
            Owner::Domain(_) => Vec::new(),
        }
    }

    /// Whether something of `owner` could not be read, so that what is missing may be there.
    pub(super) fn may_lack(&self, owner: Owner) -> bool {
        match owner {
            Owner::Entity(entity) => self.is_incomplete(entity),
            Owner::Composite(id) => self.model.composites[id].is_incomplete,
            Owner::Relationship(id) => self.model.relationships[id].is_incomplete,
            Owner::Domain(_) => false,
        }
    }
}
