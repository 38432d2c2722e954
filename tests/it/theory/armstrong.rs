//! Armstrong relations and the rows of anomalies.

use erc::theory::{
    AttributeSet, Dependencies, Dependency, Instance, NormalForm, Reasoner, Redundant, WorkLimit,
    analyse, anomaly, armstrong,
};

use super::oracle::{Oracle, Row, agree, satisfies, satisfies_all, subsets};
use super::random::{Random, Shape, dependencies};

/// Discovering the dependencies of the rows gives back the closure.
#[test]
fn armstrong_relations_satisfy_exactly_what_follows() {
    let mut random = Random::new(61);
    let mut n_largest = 0;
    for round in 0..1500 {
        let n = random.below(6);
        let mixed = if round % 3 == 0 { 2 } else { 0 };
        let shape = Shape { n_attributes: n, functional: 4, multivalued: mixed, join: mixed / 2 };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        let Instance { rows } = armstrong(&relation, &WorkLimit::NONE).unwrap();
        n_largest = n_largest.max(rows.len());
        assert!(satisfies_all(&rows, &relation), "round {round}: {relation:?} {rows:?}");
        for from in subsets(&relation.attributes()) {
            let closure = discovered_closure(&rows, &from, n);
            assert_eq!(closure, oracle.closure(&from), "round {round}: {relation:?} {rows:?}");
            if mixed > 0 {
                let to = random.set(n, 50);
                let goal = erc::theory::MultivaluedDependency::new(from.clone(), to.clone());
                let found = satisfies(&rows, &Dependency::Multivalued(goal));
                assert_eq!(found, oracle.multidetermines(&from, &to), "{from:?} ->> {to:?}");
            }
        }
    }
    assert!(n_largest > 6, "{n_largest}");
}

/// The attributes on which all rows agree that agree on `from`.
fn discovered_closure(rows: &[Row], from: &AttributeSet, n: u32) -> AttributeSet {
    let is_determined = |it: &u32| {
        let goal = AttributeSet::only(*it);
        let mut pairs = rows.iter().flat_map(|a| rows.iter().map(move |b| (a, b)));
        pairs.all(|(a, b)| !agree(a, b, from) || agree(a, b, &goal))
    };
    (0..n).filter(is_determined).collect()
}

#[test]
fn an_armstrong_relation_that_is_too_large_is_not_made() {
    let mut relation = Dependencies::new(41);
    for it in 0..20 {
        let pair = erc::theory::FunctionalDependency::new([2 * it, 2 * it + 1], [40]);
        relation.declare(Dependency::Functional(pair)).unwrap();
    }
    assert_eq!(armstrong(&relation, &WorkLimit { steps: 100_000 }), None);
}

/// The rows of an anomaly are legal, and the redundant value or row is determined by the others.
#[test]
fn anomalies_can_be_seen_in_their_rows() {
    let mut random = Random::new(62);
    let mut n_rows_forced = 0;
    for round in 0..2500 {
        let n = 2 + random.below(4);
        let mixed = if round % 3 == 0 { 0 } else { 2 };
        let shape = Shape { n_attributes: n, functional: 3, multivalued: mixed, join: mixed / 2 };
        let relation = dependencies(&mut random, shape);
        for violation in analyse(&relation, &WorkLimit::NONE).violations {
            let Some(found) = anomaly(&mut Reasoner::new(&relation), &violation, &WorkLimit::NONE)
            else {
                assert!(violation.form >= NormalForm::EssentialTuple);
                continue;
            };
            let rows = found.instance.rows;
            assert!(satisfies_all(&rows, &relation), "{violation:?} {relation:?} {rows:?}");
            match found.redundant {
                Redundant::Values { row, attributes } => {
                    let column = attributes.first().expect("something is redundant") as usize;
                    let mut changed = rows.clone();
                    changed[row][column] = 77;
                    assert!(!satisfies_all(&changed, &relation), "{violation:?} {relation:?}");
                }
                Redundant::Row { row } => {
                    let mut others = rows.clone();
                    others.remove(row);
                    assert!(!satisfies_all(&others, &relation), "{violation:?} {relation:?}");
                    n_rows_forced += 1;
                }
            }
        }
    }
    assert!(n_rows_forced > 100);
}
