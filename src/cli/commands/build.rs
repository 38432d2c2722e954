//! `erc build`: everything that a project writes.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::counted::counted;
use super::super::project::Project;
use super::check::report;
use super::docs::folder::leftovers;
use crate::base::{Diagnostic, Diagnostics, Severity};
use crate::export::docs::Remarks;
use crate::io::{Failure, Terminal, read, remove, write};
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
    let old = old_pages(&files, &folder, &project.config)?;
    if arguments.check {
        return stale(&files, &old, &folder, terminal);
    }
    let mut n_written = 0;
    for file in &files {
        n_written += usize::from(write(&folder.join(&file.path), file.text.as_bytes())?);
    }
    for it in &old {
        remove(it)?;
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

/// Pages of the documentation that an earlier build wrote and this one does not.
fn old_pages(files: &[Artifact], folder: &Path, config: &Config) -> Result<Vec<PathBuf>, Failure> {
    if !config.outputs.contains(&Output::Markdown) {
        return Ok(Vec::new());
    }
    let is_wanted = |path: &str| files.iter().any(|it| it.path.strip_prefix("docs/") == Some(path));
    leftovers(&folder.join("docs"), is_wanted)
}

/// Names the files that are not as they would be written, and the `old` ones that would go.
fn stale(
    files: &[Artifact],
    old: &[PathBuf],
    folder: &Path,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let is_stale = |it: &&Artifact| {
        !read(&folder.join(&it.path)).is_ok_and(|bytes| bytes == it.text.as_bytes())
    };
    let stale: Vec<&Artifact> = files.iter().filter(is_stale).collect();
    let names = stale.iter().map(|it| format!("{}{}\n", shown_folder(folder), it.path));
    let old_names = old.iter().map(|it| format!("{}\n", it.to_string_lossy().replace('\\', "/")));
    terminal.print(names.chain(old_names).collect::<String>())?;
    let n_stale = stale.len() + old.len();
    if n_stale == 0 {
        terminal.talk(format!("{} as the model says", counted(files.len(), "file")));
    } else {
        let count = counted(n_stale, "file");
        terminal.talk(format!("{count} not as the model says; `erc build` writes them again"));
    }
    Ok(Exit::findings_if(n_stale > 0))
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
