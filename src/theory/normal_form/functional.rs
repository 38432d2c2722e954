//! 2NF, 3NF, EKNF and BCNF: what functional dependencies break.

use super::verdict::{DoubtCause, Findings, NormalForm, Reason};
use crate::theory::attribute_set::AttributeSet;
use crate::theory::dependencies::{Dependency, DependencyId, FunctionalDependency};
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
        reasoner.start(limit);
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
                let elementary =
                    elementary.get_or_insert_with(|| self.elementary_attributes(reasoner, limit));
                self.break_elementary_or_boyce_codd(elementary, from, prime, *origin, findings);
            }
        }
        if findings.refutes(NormalForm::Third) && !findings.refutes(NormalForm::Second) {
            self.find_part_of_key(reasoner, limit, findings);
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

    /// A key that has all of `part` and more; if the keys are not all known, the one that is easily
    /// found.
    fn key_beyond(&self, reasoner: &mut Reasoner<'_>, part: &AttributeSet) -> Option<AttributeSet> {
        let known = self.keys.keys.iter().find(|key| part.is_proper_subset(key));
        if known.is_some() || self.keys.complete || reasoner.is_exhausted() {
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
    /// A key is elementary if there is an attribute that it determines and none of its proper parts
    /// does.
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

    /// Finds a part of a key that determines an attribute which is not prime, where no given
    /// dependency says so.
    fn find_part_of_key(
        &self,
        reasoner: &mut Reasoner<'_>,
        limit: &WorkLimit,
        findings: &mut Findings,
    ) {
        reasoner.start(limit);
        for key in &self.keys.keys {
            for part in key.iter().map(|it| key.without(it)) {
                if let Some(goal) = self.not_prime(&reasoner.closure(&part)).first() {
                    let from = reasoner.determinant(&part, goal);
                    let to = self.not_prime(&reasoner.closure(&from));
                    let reason = Reason::PartOfKey { key: key.clone() };
                    findings.violate(NormalForm::Second, functional(&from, to), None, reason);
                    return;
                }
            }
            if reasoner.is_exhausted() {
                findings.doubt(NormalForm::Second, DoubtCause::Keys);
                return;
            }
        }
        if !self.keys.complete {
            findings.doubt(NormalForm::Second, DoubtCause::Keys);
        }
    }

    fn not_prime(&self, set: &AttributeSet) -> AttributeSet {
        &(set - &self.primality.prime) - &self.primality.undecided
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
