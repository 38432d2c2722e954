//! Attribute sets, closures and derivations.

use std::collections::BTreeSet;

use erc::theory::{
    AttributeSet, ClosureIndex, DependencyId, FunctionalDependency, Reasoner, Step,
    derive_functional,
};

use super::random::{Random, Shape, dependencies};

#[test]
fn sets_behave_like_sets_of_numbers() {
    let mut random = Random::new(1);
    for limit in [5, 64, 128, 129, 1000, 100_000] {
        for _ in 0..200 {
            let [a, b] = [(); 2].map(|()| {
                (0..random.below(12)).map(|_| random.below(limit)).collect::<BTreeSet<u32>>()
            });
            check_operations(&a, &b);
        }
    }
}

#[track_caller]
fn check_operations(a: &BTreeSet<u32>, b: &BTreeSet<u32>) {
    let set = |it: &BTreeSet<u32>| it.iter().rev().copied().collect::<AttributeSet>();
    let list = |it: &AttributeSet| it.iter().collect::<BTreeSet<u32>>();
    let (x, y) = (set(a), set(b));
    assert_eq!(list(&x), *a);
    assert_eq!(list(&(&x | &y)), a | b);
    assert_eq!(list(&(&x & &y)), a & b);
    assert_eq!(list(&(&x - &y)), a - b);
    assert_eq!(&(&x | &y) - &(&y - &x), x, "equal sets are equal values");
    assert_eq!(x.len(), a.len());
    assert_eq!(x.is_subset(&y), a.is_subset(b));
    assert_eq!(x.is_disjoint(&y), a.is_disjoint(b));
    assert_eq!(x == y, a == b);
    assert_eq!(x.cmp(&y), a.iter().cmp(b.iter()), "{x:?} {y:?}");
    assert!(b.iter().all(|it| x.contains(*it) == a.contains(it)));
    for it in b {
        let mut smaller = x.clone();
        assert_eq!(smaller.remove(*it), a.contains(it));
        assert_eq!(smaller, x.without(*it));
        assert!(!smaller.contains(*it));
    }
}

#[test]
fn all_attributes_of_a_relation() {
    for n in [0, 1, 63, 64, 65, 127, 128, 129, 1000] {
        let all = AttributeSet::all(n);
        assert_eq!(all.len(), n as usize);
        assert_eq!(all, (0..n).collect());
    }
}

#[test]
fn closure_equals_the_fixpoint() {
    let mut random = Random::new(2);
    for round in 0..2000 {
        let n = 1 + random.below(12);
        let shape = Shape { n_attributes: n, functional: 8, multivalued: 0, join: 0 };
        let relation = dependencies(&mut random, shape);
        let mut closures = ClosureIndex::new(n, relation.functional());
        for _ in 0..4 {
            let from = random.set(n, 30);
            let expected = fixpoint(&from, relation.functional());
            assert_eq!(closures.closure(&from), expected, "round {round}");
            assert_eq!(closures.is_superkey(&from), expected.len() == n as usize);
            for goal in 0..n {
                assert_eq!(closures.reaches(&from, goal), expected.contains(goal));
            }
            let goal = random.set(n, 30);
            let proof = derive_functional(&mut closures, relation.functional(), &from, &goal);
            assert_eq!(proof.is_some(), goal.is_subset(&expected));
            if let Some(proof) = proof {
                check_functional_proof(&from, &goal, &proof.steps, relation.functional());
            }
        }
    }
}

fn fixpoint(from: &AttributeSet, dependencies: &[FunctionalDependency]) -> AttributeSet {
    let mut res = from.clone();
    for _ in 0..=dependencies.len() {
        for dependency in dependencies {
            if dependency.from.is_subset(&res) {
                res |= &dependency.to;
            }
        }
    }
    res
}

/// Every step stands on what is determined before it, and none can be left out of the list.
#[track_caller]
fn check_functional_proof(
    from: &AttributeSet,
    goal: &AttributeSet,
    steps: &[Step],
    dependencies: &[FunctionalDependency],
) {
    let mut determined = from.clone();
    let mut used = goal.clone();
    for step in steps {
        let Step::Determine { by: DependencyId::Functional(by), gained } = step else {
            panic!("not a functional step: {step:?}");
        };
        assert!(dependencies[*by].from.is_subset(&determined));
        assert!(gained.is_subset(&dependencies[*by].to));
        assert!(gained.is_disjoint(&determined) && !gained.is_empty());
        determined |= gained;
        used |= &dependencies[*by].from;
    }
    assert!(goal.is_subset(&determined));
    assert!((&determined - from).is_subset(&used), "something is gained for nothing");
}

#[test]
fn a_dependency_can_be_left_out_for_a_while() {
    let chain: Vec<_> = (0..4).map(|it| FunctionalDependency::new([it], [it + 1])).collect();
    let mut closures = ClosureIndex::new(5, &chain);
    closures.disable(2);
    assert_eq!(closures.closure(&[0].into()), [0, 1, 2].into());
    closures.enable(2);
    assert_eq!(closures.closure(&[0].into()), AttributeSet::all(5));
}

#[test]
fn empty_left_sides_fire_at_once() {
    let constants = [FunctionalDependency::new([], [0]), FunctionalDependency::new([0], [2])];
    let mut closures = ClosureIndex::new(3, &constants);
    assert_eq!(closures.closure(&AttributeSet::new()), [0, 2].into());
    closures.disable(0);
    assert_eq!(closures.closure(&AttributeSet::new()), AttributeSet::new());
}

#[test]
fn a_long_reversed_chain_is_closed_and_proven() {
    let n = 100_000;
    let chain: Vec<_> = (1..n).rev().map(|it| FunctionalDependency::new([it], [it - 1])).collect();
    let mut closures = ClosureIndex::new(n, &chain);
    assert_eq!(closures.closure(&[n - 1].into()).len(), n as usize);
    let proof = derive_functional(&mut closures, &chain, &[n - 1].into(), &[n - 11].into());
    assert_eq!(proof.map(|it| it.steps.len()), Some(10));
}

#[test]
fn attributes_outside_the_relation_are_not_reached() {
    let mut closures = ClosureIndex::new(2, &[FunctionalDependency::new([0], [1])]);
    assert_eq!(closures.closure(&[0, 700].into()), [0, 1].into());
}

#[test]
fn a_part_sees_what_follows_by_way_of_the_rest() {
    let shape = Shape { n_attributes: 3, functional: 0, multivalued: 0, join: 0 };
    let mut relation = dependencies(&mut Random::new(0), shape);
    for it in [FunctionalDependency::new([0], [1]), FunctionalDependency::new([1], [2])] {
        relation.declare(erc::theory::Dependency::Functional(it)).unwrap();
    }
    let mut reasoner = Reasoner::new(&relation);
    reasoner.look_at([0, 2].into());
    assert_eq!(reasoner.closure(&[0].into()), [0, 2].into());
    assert!(reasoner.is_superkey(&[0].into()));
}
