//! Minimal and minimum covers.

use erc::theory::{
    AttributeSet, ClosureIndex, FunctionalDependency, minimal_cover, minimum_cover,
    redundant_dependencies,
};

use super::oracle::subsets;
use super::random::{Random, Shape, dependencies};

fn random_functional(random: &mut Random) -> (u32, Vec<FunctionalDependency>) {
    let n = 1 + random.below(6);
    let shape = Shape { n_attributes: n, functional: 7, multivalued: 0, join: 0 };
    (n, dependencies(random, shape).functional().to_vec())
}

fn is_equivalent(n: u32, a: &[FunctionalDependency], b: &[FunctionalDependency]) -> bool {
    let (mut a, mut b) = (ClosureIndex::new(n, a), ClosureIndex::new(n, b));
    subsets(&AttributeSet::all(n)).iter().all(|it| a.closure(it) == b.closure(it))
}

#[test]
fn a_minimal_cover_has_nothing_to_spare() {
    let mut random = Random::new(21);
    for round in 0..2000 {
        let (n, given) = random_functional(&mut random);
        let cover = minimal_cover(n, &given);
        let dependencies = cover.functional();
        assert!(is_equivalent(n, &given, &dependencies), "round {round}");
        for (idx, FunctionalDependency { from, to }) in dependencies.iter().enumerate() {
            assert!(!to.is_empty() && from.is_disjoint(to));
            for attribute in from.iter() {
                let mut smaller = dependencies.clone();
                smaller[idx].from.remove(attribute);
                assert!(!is_equivalent(n, &given, &smaller), "round {round}: left");
            }
            for attribute in to.iter() {
                let mut smaller = dependencies.clone();
                smaller[idx].to.remove(attribute);
                assert!(!is_equivalent(n, &given, &smaller), "round {round}: right");
            }
            let origins = &cover.dependencies[idx].origins;
            assert!(!origins.is_empty());
            assert!(origins.iter().all(|it| from.is_subset(&given[*it].from)));
        }
    }
}

#[test]
fn redundant_dependencies_can_go_together_and_no_more_can() {
    let mut random = Random::new(23);
    for round in 0..2000 {
        let (n, given) = random_functional(&mut random);
        let redundant = redundant_dependencies(n, &given);
        let kept: Vec<_> = (0..given.len()).filter(|it| !redundant.contains(it)).collect();
        let without = |idx: usize| {
            let rest = kept.iter().filter(|it| **it != idx);
            rest.map(|it| given[*it].clone()).collect::<Vec<_>>()
        };
        assert!(is_equivalent(n, &given, &without(usize::MAX)), "round {round}");
        assert!(kept.iter().all(|it| !is_equivalent(n, &given, &without(*it))), "round {round}");
    }
}

/// The number of pseudo-closed sets, by their definition (Guigues, Duquenne 1986): `P` is
/// pseudo-closed if it is not closed and has the closure of every pseudo-closed proper subset.
fn n_pseudo_closed(n: u32, given: &[FunctionalDependency]) -> usize {
    let mut closures = ClosureIndex::new(n, given);
    let mut candidates = subsets(&AttributeSet::all(n));
    candidates.sort_by_key(AttributeSet::len);
    let mut pseudo_closed: Vec<(AttributeSet, AttributeSet)> = Vec::new();
    for set in candidates {
        let closure = closures.closure(&set);
        let has_closures = |(it, closure): &(AttributeSet, AttributeSet)| {
            !it.is_proper_subset(&set) || closure.is_subset(&set)
        };
        if closure != set && pseudo_closed.iter().all(has_closures) {
            pseudo_closed.push((set, closure));
        }
    }
    pseudo_closed.len()
}

#[test]
fn no_cover_has_fewer_dependencies_than_the_minimum_cover() {
    let mut random = Random::new(22);
    for round in 0..2000 {
        let (n, given) = random_functional(&mut random);
        let cover = minimum_cover(n, &given);
        assert!(is_equivalent(n, &given, &cover.functional()), "round {round}");
        assert_eq!(cover.dependencies.len(), n_pseudo_closed(n, &given), "round {round}");
        assert!(cover.dependencies.len() <= minimal_cover(n, &given).dependencies.len());
    }
}

/// Maier (JACM 27(4), 1980): a cover without anything to spare can still have too many
/// dependencies.
#[test]
fn a_minimum_cover_joins_what_a_minimal_cover_keeps_apart() {
    let [a, b, c, d] = [0, 1, 2, 3];
    let given = [
        FunctionalDependency::new([a], [b, c]),
        FunctionalDependency::new([b], [a]),
        FunctionalDependency::new([a, d], [4]),
        FunctionalDependency::new([b, d], [5]),
    ];
    assert_eq!(minimal_cover(6, &given).dependencies.len(), 4);
    assert_eq!(minimum_cover(6, &given).dependencies.len(), 3);
}
