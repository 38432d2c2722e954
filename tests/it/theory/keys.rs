//! Candidate keys and prime attributes.

use erc::theory::{
    AttributeSet, Dependencies, Dependency, FunctionalDependency, WorkLimit, analyse,
    candidate_keys, one_key,
};

use super::oracle::Oracle;
use super::random::{Random, Shape, dependencies};

#[test]
fn all_keys_are_found() {
    let mut random = Random::new(31);
    for round in 0..2000 {
        let n = random.below(8);
        let (multivalued, join) = if round % 2 == 0 { (0, 0) } else { (2, 1) };
        let shape = Shape { n_attributes: n, functional: 6, multivalued, join };
        let relation = dependencies(&mut random, shape);
        let mut expected = Oracle::new(&relation).keys(&relation.attributes());
        let mut found = candidate_keys(&relation, &WorkLimit::NONE);
        assert!(found.complete);
        assert!(expected.contains(&one_key(&relation)));
        expected.sort();
        found.keys.sort();
        assert_eq!(found.keys, expected, "round {round}: {relation:?}");
    }
}

/// A limit makes answers incomplete, never wrong.
#[test]
fn a_limit_never_makes_an_answer_wrong() {
    let mut random = Random::new(32);
    let mut n_undecided = 0;
    for round in 0..2000 {
        let n = 3 + random.below(4);
        let (multivalued, join) = if round % 2 == 0 { (0, 0) } else { (2, 1) };
        let shape = Shape { n_attributes: n, functional: 6, multivalued, join };
        let relation = dependencies(&mut random, shape);
        let limit = WorkLimit { steps: u64::from(random.below(200)) };
        let limited = analyse(&relation, &limit);
        let exact = analyse(&relation, &WorkLimit::NONE);
        assert!(exact.keys.complete && exact.doubts.is_empty());
        assert!(limited.keys.keys.iter().all(|it| exact.keys.keys.contains(it)), "round {round}");
        assert!(!limited.keys.complete || limited.keys == exact.keys);
        let prime = &limited.primality.prime;
        assert!(prime.is_subset(&exact.primality.prime), "round {round}");
        assert!(exact.primality.prime.is_subset(&(prime | &limited.primality.undecided)));
        assert!(limited.normal_form() <= exact.normal_form(), "round {round}: {relation:?}");
        assert!(limited.ceiling() >= exact.normal_form(), "round {round}: {relation:?}");
        n_undecided += usize::from(limited.normal_form() != limited.ceiling());
    }
    assert!(n_undecided > 50, "the limit was hit only {n_undecided} times");
}

fn equivalent_pairs(n_pairs: u32) -> Dependencies {
    let mut relation = Dependencies::new(2 * n_pairs);
    for pair in 0..n_pairs {
        for (from, to) in [(2 * pair, 2 * pair + 1), (2 * pair + 1, 2 * pair)] {
            let dependency = FunctionalDependency::new([from], [to]);
            relation.declare(Dependency::Functional(dependency)).unwrap();
        }
    }
    relation
}

#[test]
fn equivalent_pairs_have_exponentially_many_keys() {
    let keys = candidate_keys(&equivalent_pairs(9), &WorkLimit::NONE);
    assert!(keys.complete);
    assert_eq!(keys.keys.len(), 512);
}

/// Far too many keys to list, and still every attribute is known to be prime.
#[test]
fn primality_does_not_need_all_keys() {
    let relation = equivalent_pairs(100);
    let analysis = analyse(&relation, &WorkLimit { steps: 1_000_000 });
    assert!(!analysis.keys.complete);
    assert_eq!(analysis.primality.prime, AttributeSet::all(200));
    assert!(analysis.primality.undecided.is_empty());
}

#[test]
fn relations_of_no_and_of_one_attribute() {
    let empty = Dependencies::new(0);
    assert_eq!(candidate_keys(&empty, &WorkLimit::NONE).keys, [AttributeSet::new()]);
    let mut single = Dependencies::new(1);
    assert_eq!(candidate_keys(&single, &WorkLimit::NONE).keys, [AttributeSet::all(1)]);
    let constant = FunctionalDependency::new([], [0]);
    single.declare(Dependency::Functional(constant)).unwrap();
    assert_eq!(candidate_keys(&single, &WorkLimit::NONE).keys, [AttributeSet::new()]);
}
