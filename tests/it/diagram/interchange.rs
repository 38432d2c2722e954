//! Whether other tools take what is written for them: slow, since they are fetched first.

use std::path::Path;
use std::process::Command;

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::scene;
use erc::export::interchange::{dbml, plantuml, prisma};

use super::{models, native};
use crate::slow::slow;

const PACKAGES: [&str; 2] = ["@dbml/core@10.2.0", "@prisma/prisma-schema-wasm"];
const SCRIPT: &str = include_str!("interchange/validate.cjs");

#[test]
fn dbml_and_prisma_are_read_by_their_own_parsers() {
    if !slow() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(folder.path()).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    };
    for (name, model) in models() {
        for id in DialectId::ALL {
            let Some(native) = native(&model, id) else { continue };
            let write = |end: &str, text: String| {
                let path = folder.path().join(format!("{name}-{id}.{end}"));
                std::fs::write(path, text).expect("a file can be written");
            };
            write("dbml", dbml(&native, dialect::of(id), Some(&name)).text);
            write("prisma", prisma(&native, dialect::of(id)).text);
        }
    }
    std::fs::write(folder.path().join("package.json"), "{}").expect("a file can be written");
    std::fs::write(folder.path().join("validate.cjs"), SCRIPT).expect("a file can be written");
    run("npm", &["install", "--no-audit", "--no-fund", PACKAGES[0], PACKAGES[1]]);
    run("node", &["validate.cjs"]);
}

#[test]
fn plantuml_takes_every_model() {
    if !slow() || !is_there("plantuml") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, model) in models() {
        let path = folder.path().join(format!("{name}.puml"));
        std::fs::write(&path, plantuml(&scene(&model)).text).expect("a file can be written");
        let output = Command::new("plantuml").arg("-checkonly").arg(&path).output();
        let output = output.expect("plantuml is there");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| Path::new(&it).join(program).is_file())
}
