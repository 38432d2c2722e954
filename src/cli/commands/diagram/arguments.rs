//! The arguments of `erc diagram`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::arguments::{DialectArgument, SourceArgument};
use crate::cli::commands::diff::rename;
use crate::export::diagram::{self, Focus, View};

/// Draw the entity-relationship diagram
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(super) source: SourceArgument,

    /// Draw what differs between two sources, with what is beside it; everything with `--whole`
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], conflicts_with_all = ["source", "findings", "normal_forms", "engine"])]
    pub(super) diff: Vec<PathBuf>,

    /// With `--diff`: what was renamed, such as `client=customer` or `customer.full_name=name`
    #[arg(long, value_name = "OLD=NEW", value_parser = rename, requires = "diff")]
    pub(super) rename: Vec<(String, String)>,

    /// What to write; left away, the end of the output's name says it (`erd.png`), else it is `svg`
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Who places boxes and lines
    #[arg(long, value_enum, default_value_t)]
    pub(super) engine: Engine,

    /// Which signs are used
    #[arg(long, value_enum, default_value_t)]
    notation: Notation,

    /// How near to tables: `physical` shows what one database holds
    #[arg(long, value_enum, default_value_t)]
    pub(super) level: Level,

    /// The database of the physical level; the first of the project when left away
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(super) dialect: Option<DialectArgument>,

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

    /// Draw more than 80 boxes in one picture
    #[arg(long)]
    pub(super) whole: bool,

    /// Show how many findings `erc check` has about each box
    #[arg(long)]
    pub(super) findings: bool,

    /// Show the normal form of each box
    #[arg(long)]
    pub(super) normal_forms: bool,

    /// Which colours are used
    #[arg(long, value_enum, default_value_t)]
    theme: Theme,

    /// Explain the signs below the picture
    #[arg(long)]
    legend: bool,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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

impl Format {
    fn of_extension(extension: &str) -> Option<Format> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "svg" => Format::Svg,
            "png" => Format::Png,
            "dot" | "gv" => Format::Dot,
            "mmd" | "mermaid" => Format::Mermaid,
            "puml" | "plantuml" => Format::Plantuml,
            "d2" => Format::D2,
            "dbml" => Format::Dbml,
            "prisma" => Format::Prisma,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    /// erc itself
    #[default]
    Erc,
    /// Graphviz, where it is on the machine
    Dot,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
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

impl Arguments {
    /// What is written: as asked for, else as the name of the output says.
    pub(super) fn format(&self) -> Format {
        let named = || self.output.as_ref()?.extension()?.to_str().and_then(Format::of_extension);
        self.format.or_else(named).unwrap_or_default()
    }

    /// What of the scene is shown.
    pub(super) fn view(&self) -> View {
        let focus = |name: &String| Focus { name: name.clone(), depth: self.depth };
        View {
            columns: match self.columns {
                Columns::All => diagram::Columns::All,
                Columns::Keys => diagram::Columns::Keys,
                Columns::None => diagram::Columns::None,
            },
            is_conceptual: self.level == Level::Conceptual,
            focus: self.focus.as_ref().map(focus),
            group: self.group.clone(),
            schema: self.schema.clone(),
        }
    }

    /// How it is drawn.
    pub(super) fn options(&self) -> diagram::Options {
        diagram::Options {
            notation: match self.notation {
                Notation::Crowsfoot => diagram::Notation::CrowsFoot,
                Notation::Chen => diagram::Notation::Chen,
                Notation::Uml => diagram::Notation::Uml,
                Notation::Idef1x => diagram::Notation::Idef1x,
                Notation::Minmax => diagram::Notation::MinMax,
            },
            theme: match self.theme {
                Theme::Auto => diagram::Theme::Auto,
                Theme::Light => diagram::Theme::Light,
                Theme::Dark => diagram::Theme::Dark,
            },
            legend: self.legend,
            links: None,
        }
    }
}
