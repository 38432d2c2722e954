//! Which dependencies still have to be said of a part, beside its keys.

use super::members::{functional, join, multivalued};
use crate::normalize::question::named;
use crate::normalize::relation::Relation;
use crate::syntax::ast::{Member, MemberKind, Path};
use crate::theory::{
    AttributeSet, ClosureIndex, Dependency, FunctionalDependency, JoinDependency, NormalForm, Part,
};

/// The functional dependency that a member declares, in the numbers of `relation`.
pub(super) fn functional_of(relation: &Relation, member: &Member) -> Option<FunctionalDependency> {
    let MemberKind::FunctionalDependency(it) = &member.kind else { return None };
    let (from, to) = (set(relation, &it.determinant)?, set(relation, &it.dependent)?);
    Some(FunctionalDependency { from, to })
}

fn set(relation: &Relation, paths: &[Path]) -> Option<AttributeSet> {
    let mut res = AttributeSet::new();
    for path in paths {
        let found = named(relation, &path.to_string());
        if found.is_empty() {
            return None;
        }
        res |= &found;
    }
    Some(res)
}

/// Whether a dependency says more of `part` than its keys do.
pub(super) fn is_residual(part: &Part, it: &FunctionalDependency) -> bool {
    (&it.from | &it.to).is_subset(&part.attributes)
        && !it.is_trivial()
        && !part.analysis.keys.keys.iter().any(|key| key.is_subset(&it.from))
}

/// Members for what holds in `part` and follows neither from its keys nor from `kept`.
pub(super) fn residual(
    relation: &Relation,
    part: &Part,
    kept: &[FunctionalDependency],
) -> Vec<Member> {
    let key =
        |it: &AttributeSet| FunctionalDependency { from: it.clone(), to: part.attributes.clone() };
    let mut known: Vec<FunctionalDependency> = part.analysis.keys.keys.iter().map(key).collect();
    known.extend(kept.iter().cloned());
    let mut res = Vec::new();
    for it in part.analysis.cover.functional() {
        let mut closures = ClosureIndex::new(relation.dependencies.n_attributes(), &known);
        if !it.to.is_subset(&closures.closure(&it.from)) {
            res.push(functional(&relation.names(&it.from), &relation.names(&it.to)));
            known.push(it);
        }
    }
    if part.attributes == relation.dependencies.attributes() {
        return res;
    }
    res.extend(independences(part).iter().map(|it| match it {
        Dependency::Functional(it) => {
            functional(&relation.names(&it.from), &relation.names(&it.to))
        }
        Dependency::Multivalued(it) => {
            multivalued(&relation.names(&it.from), &relation.names(&it.to))
        }
        Dependency::Join(it) => {
            let components: Vec<_> = it.components.iter().map(|it| relation.names(it)).collect();
            join(&components)
        }
    }));
    res
}

/// The multivalued and join dependencies that break a form of `part`, each said once. What is independent
/// of everything has no left side, and is said as the join that it is.
fn independences(part: &Part) -> Vec<Dependency> {
    let mut res: Vec<Dependency> = Vec::new();
    for violation in part.analysis.violations.iter().filter(|it| it.form < NormalForm::Sixth) {
        let dependency = match &violation.dependency {
            Dependency::Functional(_) => continue,
            Dependency::Multivalued(it) if it.from.is_empty() => {
                let mut sides = it.sides(&part.attributes).to_vec();
                sides.sort();
                Dependency::Join(JoinDependency { components: sides })
            }
            other @ (Dependency::Multivalued(_) | Dependency::Join(_)) => other.clone(),
        };
        if !res.contains(&dependency) {
            res.push(dependency);
        }
    }
    res
}
