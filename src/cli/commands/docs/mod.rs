//! `erc docs`: the model as documentation.

mod earlier;
pub(super) mod folder;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::{DialectArgument, SourceArgument};
use super::super::output::{file, put};
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::export::docs::{
    Documentation, Earlier, Remarks, dictionary_csv, dictionary_json, html, markdown,
    markdown_files,
};
use crate::io::{Failure, Terminal};
use crate::lint::Selection;
use crate::project::{Compiled, Loaded, compile, documentation, lint};
use crate::schema::NativeSchema;

/// Write documentation: one page that needs no network
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: DocsFormat,

    /// Show this database alone; needed where the words of SQL do not tell which it is for
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// Tell what changed since a revision of git, or since another source
    #[arg(long, value_name = "REV")]
    since: Option<String>,

    /// The file to write to, or for Markdown a folder, instead of standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum DocsFormat {
    /// One page that needs no network
    #[default]
    Html,
    /// Markdown with Mermaid diagrams: one file, or with `-o FOLDER/` a page for each table
    Markdown,
    /// Every column, as comma-separated values
    DictionaryCsv,
    /// Every column, as JSON
    DictionaryJson,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let dialect = arguments.dialect.map(DialectArgument::id);
    let source = arguments.source.source.as_deref();
    let mut project = Project::open_for(source, dialect, &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    if diagnostics.has_errors() {
        report(diagnostics, &loaded.sources, terminal);
        return Ok(Exit::Findings);
    }
    lint(&loaded, &compiled, &project.config, &Selection::default(), &mut diagnostics);
    let before = match &arguments.since {
        Some(name) => Some((name, earlier::compiled(&project, name, dialect)?)),
        None => None,
    };
    let before = before.as_ref().map(|(name, it)| (name.as_str(), it));
    let mut documentation = told(&project, &loaded, &compiled, diagnostics, before);
    if let Some(name) = source.and_then(name_of).filter(|_| compiled.model.name.is_none()) {
        documentation.title = name;
    }
    let text = match arguments.format {
        DocsFormat::Html => html(&documentation),
        DocsFormat::Markdown => {
            match file(arguments.output.as_deref()).filter(|it| is_folder(it)) {
                Some(path) => {
                    let files = markdown_files(&documentation, &compiled.model);
                    return folder::write_all(path, &files, terminal).map(|()| Exit::Fine);
                }
                None => markdown(&documentation, &compiled.model),
            }
        }
        DocsFormat::DictionaryCsv => dictionary_csv(&documentation),
        DocsFormat::DictionaryJson => dictionary_json(&documentation),
    };
    put(arguments.output.as_deref(), text, terminal)?;
    Ok(Exit::Fine)
}

/// What a model without a name goes by: the name of its file, where that says something.
fn name_of(source: &Path) -> Option<String> {
    let stem = source.file_stem().filter(|_| source.is_file())?.to_string_lossy().into_owned();
    (stem != "model").then_some(stem)
}

/// Whether a path means a folder: one that is there, or a name that no file has.
fn is_folder(path: &Path) -> bool {
    let is_named = path.to_string_lossy().ends_with(['/', '\\']);
    path.is_dir() || is_named || path.extension().is_none() && !path.exists()
}

/// All that is said about a model: with what was found out, and with what changed since it was as `before`.
fn told(
    project: &Project,
    loaded: &Loaded,
    compiled: &Compiled,
    found: Diagnostics,
    before: Option<(&str, &Compiled)>,
) -> Documentation {
    let found = found.into_vec();
    let schemas: Vec<&NativeSchema> = before
        .map(|(_, it)| it.native.iter().map(|(_, schema)| schema).collect())
        .unwrap_or_default();
    let earlier = before.map(|(name, _)| Earlier { name, schemas: &schemas });
    // The text that another source was lifted to is in no file.
    let sources = project.is_written().then_some(&loaded.sources);
    documentation(compiled, Remarks { findings: &found, sources, prefix: &project.prefix, earlier })
}
