//! The JSON documents against the schemas that are published for them.

use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;

use crate::cli::Place;

const MODEL: &str = "\
entity Lending {
  member int
  name text
  book int
  title text?

  member -> name
  book -> title
}

entity Course {
  course int
  teacher int
  book int

  course ->> teacher
}

entity Supply {
  a int
  b int
  c int

  join (a, b) (b, c) (a, c)
}

entity Fine { id int key }
";

fn validator(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas").join(name);
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::validator_for(&schema).expect("the schema can be used")
}

#[track_caller]
fn check(validator: &Validator, arguments: &[&str]) -> Value {
    let place = Place::new();
    place.write("model.erd", MODEL);
    let answer = place.erc(arguments);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    assert_eq!(answer.stderr, "", "nothing is said beside the document");
    let document: Value = serde_json::from_str(&answer.stdout).expect("the answer is JSON");
    let errors: Vec<String> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{document:#}");
    document
}

#[test]
fn normalize_answers_as_its_schema_says() {
    let validator = validator("normalize.schema.json");
    let normalize = ["normalize", "model.erd", "--format", "json"];
    check(&validator, &normalize);
    for form in ["2nf", "3nf", "bcnf", "4nf", "5nf"] {
        check(&validator, &[&normalize[..], &["--to", form]].concat());
    }
    let split = ["--into", "Lending: (member, name) (book, title)"];
    let document = check(&validator, &[&normalize[..], &split].concat());
    let judged = &super::relation(&document, "Lending")["judged"];
    assert_eq!(judged["lossless"], false);
    assert_eq!(super::relation(&document, "Course")["judged"], Value::Null);
    assert!(!validator.is_valid(&serde_json::json!({ "relations": [{ "name": "R" }] })));
}

#[test]
fn explain_answers_as_its_schema_says() {
    let validator = validator("explain.schema.json");
    for relation in ["Lending", "Course", "Supply", "Fine"] {
        check(&validator, &["explain", "model.erd", relation, "--format", "json"]);
    }
    let asked = |question: &str| {
        let explain = ["explain", "model.erd", "Lending", "--format", "json"];
        check(&validator, &[&explain[..], &["--implies", question]].concat())
    };
    let yes = asked("member, book -> name, title");
    assert_eq!((&yes["implied"], &yes["counterexample"]), (&Value::Bool(true), &Value::Null));
    assert_eq!(yes["derivation"].as_array().map(Vec::len), Some(2));
    let no = asked("name -> member");
    assert_eq!((&no["implied"], &no["derivation"]), (&Value::Bool(false), &Value::Null));
    assert_eq!(no["counterexample"].as_array().map(Vec::len), Some(2));
    assert_eq!(asked("member ->> name")["implied"], true);
    assert_eq!(asked("name ->> book")["implied"], false);
    assert!(!validator.is_valid(&serde_json::json!({ "name": "R" })));
}

#[test]
fn misuse_is_said_and_exits_with_two() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    let misuse = |arguments: &[&str], message: &str| {
        let answer = place.erc(arguments);
        assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""));
        assert!(answer.stderr.contains(message), "{}", answer.stderr);
    };
    misuse(&["explain", "model.erd", "Lendign"], "did you mean `Lending`?");
    misuse(
        &["explain", "model.erd", "Lending", "--implies", "member -> nam"],
        "did you mean `name`?",
    );
    misuse(&["explain", "model.erd", "Lending", "--implies", "member"], "is no dependency");
    misuse(&["normalize", "model.erd", "--into", "(a) (b)"], "names no relation");
    misuse(&["normalize", "model.erd", "--into", "Lending: member"], "part in brackets");
    misuse(&["normalize", "model.erd", "--to", "7nf"], "invalid value");
    misuse(&["normalize", "nowhere.erd"], "nowhere.erd");
}

#[test]
fn a_mistake_in_the_model_is_a_finding() {
    let place = Place::new();
    place.write("model.erd", "entity R {\n  a int\n\n  a -> c\n}\n");
    let answer = place.erc(&["normalize", "model.erd"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(1), ""));
    assert!(answer.stderr.contains("`c`"), "{}", answer.stderr);
}

#[test]
fn write_replaces_the_file_and_says_what_it_did() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    let answer = place.erc(&["normalize", "model.erd", "--write"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(0), ""), "{}", answer.stderr);
    assert!(
        answer.stderr.contains("Lending is split into Lending, Member, Book"),
        "{}",
        answer.stderr
    );
    let written = place.read("model.erd");
    assert!(written.contains("entity Member {"), "{written}");
    let again = place.erc(&["normalize", "model.erd", "--write"]);
    assert!(again.stderr.contains("nothing was written"), "{}", again.stderr);
    assert_eq!(place.read("model.erd"), written);
}
