//! Scripts that no server runs: what erc reads in those of its own is what they lead to.

use std::path::Path;

use erc::base::{Diagnostics, DialectId};
use erc::dialect;
use erc::import::{kept, read_sql, settled};
use erc::migrate::{RenameHints, Style, diff, sentences};

use super::random::pair;
use super::round::{difference, side, way};

/// From one model to another and back, without a server.
fn replay(id: DialectId, from: &str, to: &str, style: Style) -> Result<(), String> {
    let (Some(from), Some(to)) = (side(from, id), side(to, id)) else { return Ok(()) };
    let there = difference(&from, &to, &RenameHints::default());
    let back = difference(&to, &from, &RenameHints::back_from(&there));
    let (there, back) = (way(&there, &to, style), way(&back, &from, style));
    let mut script = from.script.clone();
    for (wanted, plan) in [(&to, there), (&from, back)] {
        script.push_str(&plan.script());
        let read = read_sql(&script, id);
        let skipped: Vec<String> = read.skipped.iter().map(ToString::to_string).collect();
        let wanted = kept(settled(wanted.native.clone(), id), id);
        let schema = kept(read.schema, id);
        let difference = diff(&schema, &wanted, &RenameHints::default(), &mut Diagnostics::new());
        let found: Vec<String> =
            sentences(&difference, dialect::of(id)).iter().map(ToString::to_string).collect();
        if !skipped.is_empty() || !found.is_empty() {
            let said = [skipped, found].concat().join("\n");
            return Err(format!("{said}\n--- script\n{}", plan.script()));
        }
    }
    Ok(())
}

#[track_caller]
fn check(pairs: impl Iterator<Item = (String, String, String)>) {
    let mut failed = Vec::new();
    let mut n_tried = 0;
    for (name, from, to) in pairs {
        for id in DialectId::ALL {
            let styles = [Style::Simple, Style::Online];
            for style in styles {
                n_tried += 1;
                if let Err(error) = replay(id, &from, &to, style) {
                    failed.push(format!("== {name} on {id}, {style:?}: {error}"));
                }
            }
        }
    }
    assert!(n_tried > 100, "only {n_tried} were tried");
    assert!(failed.is_empty(), "{} of {n_tried} failed\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/migrate");
    let entries = std::fs::read_dir(root).expect("the cases");
    let mut folders: Vec<_> = entries.map(|it| it.expect("a case").path()).collect();
    folders.retain(|it| it.join("from.erd").is_file());
    folders.sort();
    check(folders.into_iter().map(|it| {
        let text = |file: &str| std::fs::read_to_string(it.join(file)).expect("a model");
        (it.display().to_string(), text("from.erd"), text("to.erd"))
    }));
}

#[test]
fn random_pairs() {
    check((1..=40).filter_map(|seed| {
        let cell = pair(seed);
        let pair = cell.get()?.as_ref()?;
        Some((format!("seed {seed}"), pair.from.clone(), pair.to.clone()))
    }));
}
