//! Paths: from names to attributes and their parts.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Context;
use super::expressions::Scope;
use crate::base::{Name, closest};
use crate::model::diags;
use crate::model::{
    AttributeId, AttributePath, AttributeType, CompositeId, EntityGraph, EntityId, NamespaceId,
    RelationshipId, Step,
};
use crate::syntax::ast::{Ident, Path};

/// Names that a path can start with.
pub(super) type Names = Rc<FxHashMap<Name, Step>>;

impl Scope {
    /// The attributes of an entity, inherited ones included.
    pub(super) fn of_entity(
        cx: &Context<'_>,
        entity: EntityId,
        namespace: Option<NamespaceId>,
    ) -> Scope {
        let mut names = FxHashMap::default();
        let mut is_incomplete = false;
        for walker in cx.model.entity(entity).lineage() {
            is_incomplete |= walker.get().is_incomplete;
            for attribute in walker.attributes() {
                let name = attribute.get().name.clone();
                names.entry(name).or_insert(Step::Attribute(attribute.id));
            }
        }
        let title = format!("entity `{}`", cx.model.entities[entity].name);
        Scope::new(names, namespace, title, is_incomplete)
    }

    /// The parts of a composite.
    pub(super) fn of_composite(
        cx: &Context<'_>,
        composite: CompositeId,
        namespace: Option<NamespaceId>,
    ) -> Scope {
        let composite = &cx.model.composites[composite];
        let names = composite.attributes.iter().map(|&it| named_step(&cx.model, it)).collect();
        let title = format!("type `{}`", composite.name);
        Scope::new(names, namespace, title, composite.is_incomplete)
    }

    /// The attributes of a relationship and its roles.
    pub(super) fn of_relationship(
        cx: &Context<'_>,
        relationship: RelationshipId,
        namespace: Option<NamespaceId>,
    ) -> Scope {
        let walker = cx.model.relationship(relationship);
        let relationship = walker.get();
        let mut names: FxHashMap<Name, Step> = FxHashMap::default();
        for role in walker.roles() {
            // A role without a name goes by the name of its entity, as a column would: in snake_case.
            let label = role.get().name.clone();
            let label = label.unwrap_or_else(|| crate::base::snake_case(role.label()));
            names.entry(label).or_insert(Step::Role(role.id));
            names.entry(role.label().clone()).or_insert(Step::Role(role.id));
        }
        for &attribute in &relationship.attributes {
            let (name, step) = named_step(&cx.model, attribute);
            names.insert(name, step);
        }
        let title = format!("relationship `{}`", relationship.name);
        Scope::new(names, namespace, title, relationship.is_incomplete)
    }
}

fn named_step(model: &EntityGraph, id: AttributeId) -> (Name, Step) {
    (model.attributes[id].name.clone(), Step::Attribute(id))
}

impl Context<'_> {
    /// What a path of attributes names; what is unknown is reported.
    pub(super) fn path(&mut self, scope: &Scope, path: &Path) -> Option<AttributePath> {
        let Some(&first) = scope.names.get(&path.first.name) else {
            self.unknown_attribute(scope, &path.first);
            return None;
        };
        self.steps_behind(first, path)
    }

    /// All of `paths` that are known.
    pub(super) fn paths(&mut self, scope: &Scope, paths: &[Path]) -> Vec<AttributePath> {
        paths.iter().filter_map(|it| self.path(scope, it)).collect()
    }

    /// The path that starts with the resolved step `first`.
    pub(super) fn steps_behind(&mut self, first: Step, path: &Path) -> Option<AttributePath> {
        let mut steps = vec![first];
        let mut before = &path.first;
        for name in &path.rest {
            let last = *steps.last()?;
            steps.push(self.step(last, before, name)?);
            before = name;
        }
        Some(AttributePath { steps })
    }

    /// The part `name` of what `step` names.
    fn step(&mut self, step: Step, before: &Ident, name: &Ident) -> Option<Step> {
        let ty = match step {
            Step::Attribute(id) => self.model.attributes[id].ty.clone(),
            Step::Role(id) => AttributeType::Entity(self.model.roles[id].entity),
        };
        let (candidates, whose) = match ty {
            AttributeType::Composite(id) => {
                let composite = &self.model.composites[id];
                if composite.is_incomplete && self.part(&composite.attributes, name).is_none() {
                    return None;
                }
                (composite.attributes.clone(), format!("type `{}`", composite.name))
            }
            AttributeType::Entity(id) => {
                let root = self.model.entity(id).root();
                let key = root.get().key.as_ref();
                let first = |it: &AttributePath| match it.steps.first() {
                    Some(Step::Attribute(id)) => Some(*id),
                    Some(Step::Role(_)) | None => None,
                };
                let key: Vec<_> =
                    key.iter().flat_map(|it| it.attributes.iter().filter_map(first)).collect();
                (key, format!("the key of `{}`", root.get().name))
            }
            AttributeType::Unknown => return None,
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Union(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_) => {
                self.report(diags::no_parts(name.span, &before.name, before.span));
                return None;
            }
        };
        let found = self.part(&candidates, name);
        if found.is_none() {
            let names = candidates.iter().map(|&it| self.model.attributes[it].name.as_str());
            let meant = closest(&name.name, names).map(str::to_owned);
            let diagnostic =
                diags::unknown_attribute(name.span, &name.name, &whose, meant.as_deref());
            self.report(diagnostic);
        }
        found.map(Step::Attribute)
    }

    fn part(&self, attributes: &[AttributeId], name: &Ident) -> Option<AttributeId> {
        attributes.iter().copied().find(|&it| self.model.attributes[it].name == name.name)
    }

    /// Reports an attribute that is not there, unless a member that could not be read may be it.
    pub(super) fn unknown_attribute(&mut self, scope: &Scope, name: &Ident) {
        if scope.is_incomplete || !self.unknowns.note_attribute(&scope.title, name) {
            return;
        }
        let mut names: Vec<_> = scope.names.keys().map(Name::as_str).collect();
        names.sort_unstable();
        let meant = closest(&name.name, names);
        let diagnostic = diags::unknown_attribute(name.span, &name.name, &scope.title, meant);
        self.report(diagnostic);
    }
}
