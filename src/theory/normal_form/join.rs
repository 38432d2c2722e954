//! 4NF, ETNF and 5NF: what multivalued and join dependencies break.

use super::verdict::{DoubtCause, Findings, NormalForm, Reason};
use crate::theory::attribute_set::AttributeSet;
use crate::theory::dependencies::{
    Dependency, DependencyId, JoinDependency, MultivaluedDependency, union,
};
use crate::theory::reasoner::Reasoner;
use crate::theory::work::WorkLimit;

/// Finds the multivalued dependencies that break 4NF; the reasoner looks at all that they speak of.
pub(in crate::theory) fn break_fourth(
    reasoner: &mut Reasoner<'_>,
    dependencies: &[(MultivaluedDependency, Option<DependencyId>)],
    findings: &mut Findings,
) {
    for (dependency, origin) in dependencies {
        let is_trivial = dependency.is_trivial(reasoner.ground());
        if !is_trivial && !reasoner.is_superkey(&dependency.from) {
            let dependency = Dependency::Multivalued(dependency.clone());
            findings.violate(NormalForm::Fourth, dependency, *origin, Reason::NotSuperkey);
        }
    }
}

/// Finds the join dependencies that break 4NF, ETNF or 5NF; the reasoner looks at all that they
/// speak of.
pub(in crate::theory) fn break_joins(
    reasoner: &mut Reasoner<'_>,
    dependencies: &[(JoinDependency, DependencyId)],
    limit: &WorkLimit,
    findings: &mut Findings,
) {
    for (dependency, origin) in dependencies {
        if dependency.is_trivial(reasoner.ground()) {
            continue;
        }
        reasoner.start(limit);
        let separator = bad_separator(reasoner, &dependency.components);
        if let Separator::Found(multivalued) = separator {
            let dependency = Dependency::Multivalued(multivalued);
            findings.violate(NormalForm::Fourth, dependency, Some(*origin), Reason::NotSuperkey);
            continue;
        }
        if let Separator::Undecided = separator {
            findings.doubt(NormalForm::Fourth, DoubtCause::Separators);
        }
        let whole = Dependency::Join(dependency.clone());
        let united = unite_by_keys(reasoner, &dependency.components);
        if !dependency.components.iter().any(|it| reasoner.is_superkey(it)) {
            let (form, reason) = (NormalForm::EssentialTuple, Reason::NoSuperkeyComponent);
            findings.violate(form, whole, Some(*origin), reason);
        } else if !JoinDependency::new(united.clone()).is_trivial(reasoner.ground()) {
            let reason = Reason::NotFromKeys { united };
            findings.violate(NormalForm::Fifth, whole, Some(*origin), reason);
        }
    }
}

enum Separator {
    Found(MultivaluedDependency),
    None,
    Undecided,
}

/// A multivalued dependency that parts the components in two groups and whose left side, the
/// attributes common to both groups, is no superkey.
///
/// A group that has a superkey in common with the other is never looked into further: what is
/// common only grows.
fn bad_separator(reasoner: &mut Reasoner<'_>, components: &[AttributeSet]) -> Separator {
    let [first, rest @ ..] = components else { return Separator::None };
    let mut branches = vec![(first.clone(), AttributeSet::new(), rest)];
    while let Some((left, right, rest)) = branches.pop() {
        if reasoner.is_exhausted() {
            return Separator::Undecided;
        }
        reasoner.spend(1);
        let common = &left & &right;
        if reasoner.is_superkey(&common) {
            continue;
        }
        match rest {
            [next, rest @ ..] => {
                branches.push((left.clone(), &right | next, rest));
                branches.push((&left | next, right, rest));
            }
            [] => {
                let found = MultivaluedDependency::new(common.clone(), &left - &common);
                if !found.is_trivial(reasoner.ground()) {
                    return Separator::Found(found);
                }
            }
        }
    }
    Separator::None
}

/// Unites components that have a superkey in common, as long as there are any.
///
/// The keys imply the join dependency if and only if one component becomes the whole relation
/// (Fagin, SIGMOD 1979, where the keys are listed; to have a key in common is to have a superkey in
/// common).
pub(in crate::theory) fn unite_by_keys(
    reasoner: &mut Reasoner<'_>,
    components: &[AttributeSet],
) -> Vec<AttributeSet> {
    let mut united: Vec<AttributeSet> = Vec::new();
    let mut waiting = components.to_vec();
    while let Some(component) = waiting.pop() {
        let partner = united.iter().position(|it| reasoner.is_superkey(&(it & &component)));
        match partner {
            Some(place) => waiting.push(union([&united.swap_remove(place), &component])),
            None => united.push(component),
        }
    }
    united.sort();
    united
}
