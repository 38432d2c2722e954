//! What a person in a terminal is asked, and what happens where nobody can be.

use std::io::Write;
use std::process::{Command, Stdio};

use erc::base::DialectId;

use super::faults::Target;
use crate::cli::Place;

const BEFORE: &str = "entity Customer {\n  id int key\n  full_name varchar(80)\n}\n";
const AFTER: &str = "entity Customer {\n  id int key\n  name varchar(80)\n}\n";

fn project() -> Place {
    let place = Place::new();
    place.write("erc.toml", "dialects = [\"sqlite\"]\n");
    place.write("model.erd", BEFORE);
    place.erc(&["migrate", "new", "first"]).ended(0);
    place.write("model.erd", AFTER);
    place
}

/// Runs erc in a terminal of its own in which somebody types; its exit code, and all that is seen.
fn in_terminal(place: &Place, arguments: &str, typed: &str) -> (Option<i32>, String) {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_erc"));
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(place.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`script` is there");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(typed.as_bytes()).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    drop(stdin);
    (output.status.code(), String::from_utf8_lossy(&output.stdout).replace('\r', ""))
}

#[test]
fn a_rename_is_a_question_in_a_terminal_and_an_error_elsewhere() {
    let place = project();
    let said = place.erc(&["migrate", "new", "second"]).ended(1);
    assert!(said.stderr.contains("@was(full_name)"), "{}", said.stderr);
    let (code, seen) = in_terminal(&place, "migrate new second", "what?\ny\n");
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("goes and `name` comes in its place: is it the same? [y/n]"), "{seen}");
    assert!(seen.contains("--rename customer.full_name=name"), "{seen}");
    assert!(seen.contains("@was(full_name)` behind `name` in the model (model.erd:3)"), "{seen}");
    let files = place.files();
    let up = files.iter().filter(|(name, _)| name.ends_with("second/up.sql"));
    let up: Vec<String> = up.map(|it| String::from_utf8_lossy(&it.1).into_owned()).collect();
    assert!(up.len() == 1 && up[0].contains("rename column full_name to name"), "{up:?}");
}

#[test]
fn what_is_no_rename_is_held_back() {
    let place = project();
    let (code, seen) = in_terminal(&place, "migrate new second", "n\n");
    assert_eq!(code, Some(1), "{seen}");
    assert!(seen.contains("drop-column customer.full_name"), "{seen}");
    place.write("old.erd", BEFORE);
    let (code, seen) = in_terminal(&place, "diff old.erd model.erd --dialect sqlite", "y\n");
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("rename column customer.name: was full_name"), "{seen}");
}

#[test]
fn a_loss_on_the_way_back_is_a_question() {
    let place = project();
    place.write("model.erd", format!("{BEFORE}entity More {{\n  id int key\n}}\n"));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    place.erc(&["migrate", "new", "more"]).ended(0);
    let target = Target::new(DialectId::Sqlite);
    place.erc(&["migrate", "apply", &target.url]).ended(0);
    let said = place.erc(&["migrate", "down", &target.url]).ended(1);
    assert!(said.stderr.contains("what is now in more goes"), "{}", said.stderr);
    let arguments = format!("migrate down {}", target.url);
    let (code, seen) = in_terminal(&place, &arguments, "n\n");
    assert_eq!(code, Some(1), "{seen}");
    let (code, seen) = in_terminal(&place, &arguments, "y\n");
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("was taken back"), "{seen}");
}
