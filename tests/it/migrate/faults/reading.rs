//! Drift: somebody has altered a database by hand.

use erc::base::DialectId;

use super::Target;
use crate::cli::Place;

fn project(dialect: &str) -> Place {
    let place = Place::new();
    place.write("erc.toml", format!("dialects = [\"{dialect}\"]\n"));
    place.write("model.erd", "entity Thing {\n  id int key\n  name varchar(40)\n}\n");
    place.erc(&["migrate", "new", "first"]).ended(0);
    place
}

#[test]
fn a_live_table_was_altered() {
    for (id, dialect, altering) in [
        (DialectId::Postgres, "postgres", "alter table thing add column extra int"),
        (DialectId::Mariadb, "mariadb", "alter table thing add column extra int"),
        (DialectId::Sqlite, "sqlite", "alter table thing add column extra int"),
    ] {
        let target = Target::new(id);
        let url = &target.url;
        let place = project(dialect);
        place.erc(&["migrate", "apply", url]).ended(0);
        let clean = place.erc(&["drift", url]).ended(0);
        assert_eq!(clean.stdout, "");
        let metrics = place.erc(&["drift", url, "--format", "openmetrics"]).ended(0);
        assert!(metrics.stdout.ends_with("erc_drift 0\n# EOF\n"), "{}", metrics.stdout);
        target.execute(altering);
        let drift = place.erc(&["drift", url]).ended(1);
        assert!(drift.stdout.contains("extra"), "{}", drift.stdout);
        let json = place.erc(&["drift", url, "--format", "json"]).ended(1);
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
        assert_eq!(json["changes"].as_array().map(Vec::len), Some(1), "{json}");
        let metrics = place.erc(&["drift", url, "--format", "openmetrics"]).ended(1);
        assert!(metrics.stdout.contains("kind=\"column\"} 1\n"), "{}", metrics.stdout);
        // What comes next was not made for such a database.
        place.write(
            "model.erd",
            "entity Thing {\n  id int key\n  name varchar(40)\n  more int?\n}\n",
        );
        place.erc(&["migrate", "new", "more"]).ended(0);
        let refused = place.erc(&["migrate", "apply", url]).ended(2);
        assert!(
            refused.stderr.contains("extra") && refused.stderr.contains("--allow-drift"),
            "{}",
            refused.stderr
        );
        place.erc(&["migrate", "apply", url, "--allow-drift"]).ended(0);
        let drift = place.erc(&["drift", url]).ended(1);
        assert!(!drift.stdout.contains("more"), "{}", drift.stdout);
    }
}

#[test]
fn a_database_that_was_there_before_its_folder() {
    let target = Target::new(DialectId::Sqlite);
    target
        .execute("create table thing (id integer not null primary key, name varchar(40) not null)");
    let place = project("sqlite");
    let name = place.files().into_iter().find_map(|(name, _)| {
        name.strip_prefix("migrations/")?.strip_suffix("/up.sql").map(str::to_owned)
    });
    let name = name.expect("a migration");
    let said = place.erc(&["migrate", "apply", &target.url, "--baseline", &name]).ended(0);
    assert!(said.stderr.contains("1 migration remembered as applied"), "{}", said.stderr);
    place.erc(&["migrate", "status", &target.url]).ended(0);
    let said = place.erc(&["migrate", "apply", &target.url]).ended(0);
    assert!(said.stderr.contains("nothing to do"), "{}", said.stderr);
}

const TEXTS: &str = "entity Thing {
  id int key
  name varchar(40)
}

view LongNames {
  id int
  name varchar(40)
} = sql(\"select id, name from thing where char_length(name) > 10 and id in (1, 2)\")

native function half = sql(
  postgres: \"create function half(n int) returns int language sql immutable return n / 2\",
  mariadb: \"create function half(n int) returns int deterministic return n / 2\"
)
";

/// A server spells views and functions anew. What a migration has run is known all the same, until somebody changes it.
#[test]
fn what_was_run_is_known_again() {
    for (id, dialect, by_hand) in [
        (
            DialectId::Postgres,
            "postgres",
            "create or replace view long_names as select id, name from thing where id = 3",
        ),
        (
            DialectId::Mariadb,
            "mariadb",
            "create or replace view long_names as select id, name from thing where id = 3",
        ),
    ] {
        let target = Target::new(id);
        let url = &target.url;
        let place = Place::new();
        place.write("erc.toml", format!("dialects = [\"{dialect}\"]\n"));
        place.write("model.erd", TEXTS);
        place.erc(&["migrate", "new", "first"]).ended(0);
        place.erc(&["migrate", "apply", url]).ended(0);
        let drift = || {
            let json = place.erc(&["drift", url, "--format", "json"]).stdout;
            let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            let n = |key: &str| json[key].as_array().map_or(0, Vec::len);
            (n("changes"), n("unknown"))
        };
        assert_eq!(drift(), (0, 0), "{dialect}: as it was run");
        // Another text is another view, and no server has to be asked.
        let changed = TEXTS.replace("> 10", "> 12").replace("n / 2", "n / 3");
        place.write("model.erd", &changed);
        assert_eq!(drift(), (2, 0), "{dialect}: other texts");
        place.erc(&["migrate", "new", "other"]).ended(0);
        place.erc(&["migrate", "apply", url]).ended(0);
        assert_eq!(drift(), (0, 0), "{dialect}: replaced");
        place.erc(&["migrate", "down", url]).ended(0);
        place.write("model.erd", TEXTS);
        assert_eq!(drift(), (0, 0), "{dialect}: taken back");
        target.execute(by_hand);
        assert_eq!(drift(), (0, 1), "{dialect}: changed by hand");
        // Whatever reads the database leaves out what is erc's own.
        let model = place.erc(&["import", url]).ended(0).stdout;
        assert!(!model.contains("entity Erc"), "{dialect}: {model}");
    }
}
