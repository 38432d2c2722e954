//! The dependencies in `Cargo.toml` and the comments beside them.

use std::fs;

/// One line of a dependency table.
pub struct Dependency {
    pub name: String,
    pub is_for_development: bool,
    /// The rooms that its comment names, each with the reason: `# model: the graph; base, io: the order`.
    pub uses: Vec<(String, String)>,
}

impl Dependency {
    /// The name as Rust code spells it.
    pub fn crate_name(&self) -> String {
        self.name.replace('-', "_")
    }

    pub fn rooms(&self) -> Vec<String> {
        self.uses.iter().map(|(room, _)| room.clone()).collect()
    }
}

pub fn dependencies() -> Vec<Dependency> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let res = parse(&fs::read_to_string(path).expect("Cargo.toml"));
    assert!(!res.is_empty(), "no dependencies in Cargo.toml");
    res
}

pub fn parse(manifest: &str) -> Vec<Dependency> {
    let mut table = "";
    let mut res = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            table = line;
        } else if table.ends_with("dependencies]")
            && let Some((name, value)) = line.split_once('=')
            && !line.starts_with('#')
        {
            let comment = value.rsplit_once('#').map_or("", |(_, comment)| comment);
            res.push(Dependency {
                name: name.trim().to_owned(),
                is_for_development: table.contains("dev-"),
                uses: comment.split(';').flat_map(uses).collect(),
            });
        }
    }
    res
}

/// `a, b: reason` for both rooms.
fn uses(clause: &str) -> Vec<(String, String)> {
    let Some((rooms, reason)) = clause.split_once(':') else { return Vec::new() };
    let rooms = rooms.split(',').map(|it| it.trim().to_owned());
    rooms.map(|room| (room, reason.trim().to_owned())).collect()
}
