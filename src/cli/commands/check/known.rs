//! What is known already: a baseline file, or an earlier revision.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::super::Exit;
use super::super::super::project::Project;
use crate::base::Diagnostics;
use crate::io::{self, Failure, Revision, Terminal};
use crate::lint::{Fingerprints, Selection};
use crate::project::{LoadError, compile, lint, read_baseline, write_baseline};

/// The findings that a baseline file lists.
pub(super) fn read(path: &Path) -> Result<Fingerprints, Failure> {
    let bytes = io::read(path)?;
    let shown = path.display();
    read_baseline(&String::from_utf8_lossy(&bytes)).map_err(|problem| {
        Failure::new(format!("`{shown}` is no baseline: {problem}"))
            .help(format!("write it anew: `erc check --write-baseline {shown}`"))
    })
}

/// Writes a baseline file.
pub(super) fn write(
    path: &Path,
    found: &Fingerprints,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    io::write(path, write_baseline(found).as_bytes())?;
    let count: usize = found.iter().map(|(.., count)| count).sum();
    let noun = if count == 1 { "finding" } else { "findings" };
    terminal.talk(format!("wrote {count} {noun} to {}", path.display()));
    Ok(Exit::Fine)
}

/// What is found in the project as it was at a revision, with the rules and settings of today. A model that
/// was not there yet has no findings.
pub(super) fn at_revision(
    project: &Project,
    name: &str,
    selection: &Selection,
) -> Result<Fingerprints, Failure> {
    let revision = Revision::open(&project.root, name)?;
    let mut diagnostics = Diagnostics::new();
    let loaded = match project.load_through(&revision, &BTreeMap::new(), &mut diagnostics) {
        Ok(loaded) => loaded,
        Err(LoadError::NotFound | LoadError::Outside) => return Ok(Fingerprints::default()),
        Err(LoadError::Refused(reason)) => return Err(Failure::new(reason)),
    };
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    lint(&loaded, &compiled, &project.config, selection, &mut diagnostics);
    let mut res = Fingerprints::default();
    res.add_all(&diagnostics, &loaded.sources, &project.prefix);
    Ok(res)
}
