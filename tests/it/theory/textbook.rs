//! Relations from books and papers, each with its source. Attributes are numbered in the order in
//! which they are named.

use erc::theory::{
    AttributeSet, ChaseOutcome, Decomposition, Dependencies, Dependency, DependencyId, Evidence,
    FunctionalDependency, Implication, JoinDependency, Lossless, MultivaluedDependency, NormalForm,
    PreservingBoyceCodd, Reason, Reasoner, Step, Target, Verdict, WorkLimit, analyse, armstrong,
    candidate_keys, decompose, implies, judge, preserving_boyce_codd,
};

const LIMIT: WorkLimit = WorkLimit { steps: 1_000_000 };

/// A relation from `a, b -> c`, `a ->> b`, `join (a, b) (b, c)`, one on each line, and the names of
/// its attributes.
struct Relation {
    names: Vec<String>,
    dependencies: Dependencies,
}

impl Relation {
    fn new(names: &str, lines: &str) -> Relation {
        let names: Vec<String> = names.split_whitespace().map(str::to_owned).collect();
        let mut dependencies = Dependencies::new(names.len() as u32);
        let set = |text: &str| names_to_set(&names, text);
        for line in lines.lines().map(str::trim).filter(|it| !it.is_empty()) {
            let dependency = if let Some(components) = line.strip_prefix("join") {
                let components = components.split(')').filter(|it| it.contains('('));
                Dependency::Join(JoinDependency::new(components.map(set)))
            } else if let Some((from, to)) = line.split_once("->>") {
                Dependency::Multivalued(MultivaluedDependency::new(set(from), set(to)))
            } else {
                let (from, to) = line.split_once("->").unwrap();
                Dependency::Functional(FunctionalDependency::new(set(from), set(to)))
            };
            dependencies.declare(dependency).unwrap();
        }
        Relation { names, dependencies }
    }

    fn set(&self, text: &str) -> AttributeSet {
        names_to_set(&self.names, text)
    }

    fn text(&self, set: &AttributeSet) -> String {
        let names: Vec<&str> = set.iter().map(|it| self.names[it as usize].as_str()).collect();
        names.join(" ")
    }

    #[track_caller]
    fn check_form(&self, form: NormalForm) {
        let analysis = analyse(&self.dependencies, &LIMIT);
        assert_eq!(analysis.normal_form(), form);
        assert_eq!(analysis.ceiling(), form);
        let weakest = analysis.violations.first().map(|it| it.form);
        let above = NormalForm::ALL.get(form as usize + 1).copied();
        assert_eq!(weakest, above, "the witness is of the next form");
    }

    #[track_caller]
    fn check_keys(&self, keys: &[&str]) {
        let found = candidate_keys(&self.dependencies, &LIMIT);
        assert!(found.complete);
        assert_eq!(found.keys.iter().map(|it| self.text(it)).collect::<Vec<_>>(), keys);
    }

    #[track_caller]
    fn check_parts(&self, target: Target, parts: &[&str]) -> Decomposition {
        let res = decompose(&self.dependencies, target, &LIMIT);
        let found: Vec<_> = res.parts.iter().map(|it| self.text(&it.attributes)).collect();
        assert_eq!(found, parts);
        assert_eq!(res.lossless.holds(), Some(true));
        res
    }

    fn judge(&self, parts: &[&str]) -> Decomposition {
        let parts: Vec<_> = parts.iter().map(|it| self.set(it)).collect();
        judge(&self.dependencies, &parts, &LIMIT)
    }

    fn asks(&self, line: &str) -> Implication {
        let names = self.names.join(" ");
        let goal = Relation::new(&names, line).dependencies.iter().next().unwrap();
        implies(&self.dependencies, &goal, &LIMIT).unwrap()
    }
}

fn names_to_set(names: &[String], text: &str) -> AttributeSet {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let place = |word: &str| names.iter().position(|it| it == word).expect(word) as u32;
    words.map(place).collect()
}

/// Date, An Introduction to Database Systems: FIRST, the relation with which normalization begins.
#[test]
fn first_is_in_1nf_and_its_synthesis_has_three_parts() {
    let first = Relation::new(
        "s p qty city status",
        "s, p -> qty
         s -> city, status
         city -> status",
    );
    first.check_keys(&["s p"]);
    first.check_form(NormalForm::First);
    let res = first.check_parts(Target::Third, &["s p qty", "s city", "city status"]);
    assert!(res.preservation.lost.is_empty());
    let links = res.inclusions.iter().map(|it| (it.from, it.to, first.text(&it.attributes)));
    assert_eq!(links.collect::<Vec<_>>(), [(0, 1, "s".to_owned()), (1, 2, "city".to_owned())]);
    let second = first.check_parts(Target::Second, &["s p qty", "s city status"]);
    assert_eq!(second.parts[1].analysis.normal_form(), NormalForm::Second);
}

/// Date: SECOND, what is left of FIRST without partial dependencies.
#[test]
fn second_has_a_transitive_dependency() {
    let second = Relation::new("s city status", "s -> city\n city -> status");
    second.check_form(NormalForm::Second);
    let violation = &analyse(&second.dependencies, &LIMIT).violations[0];
    assert_eq!(violation.reason, Reason::NotPrime);
    assert_eq!(violation.origin, Some(DependencyId::Functional(1)));
}

/// Date: SSP with two names for a supplier; with a quantity in EKNF, without in 3NF only (Zaniolo,
/// TODS 7(3), 1982).
#[test]
fn a_second_name_in_the_key_breaks_eknf_only_in_an_all_key_relation() {
    let with = Relation::new("s name p qty", "s -> name\n name -> s\n s, p -> qty");
    with.check_keys(&["s p", "name p"]);
    with.check_form(NormalForm::ElementaryKey);
    let without = Relation::new("s name p", "s -> name\n name -> s");
    without.check_form(NormalForm::Third);
    let violation = &analyse(&without.dependencies, &LIMIT).violations[0];
    assert_eq!(violation.reason, Reason::NotElementary);
}

/// Beeri, Bernstein (TODS 4(1), 1979): city, street, zip, which no BCNF decomposition keeps.
#[test]
fn addresses_cannot_have_both_bcnf_and_their_dependencies() {
    let address = Relation::new("city street zip", "city, street -> zip\n zip -> city");
    address.check_keys(&["city street", "street zip"]);
    address.check_form(NormalForm::ElementaryKey);
    let answer = preserving_boyce_codd(&address.dependencies, &LIMIT);
    let lost = address.dependencies.functional()[0].clone();
    assert_eq!(answer, PreservingBoyceCodd::Impossible { lost });
    let res = address.check_parts(Target::BoyceCodd, &["city zip", "street zip"]);
    assert_eq!(res.preservation.lost.len(), 1);
    assert_eq!(res.preservation.lost[0].dependency, DependencyId::Functional(0));
    assert_eq!(address.text(&res.preservation.lost[0].attributes), "zip");
}

/// Bernstein (TODS 1(4), 1976): why transitive dependencies must be removed again after equivalent
/// keys are merged.
#[test]
fn merging_equivalent_keys_brings_no_transitive_dependency_back() {
    let relation = Relation::new(
        "x1 x2 a b c d",
        "x1, x2 -> a, d
         c, d -> x1, x2
         a, x1 -> b
         b, x2 -> c
         c -> a",
    );
    let parts = ["x1 x2 c d", "x1 a b", "x2 b c", "a c"];
    let res = relation.check_parts(Target::Third, &parts);
    assert!(res.preservation.lost.is_empty());
}

/// Ullman, Principles of Database Systems: courses, teachers, hours, rooms, students, grades. The
/// book does not merge equivalent keys and gets five parts; they are in BCNF, which one part for `h
/// r` and `h t` together is not.
#[test]
fn courses_need_no_more_than_three_parts_in_3nf_and_five_in_bcnf() {
    let courses = Relation::new(
        "c t h r s g",
        "c -> t
         h, r -> c
         h, t -> r
         c, s -> g
         h, s -> r",
    );
    courses.check_keys(&["h s"]);
    let third = courses.check_parts(Target::Third, &["c t h r", "c s g", "h r s"]);
    assert_eq!(third.parts[0].analysis.normal_form(), NormalForm::ElementaryKey);
    let parts = ["c h r", "c t", "t h r", "h r s", "c s g"];
    let res = courses.check_parts(Target::BoyceCodd, &parts);
    assert!(res.preservation.lost.is_empty());
}

/// Aho, Beeri, Ullman (TODS 4(3), 1979) by way of Ullman's book: five parts that join losslessly.
#[test]
fn the_chase_proves_the_join_of_five_parts() {
    let relation = Relation::new(
        "a b c d e",
        "a -> c
         b -> c
         c -> d
         d, e -> c
         c, e -> a",
    );
    let res = relation.judge(&["a d", "a b", "b e", "c d e", "a e"]);
    let Lossless::Chased(tableau) = res.lossless else { panic!("small enough for a tableau") };
    let ChaseOutcome::Proven { row } = tableau.outcome else { panic!("it is lossless") };
    assert_eq!(tableau.rows[row], [0; 5]);
    assert!(!tableau.steps.is_empty());
}

/// Fagin (TODS 2(3), 1977), Date: courses, teachers and texts.
#[test]
fn independent_facts_break_4nf() {
    let ctx = Relation::new("course teacher text", "course ->> teacher");
    ctx.check_keys(&["course teacher text"]);
    ctx.check_form(NormalForm::BoyceCodd);
    ctx.check_parts(Target::Fourth, &["course teacher", "course text"]);
}

/// Fagin (SIGMOD 1979), Date: suppliers, parts, projects. In 4NF; to be in ETNF a component would
/// have to be a superkey.
#[test]
fn the_cyclic_join_breaks_etnf_and_5nf() {
    let spj = Relation::new("s p j", "join (s, p) (p, j) (j, s)");
    spj.check_form(NormalForm::Fourth);
    let violation = &analyse(&spj.dependencies, &LIMIT).violations[0];
    assert_eq!(violation.reason, Reason::NoSuperkeyComponent);
    spj.check_parts(Target::Fifth, &["s p", "s j", "p j"]);
    let lossy = spj.judge(&["s p", "p j"]);
    assert_eq!(lossy.lossless.holds(), Some(false));
}

/// Darwen, Date, Fagin (ICDT 2012): one component that is a superkey makes the join dependency
/// harmless.
#[test]
fn etnf_lies_strictly_between_4nf_and_5nf() {
    let spj = Relation::new("s p j", "s, p -> j\n join (s, p) (p, j) (j, s)");
    spj.check_form(NormalForm::EssentialTuple);
    let violation = &analyse(&spj.dependencies, &LIMIT).violations[0];
    assert!(matches!(violation.reason, Reason::NotFromKeys { .. }));
}

/// Date, Darwen: a key and one attribute cannot be divided, a key and two can.
#[test]
fn sixth_normal_form_is_irreducible() {
    Relation::new("id name", "id -> name").check_form(NormalForm::Sixth);
    Relation::new("a b", "").check_form(NormalForm::Sixth);
    Relation::new("id name city", "id -> name, city").check_form(NormalForm::Fifth);
    Relation::new("", "").check_form(NormalForm::Sixth);
    Relation::new("a", "-> a").check_form(NormalForm::Sixth);
    Relation::new("a b", "-> a, b").check_form(NormalForm::Fifth);
}

/// Date, Fagin (TODS 17(3), 1992): with simple keys 3NF is 5NF, whatever joins are not declared.
#[test]
fn simple_keys_are_named_as_the_reason() {
    let simple = Relation::new("id name city", "id -> name, city\n name -> id");
    let analysis = analyse(&simple.dependencies, &LIMIT);
    assert_eq!(analysis.verdict(NormalForm::Fifth), Verdict::Holds(Evidence::SimpleKeys));
    let composite = Relation::new("a b c", "a, b -> c");
    let analysis = analyse(&composite.dependencies, &LIMIT);
    let checked = Verdict::Holds(Evidence::Checked { n_dependencies: 1 });
    assert_eq!(analysis.verdict(NormalForm::Fifth), checked);
}

/// Beeri (TODS 5(3), 1980): the coalescence rule, which no functional dependency alone gives.
#[test]
fn a_value_that_is_independent_and_determined_elsewhere_is_constant() {
    let relation = Relation::new("a b c d", "a ->> b\n d -> b");
    let Implication::Derived(proof) = relation.asks("a -> b") else { panic!("it follows") };
    let ids: Vec<_> = proof.steps.iter().map(Step::by).collect();
    assert_eq!(ids, [DependencyId::Multivalued(0), DependencyId::Functional(0)]);
    let Implication::Refuted(rows) = relation.asks("b -> d") else { panic!("it does not follow") };
    assert_eq!(rows.rows.len(), 2);
    assert_eq!(relation.asks("d ->> a, b").holds(), Some(false));
    assert_eq!(relation.asks("a ->> c, d").holds(), Some(true));
}

/// With 4NF left by multivalued dependencies alone, a violation of BCNF can hide from every
/// declared left side: here only `v0, x -> b` shows it.
#[test]
fn a_determinant_that_nobody_declared_breaks_bcnf() {
    let relation = Relation::new(
        "v0 v1 x b c d",
        "v0, v1, x, c, d -> b
         v0 ->> x, b, c
         v1 ->> x, b, d",
    );
    let mut reasoner = Reasoner::new(&relation.dependencies);
    for left in ["v0", "v1"] {
        let left = relation.set(left);
        assert_eq!(reasoner.closure(&left), left);
    }
    assert_eq!(relation.asks("v0, x -> b").holds(), Some(true));
    assert!(analyse(&relation.dependencies, &LIMIT).normal_form() < NormalForm::BoyceCodd);
}

/// Beeri, Fagin, Maier, Yannakakis (JACM 30(3), 1983): an acyclic join dependency says what
/// multivalued ones say, a cyclic one says less than any.
#[test]
fn acyclic_joins_are_multivalued_dependencies() {
    let path = Relation::new("a b c d", "join (a, b) (b, c) (c, d)");
    assert_eq!(path.asks("b ->> a").holds(), Some(true));
    assert_eq!(path.asks("c ->> d").holds(), Some(true));
    let both = Relation::new("a b c d", "b ->> a\n c ->> d");
    assert_eq!(both.asks("join (a, b) (b, c) (c, d)").holds(), Some(true));
    let cycle = Relation::new("a b c", "join (a, b) (b, c) (c, a)");
    assert_eq!(cycle.asks("b ->> a").holds(), Some(false));
}

/// Armstrong relation of one dependency, small enough to read.
#[test]
fn example_rows_show_what_is_allowed() {
    let relation = Relation::new("a b c", "a -> b");
    let rows = armstrong(&relation.dependencies, &LIMIT).unwrap().rows;
    assert_eq!(rows, [[0, 0, 0], [1, 0, 0], [2, 2, 0], [0, 0, 3]]);
}

/// A split that loses rows, with rows that show it.
#[test]
fn a_lossy_split_is_shown_by_rows() {
    let relation = Relation::new("order customer product", "order -> customer");
    let res = relation.judge(&["order customer", "customer product"]);
    let Lossless::Chased(tableau) = &res.lossless else { panic!("a tableau") };
    let rows = tableau.to_counterexample().unwrap().rows;
    assert_eq!(rows, [[0, 0, 1], [2, 0, 0]]);
    let partial = relation.judge(&["order customer"]);
    assert_eq!(partial.lossless, Lossless::Incomplete);
    assert_eq!(relation.text(&partial.missing), "product");
}
