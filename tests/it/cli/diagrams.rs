//! `erc diagram` from the outside: what it writes, where, and what it refuses.

use super::Place;

const BEFORE: &str = "entity Customer {\n  id int key\n  name varchar(40)\n}\n";
const AFTER: &str = "entity Customer {\n  id int key\n  name varchar(80)\n}\nentity Sale {\n  id int key\n  customer Customer\n}\n";

fn place() -> Place {
    let place = Place::new();
    place.write("before.erd", BEFORE).write("after.erd", AFTER);
    place
}

#[test]
fn two_models_are_compared() {
    let answer = place().erc(&["diagram", "--diff", "before.erd", "after.erd"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
    assert!(answer.stdout.contains("1 added, 1 changed"), "{}", answer.stdout);
    assert!(answer.stdout.contains("varchar(40) → varchar(80)"), "{}", answer.stdout);
}

#[test]
fn a_model_is_compared_with_a_snapshot() {
    let place = place();
    let snapshot = place.erc(&["snapshot", "before.erd", "--dialect", "postgres"]);
    place.write("before.json", snapshot.stdout);
    let answer = place.erc(&["diagram", "--diff", "before.json", "after.erd"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
    assert!(answer.stdout.contains("1 added, 1 changed"), "{}", answer.stdout);
    let renamed = place.erc(&[
        "diagram",
        "--diff",
        "before.json",
        "after.erd",
        "--rename",
        "customer.name=id",
        "--format",
        "mermaid",
    ]);
    assert_eq!(renamed.code, Some(2), "{}", renamed.stdout);
    assert!(renamed.stderr.contains("pictures alone"), "{}", renamed.stderr);
}

#[test]
fn a_comparison_needs_two_sources() {
    for arguments in [
        &["diagram", "--diff", "before.erd"][..],
        &["diagram", "--diff", "before.erd", "after.erd", "--findings"],
        &["diagram", "--rename", "a=b"],
    ] {
        assert_eq!(place().erc(arguments).code, Some(2), "{arguments:?}");
    }
    let answer = place().erc(&["diagram", "--diff", "before.erd", "nowhere.erd"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_large_model_comes_in_parts_beside_each_other() {
    let mut text = String::new();
    for hub in ["Order", "Stock"] {
        text += &format!("entity {hub} {{ id int key }}\n");
        for nth in 0..45 {
            text += &format!("entity {hub}{nth} {{ id int key\n  of {hub}\n}}\n");
        }
    }
    let place = Place::new();
    place.write("model.erd", text);
    let answer = place.erc(&["diagram", "model.erd", "-o", "erd.svg"]);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    for (name, word) in [
        ("erd.svg", "Around Order"),
        ("erd-1-Around_Order.svg", "Order44"),
        ("erd-2-Around_Stock.svg", "Stock44"),
    ] {
        assert!(place.read(name).contains(word), "{name}");
    }
}

#[test]
fn the_name_of_the_output_says_the_format() {
    let place = place();
    for (output, start) in [
        ("erd.svg", &b"<svg"[..]),
        ("erd.PNG", b"\x89PNG"),
        ("erd.dot", b"digraph"),
        ("erd.mmd", b"erDiagram"),
        ("erd.puml", b"@startuml"),
        ("erd", b"<svg"),
    ] {
        assert_eq!(place.erc(&["diagram", "after.erd", "-o", output]).code, Some(0), "{output}");
        let bytes = std::fs::read(place.path(output)).expect("a file");
        assert!(bytes.starts_with(start), "{output}");
    }
    place.erc(&["diagram", "after.erd", "-o", "erd.png", "--format", "d2"]);
    assert!(place.read("erd.png").contains("shape: sql_table"), "what is asked for comes first");
}
