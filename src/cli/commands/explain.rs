//! `erc explain`: the page behind a finding, or all about one relation.

use std::path::{Path, PathBuf};

use super::super::Exit;
use super::super::arguments::{DialectArgument, ReportFormat};
use super::super::explain::{codes, page};
use super::super::relation_source::RelationSource;
use super::normalize::{look, misuse};
use crate::base::closest;
use crate::io::{Failure, Terminal};
use crate::normalize::{
    StudyOptions, explain_json, explain_text, implication_json, implication_text, read_dependency,
    study,
};
use crate::theory::implies;

/// Explain a finding by its name, or a relation of a model; without arguments, list all findings
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The name of a finding, as in brackets: `unknown-name`; with a relation behind it, the model
    #[arg(value_name = "CODE|SOURCE")]
    code: Option<PathBuf>,

    /// An entity, a relationship, or an attribute with many values: `Order`, `Customer.phones`
    relation: Option<String>,

    /// Whether this follows: `a, b -> c`, `a ->> b`, `join (a, b) (b, c)`
    #[arg(long, value_name = "DEPENDENCY", requires = "relation")]
    implies: Option<String>,

    /// The database that SQL is written for, where its words do not tell
    #[arg(long, value_enum)]
    dialect: Option<DialectArgument>,

    /// How to print what is known about a relation
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    match (&arguments.code, &arguments.relation) {
        (None, _) => list(terminal),
        (Some(code), None) => finding(&code.to_string_lossy(), terminal),
        (Some(source), Some(relation)) => about(source, relation, arguments, terminal),
    }
}

fn list(terminal: Terminal) -> Result<Exit, Failure> {
    let codes = codes();
    let width = codes.iter().map(|it| it.name.len()).max().unwrap_or(0);
    let lines = codes.iter().map(|it| format!("{:width$}  {}\n", it.name, it.summary));
    terminal.print(lines.collect::<String>())?;
    Ok(Exit::Fine)
}

fn finding(name: &str, terminal: Terminal) -> Result<Exit, Failure> {
    let codes = codes();
    match codes.iter().find(|it| it.name == name) {
        Some(code) => {
            terminal.print(page(code))?;
            Ok(Exit::Fine)
        }
        None => {
            let meant = closest(name, codes.iter().map(|it| it.name));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if Path::new(name).exists() => {
                    format!("name one of its relations behind it: `erc explain {name} Relation`")
                }
                None => "type `erc explain` for a list of all".to_owned(),
            };
            Err(Failure::new(format!("no finding is called `{name}`")).help(help))
        }
    }
}

fn about(
    source: &Path,
    name: &str,
    arguments: &Arguments,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let source = match RelationSource::open(
        Some(source),
        arguments.dialect.map(DialectArgument::id),
        terminal,
    )? {
        Ok(source) => source,
        Err(exit) => return Ok(exit),
    };
    let relation = source.relation(name)?.clone();
    let look = look(&source.sources, terminal);
    let model = &source.model;
    let options = StudyOptions::default();
    let limit = &options.limit;
    let is_json = arguments.format == ReportFormat::Json;
    let text = match &arguments.implies {
        Some(question) => {
            let goal = read_dependency(&relation, question).map_err(misuse)?;
            let answer = implies(&relation.dependencies, &goal, limit)
                .expect("a dependency that was read speaks of this relation");
            match is_json {
                true => implication_json(model, &relation, &goal, &answer),
                false => implication_text(model, &relation, &goal, &answer, look),
            }
        }
        None => {
            let study = study(relation, None, &options);
            match is_json {
                true => explain_json(model, &study, limit),
                false => explain_text(model, &study, limit, look),
            }
        }
    };
    terminal.print(text)?;
    Ok(Exit::Fine)
}
