//! `erc normalize`: in which normal form each relation is, why, and how to make it better.

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::{ReportFormat, SourceArgument};
use super::super::project::Project;
use super::check::report;
use crate::base::{Diagnostics, Sources, closest};
use crate::io::{Failure, Terminal};
use crate::model::{EntityGraph, resolve};
use crate::normalize::{
    Look, Misread, Relation, Split, Study, StudyOptions, normalize_json, normalize_text, relations,
    study,
};
use crate::theory::Target;

/// Prove the normal form of every relation and propose better ones
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// The normal form to decompose for; without it, the highest that loses no dependency
    #[arg(long, value_enum, value_name = "FORM")]
    to: Option<Form>,

    /// A split of your own to be judged: `Relation: (a, b) (b, c)`
    #[arg(long, value_name = "SPLIT")]
    into: Option<String>,

    /// How to print what was found out
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// No attribute depends on a part of a key
    #[value(name = "2nf")]
    Second,
    /// No attribute depends on another that is no key
    #[value(name = "3nf")]
    Third,
    /// Every determinant is a key
    #[value(name = "bcnf")]
    BoyceCodd,
    /// No independent facts side by side
    #[value(name = "4nf")]
    Fourth,
    /// Nothing that is the join of its parts
    #[value(name = "5nf")]
    Fifth,
}

impl From<Form> for Target {
    fn from(form: Form) -> Target {
        match form {
            Form::Second => Target::Second,
            Form::Third => Target::Third,
            Form::BoyceCodd => Target::BoyceCodd,
            Form::Fourth => Target::Fourth,
            Form::Fifth => Target::Fifth,
        }
    }
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let model = resolve(&loaded.files, &mut diagnostics);
    accept_missing_keys(&mut diagnostics);
    if diagnostics.has_errors() {
        report(diagnostics, &loaded.sources, terminal);
        return Ok(Exit::Findings);
    }
    let options =
        StudyOptions { target: arguments.to.map(Target::from), ..StudyOptions::default() };
    let studies = studies(&model, arguments.into.as_deref(), &options)?;
    let limit = &options.limit;
    terminal.print(match arguments.format {
        ReportFormat::Json => normalize_json(&model, &studies, limit),
        ReportFormat::Human => {
            normalize_text(&model, &studies, limit, look(&loaded.sources, terminal))
        }
    })?;
    Ok(Exit::Fine)
}

/// How text for a person may look on this terminal.
pub(super) fn look(sources: &Sources, terminal: Terminal) -> Look<'_> {
    Look { sources, color: terminal.has_color(), width: terminal.width() }
}

/// A model whose entities have no keys yet is what these commands are for: the keys come out of them.
pub(super) fn accept_missing_keys(diagnostics: &mut Diagnostics) {
    diagnostics.retain(|it| it.code.name != "target-without-key");
}

fn studies(
    model: &EntityGraph,
    into: Option<&str>,
    options: &StudyOptions,
) -> Result<Vec<Study>, Failure> {
    let relations = relations(model);
    let split = into.map(Split::read).transpose().map_err(misuse)?;
    if let Some(split) = &split {
        find(&relations, split.relation)?;
    }
    let one = |relation: Relation| {
        let parts = split.as_ref().filter(|it| it.relation == relation.name);
        let parts = parts.map(|it| it.parts(&relation)).transpose().map_err(misuse)?;
        Ok(study(relation, parts.as_deref(), options))
    };
    relations.into_iter().map(one).collect()
}

/// The relation of this name.
pub(super) fn find<'a>(relations: &'a [Relation], name: &str) -> Result<&'a Relation, Failure> {
    relations.iter().find(|it| it.name == name).ok_or_else(|| {
        let names = || relations.iter().map(|it| it.name.as_str());
        let help = match closest(name, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name an entity or a relationship of the model".to_owned(),
        };
        Failure::new(format!("the model has no relation `{name}`")).help(help)
    })
}

pub(super) fn misuse(misread: Misread) -> Failure {
    Failure::new(misread.message).help(misread.help)
}
