//! 2NF, 3NF, EKNF and BCNF: what functional dependencies break.

use super::verdict::{DoubtCause, Findings, NormalForm, Reason};
use crate::theory::attribute_set::AttributeSet;
use crate::theory::dependencies::{Dependency, DependencyId, FunctionalDependency, union};
use crate::theory::keys::CandidateKeys;
use crate::theory::primality::Primality;
use crate::theory::reasoner::Reasoner;
use crate::theory::work::WorkLimit;

/// What is known about the part of the relation that the reasoner looks at.
pub(in crate::theory) struct FunctionalForms<'a> {
    /// Nontrivial dependencies that together cover all that follow, with their origins.
    pub(in crate::theory) dependencies: &'a [(FunctionalDependency, Option<DependencyId>)],
    /// Whether they do cover all.
    pub(in crate::theory) complete: bool,
    pub(in crate::theory) keys: &'a CandidateKeys,
    pub(in crate::theory) primality: &'a Primality,
}

impl FunctionalForms<'_> {
    /// Finds what breaks 2NF, 3NF, EKNF or BCNF.
    pub(in crate::theory) fn check(
        &self,
        reasoner: &mut Reasoner<'_>,
        limit: &WorkLimit,
        findings: &mut Findings,
    ) {
        if !self.complete {
            findings.doubt(NormalForm::Second, DoubtCause::Implied);
        }
        let mut elementary = None;
        for (dependency, origin) in self.dependencies {
            if reasoner.is_superkey(&dependency.from) {
                continue;
            }
            let FunctionalDependency { from, to } = dependency;
            let to = &(to & reasoner.ground()) - from;
            let unclear = &to & &self.primality.undecided;
            let prime = &to & &self.primality.prime;
            let other = &(&to - &prime) - &unclear;
            if !other.is_empty() {
                self.break_second_or_third(reasoner, from, other, *origin, findings);
            }
            if !unclear.is_empty() {
                findings.doubt(NormalForm::Second, DoubtCause::Primality);
                violate_boyce_codd(from, unclear, *origin, findings);
            }
            if !prime.is_empty() {
                let elementary = elementary
                    .get_or_insert_with(|| self.elementary_attributes(reasoner, limit));
                self.break_elementary_or_boyce_codd(elementary, from, prime, *origin, findings);
            }
        }
        if findings.refutes(NormalForm::Third) {
            self.find_more_parts_of_keys(reasoner, limit, findings);
        }
    }

    fn break_second_or_third(
        &self,
        reasoner: &mut Reasoner<'_>,
        from: &AttributeSet,
        to: AttributeSet,
        origin: Option<DependencyId>,
        findings: &mut Findings,
    ) {
        let dependency = functional(from, to);
        match self.key_beyond(reasoner, from) {
            Some(key) => {
                let reason = Reason::PartOfKey { key };
                findings.violate(NormalForm::Second, dependency, origin, reason);
            }
            None => findings.violate(NormalForm::Third, dependency, origin, Reason::NotPrime),
        }
    }

    /// A key that has all of `part` and more.
    fn key_beyond(
        &self,
        reasoner: &mut Reasoner<'_>,
        part: &AttributeSet,
    ) -> Option<AttributeSet> {
        let known = self.keys.keys.iter().find(|key| part.is_proper_subset(key));
        if known.is_some() || self.keys.complete {
            return known.cloned();
        }
        let ground = reasoner.ground().clone();
        let around = reasoner.minimize(&ground, &ground, part);
        let key = reasoner.minimize(&around, &ground, &AttributeSet::new());
        part.is_proper_subset(&key).then_some(key)
    }

    fn break_elementary_or_boyce_codd(
        &self,
        elementary: &AttributeSet,
        from: &AttributeSet,
        prime: AttributeSet,
        origin: Option<DependencyId>,
        findings: &mut Findings,
    ) {
        let other = &prime - elementary;
        if !other.is_empty() && self.keys.complete {
            let (form, reason) = (NormalForm::ElementaryKey, Reason::NotElementary);
            findings.violate(form, functional(from, other), origin, reason);
            violate_boyce_codd(from, &prime & elementary, origin, findings);
        } else {
            if !other.is_empty() {
                findings.doubt(NormalForm::ElementaryKey, DoubtCause::Keys);
            }
            violate_boyce_codd(from, prime, origin, findings);
        }
    }

    /// The attributes of the elementary keys among the known ones.
    ///
    /// A key is elementary if there is an attribute that it determines and none of its proper parts does.
    fn elementary_attributes(
        &self,
        reasoner: &mut Reasoner<'_>,
        limit: &WorkLimit,
    ) -> AttributeSet {
        reasoner.start(limit);
        let mut res = AttributeSet::new();
        for key in &self.keys.keys {
            if key.is_subset(&res) {
                continue;
            }
            let parts = key.iter().map(|it| reasoner.closure(&key.without(it)));
            let by_parts = parts.fold(key.clone(), |res, it| &res | &it);
            if !reasoner.ground().is_subset(&by_parts) {
                res |= key;
            }
        }
        res
    }

    /// Finds parts of keys that determine attributes which are not prime, where no given dependency says so.
    fn find_more_parts_of_keys(
        &self,
        reasoner: &mut Reasoner<'_>,
        limit: &WorkLimit,
        findings: &mut Findings,
    ) {
        reasoner.start(limit);
        let possibly_prime = &self.primality.prime | &self.primality.undecided;
        let mut complete = self.keys.complete;
        let mut reported: Vec<(AttributeSet, AttributeSet)> = Vec::new();
        for violation in &findings.violations {
            if let (NormalForm::Second, Dependency::Functional(it)) =
                (violation.form, &violation.dependency)
            {
                reported.push((it.from.clone(), reasoner.closure(&it.from)));
            }
        }
        for key in &self.keys.keys {
            for attribute in key.iter() {
                if reasoner.is_exhausted() {
                    complete = false;
                    break;
                }
                let part = key.without(attribute);
                let known = reported.iter().filter(|(from, _)| from.is_subset(&part));
                let known = union(known.map(|(_, closure)| closure));
                let gained = &(&reasoner.closure(&part) - &possibly_prime) - &known;
                for goal in gained.iter() {
                    let goal = AttributeSet::only(goal);
                    let from = reasoner.minimize(&part, &goal, &AttributeSet::new());
                    let closure = reasoner.closure(&from);
                    if reported.iter().any(|(it, _)| *it == from) {
                        continue;
                    }
                    let to = &(&closure - &possibly_prime) - &from;
                    let reason = Reason::PartOfKey { key: key.clone() };
                    findings.violate(NormalForm::Second, functional(&from, to), None, reason);
                    reported.push((from, closure));
                }
            }
        }
        if !complete && !findings.refutes(NormalForm::Second) {
            findings.doubt(NormalForm::Second, DoubtCause::Keys);
        }
    }
}

fn violate_boyce_codd(
    from: &AttributeSet,
    to: AttributeSet,
    origin: Option<DependencyId>,
    findings: &mut Findings,
) {
    if !to.is_empty() {
        let dependency = functional(from, to);
        findings.violate(NormalForm::BoyceCodd, dependency, origin, Reason::NotSuperkey);
    }
}

fn functional(from: &AttributeSet, to: AttributeSet) -> Dependency {
    Dependency::Functional(FunctionalDependency { from: from.clone(), to })
}
