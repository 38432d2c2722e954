//! The relation of a relationship: its participants and its attributes.

use super::dependencies::{Draft, Said};
use super::layout::Layout;
use super::{references, values};
use crate::model::{EntityGraph, Relationship, RelationshipId, RoleId, Step};
use crate::normalize::relation::{Origin, OriginKind, Owner, Relation};
use crate::theory::{AttributeSet, Dependency, FunctionalDependency};

/// Adds the relation of a relationship and those of what it has many of.
///
/// It is a relation of its own whether its table is or not: what is kept beside an entity depends on the key
/// of that entity, and breaks no normal form there.
pub(super) fn add(model: &EntityGraph, id: RelationshipId, res: &mut Vec<Relation>) {
    let item = &model.relationships[id];
    let said = Said { key: None, uniques: &item.uniques, dependencies: &item.dependencies };
    let mut layout = Layout::new(model, said.mentions());
    item.roles.iter().for_each(|it| layout.add(vec![Step::Role(*it)]));
    item.attributes.iter().for_each(|it| layout.add(vec![Step::Attribute(*it)]));
    let name = match item.namespace {
        Some(namespace) => format!("{}.{}", model.namespaces[namespace].name, item.name),
        None => item.name.to_string(),
    };
    let attributes = layout.attributes.clone();
    let relation = Relation::new(name.clone(), Owner::Relationship(id), attributes, item.name_span);
    let mut draft = Draft { model, layout, relation };
    cardinalities(&mut draft, item);
    draft.declare(&[said]);
    references::add(&mut draft, &[]);
    let many = std::mem::take(&mut draft.layout.many);
    res.push(draft.relation);
    values::add(model, &name, &item.name, many, res);
}

/// The participants and the attributes marked `key` identify a row; who takes part at most once is
/// determined by the others.
fn cardinalities(draft: &mut Draft<'_>, item: &Relationship) {
    let marked = item.attributes.iter().filter(|it| draft.model.attributes[**it].is_key);
    let marked: Vec<Step> = marked.map(|it| Step::Attribute(*it)).collect();
    let key_without = |draft: &Draft<'_>, left_out: Option<RoleId>| {
        let roles = item.roles.iter().filter(|it| Some(**it) != left_out).map(|it| Step::Role(*it));
        let steps = roles.chain(marked.iter().copied());
        steps.fold(AttributeSet::new(), |res, it| &res | &draft.layout.set_of(&[it]))
    };
    draft.relation.has_key = true;
    let everything = key_without(draft, None);
    draft.superkey(everything, OriginKind::Key, item.name_span);
    for &role in &item.roles {
        let quantifier = draft.model.roles[role].quantifier;
        if quantifier.max() == Some(1) {
            let from = key_without(draft, Some(role));
            let to = draft.layout.set_of(&[Step::Role(role)]);
            let dependency = Dependency::Functional(FunctionalDependency { from, to });
            let span = draft.model.roles[role].span;
            draft.relation.declare(dependency, Origin { kind: OriginKind::Cardinality, span });
        }
    }
}
