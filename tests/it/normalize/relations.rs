//! Which attributes a relation has, which dependencies hold in it, and where they come from.

use super::{Model, dependencies, relation, sets};

/// The attributes and the functional dependencies, each with its origin.
#[track_caller]
fn check(text: &str, name: &str, attributes: &str, expected: &[&str]) {
    let document = Model::new(text).json(None);
    let found = relation(&document, name);
    let names = sets(&serde_json::Value::Array(vec![found["attributes"].clone()]));
    assert_eq!(names, attributes);
    let fds = found["dependencies"]["fds"].as_array().expect("a list").iter();
    let fds: Vec<String> = fds
        .map(|it| {
            let text = dependencies(&serde_json::Value::Array(vec![it.clone()]));
            format!("{text} ({})", it["origin"].as_str().expect("an origin"))
        })
        .collect();
    assert_eq!(fds, expected);
}

#[test]
fn a_key_determines_everything_else() {
    check(
        "entity R {\n  a int\n  b int\n  c int\n\n  key (b, a)\n}\n",
        "R",
        "a b c",
        &["a, b -> c (key)"],
    );
}

#[test]
fn a_unique_constraint_is_a_key_only_over_what_is_always_there() {
    check(
        "entity R {\n  a int key\n  b int unique\n  c int? unique\n  d int\n  e int?\n\n  unique (d, e)\n  \
         unique (b, d)\n  unique (d) where c is null\n  unique (d, e) nulls not distinct\n}\n",
        "R",
        "a b c d e",
        &[
            "a -> b, c, d, e (key)",
            "b, d -> a, c, e (unique)",
            "d, e -> a, b, c (unique)",
            "b -> a, c, d, e (unique)",
        ],
    );
}

#[test]
fn a_composite_counts_as_its_parts_and_brings_its_dependencies() {
    check(
        "type Address {\n  zip int\n  city text\n\n  zip -> city\n}\nentity R {\n  id int key\n  home \
         Address\n  work Address?\n\n  home -> work.zip\n}\n",
        "R",
        "id home.zip home.city work.zip work.city",
        &[
            "id -> home.zip, home.city, work.zip, work.city (key)",
            "home.zip, home.city -> work.zip (declared)",
            "home.zip -> home.city (composite)",
            "work.zip -> work.city (composite)",
        ],
    );
}

#[test]
fn a_reference_is_one_attribute() {
    check(
        "entity A {\n  x int\n  y int\n\n  key (x, y)\n}\nentity R {\n  id int key\n  a A\n  b A?\n  c \
         int\n\n  a -> c\n}\n",
        "R",
        "id a b c",
        &["id -> a, b, c (key)", "a -> c (declared)"],
    );
}

#[test]
fn a_reference_whose_part_is_named_counts_as_its_parts() {
    check(
        "entity A {\n  x int\n  y int\n\n  key (x, y)\n}\nentity R {\n  id int key\n  a A\n  b A\n  c \
         int\n\n  a.x -> c\n  b -> c\n}\n",
        "R",
        "id a.x a.y b c",
        &["id -> a.x, a.y, b, c (key)", "a.x -> c (declared)", "b -> c (declared)"],
    );
}

#[test]
fn the_only_part_of_a_reference_is_all_of_it() {
    check(
        "entity A { x int key }\nentity R {\n  id int key\n  a A\n  c int\n\n  a.x -> c\n}\n",
        "R",
        "id a c",
        &["id -> a, c (key)", "a -> c (declared)"],
    );
}

#[test]
fn a_shared_part_of_a_reference_is_the_attribute_that_holds_it() {
    check(
        "entity Tenant { id int key }\nentity A {\n  tenant Tenant key\n  no int key\n}\nentity R {\n  \
         tenant Tenant key\n  no int key\n  a A sharing (tenant)\n  c int\n\n  a -> c\n}\n",
        "R",
        "tenant no a.no c",
        &["tenant, no -> a.no, c (key)", "tenant, a.no -> c (declared)"],
    );
}

#[test]
fn what_holds_between_the_parts_of_a_key_holds_wherever_it_is_referred_to() {
    let target = "entity A {\n  x int\n  y int\n  z int unique\n\n  key (x, y)\n  unique (x)\n}\n";
    check(
        &format!("{target}entity R {{\n  id int key\n  a A\n  c int\n\n  a.x -> c\n}}\n"),
        "R",
        "id a.x a.y c",
        &["id -> a.x, a.y, c (key)", "a.x -> c (declared)", "a.x -> a.y (reference)"],
    );
    check(
        &format!(
            "{target}entity R {{\n  id int key\n  p int\n  q int\n\n  foreign key (p, q) references A (x, y)\n}}\n"
        ),
        "R",
        "id p q",
        &["id -> p, q (key)", "p -> q (reference)"],
    );
}

#[test]
fn a_derived_attribute_stores_no_fact_unless_it_is_named() {
    let text = |more: &str| {
        format!("entity R {{\n  id int key\n  a int\n  b int := a + 1 stored\n  c int\n{more}}}\n")
    };
    check(&text(""), "R", "id a c", &["id -> a, c (key)"]);
    check(
        &text("\n  b -> c\n"),
        "R",
        "id a b c",
        &["id -> a, b, c (key)", "b -> c (declared)", "a -> b (derived)"],
    );
}

#[test]
fn an_attribute_with_many_values_is_a_relation() {
    let text = "type Phone {\n  code int\n  land text\n\n  code -> land\n}\nentity R {\n  id int key\n  tags \
                varchar(20)*\n  phones Phone+\n  others R*\n}\n";
    check(text, "R", "id", &[]);
    check(text, "R.tags", "R tags", &[]);
    check(text, "R.others", "R others", &[]);
    check(
        text,
        "R.phones",
        "R position phones.code phones.land",
        &[
            "R, position -> phones.code, phones.land (key)",
            "phones.code -> phones.land (composite)",
        ],
    );
}

#[test]
fn a_participant_with_a_maximum_is_determined_by_the_others() {
    let text = "entity A { id int key }\nentity B { id int key }\nentity C { id int key }\n\
                relationship R: A* as x -- B? as y -- C* as z {\n  term int key\n  note text\n  room text\n\n  term -> room\n  \
                y, room -> z\n}\n\
                relationship S: A? -- B?\n";
    check(
        text,
        "R",
        "x y z term note room",
        &[
            "x, y, z, term -> note, room (key)",
            "x, z, term -> y (cardinality)",
            "term -> room (declared)",
            "y, room -> z (declared)",
        ],
    );
    check(text, "S", "A B", &["B -> A (cardinality)", "A -> B (cardinality)"]);
    let document = Model::new(text).json(None);
    assert_eq!(sets(&relation(&document, "R")["candidate_keys"]), "x y term|x z term");
    assert_eq!(sets(&relation(&document, "S")["candidate_keys"]), "A|B");
}

#[test]
fn a_subtype_has_what_its_table_has() {
    let text = |storage: &str| {
        format!(
            "entity A {{\n  id int key\n  a int\n  b int\n\n  subtypes (B) disjoint partial stored \
             {storage}\n  a -> b\n}}\nentity B extends A {{\n  c int\n  d int\n\n  c -> d\n}}\n"
        )
    };
    check(&text("joined"), "B", "id c d", &["id -> c, d (key)", "c -> d (declared)"]);
    let all = ["id -> a, b, c, d (key)", "a -> b (declared)", "c -> d (declared)"];
    check(&text("single"), "B", "id a b c d", &all);
    check(&text("separate"), "B", "id a b c d", &all);
}

#[test]
fn entities_of_schemas_and_odd_names_are_found_by_them() {
    check(
        "schema warehouse {\n  entity `Große Kiste` {\n    `key` int key\n    größe int\n    `a-b` int\n\n    größe -> \
         `a-b`\n  }\n}\n",
        "warehouse.Große Kiste",
        "key größe a-b",
        &["key -> größe, a-b (key)", "größe -> a-b (declared)"],
    );
}

#[test]
fn a_join_dependency_that_leaves_attributes_out_is_an_omission() {
    let model = Model::new(
        "entity R {\n  id int key\n  a int\n  b int\n  c int\n\n  join (a, b) (b, c)\n}\n",
    );
    let studies = model.studies(None);
    assert_eq!(studies[0].relation.omissions.len(), 1);
    assert!(studies[0].relation.dependencies.join().is_empty());
}

#[test]
fn a_violation_points_to_the_dependency_in_the_model() {
    let text = "entity R {\n  a int key\n  b int\n  c int\n\n  b -> c\n}\n";
    let model = Model::new(text);
    let study = &model.studies(None)[0];
    let span = study.relation.span_of(&study.analysis.violations[0]);
    assert_eq!(model.sources.slice(span), "b -> c");
}

#[test]
fn a_model_without_relations_gives_an_empty_document() {
    assert_eq!(Model::new("model nothing\n").json(None), serde_json::json!({ "relations": [] }));
}
