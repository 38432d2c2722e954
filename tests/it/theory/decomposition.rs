//! Decompositions: every part in its form, lossless, and losing exactly what is said to be lost.

use erc::theory::{
    AttributeSet, ClosureIndex, Decomposition, Dependencies, Dependency, DependencyId,
    FunctionalDependency, Lossless, MultivaluedDependency, NormalForm, Part, PreservingBoyceCodd,
    Reasoner, Target, WorkLimit, decompose, judge, preserving_boyce_codd, propose,
};

use super::normal_form::up_to_fourth;
use super::oracle::{Oracle, Row, chase_proves, joined, satisfies, satisfies_all, subsets};
use super::random::{Random, Shape, dependencies};

const TARGETS: [Target; 5] =
    [Target::Second, Target::Third, Target::BoyceCodd, Target::Fourth, Target::Fifth];

#[test]
fn functional_decompositions_keep_their_promises() {
    let mut random = Random::new(51);
    for _ in 0..400 {
        let n = 1 + random.below(6);
        let shape = Shape { n_attributes: n, functional: 5, multivalued: 0, join: 0 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        for target in TARGETS {
            check_decomposition(&relation, &oracle, target);
        }
    }
}

#[test]
fn mixed_decompositions_keep_their_promises() {
    let mut random = Random::new(52);
    for _ in 0..400 {
        let n = 2 + random.below(4);
        let shape = Shape { n_attributes: n, functional: 2, multivalued: 2, join: 1 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        for target in TARGETS {
            check_decomposition(&relation, &oracle, target);
        }
    }
}

#[track_caller]
fn check_decomposition(relation: &Dependencies, oracle: &Oracle, target: Target) {
    let res = decompose(relation, target, &WorkLimit::NONE);
    let sets: Vec<AttributeSet> = res.parts.iter().map(|it| it.attributes.clone()).collect();
    assert_eq!(sets, propose(relation, target, &WorkLimit::NONE));
    assert!(res.missing.is_empty());
    assert_eq!(res.lossless.holds(), Some(true), "{target:?} {relation:?}");
    assert!(chase_proves(relation, &sets), "{target:?} {sets:?} {relation:?}");
    for (place, part) in res.parts.iter().enumerate() {
        let form = up_to_fourth(oracle, &part.attributes);
        let wanted = target.normal_form().min(NormalForm::Fourth);
        assert!(form >= wanted, "{target:?} {form:?} {sets:?} {relation:?}");
        assert!(part.analysis.normal_form() >= target.normal_form(), "{target:?} {relation:?}");
        check_part(oracle, part);
        let is_within =
            |(other, it): (usize, &AttributeSet)| other != place && part.attributes.is_subset(it);
        assert!(!sets.iter().enumerate().any(is_within), "{sets:?}");
    }
    check_lost(relation, oracle, &res);
    if target == Target::Third {
        let is_functional = |it: DependencyId| matches!(it, DependencyId::Functional(_));
        assert!(!res.preservation.lost.iter().any(|it| is_functional(it.dependency)));
    }
    for it in &res.inclusions {
        let to = &res.parts[it.to];
        assert!(to.analysis.keys.keys.contains(&it.attributes));
        assert!(it.attributes.is_subset(&res.parts[it.from].attributes));
    }
}

#[track_caller]
fn check_part(oracle: &Oracle, part: &Part) {
    let mut keys = oracle.keys(&part.attributes);
    let mut found = part.analysis.keys.keys.clone();
    keys.sort();
    found.sort();
    assert_eq!(found, keys);
    assert!(part.analysis.keys.complete && part.analysis.doubts.is_empty());
    let form = up_to_fourth(oracle, &part.attributes);
    assert_eq!(part.analysis.normal_form().min(NormalForm::Fourth), form);
    let mut cover = ClosureIndex::new(oracle.n, &part.analysis.cover.functional());
    for from in subsets(&part.attributes) {
        assert_eq!(cover.closure(&from), &oracle.closure(&from) & &part.attributes);
    }
}

/// The functional dependencies of all parts, every one of them.
fn projected(oracle: &Oracle, parts: &[AttributeSet]) -> Vec<FunctionalDependency> {
    let of = |part: &AttributeSet| {
        let all = subsets(part).into_iter();
        let res = all.map(|it| FunctionalDependency::new(it.clone(), &oracle.closure(&it) & part));
        res.collect::<Vec<_>>()
    };
    parts.iter().flat_map(of).collect()
}

#[track_caller]
fn check_lost(relation: &Dependencies, oracle: &Oracle, res: &Decomposition) {
    let sets: Vec<AttributeSet> = res.parts.iter().map(|it| it.attributes.clone()).collect();
    let mut enforced = ClosureIndex::new(oracle.n, &projected(oracle, &sets));
    for (idx, FunctionalDependency { from, to }) in relation.functional().iter().enumerate() {
        let expected = to - &enforced.closure(from);
        let id = DependencyId::Functional(idx);
        let lost = res.preservation.lost.iter().find(|it| it.dependency == id);
        assert_eq!(lost.map_or(AttributeSet::new(), |it| it.attributes.clone()), expected);
    }
}

/// Random splits: lossless or not as the plain chase says, with a counterexample that is one.
#[test]
fn proposed_splits_are_judged() {
    let mut random = Random::new(53);
    let mut n_lossy = 0;
    for round in 0..1200 {
        let n = 1 + random.below(5);
        let mixed = if round % 2 == 0 { 0 } else { 1 };
        let shape = Shape { n_attributes: n, functional: 4, multivalued: mixed, join: mixed };
        let relation = dependencies(&mut random, shape);
        let parts: Vec<_> = (0..1 + random.below(3)).map(|_| random.set(n, 60)).collect();
        let oracle = Oracle::new(&relation);
        let res = judge(&relation, &parts, &WorkLimit::NONE);
        let union = parts.iter().fold(AttributeSet::new(), |res, it| &res | it);
        assert_eq!(res.missing, &relation.attributes() - &union);
        let is_lossless = res.missing.is_empty() && chase_proves(&relation, &parts);
        assert_eq!(res.lossless.holds(), Some(is_lossless));
        if let (false, Lossless::Chased(tableau)) = (is_lossless, &res.lossless) {
            let instance = tableau.to_counterexample().unwrap();
            assert!(satisfies_all(&instance.rows, &relation));
            let spurious = vec![0; n as usize];
            assert!(!instance.rows.contains(&spurious));
            assert!(joined(&instance.rows, &parts).contains(&spurious));
            n_lossy += 1;
        }
        res.parts.iter().for_each(|part| check_part(&oracle, part));
        check_lost(&relation, &oracle, &res);
        check_kept(&mut random, &relation, &res);
    }
    assert!(n_lossy > 100);
}

/// What is not lost holds in every join of rows that satisfy, part by part, what holds there.
fn check_kept(random: &mut Random, relation: &Dependencies, res: &Decomposition) {
    if !res.missing.is_empty() {
        return;
    }
    let n = relation.n_attributes();
    let sets: Vec<AttributeSet> = res.parts.iter().map(|it| it.attributes.clone()).collect();
    let mut reasoner = Reasoner::new(relation);
    for _ in 0..10 {
        let rows: Vec<Row> =
            (0..2 + random.below(3)).map(|_| (0..n).map(|_| random.below(2)).collect()).collect();
        if !sets.iter().all(|part| is_legal_in(&mut reasoner, part, &rows)) {
            continue;
        }
        let join: Vec<Row> = joined(&rows, &sets).into_iter().collect();
        let functional = (0..relation.functional().len()).map(DependencyId::Functional);
        let multivalued = (0..relation.multivalued().len()).map(DependencyId::Multivalued);
        let joins = (0..relation.join().len()).map(DependencyId::Join);
        for id in functional.chain(multivalued).chain(joins) {
            let is_lost = res.preservation.lost.iter().any(|it| it.dependency == id);
            assert!(is_lost || satisfies(&join, &relation.get(id)), "{id:?} {sets:?} {relation:?}");
        }
    }
}

/// Whether the projection on `part` satisfies what follows for it.
fn is_legal_in(reasoner: &mut Reasoner<'_>, part: &AttributeSet, rows: &[Row]) -> bool {
    let blank = |row: &Row| {
        (0..).zip(row).map(|(it, value)| if part.contains(it) { *value } else { 0 }).collect()
    };
    let mut rows: Vec<Row> = rows.iter().map(blank).collect();
    rows.sort();
    rows.dedup();
    let outside = &AttributeSet::all(reasoner.dependencies().n_attributes()) - part;
    let traces = reasoner
        .dependencies()
        .join()
        .iter()
        .map(|it| it.components.iter().map(|component| component & part).collect::<Vec<_>>());
    let keeps_joins = traces.into_iter().all(|mut trace| {
        !chase_proves(reasoner.dependencies(), &trace) || {
            trace[0] |= &outside;
            joined(&rows, &trace).len() == rows.len()
        }
    });
    reasoner.look_at(part.clone());
    keeps_joins
        && subsets(part).into_iter().all(|from| {
            let basis = reasoner.basis(&from);
            let functional = FunctionalDependency::new(from.clone(), basis.determined);
            let multivalued = |to| MultivaluedDependency::new(from.clone(), to);
            satisfies(&rows, &Dependency::Functional(functional))
                && basis
                    .blocks
                    .into_iter()
                    .all(|block| satisfies(&rows, &Dependency::Multivalued(multivalued(block))))
        })
}

/// A preserving BCNF decomposition exists if and only if the one of *all* parts in BCNF preserves.
#[test]
fn whether_a_preserving_decomposition_exists() {
    let mut random = Random::new(54);
    let (mut n_impossible, mut n_searched) = (0, 0);
    for _ in 0..1500 {
        let n = 2 + random.below(4);
        let shape = Shape { n_attributes: n, functional: 5, multivalued: 0, join: 0 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        let mut good = subsets(&relation.attributes());
        good.retain(|part| up_to_fourth(&oracle, part) >= NormalForm::BoyceCodd);
        let mut kept = ClosureIndex::new(n, &projected(&oracle, &good));
        let exists =
            relation.functional().iter().all(|it| it.to.is_subset(&kept.closure(&it.from)));
        match preserving_boyce_codd(&relation, &WorkLimit::NONE) {
            PreservingBoyceCodd::Exists(parts) => {
                assert!(exists, "{relation:?}");
                assert!(chase_proves(&relation, &parts), "{parts:?} {relation:?}");
                assert!(parts.iter().all(|part| good.contains(part)), "{parts:?} {relation:?}");
                let res = judge(&relation, &parts, &WorkLimit::NONE);
                assert!(res.preservation.lost.is_empty(), "{parts:?} {relation:?}");
                let synthesis = propose(&relation, Target::Third, &WorkLimit::NONE);
                n_searched += usize::from(!synthesis.iter().all(|part| good.contains(part)));
            }
            PreservingBoyceCodd::Impossible { lost } => {
                assert!(!exists, "{relation:?}");
                assert!(oracle.determines(&lost.from, &lost.to));
                assert!(kept.closure(&lost.from).is_disjoint(&lost.to));
                n_impossible += 1;
            }
            PreservingBoyceCodd::Undecided => panic!("there was no limit"),
        }
    }
    assert!(n_impossible > 30 && n_searched > 0, "{n_impossible} {n_searched}");
}

/// With almost no work allowed a decomposition is still lossless and complete.
#[test]
fn a_limit_never_makes_a_decomposition_lossy() {
    let mut random = Random::new(55);
    for round in 0..300 {
        let n = 2 + random.below(4);
        let mixed = if round % 2 == 0 { 0 } else { 1 };
        let shape = Shape { n_attributes: n, functional: 5, multivalued: mixed, join: mixed };
        let relation = dependencies(&mut random, shape);
        for target in TARGETS {
            let limit = WorkLimit { steps: u64::from(random.below(60)) };
            let parts = propose(&relation, target, &limit);
            assert!(chase_proves(&relation, &parts), "{target:?} {parts:?} {relation:?}");
            if mixed == 0 && target == Target::BoyceCodd {
                let oracle = Oracle::new(&relation);
                let is_good = |it| up_to_fourth(&oracle, it) >= NormalForm::BoyceCodd;
                assert!(parts.iter().all(is_good), "polynomial BCNF: {parts:?} {relation:?}");
            }
        }
    }
}
