//! `erc build`: everything that a project writes.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::counted::counted;
use super::super::project::Project;
use super::check::report;
use crate::base::{Diagnostic, Diagnostics, Severity};
use crate::export::docs::Remarks;
use crate::io::{Failure, Terminal, read, write};
use crate::lint::Selection;
use crate::project::{Artifact, Compiled, Config, Loaded, Output, artifacts, compile, lint};
use crate::report::Counts;

/// Check a model and write SQL, diagrams and snapshots
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// Write nothing; fail when a written file is not what would be written now
    #[arg(long)]
    check: bool,

    /// The folder to write to, instead of the one that `erc.toml` names
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let start = Instant::now();
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    let counts = Counts::of(diagnostics.iter());
    let known: Vec<Diagnostic> = diagnostics.iter().cloned().collect();
    // Notes are for `erc check`: whoever builds wants to see what is in the way.
    diagnostics.retain(|it| it.severity != Severity::Info);
    if !diagnostics.is_empty() {
        report(diagnostics, &loaded.sources, terminal);
    }
    if counts.errors > 0 || arguments.strict && counts.warnings > 0 {
        terminal.talk("nothing was written");
        return Ok(Exit::Findings);
    }
    let folder = arguments.out.clone().unwrap_or_else(|| project.out());
    let found = findings(&loaded, &compiled, &project.config, known);
    let sources = Some(&loaded.sources);
    let remarks = Remarks { findings: &found, sources, prefix: &project.prefix, earlier: None };
    let files = artifacts(&compiled, &project.config, remarks);
    if arguments.check {
        return stale(&files, &folder, terminal);
    }
    let mut n_written = 0;
    for file in &files {
        n_written += usize::from(write(&folder.join(&file.path), file.text.as_bytes())?);
    }
    let files = format!(
        "{} in {} ({n_written} changed)",
        counted(files.len(), "file"),
        shown_folder(&folder)
    );
    terminal.talk(format!("{}; {files}; {:.0?}", summary(&compiled, counts), start.elapsed()));
    Ok(Exit::Fine)
}

/// What `erc check` says, for the documentation; nothing where none is written.
fn findings(
    loaded: &Loaded,
    compiled: &Compiled,
    config: &Config,
    known: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    if !config.outputs.contains(&Output::Docs) {
        return Vec::new();
    }
    let mut res = Diagnostics::new();
    res.extend(known);
    lint(loaded, compiled, config, &Selection::default(), &mut res);
    res.into_vec()
}

/// Names the files that are not as they would be written.
fn stale(files: &[Artifact], folder: &Path, terminal: Terminal) -> Result<Exit, Failure> {
    let is_stale = |it: &&Artifact| {
        !read(&folder.join(&it.path)).is_ok_and(|bytes| bytes == it.text.as_bytes())
    };
    let stale: Vec<&Artifact> = files.iter().filter(is_stale).collect();
    let names = stale.iter().map(|it| format!("{}{}\n", shown_folder(folder), it.path));
    terminal.print(names.collect::<String>())?;
    if stale.is_empty() {
        terminal.talk(format!("{} as the model says", counted(files.len(), "file")));
    } else {
        let count = counted(stale.len(), "file");
        terminal.talk(format!("{count} not as the model says; `erc build` writes them again"));
    }
    Ok(Exit::findings_if(!stale.is_empty()))
}

fn summary(compiled: &Compiled, counts: Counts) -> String {
    let model = &compiled.model;
    let mut parts = vec![
        counted(model.entities.len(), "entity"),
        counted(model.relationships.len(), "relationship"),
        counted(compiled.logical.tables.len(), "table"),
    ];
    if counts.warnings > 0 {
        parts.push(counted(counts.warnings, "warning"));
    }
    if counts.infos > 0 {
        parts.push(format!("{} (see `erc check`)", counted(counts.infos, "note")));
    }
    parts.join(", ")
}

fn shown_folder(folder: &Path) -> String {
    let path = folder.to_string_lossy().replace('\\', "/");
    format!("{}/", path.trim_end_matches('/'))
}
