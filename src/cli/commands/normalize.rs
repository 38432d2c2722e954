//! `erc normalize`: in which normal form each relation is, why, and how to make it better.

use std::path::Path;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::{DialectArgument, ReportFormat, SourceArgument};
use super::super::relation_source::RelationSource;
use crate::base::Sources;
use crate::io::{Failure, Terminal, write};
use crate::normalize::{
    Look, Misread, Relation, Split, Study, StudyOptions, normalize_json, normalize_text, rewrite,
    study,
};
use crate::theory::{AttributeSet, Target};

/// What a model from standard input is called.
const STDIN: &str = "<stdin>";

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

    /// Rewrite the model: divide what is short of the form, and add missing keys
    #[arg(long, conflicts_with_all = ["into", "format"])]
    write: bool,

    /// The database that SQL is written for, where its words do not tell
    #[arg(long, value_enum)]
    dialect: Option<DialectArgument>,

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
    let source = match RelationSource::open(
        arguments.source.source.as_deref(),
        arguments.dialect.map(DialectArgument::id),
        terminal,
    )? {
        Ok(source) => source,
        Err(exit) => return Ok(exit),
    };
    let options =
        StudyOptions { target: arguments.to.map(Target::from), ..StudyOptions::default() };
    if arguments.write {
        return write_model(source, &options, terminal);
    }
    let split = arguments.into.as_deref().map(|it| proposed(&source, it)).transpose()?;
    let RelationSource { model, sources, mut relations, .. } = source;
    if let (Some((asked, _)), ReportFormat::Human) = (&split, arguments.format) {
        // Who asks about one relation does not want to look for it among all.
        relations.retain(|it| it.name == *asked);
    }
    let studies = studies(relations, split, &options);
    match arguments.format {
        ReportFormat::Json => {
            let document = normalize_json(&model, studies, &options.limit);
            terminal.stream(|out| {
                serde_json::to_writer_pretty(&mut *out, &document)?;
                out.write_all(b"\n")
            })?;
        }
        ReportFormat::Human => {
            let studies: Vec<Study> = studies.collect();
            let look = look(&sources, terminal);
            terminal.print(normalize_text(&model, &studies, &options.limit, look))?;
        }
    }
    Ok(Exit::Fine)
}

/// Rewrites the files of the model, each whole or not at all, and says what became of them.
fn write_model(
    source: RelationSource,
    options: &StudyOptions,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let RelationSource { files, sources, .. } = source;
    if files.is_empty() {
        return Err(Failure::new("only a model can be rewritten").help("name a `.erd` file"));
    }
    let done = rewrite(files, &sources, options);
    for (file, text) in &done.files {
        let Some(source) = sources.get(*file) else { continue };
        if source.path == STDIN {
            terminal.print(text)?;
        } else {
            write(Path::new(&source.path), text.as_bytes())?;
            terminal.talk(format!("wrote {}", source.path));
        }
    }
    for it in &done.written {
        terminal.talk(match it.parts.as_slice() {
            [_] => format!("  {} has a key now", it.relation),
            parts => format!("  {} is split into {}", it.relation, parts.join(", ")),
        });
        for lost in &it.lost {
            terminal.talk(format!("    no table can check `{lost}` any more"));
        }
    }
    for it in &done.refused {
        terminal.talk(format!("  {} is left as it is: {}", it.relation, it.reason));
    }
    if done.written.is_empty() && done.refused.is_empty() {
        terminal.talk("every relation is as it should be; nothing was written");
    }
    Ok(Exit::Fine)
}

/// How text for a person may look on this terminal.
pub(super) fn look(sources: &Sources, terminal: Terminal) -> Look<'_> {
    Look { sources, color: terminal.has_color(), width: terminal.width() }
}

/// The relation that `split` is about, and its parts.
fn proposed(source: &RelationSource, split: &str) -> Result<(String, Vec<AttributeSet>), Failure> {
    let split = Split::read(split).map_err(misuse)?;
    let relation = source.relation(split.relation)?;
    Ok((relation.name.clone(), split.parts(relation).map_err(misuse)?))
}

/// Studies each relation when it is its turn.
fn studies(
    relations: Vec<Relation>,
    split: Option<(String, Vec<AttributeSet>)>,
    options: &StudyOptions,
) -> impl Iterator<Item = Study> {
    relations.into_iter().map(move |relation| {
        let split = split.as_ref().filter(|(name, _)| *name == relation.name);
        let parts = split.map(|(_, parts)| parts.clone());
        study(relation, parts.as_deref(), options)
    })
}

pub(super) fn misuse(misread: Misread) -> Failure {
    Failure::new(misread.message).help(misread.help)
}
