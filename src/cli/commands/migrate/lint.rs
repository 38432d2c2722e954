//! `erc migrate lint`: what every statement of a script locks, reads and writes.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::super::super::Exit;
use super::super::super::arguments::DialectArgument;
use super::super::super::schema_source::SchemaSource;
use super::{folder, report};
use crate::base::{DialectId, Severity};
use crate::dialect::{self, Version};
use crate::io::{Failure, Terminal};
use crate::migrate::{LintOptions, lint, lint_json};

/// Judge a script: what each statement locks, reads and writes
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The script
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The schema before the first statement: a model, a snapshot, SQL text or a live database
    #[arg(long, value_name = "SOURCE")]
    schema: Option<PathBuf>,

    /// The database; not needed where the schema says it
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// The version of the database, such as `16` or `10.11`
    #[arg(long, value_name = "N", value_parser = version)]
    db_version: Option<Version>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: LintFormat,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

/// How what was judged is printed
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum LintFormat {
    /// Statement by statement
    #[default]
    Human,
    /// One line for each finding
    Short,
    /// One JSON document
    Json,
    /// A Markdown table
    Markdown,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let script = folder::text(&arguments.file)?;
    let wanted = arguments.dialect.map(DialectArgument::id);
    let source = match &arguments.schema {
        Some(path) => Some(SchemaSource::open(Some(path), wanted, terminal)?),
        None => None,
    };
    if let Some(source) = source.as_ref().filter(|it| it.diagnostics.has_errors()) {
        return Err(Failure::new(format!(
            "the schema has {} of its own; `erc check` shows them",
            if source.diagnostics.len() == 1 { "a mistake" } else { "mistakes" }
        )));
    }
    let id = wanted.or(source.as_ref().map(|it| it.dialect)).ok_or_else(|| {
        Failure::new("it is not said whose SQL this is")
            .help("add `--dialect` with one of `postgres`, `mysql`, `mariadb`, `sqlite`")
    })?;
    let options = LintOptions {
        dialect: id,
        version: arguments.db_version.unwrap_or(oldest(id)),
        schema: source.as_ref().map(|it| &it.schema),
    };
    let judged = lint(&script, &options);
    let shown = shown(&arguments.file);
    terminal.print(match arguments.format {
        LintFormat::Human => report::human(&judged, &shown),
        LintFormat::Short => report::short(&judged, &shown),
        LintFormat::Json => format!("{:#}\n", lint_json(&judged)),
        LintFormat::Markdown => report::markdown(&judged, &shown),
    })?;
    let severities = || judged.iter().flat_map(|it| &it.findings).map(|it| it.severity);
    let has_errors = severities().any(|it| it == Severity::Error);
    let has_warnings = severities().any(|it| it == Severity::Warning);
    if arguments.format == LintFormat::Human {
        let n_findings = severities().count();
        terminal.talk(match n_findings {
            0 => format!("{} statements, nothing to say", judged.len()),
            n => format!("{} statements, {n} findings", judged.len()),
        });
    }
    Ok(Exit::findings_if(has_errors || arguments.strict && has_warnings))
}

/// Where nobody says the version, that of the oldest that is written for: it is the careful one.
fn oldest(id: DialectId) -> Version {
    dialect::of(id).capabilities().oldest
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn version(text: &str) -> Result<Version, String> {
    Version::from_text(text).ok_or_else(|| "write it as `16` or `10.11`".to_owned())
}
