//! How often each rule finds something in real schemas, at the levels that it has by default. Each finding was read
//! once and judged to be advice that a good engineer would give; a rule that finds more is looked at again.
//!
//! The schemas are other people's and not part of this project. `ERC_CORPUS` names their folder, one folder per
//! database in it; where there is none, the same is asked of `fixtures/models` alone (`models.rs`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::Place;

const DIALECTS: [&str; 3] = ["mysql", "postgres", "sqlite"];

#[test]
fn real_schemas_have_findings_that_were_judged() {
    let Some(folder) = folder() else { return };
    let mut actual = String::new();
    for dialect in DIALECTS {
        for path in dumps(&folder.join(dialect)) {
            let name = path.file_stem().expect("a dump has a name").to_string_lossy();
            writeln!(actual, "{dialect}/{name}: {}", summary(&path, dialect)).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lint/corpus.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(&expected, &actual);
    let difference = difference.unified_diff().header("expected", "actual").to_string();
    assert!(actual == expected, "{difference}");
}

/// The rules that find something, and how often.
fn summary(path: &Path, dialect: &str) -> String {
    let path = path.to_string_lossy();
    let answer = Place::new().erc(&["check", &path, "--dialect", dialect, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&answer.stdout).expect("it is JSON");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in document["diagnostics"].as_array().expect("a list") {
        *counts.entry(finding["code"].as_str().expect("a name")).or_default() += 1;
    }
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    counts.join(", ")
}

fn dumps(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder for each database");
    let mut res: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    res.retain(|it| it.extension().is_some_and(|it| it == "sql"));
    res.sort();
    res
}

/// The folder of real schemas: `ERC_CORPUS`, else the one beside the project.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let res = std::env::var_os("ERC_CORPUS").map_or(beside, PathBuf::from);
    if res.join("facts.json").is_file() {
        return Some(res);
    }
    eprintln!("skipped: there is no folder of real schemas; name one in ERC_CORPUS");
    None
}
