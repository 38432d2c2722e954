//! `erc import`: whatever says what a schema is, as a model.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::DialectArgument;
use super::super::counted::counted;
use super::super::inferred;
use super::super::output::put;
use super::super::source::{Native, model_name, native};
use super::check::report;
use crate::import::{Level, LiftOptions, Lifted, infer, lift};
use crate::io::{Failure, Terminal};

/// Turn a database, a dump, a snapshot or a model of another tool into a model
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// A URL of a database, a file of SQL, a snapshot, or a model of another tool: `.dbml`, `.prisma`, `.mmd`, `.er`, `.aml`, `.puml`
    #[arg(value_name = "SOURCE")]
    source: PathBuf,

    /// The database that SQL is written for, where its words do not tell
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// How foreign keys are said
    #[arg(long, value_enum, default_value_t)]
    level: LevelArgument,

    /// Propose foreign keys by name and type; none is applied
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "report"
    )]
    infer: Option<InferArgument>,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum LevelArgument {
    /// As references between entities
    #[default]
    Logical,
    /// Column by column, as the database has it
    Physical,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InferArgument {
    /// A table: how sure, what, why
    Report,
    /// Lines to put into the entities
    Lines,
    /// The model with the proposals as comments
    Comments,
    /// The proposals as JSON
    Json,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let dialect = arguments.dialect.map(DialectArgument::id);
    let found = native(Some(&arguments.source), dialect, terminal)?.ok_or_else(|| {
        Failure::new(format!("`{}` is no schema to import", arguments.source.display()))
            .help("name a URL, a file of SQL, or a snapshot")
    })?;
    let level = match arguments.level {
        LevelArgument::Logical => Level::Logical,
        LevelArgument::Physical => Level::Physical,
    };
    let name = model_name(&arguments.source);
    let proposals = match arguments.infer {
        Some(_) => infer(&found.schema),
        None => Vec::new(),
    };
    let shown = match arguments.infer {
        Some(InferArgument::Report) => Some(inferred::report(&proposals)),
        Some(InferArgument::Json) => Some(inferred::json(&proposals)),
        Some(InferArgument::Lines | InferArgument::Comments) | None => None,
    };
    if let Some(shown) = shown {
        put(arguments.output.as_deref(), &shown, terminal)?;
        return Ok(Exit::findings_if(false));
    }
    let lifted = lift(&found.schema, found.dialect, {
        let beside = found.beside.clone();
        LiftOptions { level, name, proposals, beside }
    });
    if arguments.infer == Some(InferArgument::Lines) {
        put(arguments.output.as_deref(), inferred::lines(&lifted.proposed), terminal)?;
        return Ok(Exit::findings_if(false));
    }
    put(arguments.output.as_deref(), &lifted.text, terminal)?;
    tell(&lifted, &found, terminal);
    let has_mistakes = found.mistakes.has_errors();
    if has_mistakes {
        report(found.mistakes, &found.sources, terminal);
    }
    Ok(Exit::findings_if(!lifted.is_exact || has_mistakes))
}

fn tell(lifted: &Lifted, found: &Native, terminal: Terminal) {
    for note in &lifted.notes {
        terminal.talk(format!("note: {note}"));
    }
    terminal.talk(summary(lifted, found));
    let version = lifted.version.map(|it| format!(" and `{}.version = \"{it}\"`", found.dialect));
    terminal.talk(format!(
        "write `dialects = [\"{}\"]`{} into erc.toml to build it",
        found.dialect,
        version.unwrap_or_default()
    ));
}

fn summary(lifted: &Lifted, found: &Native) -> String {
    let mut parts = vec![counted(found.schema.tables.len(), "table")];
    let keys = [(lifted.n_single, "one column"), (lifted.n_composite, "several columns")];
    let said = |((all, references), columns): &((usize, usize), &str)| {
        let keys = counted(*all, "foreign key");
        (*all > 0).then(|| format!("{references} of {keys} of {columns}"))
    };
    let keys: Vec<String> = keys.iter().filter_map(said).collect();
    if !keys.is_empty() {
        parts.push(format!("references are {}", keys.join(" and ")));
    }
    let exact = match lifted.is_exact {
        true if found.n_left_out > 0 => "builds back to the schema without what was left out",
        true => "builds back to the same schema",
        false => "does not build back to quite the same schema",
    };
    parts.push(format!("the model {exact}"));
    parts.join("; ")
}
