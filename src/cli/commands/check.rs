//! `erc check`: what is wrong with a model.

use super::super::Exit;
use super::super::arguments::{FindingsFormat, SourceArgument};
use super::super::project::Project;
use crate::base::{Diagnostics, Sources};
use crate::io::{Failure, Terminal};
use crate::project::compile;
use crate::report::{Counts, Format, Style, render, summary};

/// Report errors and advice about a model
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: FindingsFormat,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    compile(&loaded.files, &project.config, &mut diagnostics);
    let counts = print(diagnostics, &loaded.sources, arguments.format.into(), terminal)?;
    Ok(Exit::findings_if(counts.errors > 0 || arguments.strict && counts.warnings > 0))
}

/// Prints findings in order, for people with their number behind them.
pub(in crate::cli) fn print(
    mut diagnostics: Diagnostics,
    sources: &Sources,
    format: Format,
    terminal: Terminal,
) -> Result<Counts, Failure> {
    diagnostics.sort();
    let diagnostics = diagnostics.into_vec();
    let counts = Counts::of(&diagnostics);
    let style = Style { color: terminal.has_color(), width: terminal.width() };
    terminal.print(render(&diagnostics, sources, format, style))?;
    if format != Format::Json {
        terminal.talk(summary(counts));
    }
    Ok(counts)
}

/// Says what is wrong on standard error, for commands whose product is something else.
pub(in crate::cli) fn report(mut diagnostics: Diagnostics, sources: &Sources, terminal: Terminal) {
    diagnostics.sort();
    let diagnostics = diagnostics.into_vec();
    let style = Style { color: terminal.talk_has_color(), width: terminal.width() };
    terminal.talk(render(&diagnostics, sources, Format::Human, style).trim_end());
    terminal.talk(summary(Counts::of(&diagnostics)));
}
