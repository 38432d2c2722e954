//! `erc build`: everything that a project writes.

use std::path::PathBuf;
use std::time::Instant;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::io::{Failure, Terminal, read, write};
use crate::project::{Artifact, Compiled, artifacts, compile};

/// Check a model and write SQL, diagrams and snapshots
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// Write nothing; fail when a written file is not what would be written now
    #[arg(long)]
    check: bool,

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
    let has_errors = diagnostics.has_errors();
    let is_strict = arguments.strict && !diagnostics.is_empty();
    if !diagnostics.is_empty() {
        report(diagnostics, &loaded.sources, terminal);
    }
    if has_errors || is_strict {
        terminal.talk("nothing was written");
        return Ok(Exit::Findings);
    }
    let folder = project.root.join(&project.config.out);
    let files = artifacts(&compiled, &project.config);
    if arguments.check {
        return stale(&files, &folder, terminal);
    }
    let mut n_written = 0;
    for file in &files {
        n_written += usize::from(write(&folder.join(&file.path), file.text.as_bytes())?);
    }
    terminal.talk(summary(&compiled, files.len(), n_written, &folder, start));
    Ok(Exit::Fine)
}

/// Names the files that are not as they would be written.
fn stale(
    files: &[Artifact],
    folder: &std::path::Path,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let is_stale = |it: &&Artifact| {
        let path: PathBuf = folder.join(&it.path);
        !path.is_file() || !read(&path).is_ok_and(|bytes| bytes == it.text.as_bytes())
    };
    let stale: Vec<&Artifact> = files.iter().filter(is_stale).collect();
    for file in &stale {
        terminal.print(format!("{}\n", folder.join(&file.path).display()))?;
    }
    if stale.is_empty() {
        terminal.talk(format!("{} are as the model says", counted(files.len(), "file")));
    } else {
        let count = counted(stale.len(), "file");
        terminal.talk(format!("{count} not as the model says; type `erc build` to write them"));
    }
    Ok(Exit::findings_if(!stale.is_empty()))
}

fn summary(
    compiled: &Compiled,
    n_files: usize,
    n_written: usize,
    folder: &std::path::Path,
    start: Instant,
) -> String {
    let model = &compiled.model;
    format!(
        "{}, {}, {}; {} in {}/ ({} written), {:.0?}",
        counted(model.entities.len(), "entity"),
        counted(model.relationships.len(), "relationship"),
        counted(compiled.logical.tables.len(), "table"),
        counted(n_files, "file"),
        folder.display(),
        n_written,
        start.elapsed(),
    )
}

fn counted(count: usize, word: &str) -> String {
    match (count, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {word}s"),
    }
}
