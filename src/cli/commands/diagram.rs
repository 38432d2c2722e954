//! `erc diagram`: the model as a picture.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::export::diagram::{dot, scene};
use crate::io::{Failure, Terminal, render_svg, write};
use crate::model::resolve;

/// Draw the entity-relationship diagram
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: DiagramFormat,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum DiagramFormat {
    /// Graphviz text
    #[default]
    Dot,
    /// A picture, drawn by Graphviz
    Svg,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let model = resolve(&loaded.files, &mut diagnostics);
    if diagnostics.has_errors() {
        report(diagnostics, &loaded.sources, terminal);
        return Ok(Exit::Findings);
    }
    let text = dot(&scene(&model));
    let bytes = match arguments.format {
        DiagramFormat::Dot => text.into_bytes(),
        DiagramFormat::Svg => render_svg(&text)?.ok_or_else(|| {
            Failure::new("there is no `dot` on this machine to draw with")
                .help("install Graphviz, or write `--format dot`")
        })?,
    };
    match &arguments.output {
        Some(path) => write(path, &bytes).map(|_| ())?,
        None => terminal.print(bytes)?,
    }
    Ok(Exit::Fine)
}
