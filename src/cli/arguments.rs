//! The arguments of all commands.

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use super::commands;
use crate::base::DialectId;
use crate::import::Format as Foreign;
use crate::io::ColorChoice;
use crate::report::Format;

/// The compiler for data models
#[derive(Parser)]
#[command(name = "erc", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,

    /// What `-`, standard input, is written in; a model of erc without it
    #[arg(id = "input-format", long = "from", global = true, value_enum, value_name = "FORMAT")]
    pub(super) from: Option<InputFormat>,
}

/// What standard input is written in
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum InputFormat {
    /// SQL text
    Sql,
    /// A snapshot that erc wrote
    Snapshot,
    /// DBML
    Dbml,
    /// A Prisma schema
    Prisma,
    /// A Mermaid diagram, alone or in Markdown
    Mermaid,
    /// The language of BurntSushi's erd
    Er,
    /// AML, of Azimutt
    Aml,
    /// A PlantUML diagram
    Plantuml,
}

impl InputFormat {
    /// The word in front of a source: `dbml:-`.
    pub(super) fn name(self) -> &'static str {
        match self {
            InputFormat::Sql => "sql",
            InputFormat::Snapshot => "snapshot",
            InputFormat::Dbml => Foreign::Dbml.name(),
            InputFormat::Prisma => Foreign::Prisma.name(),
            InputFormat::Mermaid => Foreign::Mermaid.name(),
            InputFormat::Er => Foreign::Er.name(),
            InputFormat::Aml => Foreign::Aml.name(),
            InputFormat::Plantuml => Foreign::Plantuml.name(),
        }
    }
}

#[derive(Subcommand)]
pub(super) enum Command {
    Init(commands::init::Arguments),
    Build(commands::build::Arguments),
    Check(commands::check::Arguments),
    Fmt(commands::fmt::Arguments),
    Diff(commands::diff::Arguments),
    Drift(commands::drift::Arguments),
    Diagram(commands::diagram::Arguments),
    Docs(commands::docs::Arguments),
    Explain(commands::explain::Arguments),
    Import(commands::import::Arguments),
    Migrate(commands::migrate::Arguments),
    Snapshot(commands::snapshot::Arguments),
    Normalize(commands::normalize::Arguments),
    Completions(commands::completions::Arguments),
    /// Print the manual page
    Man,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> ColorChoice {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// How findings are printed
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum FindingsFormat {
    /// With the lines they speak of
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// One SARIF 2.1.0 document, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// JUnit XML, a test case for each finding
    Junit,
}

impl From<FindingsFormat> for Format {
    fn from(format: FindingsFormat) -> Format {
        match format {
            FindingsFormat::Human => Format::Human,
            FindingsFormat::Short => Format::Short,
            FindingsFormat::Json => Format::Json,
            FindingsFormat::Sarif => Format::Sarif,
            FindingsFormat::Github => Format::Github,
            FindingsFormat::Gitlab => Format::Gitlab,
            FindingsFormat::Junit => Format::Junit,
        }
    }
}

/// One database.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DialectArgument {
    /// PostgreSQL
    Postgres,
    /// MySQL
    Mysql,
    /// MariaDB
    Mariadb,
    /// SQLite
    Sqlite,
}

impl DialectArgument {
    pub(super) fn id(self) -> DialectId {
        match self {
            DialectArgument::Postgres => DialectId::Postgres,
            DialectArgument::Mysql => DialectId::Mysql,
            DialectArgument::Mariadb => DialectId::Mariadb,
            DialectArgument::Sqlite => DialectId::Sqlite,
        }
    }
}

/// How an answer is printed
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Text and tables
    #[default]
    Human,
    /// One JSON document
    Json,
}

/// Which model a command reads.
#[derive(clap::Args)]
pub(super) struct SourceArgument {
    /// A model, a folder with erc.toml, or `-` for standard input; without it, the project of this folder
    #[arg(value_name = "SOURCE")]
    pub(super) source: Option<PathBuf>,
}

/// The whole command line, for completions, the manual page and the reference.
pub fn command() -> clap::Command {
    Arguments::command()
}
