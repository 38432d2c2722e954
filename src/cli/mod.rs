//! The command line: what a person types, and what comes back.
//!
//! In come arguments; out goes an exit code: 0 fine, 1 findings, 2 misuse or failure, 128 and its number when a
//! signal ended it. Standard output is the product, standard error the talk.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod arguments;
mod commands;
mod counted;
mod difference;
mod explain;
mod inferred;
mod output;
mod project;
mod relation_source;
mod schema_source;
mod located;
mod scratch;
mod source;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::io::{Failure, Terminal};
use arguments::{Arguments, Command};

pub use arguments::command;

/// What a command found, when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing.
    Fine,
    /// Errors in the model, or differences that were asked about.
    Findings,
    /// A signal asked for an end.
    Interrupted(u8),
}

impl Exit {
    fn findings_if(found: bool) -> Exit {
        if found { Exit::Findings } else { Exit::Fine }
    }
}

/// Runs one command.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match parsed(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no mistakes; clap knows which stream each goes to.
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    let terminal = Terminal::new(arguments.color.into());
    match dispatch(arguments.command, terminal) {
        Ok(Exit::Fine) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Ok(Exit::Interrupted(signal)) => ExitCode::from(128 + signal),
        Err(failure) => {
            terminal.talk(failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// The arguments; `--from dbml -` is another way to say `dbml:-`.
fn parsed(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let arguments = Arguments::try_parse_from(&words)?;
    let Some(format) = arguments.from else { return Ok(arguments) };
    let is_input = |it: &OsString| it == "-";
    if !words.iter().any(is_input) {
        let message = "`--from` is about standard input: name it as `-`, or write `FORMAT:FILE`\n";
        return Err(command().error(clap::error::ErrorKind::MissingRequiredArgument, message));
    }
    let named = |it: OsString| match is_input(&it) {
        true => OsString::from(format!("{}:-", format.name())),
        false => it,
    };
    Arguments::try_parse_from(words.into_iter().map(named))
}

fn dispatch(command: Command, terminal: Terminal) -> Result<Exit, Failure> {
    match command {
        Command::Init(arguments) => commands::init::run(&arguments, terminal),
        Command::Build(arguments) => commands::build::run(&arguments, terminal),
        Command::Check(arguments) => commands::check::run(&arguments, terminal),
        Command::Fmt(arguments) => commands::fmt::run(&arguments, terminal),
        Command::Diff(arguments) => commands::diff::run(&arguments, terminal),
        Command::Drift(arguments) => commands::drift::run(&arguments, terminal),
        Command::Diagram(arguments) => commands::diagram::run(&arguments, terminal),
        Command::Docs(arguments) => commands::docs::run(&arguments, terminal),
        Command::Migrate(arguments) => commands::migrate::run(&arguments, terminal),
        Command::Explain(arguments) => commands::explain::run(&arguments, terminal),
        Command::Import(arguments) => commands::import::run(&arguments, terminal),
        Command::Snapshot(arguments) => commands::snapshot::run(&arguments, terminal),
        Command::Normalize(arguments) => commands::normalize::run(&arguments, terminal),
        Command::Completions(arguments) => commands::completions::run(&arguments, terminal),
        Command::Man => commands::man::run(terminal),
    }
}
