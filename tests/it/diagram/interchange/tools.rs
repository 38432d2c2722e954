//! The parsers of other tools: packages of the npm registry, fetched once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The packages and their versions.
const PACKAGES: [&str; 5] = [
    "@dbml/core@10.2.0",
    "@prisma/prisma-schema-wasm@8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323",
    "@terrastruct/d2@0.1.33",
    "jsdom@29.1.1",
    "mermaid@11.17.2",
];
const SCRIPT: &str = include_str!("validate.cjs");

/// Reads every `.dbml`, `.prisma`, `.mmd` and `.d2` file of a folder with its tool.
#[track_caller]
pub(super) fn validate(folder: &Path) {
    let home = home();
    let script = home.join("validate.cjs");
    fs::write(&script, SCRIPT).expect("a file can be written");
    run(Command::new("node").arg(&script).arg(folder).current_dir(home));
}

/// Whether PlantUML takes every `.puml` file of a folder.
#[track_caller]
pub(super) fn check_plantuml(folder: &Path) {
    let files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|it| it.expect("an entry").path())
        .filter(|it| it.extension().is_some_and(|it| it == "puml"))
        .collect();
    assert!(!files.is_empty(), "there is nothing to check");
    run(Command::new("plantuml")
        .args(["-checkonly", "-failfast2", "-charset", "UTF-8"])
        .args(&files));
}

/// The folder of the packages. The first call ever fetches them.
fn home() -> &'static Path {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    HOME.get_or_init(|| {
        let versions: String =
            PACKAGES.concat().chars().filter(char::is_ascii_alphanumeric).collect();
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interchange-tools").join(versions);
        if !home.exists() {
            fetch(&home);
        }
        home
    })
}

/// Fetches into a folder beside the right one and moves it: nobody sees half a package.
#[track_caller]
fn fetch(home: &Path) {
    let parent = home.parent().expect("a folder above");
    fs::create_dir_all(parent).expect("a folder can be made");
    let draft = tempfile::tempdir_in(parent).expect("a folder can be made");
    fs::write(draft.path().join("package.json"), "{}").expect("a file can be written");
    run(Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .args(PACKAGES)
        .current_dir(draft.path()));
    let kept = draft.keep();
    if let Err(error) = fs::rename(&kept, home) {
        // Another test process was faster.
        assert!(home.exists(), "{error}");
        let _ = fs::remove_dir_all(kept);
    }
}

#[track_caller]
fn run(command: &mut Command) {
    let shown = format!("{:?}", command.get_program());
    let output = command.output().unwrap_or_else(|error| panic!("{shown}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
