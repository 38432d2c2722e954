//! `erc build`: everything that a project writes.

use std::collections::BTreeSet;
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
use crate::io::{Failure, Terminal, holds, remove, write};
use crate::lint::Selection;
use crate::project::{Compiled, Config, Loaded, Output, artifacts, compile, lint};
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
    let mut files = Files::in_folder(&folder);
    let take = |path: &str, text: &str| {
        if arguments.check { files.compare(path, text) } else { files.write(path, text) }
    };
    artifacts(&compiled, &project.config, remarks, &mut { take })?;
    let old = old_pages(&files, &project.config)?;
    if arguments.check {
        return stale(&files, &old, terminal);
    }
    for it in &old {
        remove(it)?;
    }
    let (n_files, n_changed) = (counted(files.paths.len(), "file"), files.changed.len());
    let files = format!("{n_files} in {} ({n_changed} changed)", shown_folder(&folder));
    terminal.talk(format!("{}; {files}; {:.0?}", summary(&compiled, counts), start.elapsed()));
    // The process ends here: the system takes its memory back faster than it could be given back.
    std::mem::forget((compiled, loaded));
    Ok(Exit::Fine)
}

/// The files of a build.
struct Files<'a> {
    folder: &'a Path,
    /// All of them, by their paths in the folder.
    paths: BTreeSet<String>,
    /// Those that were not as they are now.
    changed: Vec<String>,
}

impl Files<'_> {
    fn in_folder(folder: &Path) -> Files<'_> {
        Files { folder, paths: BTreeSet::new(), changed: Vec::new() }
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        let has_changed = write(&self.folder.join(path), text.as_bytes())?;
        self.note(path, has_changed);
        Ok(())
    }

    fn compare(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        let has_changed = !holds(&self.folder.join(path), text.as_bytes());
        self.note(path, has_changed);
        Ok(())
    }

    fn note(&mut self, path: &str, has_changed: bool) {
        self.paths.insert(path.to_owned());
        if has_changed {
            self.changed.push(path.to_owned());
        }
    }
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
fn old_pages(files: &Files<'_>, config: &Config) -> Result<Vec<PathBuf>, Failure> {
    if !config.outputs.contains(&Output::Markdown) {
        return Ok(Vec::new());
    }
    leftovers(&files.folder.join("docs"), |path| files.paths.contains(&format!("docs/{path}")))
}

/// Names the files that are not as they would be written, and the `old` ones that would go.
fn stale(files: &Files<'_>, old: &[PathBuf], terminal: Terminal) -> Result<Exit, Failure> {
    let names = files.changed.iter().map(|it| format!("{}{it}\n", shown_folder(files.folder)));
    let old_names = old.iter().map(|it| format!("{}\n", it.to_string_lossy().replace('\\', "/")));
    terminal.print(names.chain(old_names).collect::<String>())?;
    let n_stale = files.changed.len() + old.len();
    if n_stale == 0 {
        terminal.talk(format!("{} as the model says", counted(files.paths.len(), "file")));
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
