//! `erc diagram`: the model as a picture.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::SourceArgument;
use super::super::project::Project;
use super::check::report;
use crate::base::{Diagnostics, DialectId};
use crate::export::diagram::{self, Focus, Scene, Unknown, View, dot, physical, svg, view};
use crate::export::interchange::{self, Export};
use crate::io::{Failure, Terminal, png, render_svg, write};
use crate::model::resolve;
use crate::project::{Compiled, Config, Target, compile};
use crate::syntax::ast::File;

/// Pixels of a PNG for each of the picture.
const SCALE: f32 = 2.0;

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

    /// How near to tables: `physical` shows what one database holds
    #[arg(long, value_enum, default_value_t)]
    level: Level,

    /// The database of the physical level; the first of the project when left away
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<Dialect>,

    /// Which rows of a box are shown
    #[arg(long, value_enum, default_value_t)]
    columns: Columns,

    /// Show only this entity and what is near it
    #[arg(long, value_name = "ENTITY")]
    focus: Option<String>,

    /// How many lines away from the focus boxes may be
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    depth: usize,

    /// Show only the boxes of this `@group`
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,

    /// Show only the boxes of this schema
    #[arg(long, value_name = "SCHEMA")]
    schema: Option<String>,

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
    /// A picture of dots, twice as large
    Png,
    /// Graphviz text
    Dot,
    /// A Mermaid diagram, for Markdown
    Mermaid,
    /// A PlantUML diagram
    Plantuml,
    /// A D2 diagram
    D2,
    /// The tables of a database for dbdiagram
    Dbml,
    /// The tables of a database for Prisma
    Prisma,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Level {
    /// What the model means: no types, nothing that merely refers
    Conceptual,
    /// What the model says
    #[default]
    Logical,
    /// The tables of a database
    Physical,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Columns {
    /// All
    #[default]
    All,
    /// Keys and references
    Keys,
    /// Names of boxes only
    None,
}

#[derive(Clone, Copy, ValueEnum)]
enum Dialect {
    Postgres,
    Mysql,
    Mariadb,
    Sqlite,
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
    let files = &loaded.files;
    let product = match arguments.format {
        DiagramFormat::Dbml | DiagramFormat::Prisma => {
            tables(files, &project.config, arguments, &mut diagnostics)?
        }
        DiagramFormat::Svg
        | DiagramFormat::Png
        | DiagramFormat::Dot
        | DiagramFormat::Mermaid
        | DiagramFormat::Plantuml
        | DiagramFormat::D2 => picture(files, &project.config, arguments, &mut diagnostics)?,
    };
    let Some(Product { bytes, losses }) = product else {
        report(diagnostics, &loaded.sources, terminal);
        return Ok(Exit::Findings);
    };
    for loss in losses {
        terminal.talk(format!("not said: {loss}"));
    }
    match &arguments.output {
        Some(path) => write(path, &bytes).map(|_| ())?,
        None => terminal.print(bytes)?,
    }
    Ok(Exit::Fine)
}

/// What is written, and what it does not say.
struct Product {
    bytes: Vec<u8>,
    losses: Vec<String>,
}

impl From<Export> for Product {
    fn from(export: Export) -> Product {
        Product { bytes: export.text.into_bytes(), losses: export.losses }
    }
}

/// A picture, or a scene in another tool's language; nothing where the model has errors.
fn picture(
    files: &[File],
    config: &Config,
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Product>, Failure> {
    let whole = match arguments.level {
        Level::Physical => {
            let compiled = compiled(files, config, arguments, diagnostics)?;
            let first = compiled.native.first();
            first.map(|(target, native)| physical(native, target.contract(), &compiled.model))
        }
        Level::Conceptual | Level::Logical => Some(diagram::scene(&resolve(files, diagnostics))),
    };
    let Some(whole) = whole.filter(|_| !diagnostics.has_errors()) else { return Ok(None) };
    let scene = view(&whole, &shown(arguments)).map_err(unknown)?;
    let drawn = || match arguments.engine {
        Engine::Erc => Ok(svg(&scene, &options(arguments))),
        Engine::Dot => by_graphviz(&scene),
    };
    let plain = |bytes: Vec<u8>| Product { bytes, losses: Vec::new() };
    Ok(Some(match arguments.format {
        DiagramFormat::Svg => plain(drawn()?.into_bytes()),
        DiagramFormat::Png => plain(png(&drawn()?, SCALE)?),
        DiagramFormat::Mermaid => interchange::mermaid(&scene).into(),
        DiagramFormat::Plantuml => interchange::plantuml(&scene).into(),
        DiagramFormat::D2 => interchange::d2(&scene).into(),
        DiagramFormat::Dot | DiagramFormat::Dbml | DiagramFormat::Prisma => {
            plain(dot(&scene).into_bytes())
        }
    }))
}

/// The tables of a database in another tool's language; nothing where the model has errors.
fn tables(
    files: &[File],
    config: &Config,
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Product>, Failure> {
    let compiled = compiled(files, config, arguments, diagnostics)?;
    let Some((target, native)) = compiled.native.first().filter(|_| !diagnostics.has_errors())
    else {
        return Ok(None);
    };
    let export = match arguments.format {
        DiagramFormat::Prisma => interchange::prisma(native, target.contract()),
        DiagramFormat::Dbml
        | DiagramFormat::Svg
        | DiagramFormat::Png
        | DiagramFormat::Dot
        | DiagramFormat::Mermaid
        | DiagramFormat::Plantuml
        | DiagramFormat::D2 => {
            interchange::dbml(native, target.contract(), compiled.model.name.as_deref())
        }
    };
    Ok(Some(export.into()))
}

/// Everything about the one database that was asked for: what others cannot hold does not matter here.
fn compiled(
    files: &[File],
    config: &Config,
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
) -> Result<Compiled, Failure> {
    let wanted = arguments.dialect.map(DialectId::from);
    let known = config.targets.iter().find(|it| wanted.is_none_or(|wanted| wanted == it.dialect));
    let chosen = known.copied().or(wanted.map(|it| Target::usual(it, 1)));
    let target = chosen.ok_or_else(|| {
        Failure::new("the project is built for no database").help("name one: `--dialect postgres`")
    })?;
    let config = Config { targets: vec![target], ..config.clone() };
    Ok(compile(files, &config, diagnostics))
}

fn by_graphviz(scene: &Scene) -> Result<String, Failure> {
    let svg = render_svg(&dot(scene))?.ok_or_else(|| {
        Failure::new("there is no `dot` on this machine to draw with")
            .help("install Graphviz, or leave `--engine dot` away")
    })?;
    Ok(String::from_utf8_lossy(&svg).into_owned())
}

fn shown(arguments: &Arguments) -> View {
    let focus = |name: &String| Focus { name: name.clone(), depth: arguments.depth };
    View {
        columns: match arguments.columns {
            Columns::All => diagram::Columns::All,
            Columns::Keys => diagram::Columns::Keys,
            Columns::None => diagram::Columns::None,
        },
        is_conceptual: arguments.level == Level::Conceptual,
        focus: arguments.focus.as_ref().map(focus),
        group: arguments.group.clone(),
        schema: arguments.schema.clone(),
    }
}

fn unknown(Unknown { kind, name, meant }: Unknown) -> Failure {
    let failure = Failure::new(format!("there is no {kind} `{name}`"));
    match meant {
        Some(meant) => failure.help(format!("`{meant}` exists")),
        None => failure,
    }
}

impl From<Dialect> for DialectId {
    fn from(dialect: Dialect) -> DialectId {
        match dialect {
            Dialect::Postgres => DialectId::Postgres,
            Dialect::Mysql => DialectId::Mysql,
            Dialect::Mariadb => DialectId::Mariadb,
            Dialect::Sqlite => DialectId::Sqlite,
        }
    }
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
