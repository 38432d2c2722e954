//! `erc docs` on the command line: sources of every kind, what changed, dictionaries.

use std::process::Command;

use serde_json::Value;

use super::{all, inflated};
use crate::cli::Place;
use erc::export::docs::{dictionary_csv, dictionary_json};

const BEFORE: &str = "entity A { id int key\n old int }\nentity Gone { id int key }\n";
const AFTER: &str = "entity A { id int key\n new varchar(9) }\nentity Came { id int key }\n";

/// The changes that a page tells: verb, kind, name, the subject and the column behind it.
fn changes(page: &str) -> Vec<String> {
    let data = inflated(page);
    let changes = data["history"]["changes"].as_array().expect("there are changes").iter();
    let told = changes.map(|it| {
        let place = |key: &str| it[key].as_u64().map_or("-".to_owned(), |it| it.to_string());
        let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let (subject, column) = (place("subject"), place("column"));
        format!("{} {} {} {subject} {column}", word("verb"), word("kind"), word("name"))
    });
    told.collect()
}

const TOLD: [&str; 4] =
    ["drop column a.old 0 -", "add column a.new 0 1", "add table came 1 -", "drop table gone - -"];

#[track_caller]
fn tells_all(page: &str) {
    let mut told = changes(page);
    told.sort();
    let mut wanted = TOLD.to_vec();
    wanted.sort_unstable();
    assert_eq!(told, wanted);
}

/// What changes in some databases alone says in which.
#[test]
fn changes_of_every_database_are_told() {
    let place = Place::new();
    place.write(
        "before.erd",
        "enum State { open, closed }\nentity A { id int key\n state State }\n",
    );
    place.write(
        "after.erd",
        "enum State { open, closed, lost }\nentity A { id int key\n state State\n n int }\n",
    );
    let page = place.erc(&["docs", "after.erd", "--since", "before.erd"]).stdout;
    let changes = inflated(&page)["history"]["changes"].clone();
    let databases: Vec<(String, usize)> = changes
        .as_array()
        .expect("there are changes")
        .iter()
        .map(|it| {
            let n_databases = it["databases"].as_array().map_or(0, Vec::len);
            (it["name"].as_str().unwrap_or_default().to_owned(), n_databases)
        })
        .collect();
    let in_all = ("a.n".to_owned(), 0);
    assert_eq!(databases.iter().filter(|it| it.0 == "a.n").collect::<Vec<_>>(), [&in_all]);
    assert!(databases.contains(&("a.state".to_owned(), 2)), "in some: {databases:?}");
}

#[test]
fn changes_since_a_revision_are_told() {
    let place = Place::new();
    place.write("model.erd", BEFORE);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(arguments);
        let output = command.current_dir(place.path("")).output().expect("git is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "model.erd"]);
    git(&["commit", "-qm", "one"]);
    git(&["tag", "v1"]);
    place.write("model.erd", AFTER);
    tells_all(&place.erc(&["docs", "--since", "v1"]).stdout);
    tells_all(&place.erc(&["docs", "--since", "git:HEAD"]).stdout);
    let unknown = place.erc(&["docs", "--since", "v2"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("git knows no revision `v2`"), "{}", unknown.stderr);
}

#[test]
fn changes_since_another_source_are_told() {
    let place = Place::new();
    place.write("before.erd", BEFORE).write("after.erd", AFTER);
    tells_all(&place.erc(&["docs", "after.erd", "--since", "before.erd"]).stdout);
    let same = place.erc(&["docs", "after.erd", "--since", "after.erd"]).stdout;
    assert_eq!(changes(&same), Vec::<String>::new());
    place.write("before.erd", "entity A { id nothing key }");
    let wrong = place.erc(&["docs", "after.erd", "--since", "before.erd"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("has errors as of `before.erd`"), "{}", wrong.stderr);
}

#[test]
fn every_kind_of_source_is_documented() {
    let place = Place::new();
    place.write("before.sql", "create table a (id integer not null primary key);\n");
    place.write(
        "after.sql",
        "create table a (id integer not null primary key, b text);\n\
         create table c (id integer not null primary key, a integer, foreign key (a) references a (id));\n",
    );
    let unsure = place.erc(&["docs", "after.sql"]);
    assert_eq!(unsure.code, Some(2), "{}", unsure.stderr);
    for dialect in ["postgres", "mysql", "mariadb", "sqlite"] {
        let page = place.erc(&["docs", "after.sql", "--dialect", dialect, "--since", "before.sql"]);
        assert_eq!(page.code, Some(0), "{}", page.stderr);
        let told = changes(&page.stdout);
        assert!(told.contains(&"add column a.b 0 1".to_owned()), "{dialect}: {told:?}");
        let data = inflated(&page.stdout);
        assert!(
            data["findings"].as_array().is_none_or(|it| it.iter().all(|it| it["place"].is_null()))
        );
        assert_eq!(data["dialects"].as_array().map(Vec::len), Some(1));
    }
    place.write("model.erd", "entity A { id int key }\n");
    let snapshot = place.erc(&["snapshot", "model.erd", "--dialect", "sqlite"]).stdout;
    place.write("a.json", snapshot);
    assert_eq!(inflated(&place.erc(&["docs", "a.json"]).stdout)["subjects"][0]["name"], "A");
    let live = rusqlite::Connection::open(place.path("live.db")).expect("a database can be made");
    let text = place.read("after.sql");
    live.execute_batch(&text).expect("SQLite takes it");
    let page =
        place.erc(&["docs", "sqlite:live.db", "--dialect", "sqlite", "--since", "before.sql"]);
    assert!(changes(&page.stdout).contains(&"add column a.b 0 1".to_owned()), "{}", page.stderr);
}

#[test]
fn findings_say_where_they_are_and_nothing_of_the_machine() {
    let place = Place::new();
    place.write("inner/model.erd", "entity A {\n  id int key\n  b int\n  c int\n  b -> c\n}\n");
    let page = place.erc(&["docs", "inner/model.erd"]).stdout;
    let absolute = place.path("inner/model.erd").to_string_lossy().into_owned();
    assert_eq!(page, place.erc(&["docs", &absolute]).stdout, "whatever leads to the model");
    let data = inflated(&page);
    let findings = data["findings"].as_array().expect("there are findings");
    let found = findings.iter().find(|it| it["code"] == "transitive-dependency");
    let found = found.expect("a dependency breaks 3NF");
    assert_eq!((&found["place"], &found["subject"]), (&"model.erd:5".into(), &0.into()));
    let breach = &data["subjects"][0]["proof"]["breaches"][0];
    assert_eq!((&breach["form"], &breach["dependency"]), (&"3NF".into(), &"b -> c".into()));
    assert!(breach["witness"]["rows"].as_array().is_some_and(|it| it.len() == 2));
}

#[test]
fn dictionaries_are_what_their_schema_says() {
    let schema = include_str!("../../../docs/schemas/dictionary.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for (name, _, documentation) in all() {
        let json: Value = serde_json::from_str(&dictionary_json(documentation)).expect("JSON");
        let problems: Vec<String> =
            schema.iter_errors(&json).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(problems.is_empty(), "{name}: {}", problems.join("\n"));
        let csv = dictionary_csv(documentation);
        let n_columns: usize = documentation.subjects.iter().map(|it| it.columns.len()).sum();
        // Line ends inside quotes belong to a text.
        let n_lines = csv.split('"').step_by(2).map(|it| it.matches("\r\n").count()).sum::<usize>();
        assert_eq!(n_lines, n_columns + 1, "{name}");
    }
}
