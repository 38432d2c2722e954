//! Every model that is at hand, in the databases that can be run.

use std::path::{Path, PathBuf};

use erc::base::{DialectId, Severity, Sources};
use erc::dialect::{self, Options};

use super::built::{lowered, realized};
use crate::servers;

/// Models that stand in `fixtures`, with what they are called.
pub fn models() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut res = Vec::new();
    for folder in ["lower", "dialect"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        for entry in entries {
            let path = entry.expect("an entry can be read").path();
            if path.extension().is_some_and(|it| it == "erd") {
                let text = std::fs::read_to_string(&path).expect("a model can be read");
                res.push((path, text));
            }
        }
    }
    res.sort();
    res
}

#[test]
fn what_is_built_is_accepted() {
    let mut failed = Vec::new();
    let mut n_scripts = 0;
    for (path, text) in models() {
        let mut sources = Sources::new();
        let (logical, diagnostics) = lowered(&text, &mut sources);
        if diagnostics.iter().any(|it| it.severity == Severity::Error) {
            continue;
        }
        for id in DialectId::ALL {
            let Some(mut database) = servers::database(id) else { continue };
            let mut options = Options::of(dialect::of(id));
            options.n_dialects = DialectId::ALL.len();
            let built = realized(&logical, id, &options, &sources);
            if built.has_errors {
                let errors = built.said.iter().filter(|it| it.starts_with("error"));
                errors.for_each(|it| eprintln!("{} {id}: {it}", path.display()));
                continue;
            }
            n_scripts += 1;
            // No machine has every collation of the operating system.
            let script = built.script.replace("\"de_DE\"", "\"C\"");
            if let Err(error) = database.execute(&script) {
                failed.push(format!("{} {id}: {error}\n{}", path.display(), built.script));
            }
        }
    }
    assert!(n_scripts >= 200, "only {n_scripts} scripts were run");
    assert!(failed.is_empty(), "{} refused:\n{}", failed.len(), failed.join("\n"));
}
