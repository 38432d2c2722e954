//! `erc drift`: whether a database is as the model says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::super::Exit;
use super::super::schema_source::SchemaSource;
use super::check::report;
use super::diff::{live_hints, tell_unknown, unknown};
use crate::base::Diagnostics;
use crate::io::{Failure, Terminal, database_of_url};
use crate::migrate::{Sentence, diff, json, sentences};

/// Print how a database differs from the model
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The database: `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`
    #[arg(value_name = "URL")]
    url: String,

    /// The model; without it, the project of this folder
    #[arg(value_name = "SOURCE")]
    model: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: DriftFormat,

    /// A server on which a database may be made and dropped again, to see how it spells views and functions
    #[arg(long, value_name = "URL")]
    scratch: Option<String>,
}

/// How a drift is printed
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum DriftFormat {
    /// What would make the database what the model says, in words
    #[default]
    Human,
    /// One JSON document
    Json,
    /// Numbers for a monitor
    Openmetrics,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    if database_of_url(&arguments.url).is_none() {
        return Err(Failure::new("this is no URL of a database")
            .help("write `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`"));
    }
    let mut live = SchemaSource::open(Some(Path::new(&arguments.url)), None, terminal)?;
    let dialect = live.dialect;
    let mut wanted = SchemaSource::open(arguments.model.as_deref(), Some(dialect), terminal)?;
    if wanted.diagnostics.has_errors() {
        report(std::mem::take(&mut wanted.diagnostics), &wanted.sources, terminal);
        return Ok(Exit::Findings);
    }
    let hints = live_hints(&mut live, &mut wanted, arguments.scratch.as_deref())?;
    let difference = diff(&live.schema, &wanted.schema, &hints, &mut Diagnostics::new());
    let sentences = sentences(&difference, wanted.contract());
    terminal.print(match arguments.format {
        DriftFormat::Human => sentences.iter().map(|it| format!("{it}\n")).collect(),
        DriftFormat::Json => {
            let document = serde_json::json!({
                "version": 1,
                "dialect": dialect.name(),
                "changes": json(&sentences),
                "unknown": unknown(&difference),
            });
            format!("{document:#}\n")
        }
        DriftFormat::Openmetrics => metrics(&sentences),
    })?;
    tell_unknown(&difference, terminal);
    if sentences.is_empty() {
        terminal.talk("the database is as the model says");
    }
    Ok(Exit::findings_if(!sentences.is_empty()))
}

/// How many changes of each kind are missing.
fn metrics(sentences: &[Sentence]) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for it in sentences {
        *counts.entry((it.verb, it.kind.as_str())).or_default() += 1;
    }
    let mut res =
        String::from("# TYPE erc_drift gauge\n# HELP erc_drift Changes that the database lacks.\n");
    if counts.is_empty() {
        res.push_str("erc_drift 0\n");
    }
    for ((verb, kind), count) in counts {
        let kind = kind.replace(['\\', '"', '\n'], "_");
        res.push_str(&format!("erc_drift{{action=\"{verb}\",kind=\"{kind}\"}} {count}\n"));
    }
    res.push_str("# EOF\n");
    res
}
