//! The folder: its layouts, the branches that meet in it, and whether it leads to the model.

use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use erc::base::DialectId;

use super::faults::Target;
use crate::cli::Place;

const FIRST: &str = "entity Thing {\n  id int key\n  name varchar(40)\n}\n";
const SECOND: &str = "entity Thing {\n  id int key\n  name varchar(40)\n  more int?\n}\n";

fn project(dialect: &str, model: &str) -> Place {
    let place = Place::new();
    place.write("erc.toml", format!("dialects = [\"{dialect}\"]\n"));
    place.write("model.erd", model);
    place
}

/// Names are made of seconds.
fn next_second() {
    sleep(Duration::from_millis(1100));
}

#[test]
fn every_layout_is_written_read_and_run() {
    for (layout, files) in [
        ("erc", ["_first/up.sql", "_first/down.sql", "_first/schema.json"].as_slice()),
        ("flyway", &["__first.sql"]),
        ("golang-migrate", &["_first.up.sql", "_first.down.sql"]),
        ("dbmate", &["_first.sql"]),
        ("goose", &["_first.sql"]),
        ("sqlx", &["_first.up.sql", "_first.down.sql"]),
        ("refinery", &["V1__first.sql"]),
    ] {
        let target = Target::new(DialectId::Sqlite);
        let place = project("sqlite", FIRST);
        place.erc(&["migrate", "new", "first", "--layout", layout]).ended(0);
        let names: Vec<String> = place.files().into_iter().map(|it| it.0).collect();
        for file in files {
            assert!(names.iter().any(|it| it.ends_with(file)), "{layout}: {names:?}");
        }
        place.write("model.erd", SECOND);
        next_second();
        // What is there tells how they lie.
        place.erc(&["migrate", "new", "second"]).ended(0);
        place.erc(&["migrate", "verify"]).ended(0);
        let said = place.erc(&["migrate", "apply", &target.url]).ended(0);
        assert!(said.stderr.contains("2 migrations were applied"), "{layout}: {}", said.stderr);
        place.erc(&["drift", &target.url]).ended(0);
        if layout != "refinery" {
            place.erc(&["migrate", "down", &target.url, "--allow-loss"]).ended(0);
            let columns = "select count(*) from pragma_table_info('thing')";
            assert_eq!(target.value(columns).as_deref(), Some("2"), "{layout}");
        }
    }
}

#[test]
fn a_hand_made_folder_of_goose_is_run_and_judged() {
    let target = Target::new(DialectId::Postgres);
    let place = Place::new();
    place.write(
        "migrations/00001_a.sql",
        "-- +goose Up\ncreate table a (id bigint primary key);\n-- +goose StatementBegin\ncreate function f() returns int language plpgsql as $$ begin return 1; end $$;\n-- +goose StatementEnd\n\n-- +goose Down\ndrop table a;\n",
    );
    place.write(
        "migrations/00002_b.sql",
        "-- +goose Up\ncreate index i on a (id);\n-- +goose Down\ndrop index i;\n",
    );
    place.erc(&["migrate", "rebase"]).ended(0);
    let judged = place
        .erc(&[
            "migrate",
            "lint",
            "migrations/00002_b.sql",
            "--dialect",
            "postgres",
            "--format",
            "short",
        ])
        .ended(0);
    assert!(
        judged.stdout.contains("00002_b.sql:2:1: warning[index-blocks-writes]"),
        "{}",
        judged.stdout
    );
    assert!(!judged.stdout.contains("drop"), "{}", judged.stdout);
    // A table that an earlier file makes is there for the next one.
    let judged = place
        .erc(&["migrate", "lint", "migrations", "--dialect", "postgres", "--format", "json"])
        .ended(0);
    let json: serde_json::Value = serde_json::from_str(&judged.stdout).expect("JSON");
    assert_eq!(json["statements"][2]["locks"][0]["table"], "a", "{json}");
    assert_eq!(json["statements"][0]["locks"].as_array().map(Vec::len), Some(0), "{json}");
    place.erc(&["migrate", "apply", &target.url]).ended(0);
    place.erc(&["migrate", "down", &target.url]).ended(0);
    let said = place.erc(&["migrate", "status", &target.url]).ended(1);
    assert_eq!(said.stdout, "applied  00000000000001_a\npending  00000000000002_b\n");
}

fn git(place: &Place, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(place.path(""))
        .output()
        .expect("git can be run");
    output.status.success()
}

/// Two branches that each add a migration, and meet.
fn branches(ours: &str, theirs: &str, both: &str) -> Place {
    let place = project("sqlite", FIRST);
    place.erc(&["migrate", "new", "first"]).ended(0);
    assert!(git(&place, &["init", "-q", "-b", "main"]));
    let commit = |place: &Place| {
        assert!(git(place, &["add", "-A"]));
        assert!(git(place, &["commit", "-qm", "x"]));
    };
    commit(&place);
    for (branch, model) in [("ours", ours), ("theirs", theirs)] {
        next_second();
        assert!(git(&place, &["checkout", "-q", "-b", branch, "main"]));
        place.write("model.erd", model);
        place.erc(&["migrate", "new", branch]).ended(0);
        commit(&place);
    }
    assert!(git(&place, &["checkout", "-q", "ours"]));
    assert!(!git(&place, &["merge", "-q", "theirs"]), "there is no conflict");
    place.write("model.erd", both);
    place
}

#[test]
fn two_branches_meet() {
    let ours =
        "entity Thing {\n  id int key\n  name varchar(40)\n}\n\nentity Ours {\n  id int key\n}\n";
    let theirs =
        "entity Thing {\n  id int key\n  name varchar(40)\n}\n\nentity Theirs {\n  id int key\n}\n";
    let both = "entity Thing {\n  id int key\n  name varchar(40)\n}\n\nentity Ours {\n  id int key\n}\n\nentity Theirs {\n  id int key\n}\n";
    let place = branches(ours, theirs, both);
    let refused = place.erc(&["migrate", "verify"]).ended(1);
    assert!(refused.stderr.contains("`erc.sum` has marks of a merge in it"), "{}", refused.stderr);
    let settled = place.erc(&["migrate", "rebase"]).ended(0);
    assert!(settled.stderr.contains("now stands behind the changes of both"), "{}", settled.stderr);
    place.erc(&["migrate", "verify"]).ended(0);
    let target = Target::new(DialectId::Sqlite);
    place.erc(&["migrate", "apply", &target.url]).ended(0);
    place.erc(&["drift", &target.url]).ended(0);
    place.erc(&["migrate", "new", "nothing"]).ended(0);
}

#[test]
fn two_branches_change_the_same_thing() {
    let ours = "entity Thing {\n  id int key\n  name varchar(50)\n}\n";
    let theirs = "entity Thing {\n  id int key\n  name varchar(60)\n}\n";
    let place = branches(ours, theirs, theirs);
    let refused = place.erc(&["migrate", "rebase"]).ended(2);
    assert!(refused.stderr.contains("both migrations change thing.name"), "{}", refused.stderr);
}

#[test]
fn an_edited_script_is_found_without_a_server() {
    for dialect in ["postgres", "mysql", "mariadb", "sqlite"] {
        let place = project(dialect, FIRST);
        let made = place.erc(&["migrate", "new", "first"]).ended(0);
        let whole = place.erc(&["migrate", "verify"]).ended(0);
        assert!(whole.stderr.contains("whole and lead to the model"), "{}", whole.stderr);
        let up = format!("{}/up.sql", made.stdout.trim());
        let script = place.read(&up);
        place.write(&up, script.replace("(40)", "(50)"));
        place.erc(&["migrate", "rebase"]).ended(0);
        let found = place.erc(&["migrate", "verify"]).ended(1);
        assert!(found.stdout.contains("in an empty database"), "{}", found.stdout);
        // Of what only a server knows nothing is claimed.
        if dialect != "sqlite" {
            place.write(&up, format!("{script}\nexecute immediate 'select 1';\n"));
            place.erc(&["migrate", "rebase"]).ended(0);
            let unread = place.erc(&["migrate", "verify"]).ended(0);
            assert!(unread.stderr.contains("`execute immediate"), "{}", unread.stderr);
            assert!(unread.stderr.contains("add `--scratch URL`"), "{}", unread.stderr);
        }
    }
}

#[test]
fn an_edited_script_does_not_lead_to_the_model() {
    for (id, dialect) in [
        (DialectId::Postgres, "postgres"),
        (DialectId::Mariadb, "mariadb"),
        (DialectId::Sqlite, "sqlite"),
    ] {
        let target = Target::new(id);
        let url = &target.url;
        let place = project(dialect, FIRST);
        let made = place.erc(&["migrate", "new", "first"]).ended(0);
        place.erc(&["migrate", "verify", "--scratch", url]).ended(0);
        let up = format!("{}/up.sql", made.stdout.trim());
        let script = place.read(&up).replace("(40)", "(50)");
        assert!(script.contains("(50)"), "{script}");
        place.write(&up, script);
        place.erc(&["migrate", "rebase"]).ended(0);
        let found = place.erc(&["migrate", "verify", "--scratch", url]).ended(1);
        assert!(found.stdout.contains("in an empty database"), "{}", found.stdout);
    }
}
