//! The dependencies of a relation: from keys, unique constraints, and what the model declares.

use super::layout::Layout;
use crate::base::{DialectSet, ExprKind, Span};
use crate::model::{
    AttributePath, Dependency as SaidDependency, DependencyKind, EntityGraph, IndexItem, Key,
    Operand, Step, Unique,
};
use crate::normalize::relation::{OmissionCause, Origin, OriginKind, Relation};
use crate::theory::{
    AttributeSet, Dependency, FunctionalDependency, JoinDependency, MultivaluedDependency,
};

/// A relation with the layout that its paths are read by.
pub(super) struct Draft<'a> {
    pub(super) model: &'a EntityGraph,
    pub(super) layout: Layout<'a>,
    pub(super) relation: Relation,
}

/// What an entity or relationship says of its rows.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) key: Option<&'a Key>,
    pub(super) uniques: &'a [Unique],
    pub(super) dependencies: &'a [SaidDependency],
}

impl Said<'_> {
    /// Every path that is named.
    pub(super) fn mentions(&self) -> Vec<Vec<Step>> {
        let mut res: Vec<Vec<Step>> = Vec::new();
        let keys = self.key.iter().flat_map(|it| &it.attributes);
        res.extend(keys.map(|it| it.steps.clone()));
        for unique in self.uniques {
            res.extend(unique_paths(unique).into_iter().flatten().map(|it| it.steps.clone()));
        }
        res.extend(self.dependencies.iter().flat_map(paths).map(|it| it.steps.clone()));
        res
    }
}

impl Draft<'_> {
    /// Takes in all that is said, keys first.
    pub(super) fn declare(&mut self, said: &[Said<'_>]) {
        for key in said.iter().filter_map(|it| it.key) {
            self.key(key);
        }
        for unique in said.iter().flat_map(|it| it.uniques) {
            self.unique(unique);
        }
        self.inline_uniques();
        for it in said.iter().flat_map(|it| it.dependencies) {
            self.dependency(&[], it, OriginKind::Declared);
        }
        self.composites();
        self.derived();
        if self.layout.is_cut {
            self.relation.omit(OmissionCause::TooMany, self.relation.span);
        }
    }

    /// What identifies a row.
    pub(super) fn key(&mut self, key: &Key) {
        match self.layout.set_of_all(&[], &key.attributes) {
            Some(set) => self.superkey(set, OriginKind::Key, key.span),
            None => self.relation.omit(OmissionCause::Elsewhere, key.span),
        }
        self.relation.has_key = true;
    }

    /// `from` determines everything else, if there is anything.
    pub(super) fn superkey(&mut self, from: AttributeSet, kind: OriginKind, span: Span) {
        let to = &self.relation.dependencies.attributes() - &from;
        if !to.is_empty() {
            let dependency = Dependency::Functional(FunctionalDependency { from, to });
            self.relation.declare(dependency, Origin { kind, span });
        }
    }

    /// A constraint that some rows or some databases do not have is no key, and neither is one over what
    /// may be missing, since the rows without it are not compared.
    fn unique(&mut self, unique: &Unique) {
        if unique.predicate.is_some() || unique.metadata.only != DialectSet::NONE {
            return;
        }
        let Some(paths) = unique_paths(unique) else { return };
        let paths: Vec<AttributePath> = paths.into_iter().cloned().collect();
        let Some(set) = self.layout.set_of_all(&[], &paths) else { return };
        if unique.nulls_not_distinct || self.layout.is_always_there(&set) {
            self.superkey(set, OriginKind::Unique, unique.span);
        }
    }

    fn inline_uniques(&mut self) {
        let first_steps = self.relation.attributes.iter().filter_map(|it| it.path.first());
        let mut seen: Vec<Step> = Vec::new();
        for &step in first_steps {
            if seen.last() != Some(&step) {
                seen.push(step);
            }
        }
        for step in seen {
            let Step::Attribute(id) = step else { continue };
            let attribute = &self.model.attributes[id];
            if !attribute.is_unique || attribute.metadata.only != DialectSet::NONE {
                continue;
            }
            let set = self.layout.set_of(&[step]);
            if self.layout.is_always_there(&set) {
                self.superkey(set, OriginKind::Unique, attribute.span);
            }
        }
    }

    fn composites(&mut self) {
        for (id, path) in self.layout.composites.clone() {
            for it in &self.model.composites[id].dependencies {
                self.dependency(&path, it, OriginKind::Composite);
            }
        }
    }

    /// A derived value depends on what it is computed from.
    fn derived(&mut self) {
        for idx in 0..self.relation.attributes.len() {
            let Some(Step::Attribute(id)) = self.relation.attributes[idx].path.last().copied()
            else {
                continue;
            };
            let Some(derived) = &self.model.attributes[id].derived else { continue };
            let used: Vec<AttributePath> =
                derived.expr.references().into_iter().filter_map(attribute_path).cloned().collect();
            let prefix = self.relation.attributes[idx].path.split_last().map(|(_, it)| it.to_vec());
            let Some(from) = self.layout.set_of_all(&prefix.unwrap_or_default(), &used) else {
                continue;
            };
            let to = AttributeSet::only(idx as u32);
            let dependency = Dependency::Functional(FunctionalDependency { from, to });
            let origin = Origin { kind: OriginKind::Derived, span: derived.expr.span };
            self.relation.declare(dependency, origin);
        }
    }

    fn dependency(&mut self, prefix: &[Step], said: &SaidDependency, kind: OriginKind) {
        match self.numbered(prefix, &said.kind) {
            Some(dependency) => {
                self.relation.declare(dependency, Origin { kind, span: said.span });
            }
            None => self.relation.omit(OmissionCause::Elsewhere, said.span),
        }
    }

    fn numbered(&self, prefix: &[Step], kind: &DependencyKind) -> Option<Dependency> {
        let set = |paths: &[AttributePath]| self.layout.set_of_all(prefix, paths);
        Some(match kind {
            DependencyKind::Functional { determinant, dependent } => {
                let (from, to) = (set(determinant)?, set(dependent)?);
                Dependency::Functional(FunctionalDependency { from, to })
            }
            DependencyKind::Multivalued { determinant, dependent } => {
                let (from, to) = (set(determinant)?, set(dependent)?);
                Dependency::Multivalued(MultivaluedDependency { from, to })
            }
            DependencyKind::Join { components } => {
                let components: Option<Vec<AttributeSet>> =
                    components.iter().map(|it| set(it)).collect();
                Dependency::Join(JoinDependency { components: components? })
            }
        })
    }
}

/// The attributes of a unique constraint, if it is over attributes alone.
fn unique_paths(unique: &Unique) -> Option<Vec<&AttributePath>> {
    unique.items.iter().map(item_path).collect()
}

fn item_path(item: &IndexItem) -> Option<&AttributePath> {
    let ExprKind::Reference(operand) = &item.expr.kind else { return None };
    attribute_path(operand)
}

/// Every path that a dependency names.
pub(super) fn paths(said: &SaidDependency) -> Vec<&AttributePath> {
    match &said.kind {
        DependencyKind::Functional { determinant, dependent }
        | DependencyKind::Multivalued { determinant, dependent } => {
            determinant.iter().chain(dependent).collect()
        }
        DependencyKind::Join { components } => components.iter().flatten().collect(),
    }
}

fn attribute_path(operand: &Operand) -> Option<&AttributePath> {
    match operand {
        Operand::Attribute(path) => Some(path),
        Operand::EnumValue(..) | Operand::Value => None,
    }
}
