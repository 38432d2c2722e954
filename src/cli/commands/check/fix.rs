//! `erc check --fix` and `--diff`: fixes that keep the meaning, until there are none.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::super::difference::unified;
use super::super::super::project::Project;
use crate::base::{Diagnostics, FileId};
use crate::io::{self, Failure, FileLoader, Terminal};
use crate::lint::{Selection, apply};
use crate::project::{Loaded, compile, lint};
use crate::report::Counts;
use crate::syntax;

/// Fixes can make room for others; this many rounds of them and something goes in circles.
const MOST_ROUNDS: usize = 50;

/// What fixes make of a project.
struct Fixed {
    /// The new texts, by their paths in the project.
    texts: BTreeMap<String, String>,
    n_fixes: usize,
}

/// Applies the fixes and writes the files, each whole or not at all.
pub(super) fn write(
    project: &Project,
    selection: &Selection,
    terminal: Terminal,
) -> Result<(), Failure> {
    let fixed = fixed(project, selection)?;
    let mut n_files = 0;
    for (path, text) in &fixed.texts {
        n_files += usize::from(io::write(Path::new(&shown(project, path)), text.as_bytes())?);
    }
    if fixed.n_fixes > 0 {
        let (fixes, files) = (fixed.n_fixes, n_files);
        let plural = |count| if count == 1 { "" } else { "s" };
        terminal.talk(format!(
            "applied {fixes} fix{} to {files} file{}",
            if fixes == 1 { "" } else { "es" },
            plural(files)
        ));
    }
    Ok(())
}

/// Prints the difference that the fixes make; answers whether there is one.
pub(super) fn show(
    project: &Project,
    selection: &Selection,
    terminal: Terminal,
) -> Result<bool, Failure> {
    let fixed = fixed(project, selection)?;
    for (path, text) in &fixed.texts {
        let path = shown(project, path);
        let old = io::read(Path::new(&path))?;
        let old = String::from_utf8_lossy(&old);
        terminal.print(unified(&path, &old, text))?;
    }
    Ok(!fixed.texts.is_empty())
}

fn fixed(project: &Project, selection: &Selection) -> Result<Fixed, Failure> {
    let loader = FileLoader::new(&project.root);
    let mut res = Fixed { texts: BTreeMap::new(), n_fixes: 0 };
    let (mut loaded, mut diagnostics) = judge(project, &loader, &res.texts, selection)?;
    for _ in 0..MOST_ROUNDS {
        let files: Vec<FileId> = loaded.files.iter().map(|it| it.id).collect();
        let applied = apply(diagnostics.iter(), &loaded.sources, &files);
        if applied.n_fixes == 0 {
            break;
        }
        let mut texts = res.texts.clone();
        for (file, text) in applied.texts {
            texts.insert(path_of(project, &loaded, file), formatted(file, text));
        }
        let (loaded_after, after) = judge(project, &loader, &texts, selection)?;
        // A fix must not break what could be read before.
        if Counts::of(after.iter()).errors > Counts::of(diagnostics.iter()).errors {
            break;
        }
        res.texts = texts;
        res.n_fixes += applied.n_fixes;
        (loaded, diagnostics) = (loaded_after, after);
    }
    Ok(res)
}

fn judge(
    project: &Project,
    loader: &FileLoader,
    texts: &BTreeMap<String, String>,
    selection: &Selection,
) -> Result<(Loaded, Diagnostics), Failure> {
    let mut diagnostics = Diagnostics::new();
    let loaded = project.load_through(loader, texts, &mut diagnostics).map_err(|_| {
        Failure::new("only files can be fixed").help("name the model, not standard input")
    })?;
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    lint(&loaded, &compiled, &project.config, selection, &mut diagnostics);
    diagnostics.sort();
    Ok((loaded, diagnostics))
}

fn formatted(file: FileId, text: String) -> String {
    let mut diagnostics = Diagnostics::new();
    let parsed = syntax::parse(file, &text, &mut diagnostics);
    match diagnostics.has_errors() {
        true => text,
        false => syntax::format(&parsed, &text),
    }
}

/// The path of a file in the project.
fn path_of(project: &Project, loaded: &Loaded, file: FileId) -> String {
    let path = loaded.sources.get(file).map_or("", |it| it.path.as_str());
    path.strip_prefix(&project.prefix).unwrap_or(path).to_owned()
}

/// The path of a file from here.
fn shown(project: &Project, path: &str) -> String {
    format!("{}{path}", project.prefix)
}
