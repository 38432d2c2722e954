//! `erc diagram`: the model as a picture.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::project::Project;
use super::check::report;
use crate::base::Diagnostics;
use crate::export::diagram::{self, dot, scene, svg};
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

    /// Who places boxes and lines
    #[arg(long, value_enum, default_value_t)]
    engine: Engine,

    /// Which signs are used
    #[arg(long, value_enum, default_value_t)]
    notation: Notation,

    /// Which colours are used
    #[arg(long, value_enum, default_value_t)]
    theme: Theme,

    /// Explain the signs below the picture
    #[arg(long)]
    legend: bool,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum DiagramFormat {
    /// A picture
    #[default]
    Svg,
    /// Graphviz text
    Dot,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// erc itself
    #[default]
    Erc,
    /// Graphviz, where it is on the machine
    Dot,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Notation {
    /// Tables, and line ends that say how many
    #[default]
    Crowsfoot,
    /// Rectangles, diamonds and ovals
    Chen,
    /// Class diagrams
    Uml,
    /// FIPS 184
    Idef1x,
    /// Tables, and how often each takes part
    Minmax,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Theme {
    /// What the reader prefers
    #[default]
    Auto,
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
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
    let scene = scene(&model);
    let bytes = match (arguments.format, arguments.engine) {
        (DiagramFormat::Dot, _) => dot(&scene).into_bytes(),
        (DiagramFormat::Svg, Engine::Erc) => svg(&scene, &options(arguments)).into_bytes(),
        (DiagramFormat::Svg, Engine::Dot) => render_svg(&dot(&scene))?.ok_or_else(|| {
            Failure::new("there is no `dot` on this machine to draw with")
                .help("install Graphviz, or leave `--engine dot` away")
        })?,
    };
    match &arguments.output {
        Some(path) => write(path, &bytes).map(|_| ())?,
        None => terminal.print(bytes)?,
    }
    Ok(Exit::Fine)
}

fn options(arguments: &Arguments) -> diagram::Options {
    diagram::Options {
        notation: match arguments.notation {
            Notation::Crowsfoot => diagram::Notation::CrowsFoot,
            Notation::Chen => diagram::Notation::Chen,
            Notation::Uml => diagram::Notation::Uml,
            Notation::Idef1x => diagram::Notation::Idef1x,
            Notation::Minmax => diagram::Notation::MinMax,
        },
        theme: match arguments.theme {
            Theme::Auto => diagram::Theme::Auto,
            Theme::Light => diagram::Theme::Light,
            Theme::Dark => diagram::Theme::Dark,
        },
        legend: arguments.legend,
        links: None,
    }
}
