//! `erc check` as people use it.

use std::process::Command;

use crate::cli::Place;

const MODEL: &str = "entity Reader {
  id bigint key identity
  name varchar(80)
  is_active bool?

  index (name) where name is not null
  index (name) where name is not null
  check name is not null
}
";

#[test]
fn levels_come_from_the_configuration() {
    let place = Place::new();
    place.write("model.erd", "entity Visit {\n  page varchar(80)\n  is_bot bool?\n}\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    assert!(answer.stdout.contains("error[missing-primary-key]"), "{}", answer.stdout);
    assert!(answer.stdout.contains("note[three-state-boolean]"), "{}", answer.stdout);
    place.write("erc.toml", "[lint]\nkeys = \"allow\"\nthree-state-boolean = \"warn\"\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(0);
    assert!(!answer.stdout.contains("missing-primary-key"), "{}", answer.stdout);
    assert!(answer.stdout.contains("warning[three-state-boolean]"), "{}", answer.stdout);
    place.erc(&["check", "--strict"]).ended(1);
    place.erc(&["check", "--strict", "--ignore", "types"]).ended(0);
    place.erc(&["check", "--strict", "--select", "none"]).ended(0);
}

#[test]
fn misspelt_rules_are_guessed() {
    let place = Place::new();
    place.write("model.erd", "entity A { id bigint key identity }\n");
    let answer = place.erc(&["check", "--select", "mising-docs"]).ended(2);
    assert!(answer.stderr.contains("did you mean `missing-docs`?"), "{}", answer.stderr);
    place.write("erc.toml", "[lint]\nmising-docs = \"warn\"\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    assert!(answer.stdout.contains("did you mean `missing-docs`?"), "{}", answer.stdout);
    place.write("erc.toml", "[lint]\nmissing-docs = \"loud\"\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    assert!(answer.stdout.contains("`allow`, `info`, `warn`, `deny`"), "{}", answer.stdout);
}

#[test]
fn fixes_are_shown_and_then_applied_until_there_are_none() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    let answer = place.erc(&["check", "--diff"]).ended(1);
    assert!(answer.stdout.contains("-  check name is not null"), "{}", answer.stdout);
    assert_eq!(place.read("model.erd"), MODEL, "`--diff` changes nothing");
    let answer = place.erc(&["check", "--fix", "--format", "short"]).ended(0);
    let fixed = place.read("model.erd");
    assert_eq!(
        fixed,
        "entity Reader {\n  id bigint key identity\n  name varchar(80)\n  is_active bool?\n\n  index (name)\n}\n"
    );
    assert!(answer.stdout.contains("three-state-boolean"), "what has no safe fix stays");
    place.erc(&["fmt", "--check", "model.erd"]).ended(0);
    place.erc(&["check", "--diff"]).ended(0);
}

#[test]
fn a_baseline_hides_what_is_known_wherever_it_moves() {
    let place = Place::new();
    place.write("model.erd", MODEL);
    place.erc(&["check", "--strict"]).ended(1);
    place.erc(&["check", "--write-baseline", "known.json"]).ended(0);
    place.erc(&["check", "--strict", "--baseline", "known.json"]).ended(0);
    place.write("model.erd", format!("// A line more.\n\n{MODEL}"));
    let answer = place.erc(&["check", "--strict", "--baseline", "known.json"]).ended(0);
    assert!(answer.stderr.contains("known already"), "{}", answer.stderr);
    place.write("model.erd", format!("{MODEL}\nentity Log {{\n  line varchar(80)\n}}\n"));
    let answer = place.erc(&["check", "--format", "short", "--baseline", "known.json"]).ended(1);
    assert!(answer.stdout.contains("entity `Log` has no key"), "{}", answer.stdout);
    assert!(!answer.stdout.contains("Reader"), "{}", answer.stdout);
    place.write("known.json", "{}");
    place.erc(&["check", "--baseline", "known.json"]).ended(2);
}

#[test]
fn only_what_a_change_brought_is_reported() {
    let place = Place::new();
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(place.path(""))
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    };
    git(&["init", "--quiet"]);
    place.write("db/model.erd", MODEL).write("db/erc.toml", "");
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    place.erc(&["check", "db", "--strict", "--new-since", "HEAD"]).ended(0);
    place.write("db/model.erd", format!("{MODEL}\nentity Log {{\n  line varchar(80)\n}}\n"));
    let answer = place.erc(&["check", "db", "--format", "short", "--new-since", "HEAD"]).ended(1);
    assert!(answer.stdout.contains("entity `Log` has no key"), "{}", answer.stdout);
    assert!(!answer.stdout.contains("Reader"), "{}", answer.stdout);
    place.erc(&["check", "db", "--new-since", "nowhere"]).ended(2);
    place.erc(&["check", "db", "--new-since", "--help"]).ended(2);
    place.write("db/new.erd", "entity A {\n  b int\n}\n");
    place.erc(&["check", "db/new.erd", "--new-since", "HEAD"]).ended(1);
}

#[test]
fn several_models_make_one_report() {
    let place = Place::new();
    place.write("a.erd", "entity A {\n  b int\n}\n").write("b.erd", "entity B {\n  c int\n}\n");
    let answer = place.erc(&["check", "a.erd", "b.erd", "--format", "json"]).ended(1);
    let report: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    let files: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["file"].as_str().unwrap())
        .collect();
    assert!(files.contains(&"a.erd") && files.contains(&"b.erd"), "{files:?}");
    let twice = place.erc(&["check", "a.erd", "a.erd", "--format", "json"]).ended(1);
    let once = place.erc(&["check", "a.erd", "--format", "json"]).ended(1);
    assert_eq!(twice.stdout, once.stdout);
}

#[test]
fn a_rule_explains_itself() {
    let place = Place::new();
    let answer = place.erc(&["explain", "transitive-dependency"]).ended(0);
    for wanted in ["# transitive-dependency", "Group `normal-form`", "Bad:", "Good:"] {
        assert!(answer.stdout.contains(wanted), "{}", answer.stdout);
    }
}

#[test]
fn a_dump_is_judged_for_the_database_that_is_named() {
    let place = Place::new();
    place.write(
        "dump.sql",
        "create table a (id int primary key, made_at timestamp not null, is_on bool);\n\
         create table b (id int primary key, a_id int references a (id));\n",
    );
    let check = ["check", "dump.sql", "--format", "short"];
    let told = |dialect: &str| place.erc(&[&check[..], &["--dialect", dialect]].concat()).stdout;
    assert!(told("postgres").contains("[zoneless-moment]"), "{}", told("postgres"));
    assert!(told("postgres").contains("[unindexed-foreign-key]"), "{}", told("postgres"));
    assert!(!told("mysql").contains("[unindexed-foreign-key]"), "MySQL makes its own index");
    place.erc(&check).ended(2);
    place.erc(&["explain", "dump.sql", "b", "--dialect", "sqlite"]).ended(0);
    let answer = place.erc(&["normalize", "dump.sql", "--dialect", "sqlite"]).ended(0);
    assert!(answer.stdout.contains("b  6NF"), "{}", answer.stdout);
    place.write("model.erd", "entity A {\n  id int key\n  b sql(\"point\")\n}\n");
    place.erc(&["check", "model.erd"]).ended(1);
    place.erc(&["check", "model.erd", "--dialect", "postgres"]).ended(0);
}

/// What a script is found to have is told at its own lines, and nothing is edited there.
#[test]
fn findings_of_a_script_are_at_its_lines() {
    let place = Place::new();
    place.write(
        "schema.sql",
        "-- create table person (in a comment)\r\nset names utf8;\r\ncreate table if not exists \"Person\" (\r\n\
         \x20 id bigint primary key,\r\n  password_hint text, \"password\" text not null,\r\n  owner bigint references \"Person\"\r\n);\r\n",
    );
    let arguments = ["check", "schema.sql", "--dialect", "postgres", "--format", "short"];
    let said = place.erc(&arguments).stdout;
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.iter().all(|it| it.starts_with("schema.sql:")), "{said}");
    let at =
        |place: &str, rule: &str| lines.iter().any(|it| it.starts_with(place) && it.contains(rule));
    assert!(at("schema.sql:5:24", "readable-password"), "{said}");
    assert!(at("schema.sql:6:3", "unindexed-foreign-key"), "{said}");
    let json = place.erc(&["check", "schema.sql", "--dialect", "postgres", "--format", "json"]);
    assert!(
        !json.stdout.contains("<imported>") && !json.stdout.contains("\"edits\""),
        "{}",
        json.stdout
    );
    // The project that it lies in says how much rules matter.
    place.write("erc.toml", "[lint]\nreadable-password = \"allow\"\n");
    let said = place.erc(&arguments).stdout;
    assert!(
        !said.contains("readable-password") && said.contains("unindexed-foreign-key"),
        "{said}"
    );
    place.erc(&["check", "schema.sql", "--dialect", "postgres", "--fix"]);
    assert!(place.read("schema.sql").starts_with("-- create table person"));
}
