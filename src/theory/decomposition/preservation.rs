//! Which dependencies a decomposition loses: those that the parts, each checked by itself, do not
//! enforce.

use crate::theory::attribute_set::AttributeSet;
use crate::theory::basis::connected_traces;
use crate::theory::chase::chase_join;
use crate::theory::closure::ClosureIndex;
use crate::theory::dependencies::{
    Dependencies, Dependency, DependencyId, FunctionalDependency, JoinDependency,
    MultivaluedDependency,
};
use crate::theory::normal_form::Findings;
use crate::theory::part::traces;
use crate::theory::reasoner::Reasoner;
use crate::theory::tableau::ChaseOutcome;
use crate::theory::work::WorkLimit;

/// What a decomposition enforces of the declared dependencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preservation {
    /// The dependencies that are lost.
    pub lost: Vec<Lost>,
    /// The join dependencies for which the work limit came first.
    pub undecided: Vec<DependencyId>,
}

/// A dependency that can be violated by the join of parts each of which satisfies what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The declared dependency.
    pub dependency: DependencyId,
    /// What of its right side is lost; of a join dependency everything.
    pub attributes: AttributeSet,
}

/// The parts and what holds in each.
pub(super) struct Parts<'a> {
    pub(super) parts: &'a [AttributeSet],
    /// Functional dependencies that hold in single parts; not always all of them.
    pub(super) local: Vec<FunctionalDependency>,
}

impl Parts<'_> {
    /// Finds what is lost; the reasoner looks at the whole relation before and after.
    pub(super) fn preservation(
        &self,
        reasoner: &mut Reasoner<'_>,
        limit: &WorkLimit,
    ) -> Preservation {
        let dependencies = reasoner.dependencies();
        let mut res = Preservation::default();
        let mut lose = |dependency, attributes: AttributeSet| {
            if !attributes.is_empty() {
                res.lost.push(Lost { dependency, attributes });
            }
        };
        let mut local = ClosureIndex::new(dependencies.n_attributes(), &self.local);
        for (idx, it) in dependencies.functional().iter().enumerate() {
            let lost = self.lost_functional(reasoner, &mut local, it);
            lose(DependencyId::Functional(idx), lost);
        }
        for (idx, it) in dependencies.multivalued().iter().enumerate() {
            let lost = self.lost_multivalued(reasoner, it);
            lose(DependencyId::Multivalued(idx), lost);
        }
        for (idx, it) in dependencies.join().iter().enumerate() {
            match self.keeps_join(reasoner, idx, it, limit) {
                Some(true) => (),
                Some(false) => lose(DependencyId::Join(idx), it.attributes()),
                None => res.undecided.push(DependencyId::Join(idx)),
            }
        }
        reasoner.look_at(dependencies.attributes());
        res
    }

    fn lost_functional(
        &self,
        reasoner: &mut Reasoner<'_>,
        local: &mut ClosureIndex,
        dependency: &FunctionalDependency,
    ) -> AttributeSet {
        if dependency.to.is_subset(&local.closure(&dependency.from)) {
            return AttributeSet::new();
        }
        &dependency.to - &self.enforced_closure(reasoner, &dependency.from)
    }

    /// The closure under the functional dependencies of all parts, without listing them (Beeri,
    /// Honeyman, SIAM J. Computing 10(3), 1981): what a part determines from what it has of the
    /// closure so far, again and again.
    fn enforced_closure(&self, reasoner: &mut Reasoner<'_>, from: &AttributeSet) -> AttributeSet {
        let mut res = from.clone();
        let mut before = usize::MAX;
        while res.len() != before {
            before = res.len();
            for part in self.parts {
                let known = &res & part;
                if !part.is_subset(&known) {
                    reasoner.look_at(part.clone());
                    res |= &reasoner.closure(&known);
                }
            }
        }
        res
    }

    /// Beside what is determined, the join of the parts makes independent what no part holds
    /// together; and a part holds together what is not independent in it by itself.
    fn lost_multivalued(
        &self,
        reasoner: &mut Reasoner<'_>,
        dependency: &MultivaluedDependency,
    ) -> AttributeSet {
        let determined = self.enforced_closure(reasoner, &dependency.from);
        let mut held = Vec::new();
        for part in self.parts {
            reasoner.look_at(part.clone());
            held.extend(reasoner.basis(&(&determined & part)).blocks);
        }
        let rest = &reasoner.dependencies().attributes() - &determined;
        let blocks = connected_traces(&held, &rest);
        let cut = blocks
            .iter()
            .filter(|it| it.intersects(&dependency.to) && !it.is_subset(&dependency.to));
        cut.fold(AttributeSet::new(), |res, it| &res | &(it & &dependency.to))
    }

    /// Whether the join dependency follows from what holds in the parts and from their being
    /// joined.
    fn keeps_join(
        &self,
        reasoner: &mut Reasoner<'_>,
        idx: usize,
        join: &JoinDependency,
        limit: &WorkLimit,
    ) -> Option<bool> {
        let dependencies = reasoner.dependencies();
        let mut findings = Findings::default();
        let mut components = Vec::new();
        for part in self.parts {
            reasoner.look_at(part.clone());
            let traces = traces(reasoner, limit, &mut findings);
            match traces.into_iter().find(|(_, id)| *id == DependencyId::Join(idx)) {
                Some((trace, _)) => components.extend(trace.components),
                None => components.push(part.clone()),
            }
        }
        let mut enforced = Dependencies::new(dependencies.n_attributes());
        let local = self.local.iter().cloned().map(Dependency::Functional);
        for it in local.chain([Dependency::Join(JoinDependency { components })]) {
            enforced.declare(it).ok()?;
        }
        match chase_join(&enforced, &join.components, limit).outcome {
            ChaseOutcome::Proven { .. } => Some(true),
            ChaseOutcome::Refuted if findings.doubts.is_empty() => Some(false),
            ChaseOutcome::Refuted | ChaseOutcome::Undecided => None,
        }
    }
}
