//! `erc import`: whatever says what a schema is, as a model.

use std::path::PathBuf;

use clap::ValueEnum;

use super::super::Exit;
use super::super::arguments::DialectArgument;
use super::super::source::native;
use crate::import::{Level, Lifted, lift};
use crate::io::{Failure, Terminal, write};

/// Turn a database, a dump or a snapshot into a model
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// A URL of a database, a file of SQL, or a snapshot
    #[arg(value_name = "SOURCE")]
    source: PathBuf,

    /// The database that SQL is written for, where its words do not tell
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// How foreign keys are said
    #[arg(long, value_enum, default_value_t)]
    level: LevelArgument,

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
    let lifted = lift(&found.schema, found.dialect, level);
    match &arguments.output {
        Some(path) => write(path, lifted.text.as_bytes()).map(|_| ())?,
        None => terminal.print(&lifted.text)?,
    }
    for note in &lifted.notes {
        terminal.talk(format!("note: {note}"));
    }
    terminal.talk(summary(&lifted, found.schema.tables.len()));
    terminal.talk(format!("write `dialects = [\"{}\"]` into erc.toml to build it", found.dialect));
    Ok(Exit::findings_if(!lifted.is_exact))
}

fn summary(lifted: &Lifted, n_tables: usize) -> String {
    let (all, references) = lifted.n_single;
    let (all_composite, composite) = lifted.n_composite;
    let exact = match lifted.is_exact {
        true => "builds back to the same schema",
        false => "does not build back to quite the same schema",
    };
    format!(
        "{n_tables} tables; {references} of {all} foreign keys of one column and {composite} of \
         {all_composite} of several are references; the model {exact}"
    )
}
