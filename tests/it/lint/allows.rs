//! `@allow` silences a rule on an item and all inside it, and is itself looked at.

use erc::base::{Diagnostics, Sources};
use erc::lint::{Selection, Selector};
use erc::project::{Config, Loaded, compile, lint};

/// Asserts which findings of these rules there are: `name line`, in order.
#[track_caller]
fn check(select: &[&str], model: &str, expected: &[&str]) {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let id = sources.add("model.erd", model);
    let files = vec![erc::syntax::parse(id, model, &mut diagnostics)];
    let loaded = Loaded { sources, files };
    let config = Config::default();
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    let select = select.iter().map(|it| Selector::from_name(it).unwrap()).collect();
    let selection = Selection { select, ignore: Vec::new() };
    lint(&loaded, &compiled, &config, &selection, &mut diagnostics);
    diagnostics.sort();
    let line = |it: &erc::base::Diagnostic| {
        let file = loaded.sources.get(it.primary.span.file).unwrap();
        format!("{} {}", it.code.name, file.line_column(it.primary.span.start).line)
    };
    let found: Vec<String> = diagnostics.iter().map(line).collect();
    assert_eq!(found, expected);
}

const ALLOWS: [&str; 4] =
    ["three-state-boolean", "stale-allow", "unknown-rule", "unexplained-allow"];

#[test]
fn on_the_item() {
    let model = "entity A {\n  id bigint key\n  is_a bool? @allow(three-state-boolean, \"unknown counts\")\n  is_b bool?\n}\n";
    check(&ALLOWS, model, &["three-state-boolean 4"]);
}

#[test]
fn around_the_item() {
    let model = "entity A @allow(three-state-boolean, \"x\") {\n  id bigint key\n  is_a bool?\n}\nentity B {\n  id bigint key\n  is_b bool?\n}\n";
    check(&ALLOWS, model, &["three-state-boolean 7"]);
}

#[test]
fn on_a_schema() {
    let model = "schema s {\n  entity A @allow(three-state-boolean, \"x\") {\n    id bigint key\n    is_a bool?\n  }\n  entity B {\n    id bigint key\n    is_b bool?\n  }\n}\n";
    check(&ALLOWS, model, &["three-state-boolean 8"]);
}

#[test]
fn on_the_model_line_everywhere() {
    let model = "model m @allow(three-state-boolean, \"x\")\nentity A {\n  id bigint key\n  is_a bool?\n}\n";
    check(&ALLOWS, model, &[]);
}

#[test]
fn on_an_entity_that_takes_a_mixin_over() {
    let mixin = "mixin M {\n  is_m bool?\n}\n";
    let one = format!(
        "{mixin}entity A with M @allow(three-state-boolean, \"x\") {{\n  id bigint key\n}}\n"
    );
    check(&ALLOWS, &one, &[]);
    let two = format!("{one}entity B with M {{\n  id bigint key\n}}\n");
    check(&ALLOWS, &two, &["three-state-boolean 2"]);
}

#[test]
fn of_the_inner_and_the_outer_both_are_used() {
    let model = "entity A @allow(three-state-boolean, \"x\") {\n  id bigint key\n  is_a bool? @allow(three-state-boolean, \"y\")\n}\n";
    check(&ALLOWS, model, &[]);
}

#[test]
fn what_silences_nothing_is_stale_only_if_its_rule_ran() {
    let model = "entity A @allow(three-state-boolean, \"x\") {\n  id bigint key\n}\n";
    check(&ALLOWS, model, &["stale-allow 1"]);
    check(&["stale-allow"], model, &[]);
}

#[test]
fn a_note_of_the_compiler_can_be_allowed_and_an_error_cannot() {
    let noted = "entity A {\n  id bigint key identity\n  phones varchar(20){0..3}\n}\n";
    check(&ALLOWS, noted, &["unenforced-bound 3"]);
    let allowed = "entity A {\n  id bigint key identity\n  phones varchar(20){0..3} @allow(unenforced-bound, \"seen to by the form\")\n}\n";
    check(&ALLOWS, allowed, &[]);
    let wrong = "entity A @allow(unknown-name, \"x\") {\n  id Nothing key\n}\n";
    check(&ALLOWS, wrong, &["unknown-name 2"]);
}

#[test]
fn a_model_with_errors_is_not_judged() {
    check(&["all"], "entity A {\n  id Nothing key\n  is_a bool?\n}\n", &["unknown-name 2"]);
}

#[test]
fn none_selects_nothing() {
    let model = "entity A @allow(missing-primary-key) {\n  is_a bool?\n}\n";
    check(&["none"], model, &[]);
}
