//! What comes from elsewhere: versions that nobody knows, files of another erc, another machine, a password in a URL.

use std::process::Command;

use crate::cli::Place;

#[test]
fn an_unknown_version_is_taken_for_the_dearest() {
    let place = Place::new();
    place.write("was.sql", "create table a (id int);\n");
    place.write("up.sql", "alter table a add column b int default 1;\n");
    let lint = |dialect: &str, version: &str| {
        let arguments = ["migrate", "lint", "up.sql", "--schema", "was.sql", "--dialect", dialect];
        let more = ["--db-version", version, "--format", "json"];
        let answer = place.erc(&[arguments.as_slice(), more.as_slice()].concat());
        let json: serde_json::Value = serde_json::from_str(&answer.stdout).expect("JSON");
        let statement = &json["statements"][0];
        let is_told = statement["findings"].to_string().contains("unknown-version");
        (statement["work"].to_string(), is_told)
    };
    assert_eq!(lint("postgres", "11"), ("[\"catalog\"]".to_owned(), false));
    assert_eq!(lint("postgres", "9.6"), ("[\"rewrite\"]".to_owned(), true));
    for (dialect, version) in [("postgres", "19"), ("mariadb", "12"), ("mysql", "5.7")] {
        assert!(lint(dialect, version).1, "{dialect} {version}");
    }
}

#[test]
fn a_snapshot_of_another_version_is_refused() {
    let place = Place::new();
    place.write("was.sql", "create table a (id int);\n");
    let snapshot = place.erc(&["snapshot", "was.sql", "--dialect", "postgres"]).ended(0).stdout;
    let later = snapshot.replacen("\"version\": 1", "\"version\": 99", 1);
    assert_ne!(later, snapshot);
    place.write("later.json", later);
    let refused = place.erc(&["diff", "later.json", "was.sql"]).ended(2);
    assert!(refused.stderr.contains("version 99"), "{}", refused.stderr);
}

/// Another time zone, language and number of threads change no byte.
#[test]
fn another_machine_makes_the_same_bytes() {
    let text: String = (0..30)
        .map(|nth| {
            let other = nth / 3;
            let more = format!("price decimal(9, 2)\n  made timestamptz = now()\n  next E{other}?");
            format!("entity E{nth} {{\n  id int key\n  {more}\n}}\n")
        })
        .collect();
    let made = |zone: &str, language: &str, cores: &str| {
        let place = Place::new();
        place.write("model.erd", &text);
        let status = Command::new("taskset")
            .args(["-c", cores, env!("CARGO_BIN_EXE_erc"), "build"])
            .current_dir(place.path("."))
            .env("TZ", zone)
            .env("LC_ALL", language)
            .output()
            .expect("it runs");
        assert!(status.status.success(), "{status:?}");
        place.files()
    };
    let here = made("UTC", "C", "0");
    assert!(here.len() > 5, "{} files", here.len());
    let there = made("Asia/Kathmandu", "tr_TR.UTF-8", "0-1");
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|it| it.0.clone()).collect()
    };
    assert_eq!(names(&here), names(&there));
    for ((name, a), (_, b)) in here.iter().zip(&there) {
        assert!(a == b, "{name} differs");
    }
}

/// `p@ss:w/rd` in a URL, as it is and as it is written there.
#[test]
fn a_password_shows_nowhere() {
    let place = Place::new();
    place.write("model.erd", "entity A {\n  id int key\n}\n");
    place.write("erc.toml", "dialects = [\"postgres\"]\n");
    place.erc(&["migrate", "new", "first"]).ended(0);
    for scheme in ["postgres", "mariadb"] {
        // Nobody listens there.
        let url = format!("{scheme}://me:p%40ss%3Aw%2Frd@127.0.0.1:9/db");
        let calls: [&[&str]; 6] = [
            &["check", &url],
            &["import", &url],
            &["diff", &url, "model.erd", "--format", "json"],
            &["drift", &url, "--format", "openmetrics"],
            &["migrate", "apply", &url],
            &["snapshot", &url, "-o", "made.json"],
        ];
        for call in calls {
            let answer = place.erc(call).ended(2);
            let mut said = format!("{}{}", answer.stdout, answer.stderr);
            for (name, bytes) in place.files() {
                said.push_str(&format!("\n{name}\n{}", String::from_utf8_lossy(&bytes)));
            }
            for secret in ["p%40ss", "p@ss", "w%2Frd", "w/rd"] {
                assert!(!said.contains(secret), "{call:?}: {said}");
            }
        }
    }
}
