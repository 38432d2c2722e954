//! Which attributes a relation has, and which of them a path of the model means.

use super::dependencies::paths;
use crate::base::Span;
use crate::model::{
    Attribute, AttributePath, AttributeType, CompositeId, EntityGraph, EntityId, Step,
};
use crate::normalize::relation::RelationAttribute;
use crate::theory::AttributeSet;

/// More attributes than any database has columns in one table.
const MOST_ATTRIBUTES: usize = 4096;
/// More parts of parts than anyone writes; composites that hold nothing cannot run away either.
const MOST_PARTS: usize = 4 * MOST_ATTRIBUTES;

/// The attributes of a relation while it is built.
pub(super) struct Layout<'a> {
    model: &'a EntityGraph,
    /// Every path that a key or dependency names.
    mentions: Vec<Vec<Step>>,
    pub(super) attributes: Vec<RelationAttribute>,
    /// Parts of references that are held by other attributes: the way to the part, and to what holds it.
    shared: Vec<(Vec<Step>, Vec<Step>)>,
    /// The references that are taken apart, and what they refer to.
    pub(super) divided: Vec<(Vec<Step>, EntityId, Span)>,
    /// The composites that are used, and where.
    pub(super) composites: Vec<(CompositeId, Vec<Step>)>,
    /// The ways to attributes with many values.
    pub(super) many: Vec<Vec<Step>>,
    /// Whether there was more than can be.
    pub(super) is_cut: bool,
}

/// Something that waits to be taken apart.
struct Frame {
    path: Vec<Step>,
    is_optional: bool,
    /// Whether it is one of the many values of its attribute.
    is_value: bool,
}

impl<'a> Layout<'a> {
    pub(super) fn new(model: &'a EntityGraph, mentions: Vec<Vec<Step>>) -> Layout<'a> {
        Layout {
            model,
            mentions,
            attributes: Vec::new(),
            shared: Vec::new(),
            divided: Vec::new(),
            composites: Vec::new(),
            many: Vec::new(),
            is_cut: false,
        }
    }

    /// Adds what `path` leads to.
    pub(super) fn add(&mut self, path: Vec<Step>) {
        self.expand(Frame { path, is_optional: false, is_value: false });
    }

    /// Adds one value of the attribute with many that `path` leads to.
    pub(super) fn add_value(&mut self, path: Vec<Step>) {
        self.expand(Frame { path, is_optional: false, is_value: true });
    }

    /// Adds an attribute that the model does not name.
    pub(super) fn add_made(&mut self, name: &str, span: Span) {
        let name = name.to_owned();
        self.attributes.push(RelationAttribute {
            name,
            path: Vec::new(),
            is_optional: false,
            span,
        });
    }

    /// The attributes that `path` means: what it leads to, or what it is the only part of.
    pub(super) fn set_of(&self, path: &[Step]) -> AttributeSet {
        let is_meant = |it: &[Step]| it.starts_with(path) || path.starts_with(it);
        let mut res = AttributeSet::new();
        for (idx, attribute) in self.attributes.iter().enumerate() {
            if !attribute.path.is_empty() && is_meant(&attribute.path) {
                res.insert(idx as u32);
            }
        }
        for (part, holder) in &self.shared {
            if is_meant(part) {
                let held = self.attributes.iter().enumerate();
                let held = held.filter(|(_, it)| it.path.starts_with(holder));
                res.extend(held.map(|(idx, _)| idx as u32));
            }
        }
        res
    }

    /// The attributes that `paths` mean together; nothing if one of them is not here.
    pub(super) fn set_of_all(
        &self,
        prefix: &[Step],
        paths: &[AttributePath],
    ) -> Option<AttributeSet> {
        let mut res = AttributeSet::new();
        for path in paths {
            let full: Vec<Step> = prefix.iter().chain(&path.steps).copied().collect();
            let found = self.set_of(&full);
            if found.is_empty() {
                return None;
            }
            res |= &found;
        }
        Some(res)
    }

    /// Whether every row has each of these.
    pub(super) fn is_always_there(&self, set: &AttributeSet) -> bool {
        set.iter().all(|it| self.attributes.get(it as usize).is_some_and(|it| !it.is_optional))
    }

    /// Parts are taken from a stack of our own: nothing bounds how deep composites are nested.
    fn expand(&mut self, first: Frame) {
        let mut pending = vec![first];
        let mut n_parts = 0;
        while let Some(frame) = pending.pop() {
            n_parts += 1;
            if n_parts > MOST_PARTS || self.attributes.len() >= MOST_ATTRIBUTES {
                self.is_cut = true;
                return;
            }
            match frame.path.last() {
                Some(Step::Attribute(id)) => {
                    let attribute = &self.model.attributes[*id];
                    self.expand_attribute(frame, attribute, &mut pending);
                }
                Some(Step::Role(id)) => {
                    let role = &self.model.roles[*id];
                    self.expand_reference(frame, role.entity, role.span, &mut pending);
                }
                None => (),
            }
        }
    }

    fn expand_attribute(
        &mut self,
        mut frame: Frame,
        attribute: &Attribute,
        pending: &mut Vec<Frame>,
    ) {
        if attribute.quantifier.max().is_none_or(|it| it > 1) && !frame.is_value {
            self.many.push(frame.path);
            return;
        }
        if attribute.derived.is_some() && !self.is_mentioned(&frame.path) {
            return;
        }
        frame.is_optional |= attribute.quantifier.min() == 0 && !frame.is_value;
        match attribute.ty {
            AttributeType::Composite(id) => {
                self.composites.push((id, frame.path.clone()));
                self.mention_dependencies(id, &frame.path);
                let parts = &self.model.composites[id].attributes;
                pending.extend(parts.iter().rev().map(|it| frame.part([Step::Attribute(*it)])));
            }
            AttributeType::Entity(target) => {
                self.expand_reference(frame, target, attribute.name_span, pending);
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Union(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => self.push(frame, attribute.name_span),
        }
    }

    /// A reference is one attribute unless its parts are spoken of.
    fn expand_reference(
        &mut self,
        frame: Frame,
        target: EntityId,
        span: Span,
        pending: &mut Vec<Frame>,
    ) {
        let identifier = self.model.identifier(target).unwrap_or_default();
        let shared = self.shared_parts(&frame.path, target);
        if identifier.is_empty() || shared.is_empty() && self.is_whole(&frame.path, &identifier) {
            self.push(frame, span);
            return;
        }
        self.divided.push((frame.path.clone(), target, span));
        for part in identifier.iter().rev() {
            let holder = shared.iter().find(|(it, _)| *it == part);
            match holder {
                Some((_, holder)) => {
                    let full = frame.part(part.steps.iter().copied()).path;
                    self.shared.push((full, holder.clone()));
                }
                None => pending.push(frame.part(part.steps.iter().copied())),
            }
        }
    }

    /// The parts of the reference at `path` that other attributes hold, and which.
    fn shared_parts(&self, path: &[Step], target: EntityId) -> Vec<(&'a AttributePath, Vec<Step>)> {
        let model = self.model;
        let Some((Step::Attribute(id), before)) = path.split_last() else { return Vec::new() };
        let Some(reference) = &model.attributes[*id].reference else { return Vec::new() };
        let parts = reference.shared_parts.iter().filter(|it| it.target == target);
        let holder = |it| before.iter().copied().chain([Step::Attribute(it)]).collect();
        parts.map(|it| (&it.part, holder(it.attribute))).collect()
    }

    /// Whether no part of the reference at `path` is named but its only one.
    fn is_whole(&self, path: &[Step], identifier: &[AttributePath]) -> bool {
        let behind = |it: &'_ Vec<Step>| it.strip_prefix(path).map(<[Step]>::to_vec);
        let mut named = self.mentions.iter().filter_map(behind).filter(|it| !it.is_empty());
        match identifier {
            [only] => named.all(|it| it == only.steps),
            _ => named.next().is_none(),
        }
    }

    /// What the dependencies of a composite name is named wherever it is used.
    fn mention_dependencies(&mut self, composite: CompositeId, path: &[Step]) {
        for said in &self.model.composites[composite].dependencies {
            let full = |it: &AttributePath| path.iter().chain(&it.steps).copied().collect();
            self.mentions.extend(paths(said).into_iter().map(full));
        }
    }

    fn is_mentioned(&self, path: &[Step]) -> bool {
        self.mentions.iter().any(|it| it.starts_with(path) || path.starts_with(it))
    }

    fn push(&mut self, frame: Frame, span: Span) {
        let names: Vec<&str> = frame.path.iter().map(|it| self.step_name(*it)).collect();
        self.attributes.push(RelationAttribute {
            name: names.join("."),
            path: frame.path,
            is_optional: frame.is_optional,
            span,
        });
    }

    fn step_name(&self, step: Step) -> &'a str {
        match step {
            Step::Attribute(id) => &self.model.attributes[id].name,
            Step::Role(id) => self.model.role(id).label(),
        }
    }
}

impl Frame {
    fn part(&self, steps: impl IntoIterator<Item = Step>) -> Frame {
        Frame {
            path: self.path.iter().copied().chain(steps).collect(),
            is_optional: self.is_optional,
            is_value: false,
        }
    }
}
