//! What holds between attributes because it holds between those that they refer to.
//!
//! If `a, b` refer to `x, y` of an entity in which `x -> y`, then `a -> b` (Casanova, Fagin, Papadimitriou,
//! JCSS 28(1), 1984: the pullback rule).

use super::dependencies::Draft;
use super::entities;
use crate::base::Span;
use crate::model::{EntityId, ForeignKey, Step};
use crate::normalize::relation::{Origin, OriginKind};
use crate::theory::{AttributeSet, ClosureIndex, Dependency, FunctionalDependency};

/// Takes over what holds in the entities that `draft` refers to by several attributes.
pub(super) fn add(draft: &mut Draft<'_>, foreign_keys: &[ForeignKey]) {
    for (path, target, span) in std::mem::take(&mut draft.layout.divided) {
        let root = draft.model.entity(target).root().id;
        let pairs = draft.model.identifier(target).unwrap_or_default();
        let pairs = pairs.into_iter().map(|part| {
            let own: Vec<Step> = path.iter().chain(&part.steps).copied().collect();
            (part.steps, own)
        });
        pull(draft, root, &pairs.collect::<Vec<_>>(), span);
    }
    for key in foreign_keys.iter().filter(|it| it.attributes.len() > 1) {
        let own = key.attributes.iter().map(|it| it.steps.clone());
        let pairs = key.target_attributes.iter().map(|it| it.steps.clone()).zip(own);
        pull(draft, key.target, &pairs.collect::<Vec<_>>(), key.span);
    }
}

/// The way to an attribute of what is referred to, and to that which refers to it.
type Pair = (Vec<Step>, Vec<Step>);

fn pull(draft: &mut Draft<'_>, target: EntityId, pairs: &[Pair], span: Span) {
    let other = entities::draft(draft.model, target);
    let sets: Vec<(AttributeSet, AttributeSet)> = pairs
        .iter()
        .map(|(there, here)| (other.layout.set_of(there), draft.layout.set_of(here)))
        .collect();
    let is_known = |(there, here): &(AttributeSet, AttributeSet)| {
        !there.is_empty() && !here.is_empty() && draft.layout.is_always_there(here)
    };
    if !sets.iter().all(is_known) {
        return;
    }
    let known = &other.relation.dependencies;
    let mut closures = ClosureIndex::new(known.n_attributes(), known.functional());
    let named = sets.iter().fold(AttributeSet::new(), |res, (there, _)| &res | there);
    for it in known.functional().iter().filter(|it| it.from.is_subset(&named)) {
        let closure = closures.closure(&it.from);
        // A side of several attributes here counts on the left if one is named, on the right if all are.
        let from = gathered(&sets, |there| !there.is_disjoint(&it.from));
        let to = &gathered(&sets, |there| there.is_subset(&closure)) - &from;
        let found = FunctionalDependency { from, to };
        if !found.is_trivial() && !draft.relation.dependencies.functional().contains(&found) {
            let dependency = Dependency::Functional(found);
            let origin = Origin { kind: OriginKind::Reference, span };
            draft.relation.declare(dependency, origin);
        }
    }
}

fn gathered(
    sets: &[(AttributeSet, AttributeSet)],
    counts: impl Fn(&AttributeSet) -> bool,
) -> AttributeSet {
    let counted = sets.iter().filter(|(there, _)| counts(there));
    counted.fold(AttributeSet::new(), |res, (_, here)| &res | here)
}
