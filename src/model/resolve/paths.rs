//! Paths: from names to attributes, their parts, and the keys of what they refer to.

use super::clauses;
use super::context::Context;
use super::scope::{Owner, Scope};
use super::unknown_attributes::Whose;
use crate::base::Span;
use crate::model::diags;
use crate::model::{AttributeId, AttributePath, AttributeType, EntityId, Step};
use crate::syntax::ast::{Ident, Path};

impl Context<'_> {
    /// What a path of attributes names; what is unknown is reported.
    pub(super) fn path(&mut self, scope: Scope, path: &Path) -> Option<AttributePath> {
        let first = self.first_step(scope.owner, &path.first)?;
        self.steps_behind(first, path)
    }

    /// All of `paths`, or nothing when one is unknown: a list with a hole says something else.
    pub(super) fn paths(&mut self, scope: Scope, paths: &[Path]) -> Option<Vec<AttributePath>> {
        let res: Vec<Option<AttributePath>> = paths.iter().map(|it| self.path(scope, it)).collect();
        res.into_iter().collect()
    }

    /// The same; what is named twice is reported, and so is what has several values.
    pub(super) fn columns(&mut self, scope: Scope, paths: &[Path]) -> Option<Vec<AttributePath>> {
        let res = self.paths(scope, paths)?;
        for (idx, path) in paths.iter().enumerate() {
            if let Some(first) = res[..idx].iter().position(|it| *it == res[idx]) {
                self.report(diags::repeated_attribute(path, paths[first].span()));
                return None;
            }
            if self.refuse_many(&res[idx], path.span()) {
                return None;
            }
        }
        Some(res)
    }

    /// The attribute or role that a path starts with.
    fn first_step(&mut self, owner: Owner, name: &Ident) -> Option<Step> {
        let Some(found) = self.find(owner, &name.name) else {
            self.note_unknown_attribute(Whose::Body(owner), name);
            return None;
        };
        self.note_step(found.step);
        if let (Some(holder), Owner::Entity(entity)) = (found.elsewhere, owner) {
            self.report_other_table(name, entity, holder);
            return None;
        }
        Some(found.step)
    }

    /// Reports an inherited attribute that is kept in the table of a supertype.
    pub(super) fn report_other_table(&mut self, name: &Ident, entity: EntityId, holder: EntityId) {
        let (own, other) = (&self.model.entities[entity], &self.model.entities[holder]);
        let group = other.hierarchies.iter().map(|&it| &self.model.hierarchies[it]);
        let span = group.map(|it| it.span).next().unwrap_or(other.name_span);
        let diagnostic = diags::attribute_of_other_table(name, &own.name, &other.name, span);
        self.report(diagnostic);
    }

    pub(super) fn note_step(&mut self, step: Step) {
        if let Step::Attribute(id) = step {
            self.note_use(id);
        }
    }

    /// The path that starts with the resolved step `first`.
    pub(super) fn steps_behind(&mut self, first: Step, path: &Path) -> Option<AttributePath> {
        let mut steps = Vec::with_capacity(1 + path.rest.len());
        steps.push(first);
        let (mut last, mut before) = (first, &path.first);
        for name in &path.rest {
            last = self.step_behind(last, before, name)?;
            before = name;
            steps.push(last);
        }
        Some(AttributePath { steps })
    }

    /// The part `name` of what `step` names.
    fn step_behind(&mut self, step: Step, before: &Ident, name: &Ident) -> Option<Step> {
        let target = match step {
            Step::Attribute(id) => match self.model.attributes[id].ty {
                AttributeType::Composite(composite) => {
                    return self.first_step(Owner::Composite(composite), name);
                }
                AttributeType::Entity(entity) => entity,
                AttributeType::Unknown => return None,
                AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Union(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_) => {
                    self.report(diags::no_parts(name, before));
                    return None;
                }
            },
            Step::Role(id) => self.model.roles[id].entity,
        };
        let part = self.key_part(target, &name.name);
        if part.is_none() && self.identifier(target).is_some() {
            self.note_unknown_attribute(Whose::Key(target), name);
        }
        part.map(Step::Attribute)
    }

    /// The attribute of this name in the key that a reference to `target` holds.
    fn key_part(&self, target: EntityId, name: &str) -> Option<AttributeId> {
        self.key_attributes(target).find(|&it| self.model.attributes[it].name == name)
    }

    /// The attributes that the key of `target` is made of.
    pub(super) fn key_attributes(&self, target: EntityId) -> impl Iterator<Item = AttributeId> {
        let paths = self.identifier(target).into_iter().flatten();
        paths.filter_map(|it| match it.steps.first() {
            Some(Step::Attribute(id)) => Some(*id),
            Some(Step::Role(_)) | None => None,
        })
    }

    /// Reports a path that leads to several values, and answers whether it does.
    pub(super) fn refuse_many(&mut self, path: &AttributePath, span: Span) -> bool {
        let many = path.steps.iter().find_map(|step| match step {
            Step::Attribute(id) => {
                let attribute = &self.model.attributes[*id];
                clauses::is_many(attribute).then_some(attribute)
            }
            Step::Role(_) => None,
        });
        let Some(attribute) = many else { return false };
        let diagnostic =
            diags::many_in_expression(span, &attribute.name, attribute.quantifier_span);
        self.report(diagnostic);
        true
    }
}
