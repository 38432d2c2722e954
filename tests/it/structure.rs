//! The shape of the source, held together: who uses whom, where outside crates live, what a file looks like.

mod manifest;
mod paths;
mod rules;
mod source;

use std::collections::BTreeMap;
use std::path::Path;

use manifest::Dependency;
use source::SourceFile;

/// A folder directly in `src/`.
struct Room {
    name: &'static str,
    /// Outside crates that live here and in no room that does not list them too.
    only_home_of: &'static [&'static str],
}

/// The rooms in reading order. A room uses only rooms before it; `theory` uses none.
const ROOMS: &[Room] = &[
    Room { name: "base", only_home_of: &["petgraph"] },
    Room { name: "theory", only_home_of: &[] },
    Room { name: "syntax", only_home_of: &["pest", "pest_derive"] },
    Room { name: "model", only_home_of: &["petgraph"] },
    Room { name: "schema", only_home_of: &[] },
    Room { name: "dialect", only_home_of: &["sea_query"] },
    Room { name: "import", only_home_of: &["sqlparser"] },
    Room { name: "normalize", only_home_of: &[] },
    Room { name: "migrate", only_home_of: &[] },
    Room { name: "lint", only_home_of: &[] },
    Room { name: "export", only_home_of: &[] },
    Room { name: "data", only_home_of: &[] },
    Room { name: "project", only_home_of: &[] },
    Room { name: "ide", only_home_of: &[] },
    Room { name: "report", only_home_of: &["miette", "textwrap"] },
    Room { name: "io", only_home_of: &["mysql", "postgres", "rusqlite"] },
    Room { name: "cli", only_home_of: &["clap", "clap_complete", "clap_mangen"] },
    Room { name: "lsp", only_home_of: &["lsp_server", "lsp_types"] },
];

/// Files, environment, processes, clocks and the network.
const WORLD: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::os",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
];

/// Where the world may be touched. `main.rs` turns argv into an exit code.
const EDGE: &[&str] = &["io", "cli", "lsp", "main.rs"];

/// Words and macros of work that is not done.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "dbg!", "todo!", "unimplemented!"];

const MOST_LINES: usize = 600;

#[test]
fn every_room_is_listed_and_has_a_door() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut offences = Vec::new();
    for folder in source::folders(&root.join("src")) {
        if room_index(&folder).is_none() {
            offences.push(format!("src/{folder}: no room of this name is in the table"));
        }
        if !root.join("src").join(&folder).join("mod.rs").exists() {
            offences.push(format!("src/{folder}: it has no mod.rs"));
        }
    }
    no_offence(&offences);
}

#[test]
fn rooms_are_declared_in_reading_order() {
    let lib = SourceFile::read("src/lib.rs");
    let declared = lib.child_modules();
    assert!(
        declared.is_sorted_by_key(|it| room_index(it)),
        "src/lib.rs lists the rooms in another order than the table: {declared:?}"
    );
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    check(room_offences);
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let homes = homes(&manifest::dependencies());
    check(|file| crate_offences(file, &homes));
}

#[test]
fn only_the_edge_touches_the_world() {
    check(world_offences);
}

#[test]
fn every_dependency_says_its_room_and_reason() {
    let offences =
        manifest::dependencies().iter().flat_map(dependency_offences).collect::<Vec<_>>();
    no_offence(&offences);
}

#[test]
fn every_file_says_its_duty_and_fits_in_the_head() {
    let files = source::files(&["src", "tests"]);
    no_offence(&files.iter().flat_map(form_offences).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_unfinished() {
    check(unfinished_offences);
}

/// The rooms of this file's own crate that it mentions, against the table.
fn room_offences(file: &SourceFile) -> Vec<String> {
    let here = file.place();
    let allowed = |there: &str| match (here, room_index(here), room_index(there)) {
        ("lib.rs", ..) => true,
        ("main.rs", ..) => there == "cli",
        (_, Some(_), Some(_)) if here == there => true,
        (_, Some(_), Some(_)) if here == "theory" => false,
        (_, Some(from), Some(to)) => to < from,
        _ => false,
    };
    let mut res = Vec::new();
    for mention in file.mentions() {
        let [root, there, ..] = mention.segments.as_slice() else { continue };
        if root == "crate" && !allowed(there) {
            res.push(file.offence(mention.line, &format!("{here} may not use `crate::{there}`")));
        }
    }
    res.dedup();
    res
}

/// The outside crates that this file mentions, against their homes.
fn crate_offences(file: &SourceFile, homes: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let here = file.place();
    let mut res = Vec::new();
    for mention in file.mentions() {
        let Some(homes) = homes.get(&mention.segments[0]) else { continue };
        // The binary is the door of the command line.
        let room = if here == "main.rs" { "cli" } else { here };
        if !homes.iter().any(|home| home == room) {
            let name = &mention.segments[0];
            let homes = if homes.is_empty() { "nowhere".to_owned() } else { homes.join(", ") };
            let message = format!("{here} may not use the crate `{name}`; its home: {homes}");
            res.push(file.offence(mention.line, &message));
        }
    }
    res.dedup();
    res
}

/// For each outside crate the rooms that may use it: those of the table, else those that its comment names.
/// What `base` uses is everybody's vocabulary.
fn homes(dependencies: &[Dependency]) -> BTreeMap<String, Vec<String>> {
    let ordinary = dependencies.iter().filter(|it| !it.is_for_development);
    ordinary
        .map(|dependency| {
            let mut homes = only_homes(&dependency.crate_name());
            if homes.is_empty() {
                homes = dependency.rooms();
                if homes.iter().any(|it| it == "base") {
                    homes = ROOMS.iter().map(|it| it.name.to_owned()).collect();
                }
            }
            (dependency.crate_name(), homes)
        })
        .collect()
}

/// The rooms whose table entry claims this crate.
fn only_homes(crate_name: &str) -> Vec<String> {
    let homes = ROOMS.iter().filter(|it| it.only_home_of.contains(&crate_name));
    homes.map(|it| it.name.to_owned()).collect()
}

fn world_offences(file: &SourceFile) -> Vec<String> {
    if EDGE.contains(&file.place()) {
        return Vec::new();
    }
    let touches = |path: &str| {
        let within = |it: &&&str| path == **it || path.starts_with(&format!("{it}::"));
        WORLD.iter().find(within)
    };
    let mentions = file.mentions().into_iter();
    mentions
        .filter_map(|it| Some((it.line, touches(&it.segments.join("::"))?)))
        .map(|(line, it)| file.offence(line, &format!("only {} use `{it}`", EDGE.join(", "))))
        .collect()
}

fn dependency_offences(dependency: &Dependency) -> Vec<String> {
    let mut res = Vec::new();
    let name = &dependency.name;
    let only_homes = only_homes(&dependency.crate_name());
    if dependency.uses.is_empty() {
        res.push(format!("Cargo.toml: `{name}` lacks a comment `# room: reason`"));
    }
    for (room, reason) in &dependency.uses {
        let known = if dependency.is_for_development {
            room == "tests"
        } else {
            room_index(room).is_some()
        };
        if !known {
            res.push(format!("Cargo.toml: `{name}` is for `{room}`, which is no room"));
        } else if reason.is_empty() {
            res.push(format!("Cargo.toml: `{name}` gives no reason"));
        } else if !dependency.is_for_development
            && !only_homes.is_empty()
            && !only_homes.contains(room)
        {
            let homes = only_homes.join(", ");
            res.push(format!("Cargo.toml: `{name}` is for {room}, but its home is {homes}"));
        }
    }
    res
}

fn form_offences(file: &SourceFile) -> Vec<String> {
    let mut res = Vec::new();
    let first_line = file.text.lines().next().unwrap_or_default();
    if first_line.strip_prefix("//! ").is_none_or(|it| it.trim().is_empty()) {
        res.push(file.offence(1, "the first line is not `//! ` and a sentence"));
    }
    let n_lines = file.text.lines().count();
    if n_lines > MOST_LINES {
        res.push(file.offence(n_lines, &format!("{n_lines} lines are more than {MOST_LINES}")));
    }
    res
}

fn unfinished_offences(file: &SourceFile) -> Vec<String> {
    let mut res = Vec::new();
    for (line, text) in (1..).zip(file.text.lines()) {
        for word in UNFINISHED.iter().filter(|it| source::has_word(text, it)) {
            res.push(file.offence(line, &format!("`{word}`")));
        }
    }
    res
}

fn room_index(name: &str) -> Option<usize> {
    ROOMS.iter().position(|it| it.name == name)
}

/// Applies a rule to every file in `src/`.
#[track_caller]
fn check(rule: impl Fn(&SourceFile) -> Vec<String>) {
    no_offence(&source::files(&["src"]).iter().flat_map(rule).collect::<Vec<_>>());
}

#[track_caller]
fn no_offence(offences: &[String]) {
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}
