//! What every pass needs, and what one pass works out for the next.

use rustc_hash::FxHashSet;

use super::mixins::Taken;
use super::names::NameTable;
use super::symbols::Symbols;
use super::typing::Type;
use super::unknown_attributes::UnknownAttributes;
use super::unknown_names::UnknownNames;
use crate::base::{Diagnostic, Diagnostics, Span};
use crate::model::{
    AttributeId, AttributePath, EntityGraph, EntityId, HierarchyStorage, RelationshipId,
};
use crate::syntax::ast;

/// The model as far as it is known, and what is known beside it.
pub(super) struct Context<'d> {
    pub(super) model: EntityGraph,
    pub(super) symbols: Symbols,
    /// By entity.
    pub(super) entities: Vec<EntityFacts>,
    /// By composite: its parts.
    pub(super) composite_names: Vec<NameTable>,
    /// By relationship: its roles and attributes.
    pub(super) relationship_names: Vec<NameTable>,
    pub(super) unknown_names: UnknownNames,
    pub(super) unknown_attributes: UnknownAttributes,
    /// The attributes with `key` behind them, in the order of the model's.
    pub(super) keys: Vec<AttributeId>,
    /// The attributes with expressions behind them, likewise.
    pub(super) with_expressions: Vec<AttributeId>,
    /// The attributes that are computed, likewise.
    pub(super) derived: Vec<AttributeId>,
    /// Whether any `@was` stands in the model.
    pub(super) has_renames: bool,
    /// How many mistakes were found in expressions, to leave those out that hold one.
    pub(super) n_mistakes: usize,
    diagnostics: &'d mut Diagnostics,
    said: FxHashSet<(&'static str, Span)>,
    used: FxHashSet<AttributeId>,
}

/// What is worked out about an entity once and asked for often.
#[derive(Debug)]
pub(super) struct EntityFacts {
    /// The entity at the top of its hierarchy.
    pub(super) root: EntityId,
    /// The mixins it takes over, in the order of their members.
    pub(super) mixins: Vec<Taken>,
    /// Its own attributes and those of its mixins.
    pub(super) names: NameTable,
    /// Whether a member of it, or of one of its mixins, is a key.
    pub(super) lists_key: bool,
    /// Whether a member of it is a group of subtypes.
    pub(super) lists_groups: bool,
    /// How the group is stored that it is a subtype in.
    pub(super) storage: Option<HierarchyStorage>,
    /// What identifies it, when it is a root: its key, else what is unique and always there.
    pub(super) identifier: Option<Vec<AttributePath>>,
    /// The types of the columns of `identifier`, when it is a root.
    pub(super) key_types: Vec<Type>,
    /// Whether a unique constraint of it could not be resolved.
    pub(super) has_lost_unique: bool,
}

impl EntityFacts {
    /// Of an entity of which only the root is known.
    pub(super) fn of_root(root: EntityId) -> EntityFacts {
        EntityFacts {
            root,
            mixins: Vec::new(),
            names: NameTable::default(),
            lists_key: false,
            lists_groups: false,
            storage: None,
            identifier: None,
            key_types: Vec::new(),
            has_lost_unique: false,
        }
    }
}

impl<'d> Context<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Context<'d> {
        Context {
            model: EntityGraph::default(),
            symbols: Symbols::default(),
            entities: Vec::new(),
            composite_names: Vec::new(),
            relationship_names: Vec::new(),
            unknown_names: UnknownNames::default(),
            unknown_attributes: UnknownAttributes::default(),
            keys: Vec::new(),
            with_expressions: Vec::new(),
            derived: Vec::new(),
            has_renames: false,
            n_mistakes: 0,
            diagnostics,
            said: FxHashSet::default(),
            used: FxHashSet::default(),
        }
    }

    /// Reports a mistake, unless one of its kind was reported at this place: members of a mixin are
    /// looked at once for every entity that takes them over.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.said.insert((diagnostic.code.name, diagnostic.primary.span)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Notes that something other than its own declaration names an attribute.
    pub(super) fn note_use(&mut self, attribute: AttributeId) {
        self.used.insert(attribute);
    }

    /// Whether anything names an attribute.
    pub(super) fn is_used(&self, attribute: AttributeId) -> bool {
        self.used.contains(&attribute)
    }

    /// The root of an entity's hierarchy.
    pub(super) fn root(&self, entity: EntityId) -> EntityId {
        self.entities[entity.idx()].root
    }

    /// What identifies an instance of an entity.
    pub(super) fn identifier(&self, entity: EntityId) -> Option<&[AttributePath]> {
        self.entities[self.root(entity).idx()].identifier.as_deref()
    }

    /// Whether what an entity seems to lack may be in a part of it that could not be read.
    pub(super) fn is_incomplete(&self, entity: EntityId) -> bool {
        let lineage = std::iter::successors(Some(entity), |&it| self.model.entities[it].supertype);
        lineage.into_iter().any(|it| self.model.entities[it].is_incomplete)
    }

    /// The attributes of a relationship, its own.
    pub(super) fn attributes_of(&self, relationship: RelationshipId) -> &[AttributeId] {
        &self.model.relationships[relationship].attributes
    }
}

/// The documentation of a declaration or member.
pub(super) fn docs_of(docs: Option<&ast::Docs>) -> Option<String> {
    docs.map(|it| it.text.trim().to_owned()).filter(|it| !it.is_empty())
}
