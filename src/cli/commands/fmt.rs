//! `erc fmt`: every file in its one spelling.

use std::path::{Path, PathBuf};

use super::super::Exit;
use super::super::counted::counted;
use super::super::difference::unified;
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::io::{Failure, Terminal, read, read_stdin, write};
use crate::project::Loaded;
use crate::syntax::format;

/// Format models
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Models, or `-` for standard input; without any, the project of this folder and all that it imports
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Write nothing; name the files that are not formatted, and fail when there are any
    #[arg(long)]
    check: bool,

    /// Write nothing; show what would change, and fail when something would
    #[arg(long)]
    diff: bool,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let input = Input::read(&arguments.files, &mut diagnostics)?;
    let has_errors = diagnostics.has_errors();
    if !diagnostics.is_empty() {
        report(diagnostics, &input.loaded.sources, terminal);
    }
    let formatted = input.formatted();
    let has_found = match arguments {
        Arguments { check: false, diff: false, .. } => {
            deliver(&formatted, terminal)?;
            false
        }
        Arguments { check, diff, .. } => compare(&formatted, *check, *diff, terminal)?,
    };
    Ok(Exit::findings_if(has_found || has_errors))
}

/// What is to be formatted.
struct Input {
    loaded: Loaded,
    /// Where each of the files comes from.
    originals: Vec<Original>,
}

/// A file as it is now.
struct Original {
    /// The place to write to; none for standard input.
    path: Option<PathBuf>,
    /// With its byte order mark and line ends.
    bytes: Vec<u8>,
}

/// A file as it is and as it should be.
struct Formatted<'a> {
    original: &'a Original,
    /// What it is called in messages.
    shown: &'a str,
    text: String,
}

impl Input {
    /// Reads everything before anything is written.
    fn read(files: &[PathBuf], diagnostics: &mut Diagnostics) -> Result<Input, Failure> {
        match files {
            [] => Input::project(None, diagnostics),
            [folder] if folder.is_dir() => Input::project(Some(folder), diagnostics),
            [stdin] if is_stdin(stdin) => Input::stdin(diagnostics),
            files if files.iter().any(|it| is_stdin(it)) => {
                Err(Failure::new("`-` is standard input, which is formatted alone"))
            }
            files => Input::files(files, diagnostics),
        }
    }

    fn project(folder: Option<&Path>, diagnostics: &mut Diagnostics) -> Result<Input, Failure> {
        let loaded = Project::open(folder, diagnostics)?.load(diagnostics);
        let sources = loaded.files.iter().filter_map(|it| loaded.sources.get(it.id));
        let originals = sources.map(|it| Original::at(Path::new(&it.path)));
        let originals = originals.collect::<Result<_, Failure>>()?;
        Ok(Input { loaded, originals })
    }

    fn stdin(diagnostics: &mut Diagnostics) -> Result<Input, Failure> {
        let mut res = Input { loaded: Loaded::default(), originals: Vec::new() };
        res.add("<stdin>", Original { path: None, bytes: read_stdin()? }, diagnostics);
        Ok(res)
    }

    fn files(files: &[PathBuf], diagnostics: &mut Diagnostics) -> Result<Input, Failure> {
        let mut res = Input { loaded: Loaded::default(), originals: Vec::new() };
        for path in files {
            res.add(&path.to_string_lossy(), Original::at(path)?, diagnostics);
        }
        Ok(res)
    }

    fn add(&mut self, shown: &str, original: Original, diagnostics: &mut Diagnostics) {
        self.loaded.add(shown, &original.bytes, diagnostics);
        self.originals.push(original);
    }

    /// The files without mistakes; the others stay as they are.
    fn formatted(&self) -> Vec<Formatted<'_>> {
        let files = self.loaded.files.iter().zip(&self.originals);
        let good = files.filter(|(file, _)| file.mistakes.is_empty());
        let formatted = good.filter_map(|(file, original)| {
            let source = self.loaded.sources.get(file.id)?;
            let text = format(file, &source.text);
            Some(Formatted { original, shown: &source.path, text })
        });
        formatted.collect()
    }
}

impl Original {
    fn at(path: &Path) -> Result<Original, Failure> {
        Ok(Original { path: Some(path.to_path_buf()), bytes: read(path)? })
    }
}

impl Formatted<'_> {
    fn differs(&self) -> bool {
        self.text.as_bytes() != self.original.bytes
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Puts each file where it came from; what came from standard input goes to standard output.
fn deliver(files: &[Formatted<'_>], terminal: Terminal) -> Result<(), Failure> {
    let mut n_written = 0;
    for file in files {
        match &file.original.path {
            Some(path) => n_written += usize::from(write(path, file.text.as_bytes())?),
            None => return terminal.print(&file.text),
        }
    }
    terminal.talk(format!(
        "{} formatted, {} left unchanged",
        counted(n_written, "file"),
        counted(files.len() - n_written, "file")
    ));
    Ok(())
}

/// Names the files that are not formatted, or shows how they would change. Answers whether there are any.
fn compare(
    files: &[Formatted<'_>],
    names: bool,
    diff: bool,
    terminal: Terminal,
) -> Result<bool, Failure> {
    let found: Vec<_> = files.iter().filter(|it| it.differs()).collect();
    for file in &found {
        if diff {
            let before = String::from_utf8_lossy(&file.original.bytes);
            terminal.print(unified(file.shown, &before, &file.text))?;
        } else if names {
            terminal.print(format!("{}\n", file.shown))?;
        }
    }
    if found.is_empty() {
        terminal.talk(format!("{} formatted already", counted(files.len(), "file")));
    } else {
        terminal.talk(format!("{} to be formatted", counted(found.len(), "file")));
    }
    Ok(!found.is_empty())
}
