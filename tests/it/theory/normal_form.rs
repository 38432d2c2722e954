//! Normal forms against their definitions over everything that follows.

use std::collections::BTreeSet;

use erc::theory::{
    AttributeSet, Dependencies, Dependency, FunctionalDependency, NormalForm, WorkLimit, analyse,
};

use super::oracle::{Oracle, chase_proves, subsets};
use super::random::{Random, Shape, dependencies};

/// The highest of 1NF to 4NF by definition, for a part of the relation.
pub fn up_to_fourth(oracle: &Oracle, part: &AttributeSet) -> NormalForm {
    let keys = oracle.keys(part);
    let prime = keys.iter().fold(AttributeSet::new(), |res, it| &res | it);
    let elementary = elementary_attributes(oracle, part, &keys);
    let mut broken = BTreeSet::new();
    for from in subsets(part) {
        let is_superkey = oracle.is_superkey(&from, part);
        for to in (&(&oracle.closure(&from) & part) - &from).iter() {
            if keys.iter().any(|key| from.is_proper_subset(key)) && !prime.contains(to) {
                broken.insert(NormalForm::Second);
            }
            if is_superkey {
                continue;
            }
            broken.insert(NormalForm::BoyceCodd);
            if !prime.contains(to) {
                broken.insert(NormalForm::Third);
            }
            if !elementary.contains(to) {
                broken.insert(NormalForm::ElementaryKey);
            }
        }
        if !is_superkey {
            let rest = part - &from;
            let is_nontrivial = |to: &AttributeSet| !to.is_empty() && *to != rest;
            let holds = |to: &AttributeSet| {
                is_nontrivial(to) && projected_multidetermines(oracle, part, &from, to)
            };
            if subsets(&rest).iter().any(holds) {
                broken.insert(NormalForm::Fourth);
            }
        }
    }
    below(broken.first().copied().unwrap_or(NormalForm::EssentialTuple))
}

/// `from ->> to` in the projection on `part`: it extends to one in the relation.
fn projected_multidetermines(
    oracle: &Oracle,
    part: &AttributeSet,
    from: &AttributeSet,
    to: &AttributeSet,
) -> bool {
    let outside = &oracle.attributes() - part;
    subsets(&outside).iter().any(|more| oracle.multidetermines(from, &(to | more)))
}

fn elementary_attributes(
    oracle: &Oracle,
    part: &AttributeSet,
    keys: &[AttributeSet],
) -> AttributeSet {
    let is_elementary = |key: &&AttributeSet| {
        (part - key).iter().any(|to| {
            let determines_it = |from: &AttributeSet| oracle.closure(from).contains(to);
            subsets(key).iter().all(|from| from == *key || !determines_it(from))
        })
    };
    keys.iter().filter(is_elementary).fold(AttributeSet::new(), |res, it| &res | it)
}

fn below(form: NormalForm) -> NormalForm {
    NormalForm::ALL[form as usize - 1]
}

#[test]
fn functional_forms_agree_with_their_definitions() {
    let mut random = Random::new(41);
    let mut seen = BTreeSet::new();
    for round in 0..2500 {
        let n = random.below(7);
        let shape = Shape { n_attributes: n, functional: 5, multivalued: 0, join: 0 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        let expected = up_to_fourth(&oracle, &relation.attributes());
        let analysis = analyse(&relation, &WorkLimit::NONE);
        let found = analysis.normal_form();
        assert_eq!(found, analysis.ceiling());
        assert_eq!(found.min(NormalForm::Fourth), expected, "round {round}: {relation:?}");
        seen.insert(found);
        check_violations(&relation, &oracle);
    }
    use NormalForm::{BoyceCodd, ElementaryKey, Fifth, First, Second, Sixth, Third};
    let possible = [First, Second, Third, ElementaryKey, Fifth, Sixth];
    assert!(!seen.contains(&BoyceCodd), "functional dependencies alone do not stop at BCNF");
    assert_eq!(seen, BTreeSet::from(possible));
}

#[test]
fn mixed_forms_agree_with_their_definitions() {
    let mut random = Random::new(42);
    let mut seen = BTreeSet::new();
    for round in 0..1800 {
        let n = 2 + random.below(4);
        let shape = Shape { n_attributes: n, functional: 3, multivalued: 2, join: 1 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        let expected = up_to_fourth(&oracle, &relation.attributes());
        let analysis = analyse(&relation, &WorkLimit::NONE);
        let found = analysis.normal_form();
        assert_eq!(found, analysis.ceiling());
        assert_eq!(found.min(NormalForm::Fourth), expected, "round {round}: {relation:?}");
        seen.insert(found);
        check_violations(&relation, &oracle);
    }
    assert!(seen.contains(&NormalForm::BoyceCodd) && seen.contains(&NormalForm::Fourth));
}

/// Every violation is a dependency that follows and breaks the form that it names.
#[track_caller]
fn check_violations(relation: &Dependencies, oracle: &Oracle) {
    let all = relation.attributes();
    let keys = oracle.keys(&all);
    let prime = keys.iter().fold(AttributeSet::new(), |res, it| &res | it);
    let elementary = elementary_attributes(oracle, &all, &keys);
    for violation in analyse(relation, &WorkLimit::NONE).violations {
        match violation.dependency {
            Dependency::Functional(FunctionalDependency { from, to }) => {
                assert!(oracle.determines(&from, &to) && from.is_disjoint(&to) && !to.is_empty());
                let is_part = keys.iter().any(|key| from.is_proper_subset(key));
                match violation.form {
                    NormalForm::Second => assert!(is_part && to.is_disjoint(&prime)),
                    NormalForm::Third => assert!(!is_part && to.is_disjoint(&prime)),
                    NormalForm::ElementaryKey => {
                        assert!(to.is_subset(&prime) && to.is_disjoint(&elementary));
                    }
                    NormalForm::BoyceCodd => assert!(to.is_subset(&elementary)),
                    NormalForm::Sixth => assert!((&all - &from).len() > 1),
                    NormalForm::First
                    | NormalForm::Fourth
                    | NormalForm::EssentialTuple
                    | NormalForm::Fifth => panic!("not broken by a functional dependency"),
                }
                let is_superkey = oracle.is_superkey(&from, &all);
                assert_eq!(is_superkey, violation.form == NormalForm::Sixth);
            }
            Dependency::Multivalued(it) => {
                assert_eq!(violation.form, NormalForm::Fourth);
                assert!(oracle.multidetermines(&it.from, &it.to) && !it.is_trivial(&all));
                assert!(!oracle.is_superkey(&it.from, &all));
            }
            Dependency::Join(it) => {
                assert!(violation.form >= NormalForm::EssentialTuple);
                assert!(chase_proves(relation, &it.components));
                assert!(!chase_proves(&only_keys(relation, oracle), &it.components));
            }
        }
    }
}

/// The relation with its candidate keys as the only dependencies.
fn only_keys(relation: &Dependencies, oracle: &Oracle) -> Dependencies {
    let all = relation.attributes();
    let mut res = Dependencies::new(relation.n_attributes());
    for key in oracle.keys(&all) {
        let dependency = FunctionalDependency::new(key, all.clone());
        res.declare(Dependency::Functional(dependency)).unwrap();
    }
    res
}

/// All sets of components that cover the relation and none of which lies in another.
fn all_joins(all: &AttributeSet) -> Vec<Vec<AttributeSet>> {
    let mut joins: Vec<Vec<AttributeSet>> = vec![Vec::new()];
    for component in subsets(all).into_iter().rev() {
        let is_apart = |join: &&Vec<AttributeSet>| {
            !join.iter().any(|it| it.is_subset(&component) || component.is_subset(it))
        };
        let longer: Vec<_> = joins.iter().filter(is_apart).cloned().collect();
        joins.extend(longer.into_iter().map(|mut join| {
            join.push(component.clone());
            join
        }));
    }
    let covers = |join: &Vec<AttributeSet>| {
        join.iter().fold(AttributeSet::new(), |res, it| &res | it) == *all
    };
    joins.retain(|join| !join.is_empty() && covers(join));
    joins
}

/// 5NF and 6NF over every join dependency that there is on up to four attributes.
#[test]
fn join_forms_agree_with_their_definitions() {
    let mut random = Random::new(43);
    let mut seen = BTreeSet::new();
    for round in 0..300 {
        let n = random.below(5);
        let shape = Shape { n_attributes: n, functional: 2, multivalued: 1, join: 2 };
        let relation = dependencies(&mut random, shape);
        let all = relation.attributes();
        let oracle = Oracle::new(&relation);
        let keys = only_keys(&relation, &oracle);
        let implied = all_joins(&all).into_iter().filter(|it| chase_proves(&relation, it));
        let nontrivial: Vec<_> = implied.filter(|join| !join.contains(&all)).collect();

        let is_fifth = nontrivial.iter().all(|it| chase_proves(&keys, it));
        let is_sixth = nontrivial.is_empty();
        let found = analyse(&relation, &WorkLimit::NONE).normal_form();
        assert_eq!(found >= NormalForm::Fifth, is_fifth, "round {round}: {relation:?}");
        assert_eq!(found >= NormalForm::Sixth, is_sixth, "round {round}: {relation:?}");
        let is_essential = up_to_fourth(&oracle, &all) >= NormalForm::BoyceCodd
            && no_tuple_is_forced(&relation, &oracle);
        assert_eq!(found >= NormalForm::EssentialTuple, is_essential, "{round}: {relation:?}");
        seen.insert(found);
    }
    assert!(seen.contains(&NormalForm::Sixth) && seen.contains(&NormalForm::Fifth));
}

/// Whether no declared dependency ever makes a row follow from others: the most general rows that
/// join to a row always include that row.
fn no_tuple_is_forced(relation: &Dependencies, oracle: &Oracle) -> bool {
    let all = relation.attributes();
    let multivalued = relation.multivalued().iter().map(|it| it.to_join(&all));
    let mut joins = multivalued.chain(relation.join().iter().cloned());
    joins.all(|join| join.components.iter().any(|it| oracle.is_superkey(it, &all)))
}
