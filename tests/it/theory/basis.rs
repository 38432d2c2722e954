//! The dependency basis and implication, every answer with a proof or a counterexample that is
//! checked.

use erc::theory::{
    AttributeSet, Dependencies, Dependency, DependencyBasis, DependencyId, FunctionalDependency,
    Implication, MultivaluedDependency, Reasoner, Step, WorkLimit, implies,
};

use super::oracle::{Oracle, chase_proves, satisfies, satisfies_all, subsets};
use super::random::{Random, Shape, dependencies, join};

const MIXED: Shape = Shape { n_attributes: 5, functional: 3, multivalued: 2, join: 1 };

#[test]
fn the_basis_says_what_follows() {
    let mut random = Random::new(11);
    for round in 0..1500 {
        let shape = Shape { n_attributes: 1 + random.below(6), ..MIXED };
        let relation = dependencies(&mut random, shape);
        let oracle = Oracle::new(&relation);
        let mut reasoner = Reasoner::new(&relation);
        for from in subsets(&relation.attributes()) {
            let basis = reasoner.basis(&from);
            assert_eq!(basis.determined, oracle.closure(&from), "round {round}");
            let to = random.set(shape.n_attributes, 50);
            assert_eq!(basis.multidetermines(&to), oracle.multidetermines(&from, &to));
        }
    }
}

#[test]
fn every_answer_is_proven() {
    let mut random = Random::new(12);
    for _ in 0..2000 {
        let n = 1 + random.below(6);
        let relation = dependencies(&mut random, Shape { n_attributes: n, ..MIXED });
        let (from, to) = (random.set(n, 35), random.set(n, 40));
        let goal = match random.below(2) {
            0 => Dependency::Functional(FunctionalDependency { from, to }),
            _ => Dependency::Multivalued(MultivaluedDependency { from, to }),
        };
        check_implication(&relation, &goal);
    }
}

#[track_caller]
fn check_implication(relation: &Dependencies, goal: &Dependency) {
    let oracle = Oracle::new(relation);
    let expected = match goal {
        Dependency::Functional(it) => oracle.determines(&it.from, &it.to),
        Dependency::Multivalued(it) => oracle.multidetermines(&it.from, &it.to),
        Dependency::Join(it) => chase_proves(relation, &it.components),
    };
    let answer = implies(relation, goal, &WorkLimit::NONE).unwrap();
    assert_eq!(answer.holds(), Some(expected), "{relation:?} {goal:?}");
    match answer {
        Implication::Derived(proof) => check_steps(relation, goal, &proof.steps),
        Implication::Chased(tableau) => assert!(tableau.is_proof()),
        Implication::Refuted(instance) => {
            assert!(satisfies_all(&instance.rows, relation), "{relation:?} {goal:?}");
            assert!(!satisfies(&instance.rows, goal), "{relation:?} {goal:?}");
        }
        Implication::Undecided => panic!("there was no limit"),
    }
}

/// Takes the steps one by one and checks that each is an application of its dependency.
#[track_caller]
fn check_steps(relation: &Dependencies, goal: &Dependency, steps: &[Step]) {
    let from = match goal {
        Dependency::Functional(it) => &it.from,
        Dependency::Multivalued(it) => &it.from,
        Dependency::Join(_) => panic!("join dependencies are chased"),
    };
    let all = relation.attributes();
    let mut basis = DependencyBasis { determined: from.clone(), blocks: vec![&all - from] };
    for step in steps {
        match step {
            Step::Determine { by, gained } => {
                let Dependency::Functional(by) = relation.get(*by) else { panic!("wrong kind") };
                assert!(gained.is_subset(&by.to));
                for block in &mut basis.blocks {
                    assert!(block.is_disjoint(gained) || block.is_disjoint(&by.from));
                    *block -= gained;
                }
                basis.determined |= gained;
            }
            Step::Split { by, block, into } => {
                let components = match relation.get(*by) {
                    Dependency::Multivalued(it) => it.to_join(&all).components,
                    Dependency::Join(it) => it.components,
                    Dependency::Functional(_) => panic!("wrong kind"),
                };
                assert!(into.len() > 1);
                let whole = into.iter().fold(AttributeSet::new(), |res, it| &res | it);
                assert_eq!(whole, *block);
                for component in components {
                    assert!(into.iter().filter(|it| it.intersects(&component)).count() <= 1);
                }
                let place = basis.blocks.iter().position(|it| it == block);
                basis.blocks.swap_remove(place.expect("the block is there"));
                basis.blocks.extend_from_slice(into);
            }
        }
    }
    let is_done = match goal {
        Dependency::Functional(it) => basis.determines(&it.to),
        Dependency::Multivalued(it) => basis.multidetermines(&it.to),
        Dependency::Join(_) => false,
    };
    assert!(is_done, "{relation:?} {goal:?} {steps:?}");
}

#[test]
fn join_dependencies_follow_as_the_plain_chase_says() {
    let mut random = Random::new(13);
    for _ in 0..1500 {
        let n = 1 + random.below(5);
        let relation = dependencies(&mut random, Shape { n_attributes: n, ..MIXED });
        check_implication(&relation, &Dependency::Join(join(&mut random, n)));
    }
}

/// What is said to follow holds in random instances, made legal by the dependencies themselves.
#[test]
fn what_follows_holds_in_random_instances() {
    let mut random = Random::new(14);
    let mut n_legal = 0;
    for _ in 0..4000 {
        let n = 3 + random.below(3);
        let relation = dependencies(&mut random, Shape { n_attributes: n, ..MIXED });
        let n_rows = 2 + random.below(3);
        let mut rows: Vec<Vec<u32>> =
            (0..n_rows).map(|_| (0..n).map(|_| random.below(3)).collect()).collect();
        rows.sort();
        rows.dedup();
        if !satisfies_all(&rows, &relation) {
            continue;
        }
        n_legal += 1;
        let mut reasoner = Reasoner::new(&relation);
        for from in subsets(&relation.attributes()) {
            let DependencyBasis { determined, blocks } = reasoner.basis(&from);
            let functional = FunctionalDependency::new(from.clone(), determined);
            assert!(satisfies(&rows, &Dependency::Functional(functional)));
            for block in blocks {
                let multivalued = MultivaluedDependency::new(from.clone(), block);
                assert!(satisfies(&rows, &Dependency::Multivalued(multivalued)));
            }
        }
    }
    assert!(n_legal > 300, "only {n_legal} instances were legal");
}

#[test]
fn the_chase_stops_at_its_limit() {
    let n = 12;
    let mut relation = Dependencies::new(n);
    for it in 0..n / 2 {
        let pair = MultivaluedDependency::new([], [2 * it, 2 * it + 1]);
        relation.declare(Dependency::Multivalued(pair)).unwrap();
    }
    let goal = join(&mut Random::new(5), n);
    let limit = WorkLimit { steps: 500 };
    let ask = |limit| implies(&relation, &Dependency::Join(goal.clone()), limit).unwrap();
    assert_eq!(ask(&limit), Implication::Undecided);
    assert!(ask(&WorkLimit::default()).holds().is_some());
}

#[test]
fn malformed_questions_are_refused() {
    let relation = Dependencies::new(2);
    let ask = |goal| implies(&relation, &goal, &WorkLimit::default());
    assert!(ask(Dependency::Functional(FunctionalDependency::new([0], [5]))).is_err());
    let partial = erc::theory::JoinDependency::new([[0].into()]);
    assert!(ask(Dependency::Join(partial)).is_err());
    assert!(ask(Dependency::Join(erc::theory::JoinDependency::new([]))).is_err());
}

#[test]
fn a_proof_names_only_what_it_needs() {
    let mut relation = Dependencies::new(4);
    let noise = FunctionalDependency::new([3], [1]);
    let functional = FunctionalDependency::new([2], [1]);
    relation.declare(Dependency::Functional(noise)).unwrap();
    relation.declare(Dependency::Functional(functional)).unwrap();
    let independent = MultivaluedDependency::new([0], [1]);
    relation.declare(Dependency::Multivalued(independent)).unwrap();
    let goal = Dependency::Functional(FunctionalDependency::new([0], [1]));
    let Ok(Implication::Derived(proof)) = implies(&relation, &goal, &WorkLimit::NONE) else {
        panic!("0 -> 1 follows by coalescence");
    };
    let ids: Vec<DependencyId> = proof.steps.iter().map(Step::by).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], DependencyId::Multivalued(0));
}
