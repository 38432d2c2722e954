//! `erc migrate lint`: what every statement of a script locks, reads and writes.

mod formats;
mod scripts;

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::super::Exit;
use super::super::super::arguments::DialectArgument;
use super::super::super::counted::counted;
use super::super::super::project::Project;
use super::super::super::schema_source::SchemaSource;
use super::FolderArgument;
use crate::base::{Diagnostics, DialectId, Severity, closest};
use crate::dialect::Version;
use crate::io::{Failure, Terminal};
use crate::migrate::{Judged, LintOptions, Linter, RULES, RuleLevels};
use scripts::Script;

/// Judge a script: what each statement locks, reads and writes
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The scripts, in order, or folders of migrations; without any, the last migration of this project
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    folder: FolderArgument,

    /// The schema before the first statement: a model, a snapshot, SQL text or a live database
    #[arg(long, value_name = "SOURCE")]
    schema: Option<PathBuf>,

    /// The database; not needed where the schema says it
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// The version of the database, such as `16` or `10.11`
    #[arg(long, value_name = "N", value_parser = version)]
    db_version: Option<Version>,

    /// Take it that whoever runs a script puts all of it in a transaction
    #[arg(long)]
    in_transaction: bool,

    /// Only these findings
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// None of these findings
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: LintFormat,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

/// How what was judged is printed
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// Statement by statement
    #[default]
    Human,
    /// One line for each finding
    Short,
    /// One JSON document, with locks and work
    Json,
    /// A Markdown table, for a pull request
    Markdown,
    /// One SARIF 2.1.0 document, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// JUnit XML, a test case for each finding
    Junit,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let wanted = arguments.dialect.map(DialectArgument::id);
    let found = scripts::open(arguments, wanted)?;
    let source = match arguments.schema.as_ref().or(found.schema.as_ref()) {
        Some(path) => Some(SchemaSource::open(Some(path), wanted.or(found.dialect), terminal)?),
        None => None,
    };
    if let Some(source) = source.as_ref().filter(|it| it.diagnostics.has_errors()) {
        return Err(Failure::new(format!(
            "the schema has {} of its own; `erc check` shows them",
            if source.diagnostics.len() == 1 { "a mistake" } else { "mistakes" }
        )));
    }
    let id = wanted.or(source.as_ref().map(|it| it.dialect)).or(found.dialect);
    let id = id.ok_or_else(|| {
        Failure::new("it is not said whose SQL this is")
            .help("add `--dialect` with one of `postgres`, `mysql`, `mariadb`, `sqlite`")
    })?;
    let levels = levels(arguments)?;
    let options = LintOptions {
        dialect: id,
        version: arguments.db_version,
        schema: source.as_ref().map(|it| &it.schema),
        levels: &levels,
        in_transaction: arguments.in_transaction,
    };
    let mut linter = Linter::new(options);
    let judged: Vec<(Script, Vec<Judged>)> = found
        .scripts
        .into_iter()
        .map(|it| {
            let judged = linter.lint(&it.text);
            (it, judged)
        })
        .collect();
    terminal.print(formats::render(&judged, arguments.format, terminal))?;
    talk(arguments, id, &judged, terminal);
    let mut severities = judged.iter().flat_map(|(_, it)| it).flat_map(|it| &it.findings);
    let counts =
        |it: Severity| it == Severity::Error || arguments.strict && it == Severity::Warning;
    Ok(Exit::findings_if(severities.any(|it| counts(it.severity))))
}

/// How many of each there are, and for which version they are.
fn talk(
    arguments: &Arguments,
    id: DialectId,
    judged: &[(Script, Vec<Judged>)],
    terminal: Terminal,
) {
    if arguments.format != LintFormat::Human {
        return;
    }
    let n_statements = judged.iter().map(|(_, it)| it.len()).sum::<usize>();
    let findings = || judged.iter().flat_map(|(_, it)| it).flat_map(|it| &it.findings);
    let count = |severity, word| match findings().filter(|it| it.severity == severity).count() {
        0 => None,
        n => Some(counted(n, word)),
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Info, "note"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts = if counts.is_empty() { "nothing to say".to_owned() } else { counts.join(", ") };
    terminal.talk(format!("{}: {counts}", counted(n_statements, "statement")));
    if arguments.db_version.is_none() && id != DialectId::Sqlite {
        terminal.talk(format!(
            "note: judged for every supported version of {}; `--db-version` is more exact",
            id.title()
        ));
    }
}

/// The levels of `erc.toml`, and what the command line says.
fn levels(arguments: &Arguments) -> Result<RuleLevels, Failure> {
    let project = Project::open(None, &mut Diagnostics::new()).ok();
    let mut res = project.map(|it| it.config.lint.migrations).unwrap_or_default();
    if !arguments.select.is_empty() {
        let selected = named(&arguments.select)?;
        for (code, usual) in RULES {
            let is_named = arguments.select.iter().any(|it| it == code.name);
            let level = match selected.contains(&code.name) {
                true if is_named => Some(usual.unwrap_or(Severity::Warning)),
                true => Some(usual.unwrap_or(Severity::Info)),
                false => None,
            };
            res.chosen.insert(code.name, level);
        }
    }
    for name in named(&arguments.ignore)? {
        res.chosen.insert(name, None);
    }
    Ok(res)
}

/// The findings that words of the command line mean.
fn named(words: &[String]) -> Result<Vec<&'static str>, Failure> {
    let mut res = Vec::new();
    for word in words {
        if word == "all" {
            res.extend(RULES.iter().map(|(code, _)| code.name));
        } else if let Some(code) = RuleLevels::code(word) {
            res.push(code.name);
        } else {
            let failure = Failure::new(format!("there is no finding `{word}`"));
            let names = RULES.iter().map(|(code, _)| code.name);
            return Err(match closest(word, names) {
                Some(meant) => failure.help(format!("`{meant}` may be meant")),
                None => failure.help("`docs/lints/migrations.md` has all of them"),
            });
        }
    }
    Ok(res)
}

fn version(text: &str) -> Result<Version, String> {
    Version::from_text(text).ok_or_else(|| "write it as `16` or `10.11`".to_owned())
}
