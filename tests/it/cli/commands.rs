//! What commands do, from `init` to `build --check`.

use super::Place;

const MODEL: &str = "\
/// Who buys.
entity Customer {
  name varchar(80)
  email varchar(254) unique
}

entity `Sales Order` {
  customer Customer
  placed_at timestamptz = now()
}
";

#[test]
fn a_new_project_checks_and_builds() {
    let place = Place::new();
    place.erc(&["init"]).ended(0);
    place.erc(&["check", "--strict"]).ended(0);
    let answer = place.erc(&["build"]).ended(0);
    assert!(answer.stderr.contains("in build/"), "{}", answer.stderr);
    let names: Vec<String> = place.files().into_iter().map(|it| it.0).collect();
    for wanted in ["build/erd.dot", "build/postgres/schema.sql", "erc.toml", "model.erd"] {
        assert!(names.iter().any(|it| it == wanted), "{wanted} is not among {names:?}");
    }
    place.erc(&["init"]).ended(2);
}

#[test]
fn a_build_goes_to_every_database_and_is_the_same_twice() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    place.erc(&["build", "model.erd"]).ended(0);
    let first = place.files();
    for dialect in ["postgres", "mysql", "mariadb", "sqlite"] {
        let text = place.read(&format!("build/{dialect}/schema.sql"));
        assert!(text.contains("create table customer"), "{text}");
    }
    place.erc(&["build", "model.erd", "--out", "again"]).ended(0);
    for (name, bytes) in first.iter().filter(|it| it.0.starts_with("build/")) {
        let again = std::fs::read(place.path(&name.replacen("build", "again", 1)));
        assert!(again.is_ok_and(|it| it == *bytes), "{name} differs");
    }
}

#[test]
fn an_answer_to_a_dash_is_printed() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    place.write("shop.sql", "create table customer (id integer primary key);\n");
    let n_files = place.files().len();
    let commands: [&[&str]; 4] = [
        &["diagram", "model.erd", "--format", "mermaid"],
        &["docs", "model.erd", "--format", "markdown"],
        &["import", "shop.sql", "--dialect", "sqlite"],
        &["snapshot", "model.erd", "--dialect", "sqlite"],
    ];
    for command in commands {
        let printed = place.erc(command).ended(0).stdout;
        let dashed = place.erc(&[command, &["-o", "-"]].concat()).ended(0).stdout;
        assert!(!printed.is_empty() && printed == dashed, "{command:?}");
    }
    assert_eq!(place.files().len(), n_files);
}

#[test]
fn a_stale_output_is_told() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    place.erc(&["build", "--check"]).ended(1);
    place.erc(&["build"]).ended(0);
    place.erc(&["build", "--check"]).ended(0);
    place.write("build/sqlite/schema.sql", "drop table customer;\n");
    let answer = place.erc(&["build", "--check"]).ended(1);
    assert_eq!(answer.stdout, "build/sqlite/schema.sql\n");
    assert_eq!(place.read("build/sqlite/schema.sql"), "drop table customer;\n");
}

#[test]
fn a_model_with_errors_builds_nothing() {
    let place = Place::new();
    place.write("model.erd", "entity Customer {\n  name varchr(80)\n}\n");
    let answer = place.erc(&["build"]).ended(1);
    assert!(answer.stderr.contains("varchar"), "{}", answer.stderr);
    assert!(!place.path("build").exists());
}

#[test]
fn what_a_database_refuses_is_an_error_with_a_reason() {
    let place = Place::new();
    place.write("erc.toml", "dialects = [\"sqlite\"]\n");
    place.write(
        "model.erd",
        "entity Booking {\n  room int\n  during sql(\"tstzrange\")\n  exclude (room with =, during with &&) using gist\n}\n",
    );
    let answer = place.erc(&["build"]).ended(1);
    assert!(answer.stderr.contains("SQLite"), "{}", answer.stderr);
}

#[test]
fn settings_of_a_database_are_obeyed_or_refused() {
    let place = Place::new();
    let model = "enum Size { small, large }\nentity Shirt {\n  size Size\n  code uuid key\n}\n";
    place.write("model.erd", model);
    place.write(
        "erc.toml",
        "[postgres]\nenums = \"check\"\n[mysql]\nuuids = \"binary\"\n[sqlite]\nversion = \"3.37\"\nstrict = true\n",
    );
    place.erc(&["build"]).ended(0);
    assert!(!place.read("build/postgres/schema.sql").contains("create type"));
    assert!(place.read("build/mysql/schema.sql").contains("code binary(16)"));
    assert!(place.read("build/sqlite/schema.sql").contains("strict"));
    place.write("erc.toml", "[sqlite]\nstrict = true\nenums = \"native\"\nuuid = \"text\"\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    for wanted in ["no enumerated types", "no strict tables", "no setting `uuid`"] {
        assert!(answer.stdout.contains(wanted), "{wanted}: {}", answer.stdout);
    }
}

#[test]
fn findings_come_as_json_and_short_lines() {
    let place = Place::new();
    place.write("model.erd", "entity A {\n  b Bee\n}\nentity Bea {\n  n int\n}\n");
    let answer = place.erc(&["check", "--format", "json"]).ended(1);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).expect("it is JSON");
    assert!(json.to_string().contains("unknown-name"), "{json}");
    let schema = include_str!("../../../docs/schemas/diagnostics.schema.json");
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let problems: Vec<String> = validator.iter_errors(&json).map(|it| it.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}\n{json}");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    assert!(answer.stdout.starts_with("model.erd:2:5: error[unknown-name]"), "{}", answer.stdout);
}

#[test]
fn names_in_any_script_reach_the_output() {
    let place = Place::new();
    place.write("model.erd", "entity 顧客 {\n  `имя \"клиента\"` text\n}\n");
    place.erc(&["build"]).ended(0);
    let text = place.read("build/postgres/schema.sql");
    assert!(text.contains("create table \"顧客\""), "{text}");
    assert!(text.contains("\"имя \"\"клиента\"\"\""), "{text}");
}

#[test]
fn every_code_has_a_page() {
    let place = Place::new();
    let list = place.erc(&["explain"]).ended(0).stdout;
    let names: Vec<&str> = list.lines().filter_map(|it| it.split_whitespace().next()).collect();
    assert!(names.len() > 100, "only {} codes", names.len());
    for name in ["unknown-name", "name-collision", "unknown-setting"] {
        assert!(names.contains(&name), "{name}");
        let page = place.erc(&["explain", name]).ended(0).stdout;
        assert!(page.starts_with(&format!("# {name}\n")), "{page}");
    }
    let answer = place.erc(&["explain", "unknown-nam"]).ended(2);
    assert!(answer.stderr.contains("unknown-name"), "{}", answer.stderr);
}
