//! The rules of the structure, shown to bite: a made-up file and what is said of it.

use super::manifest;
use super::source::SourceFile;
use super::{
    crate_offences, dependency_offences, form_offences, homes, room_offences, unfinished_offences,
    world_offences,
};

#[track_caller]
fn expect(rule: impl Fn(&SourceFile) -> Vec<String>, path: &str, text: &str, expected: &[&str]) {
    assert_eq!(rule(&SourceFile::new(path, text)), expected);
}

#[test]
fn a_path_to_a_later_room_is_found_however_it_is_written() {
    let text = "
        use crate::{base::Name, lint::{Rule, Level}};
        fn f() -> Vec<crate::project::Project> { m!(crate::export::x) }
        mod tests { use super::super::super::cli; use super::*; }
        // crate::lsp::in_a_comment
        const S: &str = \"crate::io::in_a_string\";";
    expect(
        room_offences,
        "src/schema/table.rs",
        text,
        &[
            "src/schema/table.rs:2: schema may not use `crate::lint`",
            "src/schema/table.rs:2: schema may not use `crate::lint`",
            "src/schema/table.rs:3: schema may not use `crate::project`",
            "src/schema/table.rs:3: schema may not use `crate::export`",
            "src/schema/table.rs:4: schema may not use `crate::cli`",
        ],
    );
}

#[test]
fn own_and_earlier_rooms_are_fine() {
    let text =
        "use super::table; use crate::schema::x; pub(in crate::schema) struct S(crate::base::A);";
    expect(room_offences, "src/schema/lower/mod.rs", text, &[]);
    expect(room_offences, "src/lib.rs", "pub use crate::lint::Rule; use self::cli;", &[]);
    expect(room_offences, "src/main.rs", "fn main() { erc::cli::run() }", &[]);
}

#[test]
fn theory_uses_no_room_and_main_only_the_last() {
    let offence = "src/theory/keys.rs:1: theory may not use `crate::base`";
    expect(room_offences, "src/theory/keys.rs", "use crate::base::Arena;", &[offence]);
    let offence = "src/main.rs:1: main.rs may not use `crate::io`";
    expect(room_offences, "src/main.rs", "use erc::io;", &[offence]);
}

#[test]
fn a_name_at_the_crates_root_is_no_room() {
    let offence = "src/lint/mod.rs:1: lint may not use `crate::Project`";
    expect(room_offences, "src/lint/mod.rs", "use crate::Project;", &[offence]);
}

#[test]
fn a_crate_away_from_home_is_found() {
    let homes = homes(&manifest::parse(
        "[dependencies]\n\
         petgraph = \"1\" # model: a\n\
         serde_json = \"1\" # report, schema: b; lsp: c\n\
         smol-str = \"1\" # base: d\n\
         [dev-dependencies]\n\
         proptest = \"1\" # tests: e\n",
    ));
    let rule = |file: &SourceFile| crate_offences(file, &homes);
    let text = "
        use petgraph::Graph;
        fn f(x: serde_json::Value, y: smol_str::SmolStr, z: proptest::X) {}
        use ::serde_json as json;
        use super::petgraph::not_the_crate;";
    expect(
        rule,
        "src/model/graph.rs",
        text,
        &[
            "src/model/graph.rs:3: model may not use the crate `serde_json`; its home: report, schema, lsp",
            "src/model/graph.rs:4: model may not use the crate `serde_json`; its home: report, schema, lsp",
        ],
    );
    expect(
        rule,
        "src/schema/json.rs",
        text,
        &["src/schema/json.rs:2: schema may not use the crate `petgraph`; its home: base, model"],
    );
    expect(rule, "src/dialect/mod.rs", "mod petgraph; pub use petgraph::Own;", &[]);
    let text = "use super::{a, petgraph}; fn f() { petgraph::own() }";
    expect(rule, "src/dialect/list.rs", text, &[]);
}

#[test]
fn the_world_is_found_however_it_is_written() {
    let text = "
        use std::{collections::BTreeMap, fs, time::{Duration, Instant}};
        fn f() { std::env::var(\"std::fs\"); core::mem::drop(std::process::id()) }";
    expect(
        world_offences,
        "src/lint/rule.rs",
        text,
        &[
            "src/lint/rule.rs:2: only io, cli, lsp, main.rs use `std::fs`",
            "src/lint/rule.rs:2: only io, cli, lsp, main.rs use `std::time::Instant`",
            "src/lint/rule.rs:3: only io, cli, lsp, main.rs use `std::env`",
            "src/lint/rule.rs:3: only io, cli, lsp, main.rs use `std::process`",
        ],
    );
    expect(world_offences, "src/io/files.rs", text, &[]);
}

#[test]
fn a_dependency_without_a_proper_comment_is_found() {
    let dependencies = manifest::parse(
        "[dependencies]\n\
         a = \"1\"\n\
         b = \"1\" # attic: old things\n\
         c = { version = \"1\" } # base:\n\
         petgraph = \"1\" # model: the graph; export: pictures\n\
         [dev-dependencies]\n\
         d = \"1\" # base: x\n",
    );
    let offences: Vec<_> = dependencies.iter().flat_map(dependency_offences).collect();
    assert_eq!(
        offences,
        [
            "Cargo.toml: `a` lacks a comment `# room: reason`",
            "Cargo.toml: `b` is for `attic`, which is no room",
            "Cargo.toml: `c` gives no reason",
            "Cargo.toml: `petgraph` is for export, but its home is base, model",
            "Cargo.toml: `d` is for `base`, which is no room",
        ]
    );
}

#[test]
fn a_file_without_a_duty_or_an_end_is_found() {
    let offence = "src/x.rs:1: the first line is not `//! ` and a sentence";
    expect(form_offences, "src/x.rs", "use std::fmt;\n", &[offence]);
    expect(form_offences, "src/x.rs", "//! \n", &[offence]);
    let long = format!("//! Long.\n{}", "\n".repeat(600));
    expect(form_offences, "src/x.rs", &long, &["src/x.rs:601: 601 lines are more than 600"]);
    expect(
        form_offences,
        "src/x.rs",
        &long[1..],
        &[offence, "src/x.rs:601: 601 lines are more than 600"],
    );
}

#[test]
fn unfinished_work_is_found() {
    let text = "// TODO: later\nfn f() { todo!() }\n// a XXXL shirt, TODOS, mytodo!\n";
    expect(unfinished_offences, "src/x.rs", text, &["src/x.rs:1: `TODO`", "src/x.rs:2: `todo!`"]);
}
