//! All about one relation at once: cover, keys, prime attributes and normal forms.

use super::attribute_set::AttributeSet;
use super::closure::ClosureIndex;
use super::cover::Cover;
use super::dependencies::{
    Dependencies, Dependency, DependencyId, FunctionalDependency, JoinDependency,
    MultivaluedDependency,
};
use super::keys::{CandidateKeys, keys_within};
use super::normal_form::{
    Doubt, DoubtCause, Evidence, Findings, FunctionalForms, NormalForm, Reason, Verdict, Violation,
    break_fourth, break_joins,
};
use super::part::{independent_sides, traces};
use super::primality::{Primality, primality};
use super::project::{FunctionalCover, functional_cover};
use super::reasoner::Reasoner;
use super::work::WorkLimit;

/// What is known about a relation, or about a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// A minimal cover of the functional dependencies that follow; the origins are declared ones.
    pub cover: Cover,
    /// Whether the cover is complete. If not, the work limit was hit.
    pub cover_complete: bool,
    /// The candidate keys.
    pub keys: CandidateKeys,
    /// The prime attributes.
    pub primality: Primality,
    /// What breaks a normal form, the weakest form first.
    pub violations: Vec<Violation>,
    /// What was not found out, the weakest form first.
    pub doubts: Vec<Doubt>,
    /// The verdict on each normal form, in the order of [`NormalForm::ALL`].
    pub verdicts: [Verdict; 9],
}

/// Analyses a relation. Each question that has no fast answer may cost `limit`.
pub fn analyse(dependencies: &Dependencies, limit: &WorkLimit) -> Analysis {
    analyse_part(&mut Reasoner::new(dependencies), limit)
}

impl Analysis {
    /// The highest normal form that the relation is known to be in.
    pub fn normal_form(&self) -> NormalForm {
        self.highest(|verdict| matches!(verdict, Verdict::Holds(_)))
    }

    /// The highest normal form that the relation may be in; more than [`Analysis::normal_form`]
    /// only where the work limit was hit.
    pub fn ceiling(&self) -> NormalForm {
        self.highest(|verdict| *verdict != Verdict::Fails)
    }

    /// The verdict on `form`.
    pub fn verdict(&self, form: NormalForm) -> Verdict {
        self.verdicts[form as usize]
    }

    fn highest(&self, counts: impl Fn(&Verdict) -> bool) -> NormalForm {
        let pairs = NormalForm::ALL.into_iter().zip(&self.verdicts);
        pairs.filter(|(_, it)| counts(it)).map(|(form, _)| form).last().unwrap_or(NormalForm::First)
    }
}

/// Analyses the part that the reasoner looks at.
///
/// In a proper part, the functional and multivalued dependencies are exactly those that its
/// projection satisfies. Join dependencies are the traces of declared ones, as far as the chase
/// shows that they carry over.
pub(super) fn analyse_part(reasoner: &mut Reasoner<'_>, limit: &WorkLimit) -> Analysis {
    reasoner.start(limit);
    let cover = functional_cover(reasoner);
    let keys = keys_within(reasoner, &cover, limit);
    let primality = primality(reasoner, &keys, limit);
    let mut findings = Findings::default();
    let scope = Scope::new(reasoner, &cover, limit, &mut findings);

    let functional = FunctionalForms {
        dependencies: &scope.functional,
        complete: cover.complete,
        keys: &keys,
        primality: &primality,
    };
    functional.check(reasoner, limit, &mut findings);
    break_fourth(reasoner, &scope.multivalued, &mut findings);
    break_joins(reasoner, &scope.join, limit, &mut findings);
    if scope.is_whole {
        drop_settled_doubts(&mut findings);
    }
    break_sixth(reasoner.ground(), &cover, &mut findings);
    findings.violations.sort_by_key(|it| it.form);
    findings.doubts.sort();
    Analysis {
        verdicts: scope.verdicts(&findings, &keys),
        cover: cover.cover,
        cover_complete: cover.complete,
        keys,
        primality,
        violations: findings.violations,
        doubts: findings.doubts,
    }
}

/// The declared dependencies alone decide 4NF of a whole relation, so where they break nothing,
/// what else is unknown does not matter.
fn drop_settled_doubts(findings: &mut Findings) {
    let is_open = findings.refutes(NormalForm::Fourth)
        || findings.doubts.iter().any(|it| it.form == NormalForm::Fourth);
    if !is_open {
        findings.doubts.retain(|it| it.form > NormalForm::Fourth);
    }
}

/// A determinant that leaves two attributes over divides the relation.
fn break_sixth(ground: &AttributeSet, cover: &FunctionalCover, findings: &mut Findings) {
    if findings.refutes(NormalForm::Fifth) {
        return;
    }
    let mut dependencies = cover.cover.dependencies.iter();
    match dependencies.find(|it| (ground - &it.dependency.from).len() > 1) {
        Some(found) => findings.violations.push(Violation {
            form: NormalForm::Sixth,
            dependency: Dependency::Functional(found.dependency.clone()),
            origin: found.origins.first().map(|idx| DependencyId::Functional(*idx)),
            reason: Reason::Divisible,
        }),
        None if cover.complete => (),
        None => findings.doubt(NormalForm::Sixth, DoubtCause::Implied),
    }
}

/// The dependencies to be looked at, with their origins.
struct Scope {
    is_whole: bool,
    functional: Vec<(FunctionalDependency, Option<DependencyId>)>,
    multivalued: Vec<(MultivaluedDependency, Option<DependencyId>)>,
    join: Vec<(JoinDependency, DependencyId)>,
}

impl Scope {
    fn new(
        reasoner: &mut Reasoner<'_>,
        cover: &FunctionalCover,
        limit: &WorkLimit,
        findings: &mut Findings,
    ) -> Scope {
        if *reasoner.ground() == reasoner.dependencies().attributes() {
            Scope::of_whole(reasoner.dependencies(), cover)
        } else {
            Scope::of_part(reasoner, cover, limit, findings)
        }
    }

    /// What was declared, and the functional dependencies that follow only by way of other kinds.
    fn of_whole(dependencies: &Dependencies, cover: &FunctionalCover) -> Scope {
        let functional = (0..).map(DependencyId::Functional).zip(dependencies.functional());
        let declared = functional
            .filter(|(_, it)| !it.is_trivial())
            .map(|(origin, it)| (it.clone(), Some(origin)));
        let implied = implied_only(dependencies, cover);
        let multivalued = (0..).map(DependencyId::Multivalued).zip(dependencies.multivalued());
        let join = (0..).map(DependencyId::Join).zip(dependencies.join());
        Scope {
            is_whole: true,
            functional: declared.chain(implied.into_iter().map(|it| (it, None))).collect(),
            multivalued: multivalued.map(|(origin, it)| (it.clone(), Some(origin))).collect(),
            join: join.map(|(origin, it)| (it.clone(), origin)).collect(),
        }
    }

    fn of_part(
        reasoner: &mut Reasoner<'_>,
        cover: &FunctionalCover,
        limit: &WorkLimit,
        findings: &mut Findings,
    ) -> Scope {
        let functional = cover.cover.dependencies.iter().map(|it| {
            let origin = it.origins.first().map(|idx| DependencyId::Functional(*idx));
            (it.dependency.clone(), origin)
        });
        Scope {
            is_whole: false,
            functional: functional.collect(),
            multivalued: independent_sides(reasoner, cover, limit, findings),
            join: traces(reasoner, limit, findings),
        }
    }

    fn verdicts(&self, findings: &Findings, keys: &CandidateKeys) -> [Verdict; 9] {
        NormalForm::ALL.map(|form| {
            if findings.proves(form) {
                Verdict::Holds(self.evidence(form, findings, keys))
            } else if findings.refutes(form) {
                Verdict::Fails
            } else {
                Verdict::Undecided
            }
        })
    }

    fn evidence(&self, form: NormalForm, findings: &Findings, keys: &CandidateKeys) -> Evidence {
        let stronger = match form {
            NormalForm::First => return Evidence::Definition,
            NormalForm::Second => Some(NormalForm::Third),
            NormalForm::Third => Some(NormalForm::ElementaryKey),
            NormalForm::ElementaryKey => Some(NormalForm::BoyceCodd),
            NormalForm::EssentialTuple => Some(NormalForm::Fifth),
            NormalForm::BoyceCodd | NormalForm::Fourth | NormalForm::Fifth | NormalForm::Sixth => {
                None
            }
        };
        if let Some(stronger) = stronger.filter(|it| findings.proves(*it)) {
            return Evidence::Stronger(stronger);
        }
        let has_simple_keys = keys.complete && keys.keys.iter().all(|key| key.len() <= 1);
        if form == NormalForm::Fifth && has_simple_keys {
            return Evidence::SimpleKeys;
        }
        let n_functional = self.functional.len();
        let n_dependencies = if form <= NormalForm::BoyceCodd {
            n_functional
        } else {
            n_functional + self.multivalued.len() + self.join.len()
        };
        Evidence::Checked { n_dependencies }
    }
}

/// What follows, but not from the declared functional dependencies alone.
fn implied_only(dependencies: &Dependencies, cover: &FunctionalCover) -> Vec<FunctionalDependency> {
    if dependencies.is_functional() {
        return Vec::new();
    }
    let mut closures = ClosureIndex::new(dependencies.n_attributes(), dependencies.functional());
    let implied = cover.cover.dependencies.iter().map(|it| &it.dependency);
    implied.filter(|it| !it.to.is_subset(&closures.closure(&it.from))).cloned().collect()
}
