//! All that is found out about one relation: its analysis, a decomposition for a normal form, and what a
//! split of one's own is worth.

use super::relation::Relation;
use crate::theory::{
    Analysis, AttributeSet, Decomposition, Dependencies, Target, Verdict, WorkLimit, decompose,
    judge,
};

/// What to find out.
#[derive(Debug, Clone, Copy, Default)]
pub struct StudyOptions {
    /// The normal form to decompose for. Without one it is the highest that loses no dependency.
    pub target: Option<Target>,
    /// How much work each question may cost.
    pub limit: WorkLimit,
}

/// A relation and all that was found out about it.
#[derive(Debug, Clone)]
pub struct Study {
    /// The relation.
    pub relation: Relation,
    /// Its keys, normal forms and what breaks them.
    pub analysis: Analysis,
    /// What the decomposition is for.
    pub target: Target,
    /// The decomposition; of a relation that is in the form already, one part that is all of it.
    pub decomposition: Decomposition,
    /// The judgement on a split that was proposed.
    pub judged: Option<Decomposition>,
}

impl Study {
    /// Whether the decomposition divides the relation.
    pub fn is_split(&self) -> bool {
        self.decomposition.parts.len() > 1
    }
}

/// Studies `relation`; `proposed` are the parts of a split to be judged.
pub fn study(
    relation: Relation,
    proposed: Option<&[AttributeSet]>,
    options: &StudyOptions,
) -> Study {
    let limit = &options.limit;
    let analysis = relation.analyse(limit);
    let dependencies = &relation.dependencies;
    let (target, decomposition) = match options.target {
        Some(target) => (target, decomposed(dependencies, &analysis, target, limit)),
        None => best(dependencies, &analysis, limit),
    };
    let judged = proposed.map(|it| judge(dependencies, it, limit));
    Study { target, decomposition, judged, analysis, relation }
}

/// The decomposition for the highest form that loses no dependency. Functional dependencies alone ask for
/// BCNF and allow 3NF, which never loses any; the higher forms are for those who declare other kinds.
fn best(
    dependencies: &Dependencies,
    analysis: &Analysis,
    limit: &WorkLimit,
) -> (Target, Decomposition) {
    let mut targets = vec![Target::BoyceCodd, Target::Third];
    if !dependencies.multivalued().is_empty() {
        targets.insert(0, Target::Fourth);
    }
    if !dependencies.join().is_empty() {
        targets.insert(0, Target::Fifth);
    }
    let mut best: Option<(Target, Decomposition)> = None;
    for target in targets {
        let found = decomposed(dependencies, analysis, target, limit);
        let n_lost = found.preservation.lost.len();
        if best.as_ref().is_none_or(|(_, it)| n_lost < it.preservation.lost.len()) {
            best = Some((target, found));
        }
        if n_lost == 0 {
            break;
        }
    }
    best.expect("BCNF and 3NF are always tried")
}

/// What is in the form already is left alone.
fn decomposed(
    dependencies: &Dependencies,
    analysis: &Analysis,
    target: Target,
    limit: &WorkLimit,
) -> Decomposition {
    match analysis.verdict(target.normal_form()) {
        Verdict::Holds(_) => judge(dependencies, &[dependencies.attributes()], limit),
        Verdict::Fails | Verdict::Undecided => decompose(dependencies, target, limit),
    }
}
