//! `erc docs`: the model as documentation.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::export::docs::{dictionary_csv, dictionary_json, html, markdown};
use crate::io::{Failure, Terminal, write};
use crate::project::{compile, documentation};

/// Write documentation: one page that needs no network
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: DocsFormat,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum DocsFormat {
    /// One page that needs no network
    #[default]
    Html,
    /// One Markdown file with Mermaid diagrams
    Markdown,
    /// Every column, as comma-separated values
    DictionaryCsv,
    /// Every column, as JSON
    DictionaryJson,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    if diagnostics.has_errors() {
        report(diagnostics, &loaded.sources, terminal);
        return Ok(Exit::Findings);
    }
    let documentation = documentation(&compiled);
    let text = match arguments.format {
        DocsFormat::Html => html(&documentation),
        DocsFormat::Markdown => markdown(&documentation),
        DocsFormat::DictionaryCsv => dictionary_csv(&documentation),
        DocsFormat::DictionaryJson => dictionary_json(&documentation),
    };
    match &arguments.output {
        Some(path) => write(path, text.as_bytes()).map(|_| ())?,
        None => terminal.print(text)?,
    }
    Ok(Exit::Fine)
}
